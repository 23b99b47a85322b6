import { once } from 'node:events';
import { request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { settingsFrom } from '@in-force/api';
import { InvalidSetting } from '@in-force/engine';
import ical from 'ical.js';
import { announcement, type Bench, bench, post, suspension } from './bench.js';

const BASE = 'https://record.example/in-force';

/** Everything in an answer that looks like one of our addresses. */
const linksIn = (text: string): string[] =>
  [...text.matchAll(/(?:https?:\/\/[^\s"<>]*?)?\/(?:v1\/|openapi)[^\s"<>}]*/g)].map(([link]) => link);

describe.each([
  ['the public address that is set', BASE],
  ['nothing', null],
])('links begin with %s', (_, url) => {
  let api: Bench;
  beforeAll(async () => {
    api = await bench(undefined, undefined, undefined, { url });
    for (const id of ['cn-test-1', 'cn-test-2', 'cn-test-3']) await post(api, `/v1/measures/${id}/announcement`, announcement);
    await post(api, '/v1/measures/cn-test-1/announcement', { ...announcement, title: 'Other' });
    await post(api, '/v1/measures/cn-test-3/suspension', { ...suspension, from: '2026-12-01', through: '2026-12-10' });
  });
  afterAll(() => api.close());
  const evil = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'gopher', forwarded: 'host=evil.example' };
  const get = (path: string, headers: Record<string, string> = {}) => api.app.inject({ url: path, headers: { ...evil, ...headers } });

  it.each([
    ['/v1/controls?on=2025-02-15&limit=1', {}],
    ['/v1/controls?on=2025-02-15', { accept: 'application/x-bibtex' }],
    ['/v1/controls.bib?on=2025-02-15', {}],
    ['/v1/controls.ris?on=2025-02-15', {}],
    ['/v1/controls.csl.json?on=2025-02-15', {}],
    ['/v1/controls.csv?on=2025-02-15&limit=1', {}],
    ['/v1/measures/cn-test-1?on=2025-02-15', { 'accept-datetime': 'Mon, 23 Nov 2026 12:00:00 GMT' }],
    ['/v1/timeline?limit=1', {}],
    ['/v1/diff?a.on=2025-02-15', {}],
    ['/v1/events?limit=1', {}],
  ])('in %s', async (path, headers) => {
    const answer = await get(path, headers);
    expect([path, answer.statusCode]).toEqual([path, 200]);
    const links = linksIn(`${answer.payload}\n${JSON.stringify(answer.headers).replaceAll('\\"', '"')}`);
    expect(links.length).toBeGreaterThan(0);
    for (const link of links)
      expect([path, link]).toEqual([path, expect.stringMatching(url ? /^https:\/\/record\.example\/in-force\// : /^\//)]);
    expect(JSON.stringify([answer.payload, answer.headers])).not.toContain('evil');
  });

  it('in what a recorder is told', async () => {
    const done = await post(api, '/v1/measures/cn-test-2/suspension', suspension, evil);
    expect([done.headers.location, done.json().measure]).toEqual([
      `${url ?? ''}/v1/events/${done.json().event}`,
      `${url ?? ''}/v1/measures/cn-test-2`,
    ]);
  });

  it('in calendars, which have none that is relative', async () => {
    const { payload } = await get('/v1/upcoming.ics?on=2026-11-20&days=60');
    const events = new ical.Component(ical.parse(payload)).getAllSubcomponents('vevent');
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) {
      const link = event.getFirstPropertyValue('url');
      expect([payload.includes('evil'), link === null || String(link).startsWith(`${url}/v1/`)]).toEqual([false, true]);
      if (url === null) expect(link).toBeNull();
    }
  });

  it('and no digest knows it', async () => {
    const { cite, next } = (await get('/v1/controls?on=2025-02-15&limit=1')).json();
    for (const link of [cite, next]) expect((await get(link.replace(url ?? '', ''))).statusCode).toBe(200);
    const other = await bench(undefined, api.engine.log, undefined, { url: url === null ? BASE : null });
    const there = (await other.app.inject('/v1/controls?on=2025-02-15&limit=1')).json();
    expect(there.cite.replace(BASE, '')).toBe(cite.replace(BASE, ''));
    await other.close();
  });
});

describe('the setting IN_FORCE_URL', () => {
  it.each([
    [undefined, null],
    ['', null],
    ['https://record.example', 'https://record.example'],
    ['https://record.example/', 'https://record.example'],
    ['http://127.0.0.1:8080/in-force//', 'http://127.0.0.1:8080/in-force'],
  ])('reads %s', (IN_FORCE_URL, url) => {
    expect(settingsFrom({ IN_FORCE_URL }).url).toBe(url);
  });

  it.each([
    'record.example',
    '/in-force',
    'ftp://record.example',
    'https://',
    'https://a b',
    'https://record.example/?a=1',
    'https://u:p@record.example',
    'https://record.example/#a',
    'https://record.example/"x',
  ])('refuses %s at the start, and says what to write', (IN_FORCE_URL) => {
    const read = () => settingsFrom({ IN_FORCE_URL });
    if (IN_FORCE_URL.endsWith('"x')) return void expect(read().url).toBe('https://record.example/%22x');
    expect(read).toThrow(InvalidSetting);
    expect(read).toThrow(/IN_FORCE_URL: .*such as https:\/\/example\.org/);
  });
});

describe('every answer', () => {
  let api: Bench;
  let port: number;
  beforeAll(async () => {
    api = await bench();
    await post(api, '/v1/measures/cn-test-1/announcement', announcement);
    await api.app.listen(0, '127.0.0.1');
    port = (api.app.getHttpServer().address() as AddressInfo).port;
  });
  afterAll(() => api.close());
  const over = async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
    const asking = request({ port, host: '127.0.0.1', path, method, headers, agent: false }).end();
    const [answer] = await once(asking, 'response');
    if (path.endsWith('/stream')) answer.destroy();
    else await answer.toArray();
    return answer as { statusCode: number; headers: Record<string, string> };
  };

  it.each([
    ['/v1/controls?on=2025-02-15', 200, true],
    ['/v1/controls?on=2025-02-15', 200, true],
    ['/v1/controls?on=2025-02-15', 200, true], // kept by now
    ['/v1/measures/cn-test-1', 200, true],
    ['/v1/measures/cn-nothing-1', 404, true],
    ['/v1/controls?on=never', 400, true],
    ['/v1/events', 200, true],
    ['/v1/events/none', 404, true],
    ['/v1/export/events.csv', 200, true],
    ['/v1/export/spans.ndjson', 200, true],
    ['/v1/controls.csv', 200, true],
    ['/v1/controls.bib', 200, true],
    ['/v1/upcoming.ics', 200, true],
    ['/v1/controls/since?on=2025-02-15', 200, true],
    ['/v1/stream', 200, true],
    ['/v1/changes', 200, true],
    ['/v1/changes/stream', 200, true],
    ['/v1/changes.atom', 200, true],
    ['/v1/feed.json', 200, true],
    ['/health/live', 200, false],
    ['/health/ready', 200, false],
    ['/openapi.json', 200, false],
    ['/nothing', 404, false],
    ['/v1/measures/%E0%A4%A', 400, false],
  ])('bears the id of its request, and where the record stands: %s', async (path, status, positioned) => {
    const own = await over(path, { 'x-request-id': 'mine/1!~' });
    expect([path, own.statusCode, own.headers['x-request-id']]).toEqual([path, status, 'mine/1!~']);
    expect([path, own.headers['in-force-position']]).toEqual([path, positioned ? '1' : undefined]);
    const ids = [];
    for (const id of [undefined, 'with space', 'x'.repeat(201), 'ä']) {
      const { headers } = await over(path, id === undefined ? {} : { 'x-request-id': Buffer.from(id).toString('latin1') });
      expect([path, id, headers['x-request-id']]).toEqual([path, id, expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)]);
      ids.push(headers['x-request-id']);
    }
    expect(new Set(ids).size).toBe(4);
  });

  it('bears one where it is none of HTTP, not changed, or recorded', async () => {
    const socket = connect(port, '127.0.0.1').end('nonsense\r\n\r\n');
    expect(Buffer.concat(await socket.toArray()).toString()).toMatch(/^HTTP\/1\.1 400 [\s\S]*\r\nX-Request-Id: [0-9a-f-]{36}\r\n/);
    const { headers } = await over('/v1/controls?on=2025-02-15');
    const same = await over('/v1/controls?on=2025-02-15', { 'if-none-match': headers.etag as string, 'x-request-id': 'x'.repeat(200) });
    expect([same.statusCode, same.headers['x-request-id']]).toEqual([304, 'x'.repeat(200)]);
    const done = await post(api, '/v1/measures/cn-test-1/suspension', suspension, { 'x-request-id': 'act-1' });
    expect([done.headers['x-request-id'], done.headers['in-force-position']]).toEqual(['act-1', '2']);
    const file = {
      entries: [
        {
          id: 'gone',
          'record.retracted': { event: done.json().event, reason: 'r' },
          publishedOn: '2025-03-01',
          sources: announcement.sources,
        },
      ],
    };
    const imported = await post(api, '/v1/import', file);
    expect([imported.statusCode, imported.headers['in-force-position']]).toEqual([200, '3']);
  });

  it('of an event says what became of it, in fields and links', async () => {
    const { events } = (await api.app.inject('/v1/events')).json();
    const [, stop, gone] = events;
    const answer = await api.app.inject(`/v1/events/${stop.id}`);
    const link = `/v1/events/${gone.id}`;
    expect(answer.json()).toMatchObject({
      id: stop.id,
      correctedBy: [],
      retractedBy: gone.id,
      links: { correctedBy: [], retractedBy: link },
    });
    expect(answer.headers.link).toBe(`<${link}>; rel="related"; title="retraction"`);
    const replacement = {
      type: 'measure.announced',
      version: 1,
      data: { ...announcement, publishedOn: undefined, sources: undefined, title: 'B' },
    };
    const mend = {
      id: 'mend',
      'record.corrected': { event: events[0].id, replacement, reason: 'r' },
      publishedOn: '2025-03-01',
      sources: announcement.sources,
    };
    expect((await post(api, '/v1/import', { entries: [mend] })).statusCode).toBe(200);
    const { id } = (await api.app.inject('/v1/events')).json().events[3];
    const corrected = await api.app.inject(`/v1/events/${events[0].id}`);
    expect([corrected.json().correctedBy, corrected.headers.link]).toEqual([
      [id],
      `</v1/events/${id}>; rel="successor-version"; title="correction"`,
    ]);
  });
});

