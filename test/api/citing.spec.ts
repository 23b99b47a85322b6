import { formerIdOf } from '@in-force/event-log';
import { announcement, type Bench, bench, post, suspension } from './bench.js';

describe('a citation', () => {
  let api: Bench;
  beforeAll(async () => {
    api = await bench();
    await post(api, '/v1/measures/cn-test-1/announcement', announcement);
    await post(api, '/v1/measures/cn-test-2/announcement', announcement);
    await post(api, '/v1/measures/cn-test-1/suspension', suspension);
    await post(api, '/v1/measures/cn-test-3/announcement', announcement);
  });
  afterAll(() => api.close());
  const get = (url: string) => api.app.inject(url);
  const PATHS = [
    '/v1/controls?on=2025-02-15&region=EU',
    '/v1/measures/cn-test-1?on=2025-02-15&region=FR',
    '/v1/explain/cn-test-1?on=2025-02-15&region=FR',
    '/v1/instruments/cn-test-1?on=2025-02-15',
  ];
  const cited = async (path: string): Promise<string> => (await get(path)).json().cite;
  /** The link with some of its last digits others. */
  const slipped = (cite: string, places: readonly number[]): string => {
    const start = cite.length - 64;
    const digits = [...cite.slice(start)];
    for (const place of places) digits[place - 1] = digits[place - 1] === 'a' ? 'b' : 'a';
    return cite.slice(0, start) + digits.join('');
  };

  it.each(PATHS)('with a digit or two mistyped says which, and claims nothing of the rules: %s', async (path) => {
    const cite = await cited(path);
    expect((await get(cite)).statusCode).toBe(200);
    for (const places of [[17], [1, 64], [3, 4, 5, 6, 7, 8, 9, 10]]) {
      const answer = await get(slipped(cite, places));
      expect([answer.statusCode, answer.json().errors]).toEqual([
        400,
        [{ pointer: '/facts', detail: expect.stringMatching(/^The digest was mistyped: .*Use the whole `cite` link\.$/) }],
      ]);
      const { detail } = answer.json().errors[0];
      expect([...detail.matchAll(/digit (\d+) is "(.)", and "(.)"/g)].map(([, place]) => Number(place))).toEqual(places);
      expect(detail).not.toMatch(/rules/);
    }
  });

  it.each(PATHS)('with another position says that the position was changed, and gives the link: %s', async (path) => {
    const cite = await cited(`${path}&recordedAt=3`);
    for (const position of ['2', '4']) {
      const answer = await get(cite.replace('recordedAt=3', `recordedAt=${position}`));
      expect([answer.statusCode, answer.json().errors]).toEqual([
        400,
        [
          {
            pointer: '/recordedAt',
            detail: expect.stringMatching(/the same question with another recordedAt, so one of the two was changed/),
          },
        ],
      ]);
      expect(answer.json().errors[0].detail.endsWith(cite)).toBe(true);
    }
  });

  it('with a day of knowledge added says so', async () => {
    const cite = await cited('/v1/controls?on=2025-02-15&region=EU');
    const answer = await get(cite.replace('&recordedAt', '&knownOn=2025-01-15&recordedAt'));
    expect([answer.statusCode, answer.json().errors[0].pointer]).toEqual([400, '/knownOn']);
  });

  it.each([
    ['another digest altogether', (cite: string) => `${cite.slice(0, -64)}${'0123456789abcdef'.repeat(4)}`],
    ['another day', (cite: string) => cite.replace('on=2025-02-15', 'on=2025-04-15')],
    ['another region', (cite: string) => cite.replace('region=EU', 'region=CN')],
  ])('with %s says all that it may be, and gives the same question today', async (_, changed) => {
    const link = changed(await cited('/v1/controls?on=2025-02-15&region=EU'));
    const answer = await get(link);
    const { type, title, detail, cited: digest, now, today } = answer.json();
    expect([answer.statusCode, type, title]).toEqual([
      410,
      '/problems/facts-changed',
      'The facts of this answer are not those that were cited.',
    ]);
    expect(detail).toContain('it was made under other rules, or the link was changed after it was copied');
    expect(link.endsWith(digest)).toBe(true);
    expect((await get(today)).json().cite.endsWith(now)).toBe(true);
  });

  it.each([
    ['a digest that is cut short', (cite: string) => cite.slice(0, -1), 400, '64 hexadecimal digits'],
    ['another record', (cite: string) => cite.replace(/log=\w+/, `log=${'f'.repeat(64)}`), 404, 'Ask the service it came from'],
    ['no head', (cite: string) => cite.replace(/log=\w+/, 'log=x'), 400, 'Write the 64 hexadecimal digits'],
    ['no day', (cite: string) => cite.replace('on=2025-02-15&', ''), 400, 'A citation also names on'],
  ])('with %s is refused', async (_, changed, status, says) => {
    const answer = await get(changed(await cited('/v1/controls?on=2025-02-15&region=EU')));
    expect([answer.statusCode, answer.body]).toEqual([status, expect.stringContaining(says)]);
  });

  it('with a digit of its head mistyped says which', async () => {
    const cite = await cited('/v1/controls?on=2025-02-15&region=EU');
    const [, head = ''] = /log=(\w+)/.exec(cite) ?? [];
    const answer = await get(cite.replace(head, `${head[0] === 'a' ? 'b' : 'a'}${head.slice(1)}`));
    expect([answer.statusCode, answer.json().errors[0]]).toEqual([
      400,
      { pointer: '/log', detail: expect.stringMatching(/^The digest was mistyped: digit 1 is /) },
    ]);
  });

  it('of an earlier form is answered with what differs by a log that gave it, and by no other', async () => {
    const cite = await cited('/v1/controls?on=2025-02-15&region=EU');
    const [first] = (await get('/v1/events?limit=1')).json().events;
    const old = (log: string) => cite.replace(/log=\w+/, `log=${log}`).replace(/facts=.*/, `facts=sha256-${'0'.repeat(64)}`);
    const had = await get(old(formerIdOf(first)));
    expect([had.statusCode, had.json().cited]).toEqual([410, `sha256-${'0'.repeat(64)}`]);
    expect(had.json().detail).toContain('in a form that is given no more');
    expect((await get(had.json().today)).json().cite).toBe(cite);
    const since = await get(old(formerIdOf(first)).replace('/v1/controls?', '/v1/controls/since?'));
    expect(since.json()).toMatchObject({ changed: true, citedOtherwise: true });
    expect((await get(old('0123456789ab'))).statusCode).toBe(404);
  });

  it('that was mistyped is no change since', async () => {
    const cite = await cited('/v1/controls?on=2025-02-15&region=EU');
    const since = (link: string) => get(link.replace('/v1/controls?', '/v1/controls/since?'));
    expect((await since(cite)).json()).toMatchObject({ changed: false, citedOtherwise: false });
    expect((await since(slipped(cite, [9]))).statusCode).toBe(400);
    expect((await since(`${cite.slice(0, -64)}${'0123456789abcdef'.repeat(4)}`)).json()).toMatchObject({
      changed: true,
      citedOtherwise: true,
    });
  });
});
