import { announcement, type Bench, bench, post, suspension } from './bench.js';

const act = (number: string) => ({
  instrument: { id: 'x', issuer: 'China', body: 'MOFCOM', number, day: '9 Oct 2025', title: `MOFCOM Announcement ${number}` },
});

describe('words over HTTP', () => {
  let api: Bench;
  beforeAll(async () => {
    api = await bench();
    for (const [id, number] of [
      ['cn-test-61', '61/2025'],
      ['cn-test-6', '6/2025'],
      ['cn-order-6', '6/2025'],
    ] as const) {
      const { instrument } = act(number);
      await post(api, `/v1/measures/${id}/announcement`, { ...announcement, instrument: { ...instrument, id } });
    }
  });
  afterAll(() => api.close());
  const get = async (path: string) => {
    const { statusCode, payload } = await api.app.inject({ url: path });
    return { statusCode, ...JSON.parse(payload) };
  };

  it.each([
    'CN-TEST-61',
    '61%2F2025',
    'Announcement%2061',
    'MOFCOM%20Announcement%20No.%2061%20of%202025',
    encodeURIComponent('商务部公告2025年第61号'),
  ])('find a measure or an act by %s, and cite it by its id', async (id) => {
    for (const kind of ['measures', 'explain', 'instruments']) {
      const { statusCode, cite, ...answer } = await get(`/v1/${kind}/${id}?on=2025-02-15`);
      expect([kind, statusCode, answer.id, cite]).toEqual([
        kind,
        200,
        'cn-test-61',
        expect.stringContaining(`/v1/${kind}/cn-test-61?on=2025-02-15`),
      ]);
    }
    const readings = await get(`/v1/timeline?measure=${id}`);
    expect([readings.statusCode, readings.asked.measure]).toEqual([200, 'cn-test-61']);
  });

  it('refuse the number of several acts, and name them', async () => {
    expect(await get('/v1/measures/6%2F2025')).toMatchObject({ statusCode: 404, near: ['cn-test-6', 'cn-order-6'] });
    expect(await get('/v1/timeline?measure=6%2F2025')).toMatchObject({
      statusCode: 400,
      errors: [{ pointer: '/measure', detail: '"6/2025" is the number of 2 acts: cn-test-6, cn-order-6. Name one.' }],
    });
    expect(await get('/v1/measures/cn-test-16')).toMatchObject({ statusCode: 404, near: ['cn-test-6', 'cn-test-61'] });
  });

  it('are cited in their one spelling', async () => {
    const { asked, cite } = await get('/v1/controls?on=15+Feb+2025&region=Deutschland&issuer=CHN&status=In+Force');
    expect(asked).toMatchObject({ on: '2025-02-15', region: 'DE', status: ['in-force'] });
    expect(cite).toMatch(/^\/v1\/controls\?on=2025-02-15&region=DE&issuer=CN&status=in-force&/);
    expect(await get(cite)).toMatchObject({ statusCode: 200, cite });
  });

  it('are in no citation where they mean another day tomorrow', async () => {
    const { cite } = await get('/v1/controls?on=yesterday&knownOn=yesterday');
    const { cite: ofNow } = await get('/v1/controls?on=today');
    for (const link of [cite, ofNow]) expect(await get(link)).toMatchObject({ statusCode: 200 });
    for (const moved of [
      cite.replace(/on=[\d-]+/, 'on=yesterday'),
      cite.replace(/on=[\d-]+/, 'on=today'),
      cite.replace(/knownOn=[\d-]+/, 'knownOn=yesterday'),
      ofNow.replace(/at=[^&]+/, 'on=today'),
    ])
      expect(await get(moved)).toMatchObject({ statusCode: 400, errors: [{ pointer: '/facts' }] });
  });

  it('are a period in order', async () => {
    for (const path of ['/v1/timeline', '/v1/matrix', '/v1/matrix.csv', '/v1/timeline.ndjson'])
      expect([path, await get(`${path}?from=2025-12-01&to=2025-10-01`)]).toEqual([
        path,
        expect.objectContaining({ statusCode: 400, errors: [expect.objectContaining({ pointer: '/to' })] }),
      ]);
  });

  it('read an instant whose plus was not encoded', async () => {
    expect(await get('/v1/controls?on=2025-02-15&recordedAt=2020-01-01T00:00:00+01:00')).toMatchObject({
      statusCode: 200,
      asked: { recordedAt: '0' },
    });
  });

  it('are read in acts that are recorded, each fault told', async () => {
    const written = { ...suspension, from: '1 March 2025', through: '31 Mar 2025', publishedOn: '20250301' };
    const { statusCode, payload } = await post(api, '/v1/measures/CN-TEST-6/suspension', written);
    expect(statusCode).toBe(201);
    const event = await get(`/v1/events/${JSON.parse(payload).event}`);
    expect(event).toMatchObject({ publishedOn: '2025-03-01', data: { from: '2025-03-01', through: '2025-03-31' } });
    const faulty = {
      ...announcement,
      kind: 'tarif',
      issuer: 'Chna',
      scope: { regions: ['DE', 'Congo'], items: [{ item: 'galium', hs: [811292] }] },
    };
    const refused = await post(api, '/v1/measures/cn-test-9/announcement', faulty);
    expect(refused.statusCode).toBe(400);
    const said = JSON.stringify(refused.json().errors);
    for (const words of ['Near: tariff', 'CN (China)', 'CD (DR Congo) or CG (Congo)', 'Near: gallium', '811292 is a number'])
      expect(said).toContain(words);
  });
});