describe('pages of other sites', () => {
  let api: Bench;
  beforeAll(async () => {
    api = await bench();
  });
  afterAll(() => api.close());
  const preflight = (url: string, method: string) =>
    api.app.inject({
      method: 'OPTIONS',
      url,
      headers: {
        origin: 'https://other.example',
        'access-control-request-method': method,
        'access-control-request-headers': 'content-type',
      },
    });

  it('may read, and see every header that matters', async () => {
    const { headers } = await api.app.inject({ url: '/v1/controls?on=2025-02-15', headers: { origin: 'https://other.example' } });
    expect(headers['access-control-allow-origin']).toBe('*');
    const exposed = String(headers['access-control-expose-headers']).toLowerCase().split(', ');
    for (const name of [
      'link',
      'memento-datetime',
      'etag',
      'location',
      'content-location',
      'content-disposition',
      'retry-after',
      'in-force-position',
      'x-request-id',
    ])
      expect(exposed).toContain(name);
    expect(headers['access-control-allow-credentials']).toBeUndefined();
  });

  it('may suppose, as a browser asks before it sends', async () => {
    const { statusCode, headers } = await preflight('/v1/what-if?on=2025-02-15', 'POST');
    expect([
      statusCode,
      headers['access-control-allow-origin'],
      headers['access-control-allow-methods'],
      headers['access-control-allow-headers'],
    ]).toEqual([204, '*', 'POST', 'content-type']);
  });

  it.each(['/v1/import', '/v1/measures/cn-test-1/announcement', '/v1/controls'])('may not record: %s', async (path) => {
    const { headers } = await preflight(path, 'POST');
    expect(headers['access-control-allow-methods']).toBe('GET, HEAD');
  });
});
