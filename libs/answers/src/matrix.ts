import { addDays, COUNTRIES, dayBefore, type ExactDay, type Region } from '@in-force/events';
import { ORDER, type PartStatus } from '@in-force/rules';
import { InvalidRequest } from './errors.js';
import type { Question, Step } from './question.js';

export type Coverage = 'full' | 'partial' | 'entities' | 'end-uses';

/**
 * The distinct measures that bear on a region on a day, counted: of a bloc, those that bear on any of its members. Those that bind named
 * parties alone do not bear on the region as such.
 */
export interface Cell {
  readonly on: ExactDay;
  readonly region: Region;
  readonly status: PartStatus;
  readonly coverage: Coverage;
  readonly count: number;
}

/** How many cells of days and countries an answer holds at the most. */
const MOST = 40_000;

/** The days that a question's step falls on, from its first to its last. */
export function daysOf({ from, to, on, step }: Question): ExactDay[] {
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
 * The regions that a question asks about, each a row of its own: a bloc is no sum of its members. Every country where none is named.
 *
 * @throws {InvalidRequest} when that is more than an answer holds.
 */
export function regionsAsked({ regions }: Question, days: readonly ExactDay[]): readonly Region[] {
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

/** Counts cells. */
export class Counts {
  readonly #counts = new Map<string, Cell>();

  add(on: ExactDay, region: Region, status: PartStatus, coverage: Coverage): void {
    const key = `${on} ${region} ${ORDER.indexOf(status)} ${coverage}`;
    this.#counts.set(key, { on, region, status, coverage, count: (this.#counts.get(key)?.count ?? 0) + 1 });
  }

  cells = (): Cell[] => [...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
}
