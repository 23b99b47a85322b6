import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { openapi } from '@in-force/api/openapi';
import { BOUNDS, grouped, sized } from '@in-force/formats';
import { announcement, type Bench, bench, post, suspension } from './bench.js';

const entry = (id: string, more: object = {}) => ({
  id,
  'measure.revoked': { from: '2025-03-01' },
  measures: ['cn-test-1'],
  publishedOn: '2025-03-01',
  sources: announcement.sources,
  ...more,
});

describe('bodies', () => {
  let api: Bench;
  beforeAll(async () => {
    api = await bench();
    await post(api, '/v1/measures/cn-test-1/announcement', announcement);
  });
  afterAll(() => api.close());
  const whatIf = (payload: string | Buffer, type: string | undefined = 'application/json', headers: Record<string, string> = {}) =>
    api.app.inject({
      method: 'POST',
      url: '/v1/what-if?on=2025-03-02',
      payload,
      headers: { ...(type && { 'content-type': type }), ...headers },
    });

  it.each([
    ['application/json', JSON.stringify({ entries: [entry('a')] })],
    ['application/json; charset=utf-8', `\ufeff${JSON.stringify({ entries: [entry('a')] })}`],
    ['application/x-ndjson', `${JSON.stringify(entry('a'))}\n`],
    ['application/yaml', `entries:\n  - ${JSON.stringify(entry('a'))}\n`],
  ])('of type %s are files of the record', async (type, body) => {
    for (const [payload, headers] of [
      [body, {}],
      [gzipSync(body), { 'content-encoding': 'gzip' }],
    ] as const) {
      const answer = await whatIf(payload, type, headers);
      expect([answer.statusCode, answer.json().recorded]).toEqual([200, 1]);
    }
  });

  it.each([
    'text/plain',
    'text/plain; application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    '',
  ])('of a type that a page of another site may send unasked, or none, are refused with the types that are taken: %s', async (type) => {
    const body = JSON.stringify({ entries: [entry('a')] });
    for (const [path, types] of [
      ['/v1/what-if', ['application/json', 'application/yaml', 'application/x-ndjson']],
      ['/v1/import', ['application/json', 'application/yaml', 'application/x-ndjson']],
      ['/v1/measures/cn-test-1/suspension', ['application/json']],
    ] as const) {
      const answer = await api.app.inject({
        method: 'POST',
        url: path,
        payload: Buffer.from(body),
        headers: { authorization: 'Bearer a-secret-of-recorders', ...(type && { 'content-type': type }) },
      });
      expect([path, answer.statusCode, answer.json()]).toEqual([
        path,
        415,
        expect.objectContaining({ type: '/problems/unsupported-media-type', types, detail: expect.stringContaining(`Send ${types[0]}`) }),
      ]);
      expect(answer.headers.accept).toBe(types.join(', '));
    }
  });

  it('of who may not record are not read', async () => {
    for (const path of ['/v1/import', '/v1/measures/cn-test-1/suspension']) {
      const answer = await api.app.inject({ method: 'POST', url: path, payload: '{"a":', headers: { 'content-type': 'text/plain' } });
      expect([path, answer.statusCode]).toEqual([path, 401]);
    }
  });

  const bomb = `{"entries":[${'1,'.repeat(8_000_000)}1]}`;
  it.each([
    ['gzip', gzipSync(bomb), { 'content-encoding': 'gzip' }],
    ['deflate', deflateSync(bomb), { 'content-encoding': 'deflate' }],
    ['brotli', brotliCompressSync(bomb, { params: { 1: 1 } }), { 'content-encoding': 'br' }],
    ['as it is', Buffer.from(bomb.slice(0, 2_000_000)), {}],
  ])('are cut at the bound, whatever they open to: %s', async (_, payload, headers) => {
    for (const type of ['application/json', 'application/yaml', 'application/x-ndjson']) {
      const before = process.memoryUsage().heapUsed;
      const answer = await whatIf(payload, type, headers);
      expect(process.memoryUsage().heapUsed - before).toBeLessThan(100_000_000);
      expect([answer?.statusCode, answer?.json()]).toEqual([
        413,
        expect.objectContaining({ type: '/problems/too-large', detail: 'This address takes 256 KiB at the most, unpacked. Divide it.' }),
      ]);
    }
  });

  it.each([
    ['lines', 'application/x-ndjson', 'x\n'.repeat(120_000), 'more than 10,000 lines'],
    ['entries', 'application/json', JSON.stringify({ entries: Array(101).fill(1) }), 'more than 100 entries'],
    ['entries a line', 'application/x-ndjson', `${JSON.stringify(entry('a'))}\n`.repeat(101), 'more than 100 entries'],
    ['values', 'application/json', `{"a":[${'1,'.repeat(100_000)}1]}`, 'more than 20,000 values'],
    ['words', 'application/yaml', `a: [${'1,'.repeat(100_000)}1]`, 'more than 30,000 signs and words'],
    ['keys', 'application/yaml', `${Array.from({ length: 4_000 }, (_, n) => `k${n}: 1`).join('\n')}\n`, 'more than 1,000 keys'],
    ['depth', 'application/json', '['.repeat(200_000), 'nested more than 64 deep'],
    [
      'events',
      'application/json',
      JSON.stringify({ entries: [1, 2].map((n) => entry(`e${n}`, { measures: Array(600).fill('cn-test-1') })) }),
      'more than 1,000 events',
    ],
  ])('of too many %s are refused before anything is built', async (_, type, body, says) => {
    const answer = await whatIf(body, type);
    expect([answer?.statusCode, answer?.json().detail]).toEqual([413, expect.stringContaining(says)]);
  });

  it('of many faults are told the first hundred', async () => {
    const lines = Array.from({ length: 130 }, (_, n) => JSON.stringify(entry(`e${n}`, { publishedOn: 'soon' }))).join('\n');
    const answer = await post(api, '/v1/import', lines, { 'content-type': 'application/x-ndjson' });
    const { errors, more, detail } = answer.json();
    expect([answer.statusCode, errors.length, more, detail]).toEqual([400, 100, 30, 'And 30 more.']);
  });

  it('of a recorder may hold more than anybody’s', async () => {
    const many = { entries: Array.from({ length: 150 }, (_, n) => entry(`e${n}`)) };
    expect((await whatIf(JSON.stringify(many))).statusCode).toBe(413);
    expect((await post(api, '/v1/import?dryRun=true', many)).statusCode).toBe(200);
    for (const bound of Object.keys(BOUNDS.whatIf) as (keyof typeof BOUNDS.whatIf)[])
      expect(BOUNDS.whatIf[bound]).toBeLessThan(BOUNDS.import[bound]);
  });

  it('of an act are bounded too, and told by their line', async () => {
    const act = (payload: string | Buffer, headers: Record<string, string> = {}) =>
      post(api, '/v1/measures/cn-test-1/suspension', payload, { 'content-type': 'application/json', ...headers });
    const long = await act(JSON.stringify({ note: 'x'.repeat(1_100_000) }));
    expect([long.statusCode, long.json().detail]).toEqual([413, expect.stringContaining('1 MiB')]);
    const large = await act(JSON.stringify({ ...suspension, note: 'x'.repeat(1_000_000) }));
    expect([large.statusCode, large.json().detail]).toEqual([413, expect.stringMatching(/"measure-cn-test-1" has 1,00\d,\d{3} bytes/)]);
    const deep = await act(`{"sources":${'['.repeat(100_000)}`);
    expect([deep.statusCode, deep.json().detail]).toEqual([413, expect.stringContaining('64 deep')]);
    const twice = await act('{\n"from":"2025-02-01",\n"from":"2025-02-02"}');
    expect([twice.statusCode, twice.json().errors]).toEqual([
      400,
      [{ pointer: '', line: 3, detail: 'The key "from" stands twice in this map.' }],
    ]);
    const broken = await act('{"from":');
    expect([broken.statusCode, broken.json().errors]).toEqual([
      400,
      [{ pointer: '', line: 1, detail: expect.stringContaining('Not JSON') }],
    ]);
    const old = await act(Buffer.from('{\n"note":"caf\xe9"}', 'latin1'));
    expect([old.statusCode, old.json().errors]).toEqual([
      400,
      [{ pointer: '', line: 2, detail: 'Byte 14 (0xE9) is no UTF-8. In Windows-1252 it would be "é". Save the file as UTF-8.' }],
    ]);
    const odd = await act('{"a":1}', { 'content-encoding': 'gzip' });
    expect(odd.statusCode).toBe(400);
    expect(api.engine.position).toBe(1);
  });

  it('are described with their bounds, in docs too', () => {
    const [, ...rows] =
      /\| at the most [\s\S]*?\n\n/
        .exec(readFileSync(join(__dirname, '../../docs/import.md'), 'utf8'))?.[0]
        .trim()
        .split('\n') ?? [];
    const cells = rows.slice(1).map((row) =>
      row
        .split('|')
        .slice(2, 5)
        .map((cell) => cell.trim()),
    );
    const all = [BOUNDS.file, BOUNDS.import, BOUNDS.whatIf];
    expect(cells).toEqual([
      all.map(({ bytes }) => sized(bytes)),
      ...(['lines', 'entries', 'events', 'values', 'words'] as const).map((bound) => all.map((one) => grouped(one[bound]))),
    ]);
    const described = (path: string) => JSON.stringify(openapi.paths[path]?.post);
    expect(described('/v1/what-if')).toContain('256 KiB');
    expect(described('/v1/what-if')).toContain('100 entries');
    expect(described('/v1/import')).toContain('16 MiB');
    expect(described('/v1/import')).toContain('20,000 entries');
    expect(described('/v1/measures/{id}/suspension')).toContain('1 MiB');
  });
});
