import { parseWatched } from '@in-force/answers';
import { compareIds, type Recorded, streamOf } from '@in-force/events';
import { type Change, Watching, writeCursor } from '@in-force/watching';
import fc from 'fast-check';
import { announced, NOW, record } from '../kit/record.js';
import { randomFrom } from '../kit/world.js';
import {
  type Answer,
  answerOf,
  BEHIND,
  dayIn,
  historyOf,
  midnightAfter,
  modelOf,
  readAll,
  replay,
  sortedAnswer,
  watchedIn,
} from './history.js';

const seeds = fc.integer({ min: 1, max: 2 ** 30 });
const runs = (numRuns: number) => ({ numRuns: numRuns * Number(process.env.HISTORIES ?? 1), seed: 20_261_126, endOnFailure: true });
const after = (events: readonly Recorded[], days: number) => Date.parse((events.at(-1) as Recorded).recordedAt) + days * 86_400_000;

/** A step of the whole record: what an oracle asks anew after each event and each midnight of each issuer. */
interface Told {
  readonly at: number;
  readonly order: number;
  readonly issuer: string;
  readonly measure: string;
  readonly before: object | null;
  readonly after: object | null;
}

/** The moments at which anything is recorded, or any issuer's day begins, with the position from then on. */
function* moments(events: readonly Recorded[], readTo: number, issuers: readonly string[]) {
  const ends = events.flatMap(({ correlation, recordedAt, position }, index) => {
    const next = events[index + 1];
    const goesOn = next?.correlation === correlation && Date.parse(next.recordedAt) - Date.parse(recordedAt) <= 5_000;
    return goesOn ? [] : [{ at: Date.parse(recordedAt), order: 0, issuer: '', position }];
  });
  const days = issuers.flatMap((issuer) => {
    const found: { at: number; order: number; issuer: string; position: number }[] = [];
    const first = Date.parse((events[0] as Recorded).recordedAt) - 86_400_000;
    for (let at = midnightAfter(first, issuer); at <= readTo - BEHIND - 1; at = midnightAfter(at, issuer))
      found.push({ at, order: 1, issuer, position: -1 });
    return found;
  });
  let position = 0;
  for (const step of [...ends, ...days].sort(
    (a, b) => a.at - b.at || a.order - b.order || a.position - b.position || (a.issuer < b.issuer ? -1 : 1),
  )) {
    if (step.order === 0) position = step.position;
    yield { ...step, position };
  }
}

/** All changes, by asking the whole question again at every step: no index, no candidates. */
function oracle(events: readonly Recorded[], readTo: number, question: ReturnType<typeof watchedIn>): Told[] {
  const model = modelOf(events);
  const issuers = ['CN', 'EU', 'GB', 'US'];
  const today = new Map<string, string>();
  const issuerOf = (id: string) => id.slice(0, 2).toUpperCase();
  let answer: Answer = new Map();
  const told: Told[] = [];
  for (const { at, order, issuer, position } of moments(events, readTo, issuers)) {
    if (today.size === 0) for (const one of issuers) today.set(one, dayIn(at - 1, one));
    if (order === 1) today.set(issuer, dayIn(at, issuer));
    const asked = order === 1 ? { ...question, issuer: [issuer] } : question;
    const skipped = order === 1 && question.issuer !== null && !question.issuer.includes(issuer);
    const renewed = skipped ? new Map() : answerOf(model, asked, position, (one) => today.get(one) ?? '2014-01-01');
    // A day changes the answer about its own issuer alone.
    const kept = [...answer].filter(([id]) => order === 1 && (skipped || issuerOf(id) !== issuer));
    const now: Answer = new Map([...kept, ...renewed]);
    const ids = [...new Set([...answer.keys(), ...now.keys()])].sort((a, b) => issuerOf(a).localeCompare(issuerOf(b)) || compareIds(a, b));
    for (const measure of ids) {
      const [before, after] = [answer.get(measure) ?? null, now.get(measure) ?? null];
      if (JSON.stringify(before) !== JSON.stringify(after)) told.push({ at, order, issuer: issuerOf(measure), measure, before, after });
    }
    answer = now;
  }
  return told;
}

/** The facts of one side that are other ones on the other. */
const differing = (side: object | null, other: object | null): object | null =>
  side && other
    ? Object.fromEntries(Object.entries(side).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify((other as never)[name])))
    : side;

it('tells what an oracle tells that asks everything again at every event and every midnight', () => {
  let told = 0;
  fc.assert(
    fc.property(seeds, (seed) => {
      const random = randomFrom(seed);
      const events = historyOf(random, seed);
      const question = watchedIn(random, { frames: 'true' });
      const readTo = after(events, 1 + random.below(60));
      const expected = oracle(events, readTo, question);
      const { changes } = readAll(new Watching(modelOf(events)), question, readTo);
      told += changes.length;
      expect(changes.map(({ at, cause, measure, before, after }) => ({ at, clock: cause === 'clock', measure, before, after }))).toEqual(
        expected.map(({ at, order, measure, before, after }) => ({
          at: new Date(at).toISOString(),
          clock: order === 1,
          measure,
          before: differing(before, after),
          after: differing(after, before),
        })),
      );
    }),
    runs(12),
  );
  expect(told).toBeGreaterThan(3 * runs(12).numRuns);
});

