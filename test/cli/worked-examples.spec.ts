import { Bench } from './fixture.js';

/** The worked examples of the language, on the founding record, in the terminal as a user asks. */
describe('the worked examples in the terminal', () => {
  const bench = new Bench();
  const env = { IN_FORCE_RECORD: '' };
  beforeAll(() => bench.inforce('log begin', { env }));
  afterAll(() => bench.tearDown());

  it.each([
    [
      'cn-mofcom-2025-18 --on 2025-11-20 --region FR',
      { status: 'in-force', since: '2025-04-04', contested: [expect.objectContaining({ party: 'US', reading: 'removed' })] },
    ],
    [
      'cn-mofcom-2025-56 --on 2025-10-31 --region KR --known-on 2025-10-31',
      { status: 'announced', firstDay: '2025-11-08', promised: [expect.objectContaining({ saidOn: '2025-10-30' })] },
    ],
    ['cn-mofcom-2025-56 --on 2025-11-20 --region KR', { status: 'suspended', until: '2026-11-10', tookEffect: false, promised: [] }],
    [
      'cn-mofcom-2025-56 --on 2026-11-20 --region KR',
      { status: 'unconfirmed', byTerms: 'in-force', contested: [], promised: [expect.anything(), expect.anything()] },
    ],
    ['cn-mofcom-2024-46.2 --on 2025-11-30 --region VN', { status: 'not-applicable' }],
    ['cn-mofcom-2024-46.2 --on 2025-11-30 --region US', { status: 'suspended' }],
    ['cn-mofcom-2024-46.1 --on 2025-11-30 --region US', { status: 'in-force', coverage: 'end-uses' }],
    ['us-eo-14257.10 --on 2025-06-01 --region CN', { status: 'in-force' }],
    ['us-eo-14257.24 --on 2025-06-01 --region CN', { status: 'suspended' }],
    ['nl-wbg-nexperia --on 2025-10-05', { status: 'in-force' }],
    ['nl-wbg-nexperia --on 2025-10-05 --known-on 2025-10-05', { status: 'not-known', title: null }],
  ])('why %s', async (asked, expected) => {
    const { out, err } = await bench.inforce(`why ${asked} --json`, { env });
    expect(err).toBe('');
    expect(JSON.parse(out)).toMatchObject(expected);
  });

  it('an extension recorded from a file turns unconfirmed into suspended, and the clock of the record turns it back', async () => {
    const [file = ''] = bench.write({
      'extension.yaml': `instrument: { id: cn-mofcom-2026-99, issuer: CN, body: MOFCOM, number: 99/2026, day: 2026-11-09, title: An extension }
sources: { page: { publisher: MOFCOM, title: T, url: https://example.org/99, published: 2026-11-09, reliability: official } }
entries:
  - id: an-extension
    measure.suspension-extended: { through: 2027-01-10 }
    measures: [cn-mofcom-2025-56]
    publishedOn: 2026-11-09
    sources: [{ key: page }]
`,
    });
    expect(await bench.inforce(['import', file], { env })).toMatchObject({ exit: 0 });
    const why = async (more: string) =>
      JSON.parse((await bench.inforce(`why cn-mofcom-2025-56 --on 2026-11-20 --region KR --json${more}`, { env })).out).status;
    expect([await why(''), await why(' --recorded-at 346'), await why(' --known-on 2026-11-08')]).toEqual([
      'suspended',
      'unconfirmed',
      'unconfirmed',
    ]);
  });
});
