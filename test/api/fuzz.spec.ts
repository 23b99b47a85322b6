import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { ControlsInForce } from '@in-force/answers';
import { createApp } from '@in-force/api';
import { openapi } from '@in-force/api/openapi';
import { Answers, Engine, loadFoundingRecord } from '@in-force/engine';
import { MemoryLog } from '@in-force/event-log';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import fc from 'fast-check';
import { EXAMPLES } from '../../apps/api/src/openapi-examples.data.js';

/** How many requests are made up, and from which seed: FUZZ=200000 SEED=7 npm test -- test/api/fuzz goes on for hours. */
const [REQUESTS, SEED] = [Number(process.env.FUZZ ?? 1_500), Number(process.env.SEED ?? 1)];
const TOKEN = 'a-secret-of-recorders';
const now = () => '2026-11-26T12:00:00.000Z';
jest.setTimeout(process.env.FUZZ ? 24 * 3_600_000 : 600_000);

let app: NestFastifyApplication;
let engine: Engine;
beforeAll(async () => {
  const controls = new ControlsInForce();
  engine = await Engine.open(new MemoryLog(now), [controls], { now });
  await loadFoundingRecord(engine);
  const watching = { secret: 'what the secrets of webhooks are derived from', webhooks: 'local' } as const;
  app = await createApp(engine, new Answers(engine, controls, ''), {
    now,
    token: TOKEN,
    patience: 5,
    heartbeat: 60_000,
    log: 'silent',
    ...watching,
  });
});
afterAll(async () => {
  await app.close();
  await engine.close();
});

/** Words that programs stumble over, and some that mean something here. */
const WORDS = [
  ...['', ' ', '0', '-1', '1', '1e9', '00', '9'.repeat(400), '0x10', 'NaN', 'Infinity', 'true', 'false', 'null', 'undefined', '[]', '{}'],
  ...[
    '2025-11-20',
    '2025-02-30',
    '2025-13',
    '2025',
    'today',
    '9999-12-31',
    '0001-01-01',
    '-2025-01-01',
    '2025-11-20T00:00:00Z',
    '20 Nov 2025',
  ],
  ...[
    'EU',
    'XI',
    'XX',
    'DE,FR',
    'world',
    'Atlantis',
    'Dy',
    'rare-earths',
    'hs:8112',
    'all',
    'CN',
    'US',
    'tariff',
    'P7D',
    'in-force,revoked',
  ],
  ...['cn-mofcom-2025-18', 'cn-mofcom-2024-46.2', 'cn-mofcom-2099-1', '..', '../../etc/passwd', '__proto__', 'constructor', 'toString'],
  ...[
    "' OR 1=1 --",
    '%00',
    '\u0000',
    '\ufeff',
    '稀土',
    '🙂',
    'ÿ',
    '<script>',
    'a,b,,c',
    ',',
    'a'.repeat(5_000),
    '\ud800',
    '*',
    '"',
    'W/"a"',
    't1-',
  ],
];
const word = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: fc.string({ maxLength: 40, unit: 'binary' }) },
);
/** What a header can carry: signs that HTTP takes. */
const visible = word.map((text) => text.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 2_000));

interface Operation {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'HEAD';
  readonly path: string;
  readonly names: readonly string[];
}
const parametersOf = (one: { readonly parameters?: readonly { readonly name?: string; readonly $ref?: string }[] }): string[] =>
  (one.parameters ?? []).flatMap(({ name, $ref }) => name ?? $ref?.split('/').pop()?.split('.')[0] ?? []);
const OPERATIONS: readonly Operation[] = Object.entries(openapi.paths).flatMap(([path, methods]) =>
  Object.entries(methods as Record<string, object>).map(([method, described]) => ({
    // What never ends is asked for its head alone.
    method: path.endsWith('stream') ? 'HEAD' : (method.toUpperCase() as Operation['method']),
    path,
    names: parametersOf(described),
  })),
);
const PAGES: readonly Operation[] = [
  '/',
  '/timeline',
  '/measures/{id}',
  '/acts/{id}',
  '/compare',
  '/said',
  '/promises',
  '/upcoming',
  '/search',
  '/record',
].map((path) => ({
  method: 'GET',
  path,
  names: ['on', 'region', 'item', 'knownOn', 'reading', 'q', 'a.on', 'b.on', 'from', 'to', 'embed'],
}));