it('replayed over the first answer, gives the present one', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const random = randomFrom(seed);
      const events = historyOf(random, seed);
      const question = watchedIn(random, { frames: 'true' });
      const watching = new Watching(modelOf(events));
      const [first, present] = [random.below(40) - 20, 60].map((days) => after(events, days));
      const answerAt = (moment: number): Answer => {
        const place = watching.settled(moment);
        return answerOf(modelOf(events), question, place.position, (issuer) => dayIn(place.at, issuer));
      };
      const known = events.filter(({ recordedAt }) => Date.parse(recordedAt) < (first as number));
      const early = new Watching(modelOf(known)).settled(first as number);
      const begun = answerOf(modelOf(known), question, early.position, (issuer) => dayIn(early.at, issuer));
      const { changes } = readAll(watching, question, present as number, { place: early, rules: 0, lead: [], words: false, frames: true });
      expect(sortedAnswer(replay(changes, begun))).toEqual(sortedAnswer(answerAt(present as number)));
    }),
    runs(30),
  );
});

it('cut at any cursor, is the whole; and so is what another replica gives that read it part by part', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const random = randomFrom(seed);
      const events = historyOf(random, seed);
      const lead = random.chance(0.5) ? { lead: 'P30D,P7D,P1D', ...(random.chance(0.5) && { words: 'true' }) } : {};
      const question = watchedIn(random, lead);
      const readTo = after(events, 30);
      const whole = readAll(new Watching(modelOf(events)), question, readTo);
      const other = new Watching(modelOf(events));
      const { lead: told, words, frames } = question;
      for (const [at, { place }] of whole.changes.entries()) {
        if (!random.chance(0.3)) continue;
        const rest = readAll(other, question, readTo, { place, rules: 0, lead: told, words, frames }, 1 + random.below(3));
        expect(rest.changes).toEqual(whole.changes.slice(at + 1));
        expect(rest.next).toEqual(whole.next);
      }
    }),
    runs(20),
  );
});

it('gives cursors that sort as text as the changes come', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const random = randomFrom(seed);
      const events = historyOf(random, seed);
      const question = watchedIn(random, { lead: 'P30D,P2D', words: 'true' });
      const { changes } = readAll(new Watching(modelOf(events)), question, after(events, 30));
      const cursors = changes.map(({ place }) => writeCursor({ place, rules: 2, lead: [30, 2], words: true, frames: false }));
      expect(cursors).toEqual([...new Set(cursors)].sort());
    }),
    runs(12),
  );
});

it('lets nothing appear behind a cursor that was handed out, with appends around midnight and clocks five seconds apart', () => {
  let handed = 0;
  fc.assert(
    fc.property(seeds, (seed) => {
      const random = randomFrom(seed);
      const { below, chance, pick } = random;
      const drafts = historyOf(random, seed);
      const question = watchedIn(random, { frames: 'true', ...(chance(0.5) && { lead: 'P90D,P30D,P9D,P1D', words: 'true' }) });
      const model = modelOf([]);
      const watching = new Watching(model);
      const events: Recorded[] = [];
      let clock = Date.parse('2014-06-10T15:59:50Z');
      let next = readAll(watching, question, clock, undefined).next;
      const got: Change[] = [];
      const read = () => {
        const part = readAll(watching, question, clock, next);
        if (part.changes.length > 0) handed += 1;
        got.push(...part.changes);
        next = part.next;
      };
      for (const draft of drafts) {
        if (chance(0.3))
          clock = Math.max(clock, midnightAfter(clock, pick(['CN', 'US', 'EU'])) + pick([-2_000, 0, 1, 4_999, 5_000, 5_001, 9_000]));
        clock += pick([0, 1, 900, 2_500, 5_000, 5_001, 7_000, 12_000]);
        if (chance(0.5)) read();
        const moment = Math.max(
          Date.parse(events.at(-1)?.recordedAt ?? '2014-01-01T00:00:00Z'),
          clock - pick([0, 1, 2_500, 4_999, BEHIND]),
        );
        const event = { ...draft, correlation: `c${below(3)}`, recordedAt: new Date(moment).toISOString() };
        events.push(event);
        model.apply(event);
        if (chance(0.5)) read();
      }
      clock += 40 * 86_400_000;
      read();
      const whole = readAll(new Watching(modelOf(events)), question, clock);
      expect(got).toEqual(whole.changes);
      expect(next).toEqual(whole.next);
    }),
    runs(30),
  );
  expect(handed).toBeGreaterThan(2 * runs(30).numRuns);
});

it('tells the measures of one moment in the order of their ids, nine before eighteen', () => {
  const ids = ['cn-a-2025-9', 'cn-a-2025-18', 'cn-a-2025-18.2', 'cn-a-2025-18.10', 'cn-a-2025-18.transfer', 'cn-a', 'cn-a-b'];
  const acts = ids.map((id) => announced('2026-01-01', { firstDay: '2026-03-01' }, { stream: streamOf('measure', id) }));
  const watching = new Watching(modelOf(record(acts)));
  const { changes } = readAll(watching, parseWatched({}, NOW), Date.parse(NOW));
  const told = (cause: string) => changes.filter((change) => change.cause === cause).map(({ measure }) => measure);
  expect([told('world'), told('clock')]).toEqual([[...ids].sort(compareIds), [...ids].sort(compareIds)]);
  expect(changes.map(({ place }) => writeCursor({ place, rules: 1, lead: [], words: false, frames: false }))).toEqual(
    changes.map(({ place }) => writeCursor({ place, rules: 1, lead: [], words: false, frames: false })).sort(),
  );
});
