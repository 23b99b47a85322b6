import { addDays, COUNTRIES, dayBefore, type ExactDay, type Region } from '@in-force/events';
import { itemNumbers, type RegionStatus, readViewOf } from '@in-force/index';
import {
  assess,
  beyondGoods,
  isAskedAbout,
  isFrameOn,
  type Life,
  ORDER,
  type PartStatus,
  type Steps,
  sortInSteps,
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
    const counts = new Counts();
    const { item, frames } = question;
    const goods = view.goods(item);
    const passes = ({ announced: { data } }: Life) => isAskedAbout(question, data);
    const counted = (life: Life, day: ExactDay) => passes(life) && (frames || !isFrameOn(life, day));
    const coverageOf = (life: Life, day: ExactDay, whole: boolean): Coverage => {
      const { scope } = terms(life, day);
      return scope.limit?.to ?? (whole && !beyondGoods(scope, goods) ? 'full' : 'partial');
    };
    const index = yield* model.indexInSteps();
    const judged = judgedByRules(index, view, { ...question, status: [] }) ?? new Set();
    const query = { days, regions, items: itemNumbers(goods), without: judged };
    yield* index.fullScan.countByDay(readViewOf(view), query, (id, day, statuses) => {
      const life = view.life(id);
      if (life && counted(life, day)) counts.addAlike(day, statuses, coverageOf(life, day, true), coverageOf(life, day, false));
    });
    for (const id of judged) {
      const life = view.life(id);
      if (!life || !passes(life)) continue;
      for (const on of days)
        for (const region of counted(life, on) ? regions : []) {
          yield;
          const assessed = assess(view, id, { on, region, item });
          if (assessed.life !== null && assessed.states.length > 0)
            counts.add(on, region, assessed.status as PartStatus, coverage(assessed));
        }
    }
    return { days, regions, cells: yield* counts.cells() };
  });
}

/** Measures that are alike on a day: by their statuses for regions, and by their coverage where a status is that of a whole region, and else. */
interface Alike {
  readonly on: ExactDay;
  readonly statuses: readonly RegionStatus[];
  readonly whole: Coverage;
  readonly part: Coverage;
  count: number;
}

/** Counts cells: those of measures that are alike at once. */
class Counts {
  readonly #counts = new Map<string, { -readonly [Name in keyof Cell]: Cell[Name] }>();
  readonly #alike = new Map<readonly RegionStatus[], Map<string, Alike>>();

  add(on: ExactDay, region: Region, status: PartStatus, coverage: Coverage, count = 1): void {
    const key = `${on} ${region} ${ORDER.indexOf(status)} ${coverage}`;
    const cell = this.#counts.get(key);
    if (cell) cell.count += count;
    else this.#counts.set(key, { on, region, status, coverage, count });
  }

  addAlike(on: ExactDay, statuses: readonly RegionStatus[], whole: Coverage, part: Coverage): void {
    let groups = this.#alike.get(statuses);
    if (!groups) this.#alike.set(statuses, (groups = new Map()));
    const key = `${on} ${whole} ${part}`;
    const group = groups.get(key);
    if (group) group.count += 1;
    else groups.set(key, { on, statuses, whole, part, count: 1 });
  }

  *cells(): Steps<Cell[]> {
    for (const groups of this.#alike.values())
      for (const { on, statuses, whole, part, count } of groups.values()) {
        for (const one of statuses) this.add(on, one.region, one.status, one.whole ? whole : part, count);
        yield;
      }
    const sorted = yield* sortInSteps([...this.#counts], ([a], [b]) => (a < b ? -1 : 1));
    return sorted.map(([, cell]) => cell);
  }
}
