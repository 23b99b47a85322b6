import { type Change, type ChangesAnswer, type Control, RULES } from '@in-force/answers';
import { SCHEMAS } from '@in-force/answers/schemas';
import { type Cursor, readCursor, writeCursor } from '@in-force/watching';
import { Clocked, licence, revocation, suspension } from '../kit/clocked.js';

const ID = 'cn-test-1';
let service: Clocked;
beforeEach(async () => {
  service = new Clocked('2026-03-01T08:00:00.000Z');
  await service.begin();
});
afterEach(() => service.end());

const changes = async (query: string): Promise<ChangesAnswer> => {
  const answer = await service.get<ChangesAnswer>(`/v1/changes?${query}`);
  expect(SCHEMAS.ChangesAnswer.safeParse(answer).error).toBeUndefined();
  return answer;
};
const problem = async (query: string, status = 400) =>
  service.get<{ type: string; detail?: string; errors?: { pointer: string; detail: string }[] }>(`/v1/changes?${query}`, status);
const summed = (list: readonly Change[]) => list.map(({ at, cause, after, became }) => [at, cause, after?.status ?? became]);

describe('changes of an answer', () => {
  it('begin now: nothing, and a cursor behind which all is told that comes', async () => {
    await service.record(ID, licence('2026-03-03'));
    service.pass(60_000);
    const begun = await changes('region=US&item=Ga');
    expect(begun).toMatchObject({ changes: [], more: false, rules: RULES, through: '2026-03-01T08:00:54.999Z' });
    service.now = '2026-03-02T16:00:05.001Z';
    const next = await changes(`region=US&item=Ga&after=${begun.next}`);
    expect(next.changes).toMatchObject([
      {
        at: '2026-03-02T16:00:00.000Z',
        cause: 'clock',
        position: '1',
        measure: ID,
        before: { status: 'announced', byTerms: null },
        after: { status: 'unconfirmed', byTerms: 'in-force' },
        text: '“A licence for gallium” is unconfirmed, announced before: it was due to apply from 3 March 2026; whether it did is not known.',
      },
    ]);
    expect((await changes(`region=US&item=Ga&after=${next.next}`)).changes).toEqual([]);
  });

  it('link to the answer from then on, which is cited', async () => {
    await service.record(ID, licence('2026-03-03'));
    service.now = '2026-04-01T00:00:00.000Z';
    const { changes: all } = await changes('region=US&item=Ga&after=0');
    expect(summed(all)).toEqual([
      ['2026-03-01T08:00:00.000Z', 'world', 'announced'],
      ['2026-03-02T16:00:00.000Z', 'clock', 'unconfirmed'],
    ]);
    for (const { answer, after, measure } of all) {
      expect(await service.get(answer as string)).toMatchObject({
        id: measure,
        status: after?.status,
        asked: { region: 'US', item: 'Ga' },
      });
      expect(answer).toMatch(/^\/v1\/measures\/cn-test-1\?on=2026-03-0[13]&region=US&item=Ga&recordedAt=1&log=[0-9a-f]{64}&facts=t1-/);
    }
  });

  it('are the same asked for part by part', async () => {
    for (let day = 2; day < 9; day++)
      await service.record(`cn-test-${day}`, licence(`2026-03-0${day}`), suspension(`2026-03-1${day}`, `2026-03-2${day}`));
    service.now = '2026-05-01T00:00:00.000Z';
    const whole = await changes('after=0&limit=1000');
    expect(whole.changes.length).toBeGreaterThan(20);
    const parts: Change[] = [];
    for (let next = '0', more = true; more; ) {
      const part = await changes(`after=${next}&limit=3`);
      parts.push(...part.changes);
      ({ next, more } = part);
    }
    expect(parts).toEqual(whole.changes);
    for (const { at, cursor } of whole.changes)
      expect((await changes(`after=${at}&limit=1000`)).changes).toEqual(
        whole.changes.filter((change) => change.at > at && change.cursor > cursor),
      );
  });

  it('are told of events recorded together at once, when no more of them can follow', async () => {
    await service.record(ID, licence('2026-03-01'), suspension('2026-03-01', null));
    service.pass(9_000);
    expect((await changes('after=0')).changes).toEqual([]);
    service.pass(2_000);
    expect(summed((await changes('after=0')).changes)).toEqual([['2026-03-01T08:00:00.000Z', 'world', 'suspended']]);
    await service.record('cn-test-2', licence('2026-03-01'));
    await service.record('cn-test-3', licence('2026-03-01'));
    const { changes: all } = await changes('after=0');
    expect(all.map(({ measure }) => measure)).toEqual([ID, 'cn-test-2']); // what follows shows that the one before is whole
  });

  it('say what a measure became that left the states asked for', async () => {
    await service.record(ID, licence('2026-03-01'));
    service.pass(60_000);
    await service.record(ID, revocation('2026-03-01'));
    service.pass(60_000);
    expect((await changes('status=in-force&after=0')).changes).toMatchObject([
      { before: null, after: { status: 'in-force' }, became: null },
      { before: { status: 'in-force' }, after: null, became: 'revoked' },
    ]);
  });

  it('are told ahead where that is asked for: at once what is near, then each time ahead once', async () => {
    await service.record(ID, licence('2026-03-20'));
    service.pass(60_000);
    const query = 'region=US&lead=P30D,P1W,P1D';
    const begun = await changes(query);
    const atOnce = await changes(`${query}&after=${begun.next}`);
    expect(atOnce.changes).toMatchObject([
      { cause: 'ahead', lead: 'P30D', due: '2026-03-20', what: 'starts', before: { status: 'announced' } },
    ]);
    expect((await changes(`${query}&after=${atOnce.next}`)).changes).toEqual([]);
    service.now = '2026-03-25T00:00:00.000Z';
    const rest = await changes(`${query}&after=${atOnce.next}`);
    expect(rest.asked.lead).toEqual(['P30D', 'P7D', 'P1D']);
    expect(rest.changes.map(({ at, lead }) => [at, lead])).toEqual([
      ['2026-03-12T16:00:00.000Z', 'P7D'],
      ['2026-03-18T16:00:00.000Z', 'P1D'],
      ['2026-03-19T16:00:00.000Z', null],
    ]);
  });
});

