import { addDays, type Event, lastDayOf, type MeasureId, type RecordChecked, type Region, streamOf } from '@in-force/events';
import { assess, inOrder, RecordView, type Seen, type Status, type Steps, type Supposed } from '@in-force/rules';
import type { Flips } from './answer.schema.js';
import type { Question } from './question.js';

type Without = Flips['without'][number];

/** How many sets of events are shown, and how large one may be. */
const SETS = 3;
const SIZE = 3;

/** Of how many events, the latest, sets of each size are tried: some thousands at the most, however long the history of a measure is. */
const TRIED = [5_000, 100, 32] as const;

/**
 * Returns the smallest sets of recorded events whose absence, and the single further events whose presence, would change a status: to the
 * one expected, where one is.
 */
export function* flips(known: RecordView, id: MeasureId, question: Question, status: Status, expected: Status | null): Steps<Flips> {
  const { record: facts, clocks } = known;
  const statusIf = (supposed: Supposed): Status => assess(new RecordView(facts, clocks, supposed), id, question).status;
  const flipped = (found: Status) => (expected === null || expected === status ? found !== status : found === expected);
  const life = known.life(id);
  const candidates = life ? [...life.acts, ...furthestChecks(known, life.announced.data.issuer)].map((event) => event.id) : [];
  return {
    without: yield* smallest(candidates, (events) => statusIf({ without: new Set(events) }), flipped),
    with: life
      ? further(known, id, question).flatMap((plus) => {
          const found = statusIf({ plus });
          return flipped(found) ? [{ type: plus.type, data: plus.data, status: found }] : [];
        })
      : [],
  };
}

/**
 * Returns the checks of an issuer without which anything could be another: only the furthest counts, so one matters to a set of so many
 * only if fewer reached further of those that left out the same.
 */
function furthestChecks(known: RecordView, issuer: Region): readonly Seen[] {
  const checks = known.seen(streamOf('record', issuer)).filter((event): event is Check => event.type === 'record.checked');
  const furthest = checks.toSorted((a, b) => compareTexts(lastDayOf(b.data.through), lastDayOf(a.data.through)) || inOrder(a, b));
  const before = new Map<string, number>();
  const kept = furthest.filter(({ data }) => {
    const leftOut = [...(data.bodiesLeftOut ?? [])].sort().join('\n');
    const count = before.get(leftOut) ?? 0;
    before.set(leftOut, count + 1);
    return count < SIZE;
  });
  return checks.filter((check) => kept.includes(check));
}

type Check = Seen<RecordChecked>;
const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Returns the first few sets of the smallest size of which any flips. */
function* smallest(
  candidates: readonly string[],
  statusWithout: (events: readonly string[]) => Status,
  flipped: (status: Status) => boolean,
): Steps<Without[]> {
  for (let size = 1; size <= SIZE; size++) {
    const found: Without[] = [];
    for (const events of subsets(candidates.slice(-(TRIED[size - 1] as number)), size)) {
      yield;
      const status = statusWithout(events);
      if (flipped(status)) found.push({ events, status });
      if (found.length === SETS) break;
    }
    if (found.length > 0) return found;
  }
  return [];
}

function* subsets(all: readonly string[], size: number, from = 0): Generator<string[]> {
  if (size === 0) yield [];
  else for (let at = from; at < all.length; at++) for (const rest of subsets(all, size - 1, at + 1)) yield [all[at] as string, ...rest];
}

/** One event of each kind of act, from the day asked about on, published that day; and a look at the issuer's publications. */
function further(known: RecordView, id: MeasureId, { on }: Question): Seen[] {
  const life = known.life(id);
  if (!life) return [];
  const { announced } = life;
  const acts: Event[] = [
    { type: 'measure.took-effect', data: { on } },
    { type: 'measure.amended', data: { from: on, lastDay: addDays(on, -1) } },
    { type: 'measure.suspended', data: { from: on, through: null } },
    { type: 'measure.suspension-extended', data: { through: addDays(on, 365) } },
    { type: 'measure.resumed', data: { from: on } },
    { type: 'measure.revoked', data: { from: on } },
    { type: 'measure.expired', data: { on } },
    { type: 'record.checked', data: { issuer: announced.data.issuer, through: on, found: 'What the texts say.' } },
  ];
  return acts.map(
    (act) =>
      ({
        ...announced,
        ...act,
        id: 'ffffffff-ffff-4fff-bfff-ffffffffffff', // after every other of its day
        publishedOn: on,
        stream: act.type === 'record.checked' ? streamOf('record', announced.data.issuer) : streamOf('measure', id),
      }) as Seen,
  );
}
