import { addDays, COUNTRIES, dayBefore, type ExactDay, partitionPoint, type Region } from '@in-force/events';
import { itemNumbers, NONE, type RegionStatuses, readViewOf } from '@in-force/index';
import {
  assess,
  beyondGoods,
  isAskedAbout,
  isFrameOn,
  type Life,
  ORDER,
  type PartStatus,
  type Steps,
  termDays,
  terms,
} from '@in-force/rules';
import { coverage } from './control.js';
import { InvalidRequest } from './errors.js';
import { judgedByRules } from './list.js';
import type { Question, Step } from './question.js';
import type { ReadModel } from './read-model.js';
import type { Cell } from './registers.schema.js';

type Coverage = Cell['coverage'];

/** How many cells of days and countries an answer holds at the most. */
const MOST = 40_000;

/** Returns the days that a question's step falls on, from its first to its last. */
function daysOf({ from, to, on, step }: Question): ExactDay[] {
  const last = to ?? on;
  const first = from ?? addDays(last, -365);
  if (first > last) throw new InvalidRequest([{ pointer: '/from', detail: `from must not lie after to: ${first} is later than ${last}.` }]);
  const days: ExactDay[] = [];
  for (let day = first; day <= last; day = next(day, step, first)) {
    days.push(day);
    if (days.length > MOST) break;
  }
  return days;
}

function next(day: ExactDay, step: Step, first: ExactDay): ExactDay {
  if (step !== 'month') return addDays(day, step === 'day' ? 1 : 7);
  const [year = 0, month = 0] = day.split('-').map(Number);
  const [y, m] = month === 12 ? [year + 1, 1] : [year, month + 1];
  const start = `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}`;
  // The day of the month that it began on, or the last that this month has.
  const wanted = Number(first.slice(8));
  const end = dayBefore(`${m === 12 ? `${y + 1}-01` : `${String(y).padStart(4, '0')}-${String(m + 1).padStart(2, '0')}`}-01`);
  return wanted > Number(end.slice(8)) ? end : `${start}-${first.slice(8)}`;
}

/**
 * Returns the regions that a question asks about, each a row of its own: a bloc is no sum of its members. Every country where none is
 * named.
 *
 * @throws {InvalidRequest} when that is more than an answer holds.
 */
function regionsAsked({ regions }: Question, days: readonly ExactDay[]): readonly Region[] {
  const asked = [...new Set(regions ?? COUNTRIES)].sort();
  if (asked.length * days.length > MOST)
    throw new InvalidRequest([
      {
        pointer: '/step',
        detail: `${days.length} days of ${asked.length} regions are too many at once; ask for at most ${MOST} of both together, by fewer regions, a shorter span or a longer step.`,
      },
    ]);
  return asked;
}

/** Returns counts of distinct measures by day, region, status and coverage. */
export function* countCells(model: ReadModel, question: Question) {
  const days = daysOf(question);
  const regions = regionsAsked(question, days);
  return yield* model.compute('matrix', question, function* (view) {
    const counts = new Counts(days, regions);
    const { item, frames } = question;
    const goods = view.goods(item);
    const passes = ({ announced: { data } }: Life) => isAskedAbout(question, data);
    const index = yield* model.indexInSteps();
    const judged = judgedByRules(index, view, { ...question, status: [] }) ?? new Set();
    const query = { days, regions, items: itemNumbers(goods), without: judged };
    yield* index.fullScan.countRuns(readViewOf(view), query, (id, from, to, statuses) => {
      const life = view.life(id);
      if (!life || !passes(life)) return;
      const turns = termDays(life).map((day) => firstBy(days, day));
      const starts = [from, ...new Set(turns.filter((at) => from < at && at < to))].sort((a, b) => a - b);
      for (const [at, start] of starts.entries()) {
        const day = days[start] as ExactDay;
        if (!frames && isFrameOn(life, day)) continue;
        const { scope } = terms(life, day);
        const whole = scope.limit?.to ?? (beyondGoods(scope, goods) ? 'partial' : 'full');
        counts.addRun(start, starts[at + 1] ?? to, statuses, whole, scope.limit?.to ?? 'partial');
      }
    });
    for (const id of judged) {
      const life = view.life(id);
      if (!life || !passes(life)) continue;
      for (const [day, on] of days.entries())
        for (const [at, region] of frames || !isFrameOn(life, on) ? regions.entries() : []) {
          yield;
          const assessed = assess(view, id, { on, region, item });
          if (assessed.life !== null && assessed.states.length > 0)
            counts.add(day, day + 1, at, ORDER.indexOf(assessed.status as PartStatus), coverage(assessed));
        }
    }
    return { days, regions, cells: yield* counts.cells() };
  });
}

/** Returns the number of the first of some days, in order, that does not lie before a day. */
const firstBy = (days: readonly ExactDay[], day: ExactDay): number => partitionPoint(0, days.length, (at) => (days[at] as ExactDay) < day);

/** The coverages, numbered in order of their words. */
const COVERAGES: Readonly<Record<Coverage, number>> = { 'end-uses': 0, entities: 1, full: 2, partial: 3 };
const NAMES = Object.entries(COVERAGES) as [Coverage, number][];

/** Counts cells: of each region, status and coverage how many measures more or less there are from a day on. */
class Counts {
  readonly #changes: Int32Array;
  readonly #stride: number;

  constructor(
    private readonly days: readonly ExactDay[],
    private readonly regions: readonly Region[],
  ) {
    this.#stride = days.length + 1;
    this.#changes = new Int32Array(regions.length * ORDER.length * NAMES.length * this.#stride);
  }

  /** Counts one measure more from one day through the one before another. */
  add(from: number, to: number, region: number, rank: number, coverage: Coverage): void {
    const start = this.#startOf(region, rank, COVERAGES[coverage]);
    this.#changes[start + from] = (this.#changes[start + from] as number) + 1;
    this.#changes[start + to] = (this.#changes[start + to] as number) - 1;
  }

  /** Does the same for each region, by its coverage where a status is that of a whole region, and else. */
  addRun(from: number, to: number, { ranks, whole }: RegionStatuses, wholly: Coverage, partly: Coverage): void {
    for (const [region, rank] of ranks.entries())
      if (rank !== NONE) this.add(from, to, region, rank, whole[region] === 1 ? wholly : partly);
  }

  /** Returns the cells in order of day, region, status and coverage. */
  *cells(): Steps<Cell[]> {
    const counts = this.#changes;
    for (let start = 0; start < counts.length; start += this.#stride) {
      for (let at = start + 1; at < start + this.#stride; at++) counts[at] = (counts[at] as number) + (counts[at - 1] as number);
      yield;
    }
    const cells: Cell[] = [];
    for (const [day, on] of this.days.entries())
      for (const [at, region] of this.regions.entries()) {
        for (const [rank, status] of ORDER.entries())
          for (const [coverage, number] of NAMES) {
            const count = counts[this.#startOf(at, rank, number) + day] as number;
            if (count > 0) cells.push({ on, region, status, coverage, count });
          }
        yield;
      }
    return cells;
  }

  #startOf(region: number, rank: number, coverage: number): number {
    return ((region * ORDER.length + rank) * NAMES.length + coverage) * this.#stride;
  }
}
