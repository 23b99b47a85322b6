import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ControlsInForce } from '@in-force/answers';
import { FIELDS } from '@in-force/answers/schemas';
import { createApp } from '@in-force/api';
import { openapi } from '@in-force/api/openapi';
import { Answers, Engine, importRecord, loadFoundingRecord } from '@in-force/engine';
import { MemoryLog } from '@in-force/event-log';
import { COLUMNS, codebook, type Listed, readRecordFile } from '@in-force/formats';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Validator } from '@seriousme/openapi-schema-validator';
import { NOW } from '../kit/record.js';

const now = () => NOW;
const docs = (name: string) => readFileSync(join(__dirname, '../../docs', name), 'utf8');
let app: NestFastifyApplication;
let engine: Engine;
beforeAll(async () => {
  const controls = new ControlsInForce();
  engine = await Engine.open(new MemoryLog(now), [controls], { now });
  await loadFoundingRecord(engine);
  app = await createApp(engine, new Answers(engine, controls), { now, token: null, patience: 20, heartbeat: 60_000, log: 'silent' });
});
afterAll(async () => {
  await app.close();
  await engine.close();
});
const get = async (url: string) => {
  const answer = await app.inject(url);
  expect([url, answer.statusCode]).toEqual([url, 200]);
  return answer;
};

it('is described by a valid OpenAPI 3.1 document', async () => {
  const found = await new Validator().validate(JSON.parse(JSON.stringify(openapi)));
  expect(found).toEqual({ valid: true });
});

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly description: string;
  readonly schema: { readonly type?: string; readonly items?: object };
  readonly example?: unknown;
}
const { parameters: shared } = openapi.components;
const parametersOf = (path: string): Parameter[] =>
  ((openapi.paths[path] as { get: { parameters?: (Parameter & { $ref?: string })[] } }).get.parameters ?? []).map(
    (one) => (one.$ref ? shared[one.$ref.split('/').pop() as string] : one) as Parameter,
  );

it('gives of the parameters of each address examples that are true together', async () => {
  let tried = 0;
  for (const path of Object.keys(openapi.paths).filter(
    (one) => (openapi.paths[one]?.get as { security?: object[] })?.security?.length === 0,
  )) {
    const given = parametersOf(path).filter(({ example }) => example !== undefined);
    if (path.includes('{id}')) expect([path, given.some(({ in: where }) => where === 'path')]).toEqual([path, true]);
    if (given.length === 0) continue;
    const query = new URLSearchParams(
      given.filter(({ in: where }) => where === 'query').map(({ name, example }): [string, string] => [name, String(example)]),
    );
    await get(`${path.replace('{id}', String(given.find(({ name }) => name === 'id')?.example))}?${query}`);
    tried += 1;
  }
  expect(tried).toBeGreaterThan(20);
});

it.each([
  ['/v1/controls', 'limit', { type: 'integer', minimum: 1, maximum: 1000, default: 1000 }],
  ['/v1/controls', 'on', { type: 'string', format: 'date' }],
  ['/v1/controls', 'kind', { type: 'array', items: { enum: expect.arrayContaining(['tariff']) } }],
  ['/v1/controls', 'status', { type: 'array', default: ['in-force', 'suspended', 'unconfirmed'] }],
  ['/v1/commitments', 'status', { type: 'array', default: ['open'] }],
  ['/v1/upcoming', 'days', { type: 'integer', maximum: 3660, default: 60 }],
  ['/v1/matrix', 'step', { enum: ['day', 'week', 'month'], default: 'month' }],
  ['/v1/readings', 'contested', { type: 'boolean', default: false }],
  ['/v1/explain/{id}', 'expect', { enum: expect.arrayContaining(['in-force', 'not-known']) }],
])('says of %s what form its %s has', (path, name, schema) => {
  expect(parametersOf(path).find((parameter) => parameter.name === name)?.schema).toMatchObject(schema);
});

