import { addDays, type ExactDay, lastDayOf } from '@in-force/events';
import { turningDays } from './calendar.js';
import { confirmingAct } from './confirmation.js';
import { type Life, terms } from './life.js';
import type { Goods, Shapes } from './shapes.js';
import { calendarChanges, ORDER, statusByTexts } from './status.js';

/** A day as a number that orders as days do: 20251120. */
export type DayNumber = number;

export const dayNumber = (day: ExactDay): DayNumber => Number(`${day.slice(0, 4)}${day.slice(5, 7)}${day.slice(8, 10)}`);

/** The day that a number stands for; null before every day, and after. */
export const dayOf = (number: DayNumber): ExactDay | null =>
  number <= 0 || number >= NEVER
    ? null
    : String(number)
        .padStart(8, '0')
        .replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');

/** After every day. */
const NEVER: DayNumber = 99_999_999;

/** Days on which some countries and some goods of a measure have one status by the texts. */
export interface Span {
  readonly from: DayNumber;
  /** The first day without it. */
  readonly to: DayNumber;
  /** The set of countries and the class of goods, by their numbers. */
  readonly set: number;
  readonly goods: number;
  /** Whether a question without an item meets it. */
  readonly any: boolean;
  /** The place of the status in `ORDER`. */
  readonly rank: number;
  /** The day of the latest change on which it rests that only the calendar made and no act confirms; 0 where there is none. */
  readonly turned: DayNumber;
}

/**
 * Every span of a measure. The texts name finitely many days, countries and goods, and nothing changes between them: so these
 * answer for every day, country and item, as the rules do one question at a time.
 */
export function spansOf(life: Life, shapes: Shapes): Span[] {
  const { issuer } = life.announced.data;
  const told = life.stops.flatMap(({ parts }) => (parts ? [parts] : []));
  const days = turningDays(life, null);
  const starts = [addDays(days[0] as ExactDay, -1), ...days];
  const spans: Span[] = [];
  const goodsOf = new Map<unknown, Goods>();
  for (const [index, day] of starts.entries()) {
    const from = index === 0 ? 0 : dayNumber(day);
    const next = starts[index + 1];
    const to = next === undefined ? NEVER : dayNumber(next);
    if (life.announced.data.knownThroughLaterAct && day < lastDayOf(life.announced.publishedOn)) continue;
    const { scope } = terms(life, day);
    const goods = goodsOf.get(scope.items) ?? shapes.goodsOf(scope, told);
    goodsOf.set(scope.items, goods);
    const { classes, any, first } = goods;
    for (const { set, country } of shapes.groupsOf(scope, told, day, issuer))
      for (const [place, item] of classes.entries()) {
        const part = { country, item };
        const rank = ORDER.indexOf(statusByTexts(life, part, day));
        const turns = calendarChanges(life, part, day).filter((change) => !confirmingAct(life, change));
        const turned = Math.max(0, ...turns.map(({ on }) => dayNumber(on)));
        spans.push({ from, to, set, goods: first + place, any: (any & (1 << place)) !== 0, rank, turned });
      }
  }
  return joined(spans);
}

/** Joins spans that follow each other and say the same. */
function joined(spans: readonly Span[]): Span[] {
  const done: Span[] = [];
  let open: Span[] = [];
  for (const span of spans) {
    const before = open.findIndex((one) => one.to === span.from && says(one, span));
    if (before >= 0) open[before] = { ...(open[before] as Span), to: span.to };
    else {
      // What ended before this one began can be continued by nothing that follows: spans come in order of their days.
      done.push(...open.filter(({ to }) => to < span.from));
      open = [...open.filter(({ to }) => to >= span.from), span];
    }
  }
  return [...done, ...open];
}

/** Whether two spans say the same of the same countries and goods. */
export const says = (a: Omit<Span, 'from' | 'to' | 'any'>, b: Omit<Span, 'from' | 'to' | 'any'>): boolean =>
  a.set === b.set && a.goods === b.goods && a.rank === b.rank && a.turned === b.turned;