describe('what cannot be told', () => {
  const other = (change: (cursor: Cursor) => Cursor, cursor: string) => writeCursor(change(readCursor(cursor) as Cursor));

  it('is refused, with what to do', async () => {
    await service.record(ID, licence('2026-03-01'));
    service.pass(60_000);
    const { next } = await changes('');
    for (const [query, pointer, detail] of [
      ['after=soon', '/after', /is no cursor.*RFC 3339/],
      [`after=${next.slice(1)}`, '/after', /is no cursor/],
      ['after=2027-01-01T00:00:00Z', '/after', /has not come yet/],
      [`after=${next}&frames=true`, '/after', /without frames=true/],
      [`after=${other((cursor) => ({ ...cursor, place: { ...cursor.place, position: 0 } }), next)}`, '/after', /another record/],
      ['measure=cn-test-9', '/measure', /No measure "cn-test-9"/],
      ['item=9Z999', '/item', /9Z999/],
      ['on=2026-01-01', '/on', /Unknown parameter/],
      ['recordedAt=1', '/recordedAt', /Unknown parameter/],
      ['lead=30', '/lead', /P7D or P2W/],
      ['limit=0', '/limit', /from 1 to 1000/],
    ] as const)
      expect([query, await problem(query)]).toEqual([
        query,
        expect.objectContaining({ errors: [{ pointer, detail: expect.stringMatching(detail) }] }),
      ]);
  });

  it('is the whole answer and a new cursor, where the cursor was given under other rules', async () => {
    await service.record(ID, licence('2026-03-01'));
    service.pass(60_000);
    const { next } = await changes('region=US');
    const old = other((cursor) => ({ ...cursor, rules: RULES - 1 }), next);
    const gone = (await problem(`region=US&after=${old}`, 410)) as unknown as { type: string; controls: Control[]; next: string };
    expect(gone).toMatchObject({ type: '/problems/rules-changed', rules: RULES - 1, controls: [{ id: ID, status: 'in-force' }] });
    expect((await changes(`region=US&after=${gone.next}`)).changes).toEqual([]);
    service.pass(1_000);
    await service.record(ID, revocation('2026-03-01'));
    service.pass(60_000);
    expect(summed((await changes(`region=US&after=${gone.next}`)).changes)).toEqual([['2026-03-01T08:01:01.000Z', 'world', 'revoked']]);
  });

  it('is waited for where another replica is ahead, then 503', async () => {
    const ahead = other((cursor) => ({ ...cursor, place: { ...cursor.place, position: 7 } }), (await changes('')).next);
    expect((await problem(`after=${ahead}`, 503)).detail).toMatch(/stands at position 0; 7 was asked/);
  });
});
