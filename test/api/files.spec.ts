import { ControlsInForce } from '@in-force/answers';
import { createApp } from '@in-force/api';
import { openapi } from '@in-force/api/openapi';
import { Answers, Engine, importRecord, loadFoundingRecord } from '@in-force/engine';
import { MemoryLog } from '@in-force/event-log';
import { COLUMNS, type Listed, readRecordFile } from '@in-force/formats';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import ical from 'ical.js';
import { NOW } from '../kit/record.js';

const now = () => NOW;
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
const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });

/** Reads CSV as RFC 4180 has it, and takes off the apostrophe that keeps spreadsheets from running a text. */
function readCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (end === '' && quoted === undefined && plain === '') break;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
  }
  const [head = [], ...body] = rows.filter((row) => row.length > 0);
  return body.map((row) => Object.fromEntries(row.map((cell, index) => [head[index] as string, cell.replace(/^'/, '')])));
}

const LISTS: readonly [list: Listed, query: string, name: string][] = [
  ['controls', 'on=2025-11-20&region=EU&status=all', 'controls'],
  ['timeline', 'from=2025-10-01&to=2025-12-01&region=EU', 'entries'],
  ['upcoming', 'on=2025-11-20&days=400', 'entries'],
  ['matrix', 'regions=EU,US&from=2025-01-01&to=2025-12-31', 'cells'],
  ['negotiations', '', 'negotiations'],
  ['arrangements', '', 'arrangements'],
  ['commitments', 'status=all', 'commitments'],
  ['readings', 'on=2025-11-20', 'readings'],
  ['licensing', '', 'reports'],
  ['facilitations', '', 'facilitations'],
  ['statements', 'about=rare-earths', 'statements'],
  ['instruments', 'issuer=CN', 'instruments'],
  ['measures', 'on=2025-11-20', 'measures'],
  ['items', '', 'items'],
  ['regions', 'on=2025-11-20', 'regions'],
  ['search', 'q=rare', 'results'],
];

/** Reads a list back from each of its files, and holds it to what the API answers. */
async function readBack(list: Listed, query: string, name: string): Promise<void> {
  const expected = (await get(`/v1/${list}?${query}`)).json()[name] as Record<string, unknown>[];
  expect(expected.length).toBeGreaterThan(2);
  const lines = (await get(`/v1/${list}.ndjson?${query}`)).payload.trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(expected);

  const columns = Object.keys(COLUMNS[list]);
  expect(Object.keys(expected[0] as object).filter((fact) => !columns.includes(fact))).toEqual([]);
  const csv = readCsv((await get(`/v1/${list}.csv?${query}`)).payload);
  expect(csv).toHaveLength(expected.length);

  const { rawPayload } = await get(`/v1/${list}.parquet?${query}`);
  const file = rawPayload.buffer.slice(rawPayload.byteOffset, rawPayload.byteOffset + rawPayload.byteLength) as ArrayBuffer;
  const kinds = Object.entries(COLUMNS[list]);
  const types = new Map(parquetMetadata(file).schema.map(({ name, converted_type, type }) => [name, converted_type ?? type]));
  for (const [column, kind] of kinds)
    expect([column, types.get(column)]).toEqual([
      column,
      { text: 'UTF8', number: 'DOUBLE', truth: 'BOOLEAN', instant: 'TIMESTAMP_MILLIS', day: 'DATE', said: 'DATE' }[kind as 'text'],
    ]);
  const rows = await parquetReadObjects({ file });
  expect(rows).toHaveLength(expected.length);
  for (const [index, row] of rows.entries())
    for (const [column, kind] of kinds) {
      const fact = (expected[index] as Record<string, unknown>)[column] ?? null;
      const cell = csv[index]?.[column];
      if (kind === 'day')
        expect([column, (row[column] as Date | null)?.toISOString().slice(0, 10) ?? null, cell]).toEqual([column, fact, fact ?? '']);
      else if (kind === 'said') expect([column, row[`${column}AsSaid`] ?? null, cell]).toEqual([column, fact, fact ?? '']);
      else if (kind === 'instant')
        expect([column, (row[column] as Date | null)?.toISOString() ?? null, cell]).toEqual([column, fact, fact ?? '']);
      else if (kind !== 'text') expect([column, row[column] ?? null, cell]).toEqual([column, fact, String(fact ?? '')]);
      else if (typeof fact !== 'object' || fact === null) expect([column, row[column] ?? null, cell]).toEqual([column, fact, fact ?? '']);
    }
}

describe('a list as a file', () => {
  it.each(LISTS)('reads back as the API answers: %s', readBack);

  it('is the whole record, event by event, with a manifest that tells its hash', async () => {
    const { createHash } = await import('node:crypto');
    const { events } = (await get('/v1/events?limit=1000')).json();
    const { files } = (await get('/v1/export/manifest.json')).json();
    for (const { file, rows, bytes, sha256, log } of files) {
      const { rawPayload } = await get(`/v1/export/${file}`);
      expect([file, rows, bytes, sha256, log.position]).toEqual([
        file,
        events.length,
        rawPayload.length,
        createHash('sha256').update(rawPayload).digest('hex'),
        '346',
      ]);
    }
    const lines = (await get('/v1/export/events.ndjson?recordedAt=40')).payload
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toEqual(
      events.slice(0, 40).map((event: object & { position: string }) => ({ ...event, position: Number(event.position) })),
    );
  });

  it('reads back as the API answers: errata', async () => {
    const source = 'sources: [{ publisher: A, title: T, url: https://example.org/a, published: 2026-11-01, reliability: official }]';
    const entry = (id: string, event: string) => `  - id: ${id}\n    ${event}\n    publishedOn: 2026-11-01\n    ${source}\n`;
    const said = 'statement.made: { title: T, speaker: S, text: T., about: [] }';
    const words = ['a', 'b', 'c'].map(
      (id) => entry(`said-${id}`, said) + entry(`mended-${id}`, `record.retracted: { event: said-${id}, reason: Misread. }`),
    );
    await importRecord(engine, [readRecordFile('mended.yaml', `entries:\n${words.join('')}`)]);
    await readBack('errata', '', 'errata');
  });

  it('keeps spreadsheets from running what others wrote', async () => {
    const { csvRow } = await import('@in-force/formats');
    expect(csvRow({ a: 'text', b: 'number', c: 'text' }, { a: '=1+1', b: -1, c: 'it’s, "so"' })).toBe(`'=1+1,-1,"it’s, ""so"""\r\n`);
  });
});

describe('dates as a calendar', () => {
  const feed = async (query: string) => {
    const { payload, headers } = await get(`/v1/upcoming.ics?${query}`);
    expect(headers['content-type']).toContain('text/calendar');
    expect(payload.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    const calendar = new ical.Component(ical.parse(payload));
    return calendar.getAllSubcomponents('vevent').map((event) => ({
      uid: String(event.getFirstPropertyValue('uid')),
      on: String(event.getFirstPropertyValue('dtstart')),
      status: String(event.getFirstPropertyValue('status')),
      sequence: Number(event.getFirstPropertyValue('sequence')),
      summary: String(event.getFirstPropertyValue('summary')),
      description: String(event.getFirstPropertyValue('description')),
    }));
  };

  it('is read by another program, each date once, whole', async () => {
    const dates = await feed('on=2026-10-20&days=60');
    // What a calendar holds today, it keeps for 90 days: it is what was about to arrive on the day before those.
    const { entries } = (await get('/v1/upcoming?on=2026-07-21&days=151')).json();
    expect(
      dates
        .filter(({ status }) => status !== 'CANCELLED')
        .map(({ on }) => on)
        .sort(),
    ).toEqual(entries.map(({ on }: { on: string }) => on).sort());
    expect(dates.filter(({ status }) => status === 'CONFIRMED').length).toBeLessThan(entries.length);
    expect(new Set(dates.map(({ uid }) => uid)).size).toBe(dates.length);
    for (const { text } of entries) expect(dates.some(({ description }) => description.startsWith(text))).toBe(true);
  });

  it('cancels under its old name what an act moved', async () => {
    const query = 'on=2025-11-01&days=30&issuer=CN';
    const { events } = (await get('/v1/events?limit=1000')).json();
    const announced = events.find(
      ({ stream, type }: Record<string, string>) => stream === 'measure-cn-mofcom-2025-56' && type === 'measure.announced',
    );
    const before = await feed(`${query}&recordedAt=${announced.position}`);
    const start = before.find(({ uid }) => uid.startsWith('starts.cn-mofcom-2025-56.'));
    expect(start).toMatchObject({ on: '2025-11-08', status: 'TENTATIVE' });
    const cancelled = (await feed(query)).find(({ uid }) => uid === start?.uid);
    expect(cancelled).toMatchObject({ on: '2025-11-08', status: 'CANCELLED' });
    expect(cancelled?.sequence).toBeGreaterThan(start?.sequence ?? Number.POSITIVE_INFINITY);
  });

  it('moves with an extension, keeps what stays, and cancels what was taken back', async () => {
    const query = 'on=2026-11-01&days=90&issuer=CN';
    const source = 'sources: [{ publisher: A, title: T, url: https://example.org/a, published: 2026-11-09, reliability: official }]';
    const record = (entry: string) =>
      importRecord(engine, [readRecordFile('more.yaml', `entries:\n${entry}    publishedOn: 2026-11-09\n    ${source}\n`)]);
    const of = (dates: Awaited<ReturnType<typeof feed>>) =>
      dates.filter(({ uid, on }) => uid.includes('.cn-mofcom-2025-56.') && on > '2026-10-01').map(({ on, status }) => `${on} ${status}`);
    const before = await feed(query);
    expect(of(before)).toEqual(['2026-11-11 TENTATIVE']);
    await record('  - id: more\n    measure.suspension-extended: { through: 2027-01-10 }\n    measures: [cn-mofcom-2025-56]\n');
    const after = await feed(query);
    expect(of(after)).toEqual(['2026-11-11 CANCELLED', '2027-01-11 TENTATIVE']);
    const [old] = before.filter(({ uid }) => uid.includes('.cn-mofcom-2025-56.'));
    expect(after.find(({ uid }) => uid === old?.uid)).toMatchObject({ status: 'CANCELLED', sequence: (old?.sequence ?? 0) + 1 });
    const others = (dates: typeof before) =>
      dates.filter(({ uid }) => !uid.includes('.cn-mofcom-2025-56.')).map(({ uid, sequence, on, status }) => [uid, sequence, on, status]);
    expect(others(after)).toEqual(others(before));
    await record('  - id: never\n    record.retracted: { event: more/cn-mofcom-2025-56, reason: It was not published. }\n');
    expect(of(await feed(query))).toEqual(['2026-11-11 TENTATIVE', '2027-01-11 CANCELLED']);
  });
});

describe('an answer as a work to be cited', () => {
  const path = '/v1/measures/cn-mofcom-2025-18?on=2025-11-20&region=FR';
  it.each([
    [
      'application/x-bibtex',
      /^@misc\{in-force-[0-9a-f]{12},\n[\s\S]*title = \{\{MOFCOM\/GACC Announcement 18\/2025.* on 20 November 2025, for FR\}\}[\s\S]*urldate = \{2026-11-23\}/,
    ],
    ['application/x-research-info-systems', /^TY {2}- DATA\r\nAU {2}- In Force\r\nTI {2}- MOFCOM[\s\S]*\r\nER {2}- \r\n$/],
    ['application/vnd.citationstyles.csl+json', /"type": "dataset"/],
  ])('is %s, and its link answers the same facts', async (accept, form) => {
    const { payload, headers } = await get(path, { accept, host: 'record.example' });
    expect([headers['content-type'], payload]).toEqual([expect.stringContaining(accept), expect.stringMatching(form)]);
    expect(payload).not.toContain('record.example'); // a host that anybody may name
    const [link = ''] = /\/v1\/[^\s"}]+/.exec(payload) ?? [];
    const cited = await get(link);
    expect([cited.statusCode, cited.headers['cache-control']]).toEqual([200, expect.stringContaining('immutable')]);
  });

  it('is found by suffix', async () => {
    for (const suffix of ['bib', 'ris', 'csl.json'])
      expect([suffix, (await get(`/v1/controls.${suffix}?on=2025-11-20`)).statusCode]).toEqual([suffix, 200]);
    expect(JSON.parse((await get('/v1/controls.csl.json?on=2025-11-20&region=EU')).payload)).toMatchObject([
      { title: 'Controls on 20 November 2025, for EU', accessed: { 'date-parts': [[2026, 11, 23]] } },
    ]);
  });
});

/** Values that no parameter takes. */
const BAD = ['', 'no\u0000thing', '2025-02-30', '-1', '12x', 'x'.repeat(5_000), '\u{1f600}', '{"a":1}', '..%2F'];
/** Any text may be sought, or named as an entry that is not there. */
const TEXTS = new Set(['q', 'after', 'log', 'person']);

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly $ref?: string;
}
const parametersOf = (described: { readonly parameters?: readonly Parameter[] }): readonly Parameter[] =>
  (described.parameters ?? []).map((one) =>
    one.$ref ? (openapi.components.parameters[one.$ref.split('/').pop() as string] as Parameter) : one,
  );

describe('every route', () => {
  const routes = Object.entries(openapi.paths).flatMap(([path, { get }]) => {
    const described = get as Parameters<typeof parametersOf>[0] & { readonly security?: readonly object[] };
    return described?.security?.length === 0 && path !== '/v1/stream' ? [[path, parametersOf(described)] as const] : [];
  });
  const fill = (path: string) =>
    path.replace('{id}', path.includes('negotiations') ? 'us-cn-trade' : path.includes('events') ? 'none' : 'cn-mofcom-2025-18');

  it.each(routes)('refuses bad input for every parameter of %s, and names it', async (path, parameters) => {
    for (const { name, in: where } of parameters) {
      if (where !== 'query') continue;
      const required = path.startsWith('/v1/search') && name !== 'q' ? '&q=rare' : '';
      for (const bad of BAD) {
        const answer = await get(`${fill(path)}?${encodeURIComponent(name)}=${encodeURIComponent(bad)}${required}`);
        const fine = answer.statusCode < 300 && TEXTS.has(name) && bad !== '';
        if (fine) continue;
        expect([path, name, bad, answer.statusCode]).toEqual([path, name, bad, name === 'log' ? expect.any(Number) : 400]);
        if (answer.statusCode === 400)
          expect([name, answer.json().errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([
            name,
            expect.arrayContaining([`/${name}`]),
          ]);
      }
      const twice = await get(`${fill(path)}?${name}=1&${name}=2${required}`);
      expect([path, name, 'twice', twice.statusCode]).toEqual([path, name, 'twice', 400]);
    }
    const unknown = await get(`${fill(path)}?nonsense=1`);
    if (path.startsWith('/v1')) expect([path, unknown.statusCode >= 400 && unknown.statusCode < 500]).toEqual([path, true]);
  });
});
