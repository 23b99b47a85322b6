import { RULES } from '@in-force/answers';
import { openapi } from '@in-force/api/openapi';
import { announcement, type Bench, bench, post, suspension } from './bench.js';

describe('questions over HTTP', () => {
  let api: Bench;
  beforeAll(async () => {
    api = await bench();
    await post(api, '/v1/measures/cn-test-1/announcement', announcement);
    await post(api, '/v1/measures/cn-test-1/suspension', suspension);
    await post(api, '/v1/measures/cn-test-2.1/announcement', announcement);
    await post(api, '/v1/measures/cn-test-2.2/announcement', { ...announcement, firstDay: '2027-01-01' });
  });
  afterAll(() => api.close());
  const get = (url: string, headers: Record<string, string> = {}) => api.app.inject({ url, headers });

  it('answers with the fields of the contract', async () => {
    const { asked, controls, leftOut, checkedThrough, log, rules, cite } = (await get('/v1/controls?on=2025-02-15&region=EU')).json();
    expect(asked).toMatchObject({
      on: '2025-02-15',
      region: 'EU',
      item: null,
      knownOn: null,
      recordedAt: '4',
      reading: null,
      status: ['in-force', 'suspended', 'unconfirmed'],
    });
    expect(Object.keys(controls[0]).sort()).toEqual(
      [
        'asScheduled',
        'bearsOn',
        'because',
        'byTerms',
        'contested',
        'coverage',
        'endUses',
        'entities',
        'except',
        'facilitations',
        'firstDay',
        'frame',
        'id',
        'instrument',
        'issuer',
        'items',
        'kind',
        'notes',
        'promised',
        'rate',
        'readAs',
        'regions',
        'since',
        'status',
        'title',
        'tookEffect',
        'until',
        'via',
      ].sort(),
    );
    expect(controls.map(({ id, status }: Record<string, string>) => `${id} ${status}`)).toEqual([
      'cn-test-1 suspended',
      'cn-test-2.1 in-force',
    ]);
    expect([leftOut.announced, checkedThrough, rules, log.position]).toEqual([1, { CN: null }, RULES, '4']);
    expect(cite).toMatch(
      /^\/v1\/controls\?on=2025-02-15&region=EU&status=in-force,suspended,unconfirmed&recordedAt=4&log=[0-9a-f]{64}&facts=t1-[0-9a-f]{64}$/,
    );
  });

  it.each([
    ['/v1/controls?region=XX', 400, '/region'],
    ['/v1/controls?region=Germny', 400, 'Germany'],
    ['/v1/controls?item=kryptonite', 400, '/item'],
    ['/v1/controls?item=1C999', 400, 'No measure in this record lists anything'],
    ['/v1/controls?item=hs:1', 400, '/item'],
    ['/v1/controls?on=2025-02-30', 400, '2025-02-30'],
    ['/v1/controls?on=2025-02', 400, '/on'],
    ['/v1/controls?knownOn=2026-11-25', 400, '/knownOn'],
    ['/v1/controls?recordedAt=yesterday', 400, '/recordedAt'],
    ['/v1/controls?as_of=2025-01-01', 400, '/as_of'],
    ['/v1/controls?on=2025-01-01&on=2025-01-02', 400, '/on'],
    ['/v1/controls?status=removed', 400, 'reading=PARTY'],
    ['/v1/controls?status=gone', 400, '/status'],
    ['/v1/controls?kind=taxes', 400, '/kind'],
    ['/v1/controls?limit=0', 400, '/limit'],
    ['/v1/controls?reading=us!', 400, '/reading'],
    ['/v1/measures/cn-nothing-9', 404, 'cn-test-1'],
    ['/v1/measures/cn-test-2', 404, 'cn-test-2.1, cn-test-2.2'],
    ['/v1/measures/cn-test-1?kind=tariff', 400, '/kind'],
    ['/v1/instruments/cn-nothing-9', 404, 'No act'],
    ['/v1/events?after=-1', 400, '/after'],
    ['/v1/events?limit=5000', 400, '/limit'],
    ['/v1/events/nobody', 404, 'No event'],
    ['/v1/nothing', 404, ''],
    ['/v1/measures/%E0%A4%A', 400, ''],
  ])('answers %s with %i', async (path, status, says) => {
    const answer = await get(path);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([status, 'application/problem+json; charset=utf-8']);
    expect(answer.body).toContain(says);
  });

  it('takes a knownOn that has come somewhere on Earth', async () => {
    expect((await get('/v1/controls?knownOn=2026-11-24')).statusCode).toBe(200);
  });

  it('waits for a position, then says that it has not come', async () => {
    for (const [url, headers] of [
      ['/v1/controls?recordedAt=9', {}],
      ['/v1/controls', { 'in-force-position': '9' }],
      ['/v1/events?after=9', {}],
      ['/v1/events', { 'in-force-position': '9' }],
    ] as const) {
      const answer = await get(url, headers);
      expect([answer.statusCode, answer.headers['retry-after'], answer.json().detail]).toEqual([
        503,
        '1',
        'The record stands at position 4; 9 was asked.',
      ]);
    }
    expect((await get('/v1/controls', { 'in-force-position': '4' })).statusCode).toBe(200);
    expect((await get('/v1/events?after=4')).json()).toMatchObject({ events: [], next: null });
  });

  it('pages, pinned to the position of the first page', async () => {
    const first = (await get('/v1/controls?status=all&limit=2')).json();
    expect(first.controls).toHaveLength(2);
    expect(first.next).toContain('recordedAt=4');
    const second = (await get(first.next)).json();
    expect([...first.controls, ...second.controls].map(({ id }: { id: string }) => id)).toEqual([
      'cn-test-1',
      'cn-test-2.1',
      'cn-test-2.2',
    ]);
    expect(second.next).toBeNull();
  });

  it('spares what the asker has', async () => {
    const { headers } = await get('/v1/controls?on=2025-02-15');
    expect((await get('/v1/controls?on=2025-02-15', { 'if-none-match': headers.etag as string })).statusCode).toBe(304);
    expect((await get('/v1/controls?on=2025-02-16', { 'if-none-match': headers.etag as string })).statusCode).toBe(200);
  });

  it('gives the record, gap-free and oldest first', async () => {
    const page = (await get('/v1/events?limit=3')).json();
    expect(page.events.map(({ position }: { position: string }) => position)).toEqual(['1', '2', '3']);
    const rest = (await get(page.next)).json();
    expect([rest.events.map(({ position }: { position: string }) => position), rest.next]).toEqual([['4'], null]);
    const [event] = page.events;
    const fate = { correctedBy: [], retractedBy: null, links: { correctedBy: [], retractedBy: null } };
    expect((await get(`/v1/events/${event.id}`)).json()).toEqual({ ...event, ...fate });
  });

  it('pages through one position, while acts are recorded', async () => {
    const ids: string[] = [];
    let recorded = 0;
    for (let next: string | null = '/v1/controls?on=2027-02-01&status=all&limit=1'; next; ) {
      const page: { controls: { id: string }[]; next: string | null; log: { position: string } } = (await get(next)).json();
      expect(page.log.position).toBe('4');
      ids.push(...page.controls.map(({ id }) => id));
      await post(api, `/v1/measures/cn-test-0${++recorded}/announcement`, announcement);
      next = page.next;
    }
    expect(ids).toEqual(['cn-test-1', 'cn-test-2.1', 'cn-test-2.2']);
    const positions: string[] = [];
    for (let after = '0'; positions.length < 7; ) {
      const { events, next }: { events: { position: string }[]; next: string | null } = (
        await get(`/v1/events?after=${after}&limit=2`)
      ).json();
      positions.push(...events.map(({ position }) => position));
      after = positions.at(-1) as string;
      if (!next && positions.length < 7) throw new Error('It ended too early.');
    }
    expect(positions.slice(0, 7)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  });

  it('tells how it does, and describes itself', async () => {
    expect((await get('/health/live')).json()).toEqual({ status: 'live' });
    expect((await get('/health/ready')).json()).toMatchObject({ status: 'ready', position: '7', head: '7', lag: 0 });
    expect((await get('/openapi.json')).json()).toEqual(JSON.parse(JSON.stringify(openapi)));
    for (const [path, { get: described }] of Object.entries(openapi.paths as Record<string, { get?: { security?: unknown[] } }>))
      if (described?.security?.length === 0 && !path.endsWith('stream'))
        expect([path, (await get(path.replace('{id}', 'cn-test-1').replace(/search.*/, '$&?q=tariff'))).statusCode]).toEqual([
          path,
          path.includes('{id}') && path !== '/v1/measures/{id}' ? expect.any(Number) : 200,
        ]);
  });
});
