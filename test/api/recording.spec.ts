import { dto } from '@in-force/api';
import { CATALOG } from '@in-force/events';
import { getMetadataStorage } from 'class-validator';
import type { z } from 'zod';
import { announcement, type Bench, bench, post, suspension } from './bench.js';

describe('recording over HTTP', () => {
  let api: Bench;
  beforeEach(async () => {
    api = await bench();
  });
  afterEach(() => api.close());

  it('records an act, and the answer knows it', async () => {
    expect((await post(api, '/v1/measures/cn-test-1/announcement', announcement)).json()).toMatchObject({ recorded: true, position: '1' });
    const done = await post(api, '/v1/measures/cn-test-1/suspension', suspension);
    expect(done.statusCode).toBe(201);
    const answer = await api.app.inject({
      url: '/v1/measures/cn-test-1?on=2025-02-15',
      headers: { 'in-force-position': done.json().position },
    });
    expect(answer.json()).toMatchObject({ status: 'suspended', until: '2025-03-31', log: { position: '2' } });
  });

  it('takes every kind of act', async () => {
    const { publishedOn, sources } = announcement;
    await post(api, '/v1/measures/cn-test-1/announcement', announcement);
    await post(api, '/v1/measures/cn-test-1/suspension', suspension);
    for (const [path, data] of [
      ['amendment', { from: '2025-02-01', rate: { text: '10 %', percent: 10 } }],
      ['start', { on: '2025-01-01' }],
      ['extension', { through: '2025-04-30' }],
      ['resumption', { from: '2025-04-01' }],
      ['revocation', { from: '2026-01-01' }],
      ['expiry', { on: '2026-02-01', publishedOn: '2026-02-01' }],
    ] as const)
      expect([path, (await post(api, `/v1/measures/cn-test-1/${path}`, { publishedOn, sources, ...data })).statusCode]).toEqual([
        path,
        201,
      ]);
    expect(api.engine.position).toBe(8);
  });

  it('records once under one key, and once without', async () => {
    await post(api, '/v1/measures/cn-test-1/announcement', announcement, { 'idempotency-key': 'k1' });
    expect((await post(api, '/v1/measures/cn-test-1/announcement', announcement, { 'idempotency-key': 'k1' })).json()).toMatchObject({
      recorded: false,
      position: '1',
    });
    await post(api, '/v1/measures/cn-test-1/suspension', suspension);
    expect((await post(api, '/v1/measures/cn-test-1/suspension', suspension)).json()).toMatchObject({ recorded: false, position: '2' });
    const otherwise = await post(
      api,
      '/v1/measures/cn-test-1/announcement',
      { ...announcement, title: 'Another' },
      { 'idempotency-key': 'k1' },
    );
    expect([otherwise.statusCode, otherwise.json().type]).toEqual([422, '/problems/recorded-otherwise']);
  });

  it('keeps keys to itself', async () => {
    const headers = { 'idempotency-key': 'desk-a-secret-1' };
    const { event } = (await post(api, '/v1/measures/cn-test-1/announcement', announcement, headers)).json();
    const found = await api.app.inject(`/v1/events/${event}`);
    expect(found.json()).toMatchObject({ correlation: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(found.body).not.toContain('desk-a-secret-1');
  });

  it('tells the same act under another key, or none, as known, with the event that it is', async () => {
    const first = await post(api, '/v1/measures/cn-test-1/announcement', announcement, { 'idempotency-key': 'k1' });
    expect([first.statusCode, first.json()]).toEqual([201, expect.objectContaining({ recorded: true, known: false })]);
    const { event } = first.json();
    const other = { ...announcement, sources: [{ ...announcement.sources[0], title: 'Another page' }] };
    for (const [act, headers] of [
      [announcement, { 'idempotency-key': 'k2' }],
      [announcement, {}],
      [other, { 'idempotency-key': 'k3' }],
    ] as const) {
      const again = await post(api, '/v1/measures/cn-test-1/announcement', act, headers);
      expect([again.statusCode, again.json()]).toEqual([
        200,
        { event, position: '1', revision: expect.anything(), recorded: false, known: true, measure: '/v1/measures/cn-test-1' },
      ]);
    }
    expect(api.engine.position).toBe(1);
  });

  it('records the same act again where it is told to, with a key or without', async () => {
    await post(api, '/v1/measures/cn-test-1/announcement', announcement);
    for (const headers of [{}, {}, { 'idempotency-key': 'k2' }] as Record<string, string>[])
      expect((await post(api, '/v1/measures/cn-test-1/suspension?again=true', suspension, headers)).statusCode).toBe(201);
    expect(api.engine.position).toBe(4);
    expect((await post(api, '/v1/measures/cn-test-1/suspension?again=perhaps', suspension)).json().errors).toEqual([
      expect.objectContaining({ pointer: '/again' }),
    ]);
    expect((await post(api, '/v1/measures/cn-test-1/suspension?agian=true', suspension)).statusCode).toBe(400);
  });

  it('holds an act to the revision its sender saw', async () => {
    const act = (what: string, body: object, headers: Record<string, string>) => post(api, `/v1/measures/cn-test-1/${what}`, body, headers);
    const conflict = (revision: number | null, says: RegExp) => [
      412,
      expect.objectContaining({ type: '/problems/revision-conflict', revision, detail: expect.stringMatching(says) }),
    ];
    const early = await act('announcement', announcement, { 'if-match': '"0"' });
    expect([early.statusCode, early.json()]).toEqual(conflict(null, /holds no event yet\. Send If-None-Match: \*/));
    const first = await act('announcement', announcement, { 'if-none-match': '*' });
    expect([first.statusCode, first.json().revision]).toEqual([201, 0]);
    const again = await act('announcement', { ...announcement, title: 'Another' }, { 'if-none-match': '*' });
    expect([again.statusCode, again.json()]).toEqual(conflict(0, /has revision 0/));
    const late = await act('suspension', suspension, { 'if-match': '"1"' });
    expect([late.statusCode, late.json()]).toEqual(conflict(0, /has revision 0/));
    const done = await act('suspension', suspension, { 'if-match': '"0"' });
    expect([done.statusCode, done.json().revision]).toEqual([201, 1]);
    const [a, b] = (await api.app.inject('/v1/events')).json().events;
    expect([a.revision, b.revision]).toEqual([0, 1]);
    expect((await api.app.inject(`${done.headers.location}`)).json()).toMatchObject({ id: done.json().event, revision: 1 });
  });

  it.each([
    ['no token', 401, '/v1/measures/cn-test-1/announcement', announcement, { authorization: '' }, ''],
    ['a wrong token', 401, '/v1/measures/cn-test-1/announcement', announcement, { authorization: 'Bearer nobody' }, ''],
    ['a measure nobody announced', 409, '/v1/measures/cn-test-1/suspension', suspension, {}, 'Nothing announces'],
    [
      'a day that has not come',
      409,
      '/v1/measures/cn-test-1/announcement',
      { ...announcement, publishedOn: '2052-01-05' },
      {},
      'published-ahead',
    ],
    [
      'a source of tomorrow',
      409,
      '/v1/measures/cn-test-1/announcement',
      { ...announcement, sources: [{ ...announcement.sources[0], published: '2026-11-25' }] },
      {},
      'source-ahead',
    ],
    [
      'a last day that stands for no end',
      400,
      '/v1/measures/cn-test-1/announcement',
      { ...announcement, lastDay: '9999-12-31' },
      {},
      'leave out what has no end',
    ],
    ['an impossible day', 400, '/v1/measures/cn-test-1/suspension', { ...suspension, from: '2025-02-30' }, {}, '/from'],
    [
      'a span that ends before it starts',
      400,
      '/v1/measures/cn-test-1/suspension',
      { ...suspension, through: '2025-01-01' },
      {},
      'must not end before it starts',
    ],
    ['an unknown field', 400, '/v1/measures/cn-test-1/suspension', { ...suspension, until: '2025-03-31' }, {}, '/until'],
    ['no sources', 400, '/v1/measures/cn-test-1/suspension', { ...suspension, sources: [] }, {}, '/sources'],
    ['an unknown region', 400, '/v1/measures/cn-test-1/announcement', { ...announcement, issuer: 'XX' }, {}, '/issuer'],
    ['a bad id', 400, '/v1/measures/CN%20TEST/announcement', announcement, {}, '/id'],
    ['a bad If-None-Match', 400, '/v1/measures/cn-test-1/suspension', suspension, { 'if-none-match': '"0"' }, '/If-None-Match'],
    ['both of them', 400, '/v1/measures/cn-test-1/suspension', suspension, { 'if-none-match': '*', 'if-match': '"0"' }, '/If-None-Match'],
    ['a lone carriage return', 400, '/v1/measures/cn-test-1/announcement', { ...announcement, title: 'a\rb' }, {}, '"pointer":"/title"'],
    [
      'the trace of a wrong decoding',
      400,
      '/v1/measures/cn-test-1/suspension',
      { ...suspension, note: 'caf\ufffd' },
      {},
      'Byte 223 begins U+FFFD',
    ],
    ['no body', 400, '/v1/measures/cn-test-1/suspension', undefined, {}, ''],
    ['a bad If-Match', 400, '/v1/measures/cn-test-1/suspension', suspension, { 'if-match': 'abc' }, '/If-Match'],
    ['a file with an error in its last line', 400, '/v1/import', { entries: [{ id: 'a' }] }, {}, 'line'],
    ['an unknown parameter of an import', 400, '/v1/import?dry=1', { entries: [] }, {}, '/dry'],
  ])('answers %s with %i, and stores nothing', async (_, status, path, payload, headers, says) => {
    const answer = await post(api, path, payload, headers);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([status, 'application/problem+json; charset=utf-8']);
    expect(answer.body).toContain(says);
    expect(api.engine.position).toBe(0);
  });

  it('is switched off where no token is set', async () => {
    const closed = await bench(null);
    const answer = await post(closed, '/v1/measures/cn-test-1/announcement', announcement);
    expect([answer.statusCode, answer.body]).toEqual([401, expect.stringContaining('IN_FORCE_TOKEN')]);
    await closed.close();
  });

  it('imports a file, dry and for good', async () => {
    const file = `instrument: { id: cn-test-1, issuer: CN, body: B, number: null, day: 2025-01-01, title: T }
sources: { page: { publisher: A, title: T, url: https://example.org/a, published: null, reliability: news } }
entries:
  - id: an-act
    measure.announced: { title: A, kind: fee, issuer: CN, scope: { regions: [world], items: [] }, firstDay: 2025-01-01 }
    publishedOn: 2025-01-01
    sources: [{ key: page }]
`;
    const send = (path: string) => post(api, path, file, { 'content-type': 'application/yaml' });
    expect((await send('/v1/import?dryRun=true')).json()).toEqual({ recorded: 1, known: 0, dryRun: true, position: '0' });
    expect((await send('/v1/import')).json()).toEqual({ recorded: 1, known: 0, dryRun: false, position: '1' });
    expect((await send('/v1/import')).json()).toMatchObject({ recorded: 0, known: 1 });
  });
});

it('has bodies with the fields of the events, and those of the envelope', () => {
  const pairs = {
    AnnouncementDto: 'measure.announced',
    AmendmentDto: 'measure.amended',
    StartDto: 'measure.took-effect',
    ExpiryDto: 'measure.expired',
    SuspensionDto: 'measure.suspended',
    ExtensionDto: 'measure.suspension-extended',
    ResumptionDto: 'measure.resumed',
    RevocationDto: 'measure.revoked',
  } as const;
  const envelope = ['publishedOn', 'sources', 'instrument', 'summary', 'note', 'confidence'];
  for (const [name, type] of Object.entries(pairs)) {
    const held = getMetadataStorage().getTargetValidationMetadatas(dto[name as keyof typeof dto], '', false, false);
    const fields = new Set(held.map(({ propertyName }) => propertyName));
    const schema = CATALOG.find((definition) => definition.type === type)?.schema as z.ZodObject;
    expect([name, [...fields].sort()]).toEqual([name, [...Object.keys(schema.shape), ...envelope].sort()]);
  }
});
