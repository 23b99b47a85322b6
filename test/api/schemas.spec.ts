import { ControlsInForce } from '@in-force/answers';
import { createApp } from '@in-force/api';
import { openapi } from '@in-force/api/openapi';
import { Courier } from '@in-force/desk';
import { Answers, Changes, Engine, loadFoundingRecord } from '@in-force/engine';
import { MemoryLog } from '@in-force/event-log';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { EXAMPLES } from '../../apps/api/src/openapi-examples.data.js';
import { NOW } from '../kit/record.js';
import { announcement, type Bench, bench, post, suspension } from './bench.js';

interface Described {
  readonly security: readonly object[];
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: Readonly<Record<string, { schema: object }>> }>>;
}
const document = JSON.parse(JSON.stringify(openapi));
const paths = document.paths as Readonly<Record<string, Readonly<Record<string, Described>>>>;

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true, discriminator: true });
addFormats.default(ajv);
ajv.addKeyword('example');
ajv.addSchema(inDefs(document.components.schemas));

/** The schemas of the document as one of JSON Schema. */
function inDefs(schemas: object): object {
  return { $id: 'api', $defs: JSON.parse(JSON.stringify(schemas).replaceAll('"#/components/schemas/', '"api#/$defs/')) };
}
const compiled = new Map<string, ReturnType<typeof ajv.compile>>();
function faultsIn(schema: object, value: unknown): unknown[] {
  const text = JSON.stringify(schema).replaceAll('"#/components/schemas/', '"api#/$defs/');
  const validate = compiled.get(text) ?? ajv.compile(JSON.parse(text));
  compiled.set(text, validate);
  return validate(value) ? [] : (validate.errors ?? []).slice(0, 5);
}