it('takes every word that it says a parameter may be, and nothing beyond its bounds', async () => {
  for (const path of ['/v1/controls', '/v1/commitments', '/v1/explain/cn-mofcom-2025-18', '/v1/matrix', '/v1/upcoming']) {
    for (const { name, schema } of parametersOf(path.replace('cn-mofcom-2025-18', '{id}'))) {
      const {
        enum: words = [],
        minimum,
        maximum,
      } = { ...schema, ...schema.items } as { enum?: string[]; minimum?: number; maximum?: number };
      const more = path === '/v1/matrix' ? '&regions=EU' : '&reading=US';
      const url = (value: unknown) =>
        `${path}?${name}=${String(value)}${path === '/v1/commitments' || path === '/v1/upcoming' ? '' : more}`;
      for (const word of words) await get(url(word));
      if (maximum === undefined || minimum === undefined) continue;
      for (const number of [minimum, maximum]) await get(url(number));
      for (const number of [minimum - 1, maximum + 1]) expect((await app.inject(url(number))).statusCode).toBe(400);
    }
  }
});

it.each([
  ['/v1/controls', 'status', /in-force, .*not-known/],
  ['/v1/commitments', 'status', /open, overdue, unconfirmed, fulfilled, broken/],
  ['/v1/commitments', 'measure', /^The id of a measure/],
  ['/v1/stream', 'measure', /^Ids of measures, comma-separated/],
  ['/v1/timeline', 'from', /day/],
  ['/v1/proof/consistency', 'from', /position/],
])('says of %s what its %s takes there', (path, name, says) => {
  expect(parametersOf(path).find((parameter) => parameter.name === name)?.description).toMatch(says);
});

it('says in its docs what is so: every address, every column, the codebook', async () => {
  expect(docs('codebook.md')).toBe(codebook(FIELDS));
  const shown = docs('export.md').matchAll(/(?:http:\/\/127\.0\.0\.1:3000)?(\/v1\/[^\s"`),;]+)/g);
  for (const url of new Set([...shown].map(([, address = '']) => address))) {
    if (url.includes('{id}') || url.endsWith('/since')) continue;
    const answer = await get(url);
    const [, list, format] = /^\/v1\/([a-z]+)\.(csv|ndjson)/.exec(url) ?? [];
    if (format === 'csv') expect(answer.payload.split('\r\n')[0]).toBe(Object.keys(COLUMNS[list as Listed]).join(','));
  }
  for (const column of ['on', 'status', 'coverage', 'count']) expect(Object.keys(COLUMNS.matrix)).toContain(column);
  for (const column of ['id', 'since', 'until']) expect(Object.keys(COLUMNS.controls)).toContain(column);
});

it('tells what a correction changed since a citation, keeps the old answer for the old clock, and exports both', async () => {
  const path = '/v1/controls?on=2025-11-20&region=FR&item=Dy';
  const { cite } = (await get(path)).json();
  expect((await get(cite.replace('/v1/controls?', '/v1/controls/since?'))).json()).toMatchObject({ changed: false, differences: [] });
  const events = await engine.follower.after(0, 1_000);
  const announced = events.find(({ stream, type }) => stream === 'measure-cn-mofcom-2025-18' && type === 'measure.announced');
  const correction = readRecordFile(
    'correction.yaml',
    `entries:
  - id: correction-of-18
    record.retracted: { event: ${announced?.id}, reason: An exercise. }
    publishedOn: 2026-11-20
    sources: [{ publisher: A, title: T, url: https://example.org/a, published: 2026-11-20, reliability: official }]
`,
  );
  await importRecord(engine, [correction]);
  const before = (await get(cite)).json();
  const after = (await get(path)).json();
  const ids = ({ controls }: { controls: { id: string }[] }) => controls.map(({ id }) => id);
  expect([ids(before).includes('cn-mofcom-2025-18'), ids(after).includes('cn-mofcom-2025-18')]).toEqual([true, false]);
  const since = (await get(cite.replace('/v1/controls?', '/v1/controls/since?'))).json();
  const differences = since.differences as { measure: string; cause: string }[];
  expect([since.changed, since.citedOtherwise]).toEqual([true, false]);
  expect(differences.find(({ measure }) => measure === 'cn-mofcom-2025-18')).toMatchObject({
    how: 'left',
    cause: 'knowledge',
    events: expect.arrayContaining([expect.objectContaining({ text: 'The record was mended: An exercise.' })]),
  });
  // What the unified list contains hangs on the other measures: that changed because we learned, not because a day came.
  expect(new Set(differences.map(({ cause }) => cause))).toEqual(new Set(['knowledge']));
  const lines = async (how: string) =>
    (await get(`/v1/export/events.ndjson?corrections=${how}`)).payload
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).id);
  const [raw, applied] = [await lines('raw'), await lines('applied')];
  expect([raw.includes(announced?.id), applied.includes(announced?.id), raw.length - applied.length]).toEqual([true, false, 2]);
});