const HEADERS = [
  'accept',
  'accept-datetime',
  'if-none-match',
  'if-match',
  'idempotency-key',
  'in-force-position',
  'last-event-id',
  'x-request-id',
  'range',
  'accept-encoding',
  'expect-ct',
  'if-modified-since',
];
const query = (names: readonly string[]) =>
  fc.array(fc.tuple(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...names, 'bogus') }, { weight: 1, arbitrary: word }), word), {
    maxLength: 5,
  });
/** The body of an example with one thing in it replaced, JSON of any kind, or none at all. */
const body = (path: string) => {
  const shown = EXAMPLES[path]?.body;
  const broken = fc
    .tuple(fc.nat(50), fc.oneof(word, fc.jsonValue({ maxDepth: 2 })))
    .map(([at, value]) => replaced(shown ?? { question: {} }, at, value));
  const any = fc.oneof(
    fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value)),
    word,
    fc.constant('{"a":'),
    fc.constant('['.repeat(10_000)),
  );
  return fc.oneof({ weight: 3, arbitrary: broken.map((value) => JSON.stringify(value)) }, { weight: 2, arbitrary: any });
};
const TYPES = ['application/json', 'application/yaml', 'application/x-ndjson', 'text/plain', 'application/json; charset=utf-16', ''];

/** Returns a value in which the thing at a place, counted in depth, is another. */
function replaced(value: unknown, at: number, by: unknown): unknown {
  let left = at;
  const walk = (one: unknown): unknown => {
    if (left-- === 0) return by;
    if (Array.isArray(one)) return one.map(walk);
    if (typeof one === 'object' && one !== null) return Object.fromEntries(Object.entries(one).map(([name, inner]) => [name, walk(inner)]));
    return one;
  };
  return walk(value);
}

/** Holds what unpacks a body, by its content encoding. */
const UNPACK: Readonly<Record<string, (packed: Buffer) => Buffer>> = { br: brotliDecompressSync, deflate: inflateSync, gzip: gunzipSync };

/** Returns a text without halves of characters, which no address can carry. */
const whole = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '\ufffd');

const request = fc.constantFrom(...OPERATIONS, ...PAGES).chain(({ method, path, names }) =>
  fc.record({
    method: fc.constant(method),
    path: fc.constant(path),
    id: word,
    query: query(names),
    headers: fc.dictionary(fc.constantFrom(...HEADERS), visible, { maxKeys: 3 }),
    key: fc.constantFrom(`Bearer ${TOKEN}`, `Bearer ${TOKEN}`, `Bearer ${TOKEN}`, 'Bearer nobody', 'Basic x', ''),
    type: fc.constantFrom(...TYPES.slice(0, 1), ...TYPES),
    body: ['POST', 'PATCH'].includes(method) ? body(path) : fc.constant(''),
  }),
);

it(`answers ${REQUESTS} made-up requests, each in the usual form, and none by a fault of ours`, async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(request, async ({ method, path, id, query, headers, key, type, body }) => {
      const asked = new URLSearchParams();
      for (const [name, value] of query) asked.append(whole(name), whole(value));
      const url = `${path.replace('{id}', encodeURIComponent(whole(id)))}?${asked}`;
      const answer = await app.inject({
        method,
        url,
        headers: { ...headers, ...(key && { authorization: key }), ...(body && type && { 'content-type': type }) },
        ...(body && { payload: body }),
      });
      const { statusCode: status, rawPayload, headers: given } = answer;
      const packed = UNPACK[String(given['content-encoding'])];
      const payload = (packed && rawPayload.length > 0 ? packed(rawPayload) : rawPayload).toString();
      seen.add(`${method} ${path}`);
      const told = String(given['content-type']);
      if (status >= 500 && status !== 503 && status !== 507) throw new Error(`${status} ${payload}`);
      const page = told.startsWith('text/html');
      if (status >= 400 && method !== 'HEAD' && !page && !told.startsWith('application/problem+json'))
        throw new Error(`${status} as ${told}: ${payload}`);
      if (told.includes('json') && payload !== '' && !told.includes('ndjson')) {
        const read = JSON.parse(payload);
        if (status >= 400 && read.status !== status) throw new Error(`${status} says ${read.status}`);
      }
    }),
    { numRuns: REQUESTS, seed: SEED, endOnFailure: false },
  );
  if (REQUESTS >= 1_500) expect(seen.size).toBe(new Set([...OPERATIONS, ...PAGES].map(({ method, path }) => `${method} ${path}`)).size);
});
