import type { ControlsAnswer, Sealed } from '@in-force/answers';
import type { Event } from '@in-force/events';
import { Clocked, licence } from '../kit/clocked.js';

type Answer = ControlsAnswer & Sealed & { readonly next: string | null };

/** The same requirement, of another country. */
const of = (issuer: string, firstDay: string): Event => {
  const { type, data } = licence(firstDay) as Extract<Event, { type: 'measure.announced' }>;
  return { type, data: { ...data, issuer, scope: { ...data.scope, regions: ['JP'] } } } as Event;
};

// Half past four in the afternoon, UTC: it is 27 November in Beijing and still the 26th in Washington.
let service: Clocked;
beforeEach(async () => {
  service = new Clocked('2026-11-26T16:20:31.000Z');
  await service.begin();
  for (const [id, issuer] of [
    ['us-test-2', 'US'],
    ['cn-test-1', 'CN'],
    ['cn-test-3', 'CN'],
  ] as const)
    await service.record(id, of(issuer, '2026-11-27'));
});
afterEach(() => service.end());

const controls = (query: string) => service.get<Answer>(`/v1/controls?${query}`);
const listed = ({ controls: all }: Answer) => all.map(({ id, status }) => [id, status]);

describe('controls of today', () => {
  it('are each of the day that it is at the seat of the issuer', async () => {
    const answer = await controls('on=today&status=all&region=JP&item=Ga');
    expect(listed(answer)).toEqual([
      ['cn-test-1', 'unconfirmed'],
      ['cn-test-3', 'unconfirmed'],
      ['us-test-2', 'announced'],
    ]);
    expect(answer.asked).toMatchObject({ on: '2026-11-26', at: '2026-11-26T16:15:00.000Z' });
    const brief = await controls('on=today&region=JP');
    expect([listed(brief).length, brief.leftOut.announced]).toEqual([2, 1]);
    expect(listed(await controls('region=JP&item=Ga&status=all')).map(([, status]) => status)).toEqual(Array(3).fill('announced'));
  });

  it('are cited by the moment, and paged', async () => {
    const { cite, controls: all, asked } = await controls('on=today&status=all&region=JP');
    expect(cite).toMatch(/^\/v1\/controls\?at=2026-11-26T16%3A15%3A00\.000Z&region=JP&/);
    service.pass(86_400_000);
    expect(await service.get(cite)).toMatchObject({ asked, controls: all, cite });
    const pages: Answer[] = [await controls('at=2026-11-26T16:20:00Z&status=all&limit=1')];
    for (let next = pages[0]?.next; next; next = pages.at(-1)?.next) pages.push(await service.get<Answer>(next));
    expect(pages.flatMap(listed)).toEqual(listed({ controls: all } as Answer));
  });

  it('are another answer as soon as the day is another one anywhere', async () => {
    const query = 'on=today&status=all&region=JP';
    service.now = '2026-11-27T04:59:59.000Z';
    expect(listed(await controls(query)).at(-1)).toEqual(['us-test-2', 'announced']);
    await controls(query);
    service.now = '2026-11-27T05:00:00.000Z';
    expect(listed(await controls(query)).at(-1)).toEqual(['us-test-2', 'unconfirmed']);
  });

  it('name what nothing announces yet where that is asked for', async () => {
    const query = 'knownOn=2026-11-25&status=not-known';
    const plain = listed(await controls(`on=2026-11-26&${query}`));
    expect(plain).toHaveLength(3);
    expect(listed(await controls(`on=today&${query}`))).toEqual(plain);
    expect(listed(await controls(`on=today&issuer=CN&${query}`))).toEqual(listed(await controls(`on=2026-11-26&issuer=CN&${query}`)));
  });

  it('are told with what changed since', async () => {
    const { cite } = await controls('on=today&status=all&region=JP');
    await service.record('us-test-2', { type: 'measure.revoked', data: { from: '2026-11-26' } } as Event);
    const since = await service.get<{ asked: object; differences: { measure: string; cause: string }[] }>(
      cite.replace('/v1/controls', '/v1/controls/since'),
    );
    expect(since.asked).toMatchObject({ a: { at: '2026-11-26T16:15:00.000Z' }, b: { at: '2026-11-26T16:15:00.000Z' } });
    expect(since.differences).toMatchObject([{ measure: 'us-test-2', cause: 'world' }]);
    const diff = await service.get<{ cite: string }>('/v1/diff?a.on=2026-11-26&b.on=today&status=all');
    expect(await service.get(diff.cite)).toMatchObject({
      differences: [
        { measure: 'cn-test-1', cause: 'clock' },
        { measure: 'cn-test-3', cause: 'clock' },
      ],
    });
  });

  it.each([
    ['at=2026-11-26', '/at'],
    ['on=2026-11-26&at=2026-11-26T16:15:00Z', '/at'],
  ])('are refused for %s', async (query, pointer) => {
    expect(await service.get(`/v1/controls?${query}`, 400)).toMatchObject({ errors: [{ pointer }] });
  });
});