/** Returns the route of an address: the one without a variable part first. */
const routeOf = (url: string): string => {
  const path = url.split('?', 1)[0] as string;
  const matching = Object.keys(paths).filter((one) =>
    new RegExp(`^${one.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  return matching.find((one) => !one.includes('{')) ?? matching[0] ?? path;
};

const asked = new Set<string>();
/** What a real answer has that the document does not describe. */
function undescribed(method: string, url: string, answer: { statusCode: number; headers: object; payload: string }): unknown[] {
  const route = routeOf(url);
  asked.add(`${method} ${route}`);
  const { statusCode, headers, payload } = answer;
  const responses = paths[route]?.[method.toLowerCase()]?.responses ?? {};
  const found = responses[statusCode] ?? responses[`${String(statusCode)[0]}XX`];
  const described = found?.$ref ? document.components.responses[found.$ref.split('/').pop() as string] : found;
  if (statusCode === 204 && described && payload === '') return [];
  const type = String((headers as Record<string, string>)['content-type']).split(';', 1)[0] as string;
  const schema = described?.content?.[type]?.schema;
  if (!schema) return [`${method} ${url}: ${statusCode} ${type} is not described`];
  const faults = type.endsWith('json') && !type.includes('ndjson') ? faultsIn(schema, JSON.parse(payload)) : [];
  return faults.length > 0 ? [`${method} ${url} ${statusCode}`, ...faults] : [];
}

jest.setTimeout(120_000);

describe('every answer on the founding record', () => {
  let api: Bench;
  const now = () => NOW;
  beforeAll(async () => {
    const controls = new ControlsInForce();
    const engine = await Engine.open(new MemoryLog(now), [controls], { now });
    await loadFoundingRecord(engine);
    const watching = { secret: 'what secrets of webhooks are derived from', webhooks: 'local' } as const;
    const options = { now, token: 'a-secret-of-recorders', patience: 20, heartbeat: 60_000, log: 'silent', ...watching } as const;
    const app = await createApp(engine, new Answers(engine, controls), options);
    api = { app, engine, close: () => app.close().then(engine.close) };
  });
  afterAll(() => api.close());

  const get = async (url: string, headers = {}) => undescribed('GET', url, await api.app.inject({ url, headers }));
  const all = async (urls: readonly string[]) => {
    const faults: unknown[] = [];
    for (const url of urls) faults.push(...(await get(url)));
    return faults;
  };
  const idsIn = async (url: string, list: string, id = 'id') => {
    const answer = (await api.app.inject(url)).json();
    return (answer[list] as Record<string, string>[]).map((one) => one[id] as string);
  };

  it('has the form that the document says: lists', async () => {
    const clocks = ['on=2025-11-20', 'on=2026-11-20', 'on=2025-10-20&knownOn=2025-10-20', 'on=2027-01-01', 'on=2025-11-20&recordedAt=0'];
    const lists = [
      '/v1/controls?status=all',
      '/v1/controls?status=not-known,not-applicable',
      '/v1/controls?region=EU&item=Dy&reading=US&status=all',
      '/v1/controls?region=CN&item=hs:8112&limit=3',
      '/v1/upcoming?days=400',
      '/v1/negotiations?',
      '/v1/arrangements?',
      '/v1/commitments?status=all',
      '/v1/readings?',
      '/v1/readings?contested=true&region=EU',
      '/v1/licensing?',
      '/v1/facilitations?',
      '/v1/measures?',
      '/v1/regions?',
      '/v1/regions?region=EU',
    ];
    const undated = [
      '/v1/statements?',
      '/v1/statements?person=Sefcovic&about=rare-earths',
      '/v1/instruments?',
      '/v1/items?',
      '/v1/items?item=dysprosium',
      '/v1/errata?',
    ];
    const known = ['knownOn=2025-11-20', 'recordedAt=0', 'limit=1000'];
    const urls = [[lists, clocks] as const, [undated, known] as const].flatMap(([some, at]) =>
      some.flatMap((list) => at.map((clock) => `${list}&${clock}`.replace('?&', '?'))),
    );
    expect(await all(urls)).toEqual([]);
  });

  it('has the form that the document says: days and words', async () => {
    expect(
      await all([
        '/v1/timeline',
        '/v1/timeline?region=EU&from=2025-10-01&knownOn=2025-11-20',
        '/v1/search?q=rare&limit=1000',
        '/v1/search?q=white%20house&knownOn=2025-11-20',
        '/v1/matrix?from=2025-01-01&to=2025-12-31&frames=true',
        '/v1/matrix?regions=EU,US&item=Dy&step=week&from=2025-10-01&to=2025-12-01',
        '/v1/diff?a.on=2025-10-01&b.on=2025-11-20&region=EU&status=all',
        '/v1/diff?a.on=2025-11-20&a.recordedAt=100&b.on=2025-11-20',
        '/v1/diff?a.on=2026-11-20&a.knownOn=2025-11-20&b.on=2026-11-20&a.reading=US&b.reading=CN',
        '/v1/controls/since?on=2025-11-20&recordedAt=150',
        '/v1/measures/cn-mofcom-2025-18/since?on=2025-11-20&recordedAt=3',
      ]),
    ).toEqual([]);
  });

  it('has the form that the document says: every measure, act, track, promise and event', async () => {
    const faults: unknown[] = [];
    const measures = await idsIn('/v1/controls?status=all&on=2027-01-01', 'controls');
    for (const id of measures)
      faults.push(
        ...(await all([
          `/v1/measures/${id}?on=2025-11-20`,
          `/v1/explain/${id}?on=2026-11-20&region=EU`,
          `/v1/instruments/${id.split('.')[0]}`,
        ])),
        ...(await all([`/v1/measures/${id}?on=2025-11-20&knownOn=2025-09-01&item=Dy`, `/v1/explain/${id}?on=2025-11-20&expect=revoked`])),
      );
    for (const id of await idsIn('/v1/negotiations', 'negotiations')) faults.push(...(await get(`/v1/negotiations/${id}`)));
    for (const id of await idsIn('/v1/arrangements', 'arrangements')) faults.push(...(await get(`/v1/arrangements/${id}`)));
    for (const id of await idsIn('/v1/commitments?status=all', 'commitments')) faults.push(...(await get(`/v1/commitments/${id}`)));
    faults.push(...(await get('/v1/events?limit=1000')));
    for (const id of await idsIn('/v1/events?limit=20', 'events'))
      faults.push(...(await all([`/v1/events/${id}`, `/v1/proof/event/${id}`])));
    expect(faults).toEqual([]);
  });

  it('has the form that the document says: every file and every form of a citation', async () => {
    const files = Object.keys(paths).filter((path) => paths[path]?.get && !path.includes('{') && !path.endsWith('/stream'));
    const needed: Readonly<Record<string, string>> = {
      '/v1/search': '?q=rare',
      '/v1/matrix': '?regions=EU',
      '/v1/controls/since': '?recordedAt=300',
    };
    expect(await all(files.map((path) => `${path}${needed[path.replace(/\.[a-z]+$/, '')] ?? ''}`))).toEqual([]);
    for (const url of ['/v1/stream', '/v1/changes/stream'])
      expect(undescribed('GET', url, await api.app.inject({ method: 'HEAD', url: `${url}?after=0` }))).toEqual([]);
    const [first] = (await api.app.inject('/v1/controls?on=2025-11-20')).json().controls;
    const [line = ''] = (await api.app.inject('/v1/controls.ndjson?on=2025-11-20')).payload.split('\n');
    expect(JSON.parse(line)).toEqual(first);
  });

  it('has the form that the document says: what is recorded and supposed', async () => {
    const headers = { authorization: 'Bearer a-secret-of-recorders' };
    for (const [path, { url, body }] of Object.entries(EXAMPLES)) {
      if (body === undefined) continue;
      const answer = await api.app.inject({ method: 'POST', url, payload: body as object, headers });
      expect([path, undescribed('POST', url, answer)]).toEqual([path, []]);
    }
    const other = await bench();
    for (const [act, body] of [
      ['announcement', announcement],
      ['suspension', suspension],
      ['resumption', { ...announcementFields(), from: '2025-03-01' }],
    ] as const) {
      const url = `/v1/measures/cn-test-1/${act}`;
      const answer = await post(other, url, body);
      expect([url, answer.statusCode, undescribed('POST', url, answer)]).toEqual([url, 201, []]);
    }
    const { publishedOn, sources } = announcementFields();
    const mended = { publishedOn, sources };
    const entries = [
      { id: 'said', ...mended, 'statement.made': { title: 'T', speaker: 'S', text: 'T.', about: [] } },
      { id: 'taken-back', ...mended, 'record.retracted': { event: 'said', reason: 'Misread.' } },
    ];
    expect((await post(other, '/v1/import', { entries })).statusCode).toBe(200);
    const errata = await other.app.inject('/v1/errata');
    expect(errata.json().errata).toHaveLength(1);
    expect(undescribed('GET', '/v1/errata', errata)).toEqual([]);
    await other.close();
  });

  it('has the form that the document says: keys and watches', async () => {
    const headers = { authorization: 'Bearer a-secret-of-recorders' };
    const faults: unknown[] = [];
    const ask = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'HEAD', url: string, payload?: object) => {
      const answer = await api.app.inject({ method, url, headers, ...(payload && { payload }) });
      faults.push(...undescribed(method === 'HEAD' ? 'GET' : method, url, answer).map((fault) => [method, url, fault]));
      return answer.payload === '' || !/json/.test(String(answer.headers['content-type'])) ? {} : answer.json();
    };
    const { id: key } = await ask('POST', '/v1/keys', { name: 'A key', may: ['watch'] });
    await ask('GET', '/v1/keys');
    await ask('POST', `/v1/keys/${key}/rotation`);
    await ask('DELETE', `/v1/keys/${key}`);
    const { id: read } = await ask('POST', '/v1/watches', { question: { region: 'EU', item: 'Dy' }, after: '0' });
    const courier = api.app.get(Courier);
    courier.round(await api.app.get(Changes).horizon());
    await courier.idle();
    expect((await ask('GET', `/v1/watches/${read}/deliveries?limit=5`)).deliveries).toHaveLength(5);
    const { id: sent } = await ask('POST', '/v1/watches', { question: {}, to: 'http://127.0.0.1:1/' });
    await ask('GET', '/v1/watches');
    await ask('GET', `/v1/watches/${sent}`);
    await ask('PATCH', `/v1/watches/${sent}`, { title: 'One' });
    await ask('POST', `/v1/watches/${sent}/rotation`);
    expect(await ask('POST', `/v1/watches/${sent}/test`)).toMatchObject({ status: null });
    expect(await ask('GET', `/v1/watches/${sent}/attempts`)).toMatchObject({ attempts: [{ sequence: null }] });
    await ask('POST', `/v1/watches/${sent}/replay`, { from: 1 });
    await ask('HEAD', `/v1/watches/${read}/deliveries/stream`);
    await ask('GET', `/v1/watches/${read}/feed.atom`);
    await ask('DELETE', `/v1/watches/${read}`);
    expect(faults).toEqual([]);
  });

  it('has the form that the document says: every problem', async () => {
    const record = { method: 'POST', url: '/v1/measures/cn-mofcom-2025-18/announcement', payload: announcement } as const;
    const headers = { authorization: 'Bearer a-secret-of-recorders' };
    const cite = (await api.app.inject('/v1/controls?on=2025-11-20')).json().cite as string;
    const other = cite.replace(/facts=t1-.*/, `facts=t1-${'0'.repeat(64)}`);
    const requests = [
      { method: 'GET', url: '/v1/controls?on=2025-02-30&region=XX&bogus=1' },
      { method: 'GET', url: '/v1/measures/cn-mofcom-2099-1' },
      { method: 'GET', url: other },
      { method: 'GET', url: '/v1/controls?on=2025-11-20&recordedAt=999999' },
      { method: 'GET', url: '/v1/events/none' },
      { ...record, headers: {} },
      { ...record, headers },
      { ...record, headers: { ...headers, 'if-match': '"77"' } },
      { ...record, headers, payload: { title: 1, bogus: 2 } },
      { ...record, headers: { ...headers, 'content-type': 'text/csv' }, payload: 'a' },
      { method: 'POST', url: '/v1/import', headers, payload: { entries: [{ id: 'a' }, { id: 'b', 'x.y': {} }] } },
      { method: 'POST', url: '/v1/import', headers: { ...headers, 'content-type': 'application/yaml' }, payload: 'a: [' },
    ] as const;
    const statuses: number[] = [];
    for (const request of requests) {
      const answer = await api.app.inject(request as never);
      statuses.push(answer.statusCode);
      expect([request, undescribed(request.method, request.url, answer as never)]).toEqual([request, []]);
    }
    expect(statuses).toEqual([400, 404, 410, 503, 404, 401, 409, 412, 400, 415, 400, 400]);
  });

  it('was held to its schema at every address', () => {
    const every = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(every.filter((one) => !asked.has(one))).toEqual([]);
  });

  it('is shown by examples that are what it answers', async () => {
    const headers = { authorization: 'Bearer a-secret-of-recorders' };
    for (const [path, { url, body, answer }] of Object.entries(EXAMPLES)) {
      const given = await api.app.inject({ url, headers, ...(body !== undefined && { method: 'POST' as const, payload: body as object }) });
      const json = String(given.headers['content-type']).includes('json');
      expect([path, given.statusCode]).toEqual([path, 200]);
      if (answer !== undefined) expect([path, json ? given.json() : given.payload]).toEqual([path, answer]);
    }
  });
});

const announcementFields = () => ({ publishedOn: '2025-03-01', sources: announcement.sources });

describe('the schemas', () => {
  it('leave no room for what they do not describe', () => {
    const closed = (schema: unknown, at: string): string[] => {
      if (typeof schema !== 'object' || schema === null) return [];
      const { type, properties, additionalProperties } = schema as Record<string, unknown>;
      const open = type === 'object' && properties !== undefined && additionalProperties !== false;
      return [...(open ? [at] : []), ...Object.entries(schema).flatMap(([name, part]) => closed(part, `${at}/${name}`))];
    };
    expect(closed(document.components.schemas, '')).toEqual([]);
    const [control] = (EXAMPLES['/v1/controls'] as { answer: { controls: object[] } }).answer.controls;
    expect(faultsIn({ $ref: '#/components/schemas/Control' }, control)).toEqual([]);
    expect(faultsIn({ $ref: '#/components/schemas/Control' }, { ...control, more: 1 })).toMatchObject([
      { params: { additionalProperty: 'more' } },
    ]);
    expect(faultsIn({ $ref: '#/components/schemas/Control' }, { ...control, status: 'in_force' })).toMatchObject([{ keyword: 'enum' }]);
  });

  it('give the meaning of every field', () => {
    const meaningOf = (ref: string): string => document.components.schemas[ref.split('/').pop() as string]?.description ?? '';
    const silent = (schema: unknown, at: string): string[] => {
      if (typeof schema !== 'object' || schema === null) return [];
      const { properties = {} } = schema as { properties?: Record<string, { $ref?: string; description?: string }> };
      const here = Object.entries(properties).flatMap(([name, { $ref = '', description = meaningOf($ref) }]) =>
        /[.)]$/.test(description) ? [] : [`${at}.${name}`],
      );
      return [...here, ...Object.entries(schema).flatMap(([name, part]) => silent(part, `${at}/${name}`))];
    };
    expect(silent(document.components.schemas, '')).toEqual([]);
  });

  it('tell events apart by their type', () => {
    const { answer } = EXAMPLES['/v1/events/{id}'] ?? {};
    const event = { $ref: '#/components/schemas/Event' };
    expect(faultsIn(event, answer)).toEqual([]);
    expect(faultsIn(event, { ...(answer as object), type: 'measure.revoked' })).not.toEqual([]);
  });

  it('say who may record, and that anybody may read', () => {
    for (const [path, methods] of Object.entries(paths))
      for (const [method, { security }] of Object.entries(methods)) {
        const keyed = /^\/v1\/(?:keys|watches)/.test(path) || (method === 'post' && path !== '/v1/what-if');
        expect([path, security]).toEqual([path, keyed ? [{ key: [] }] : []]);
      }
  });
});
