import { addDays, type ExactDay, lastDayOf, type Scope } from '@in-force/events';
import {
  calendarChanges,
  confirmingAct,
  type Life,
  type OnDay,
  ORDER,
  onDay,
  type Part,
  statusByTexts,
  toldApart,
  turningDays,
} from '@in-force/rules';
import { type BasicDay, basicDay, NEVER } from './basic-day.js';
import type { ScopePartition, ScopePartitions } from './scope-partitions.js';

/** A span: the days on which some countries and some goods of a measure have one status by the texts. */
export interface Span {
  readonly from: BasicDay;
  /** The first day without it. */
  readonly to: BasicDay;
  /** The numbers of the set of countries and of the class of goods. */
  readonly set: number;
  readonly goods: number;
  /** The rank of the status in `ORDER`. */
  readonly rank: number;
  /** The day of the latest change on which it rests that only the calendar made and no act confirms; 0 where there is none. */
  readonly unconfirmedFrom: BasicDay;
}

type GrowingSpan = Omit<Span, 'to'> & { to: BasicDay };

/**
 * Returns every span of a measure. The texts name finitely many days, countries and goods, and nothing changes between them: so these
 * answer for every day, country and item, as the rules do one question at a time. Adjacent spans of the same status are one.
 * O(days · country groups · item classes).
 */
export function spansOf(life: Life, partitions: ScopePartitions): Span[] {
  const { issuer, kind, knownThroughLaterAct } = life.announced.data;
  const parts = toldApart(life);
  const days = turningDays(life, null);
  const starts = [addDays(days[0] as ExactDay, -1), ...days];
  const spans: GrowingSpan[] = [];
  let open: GrowingSpan[] = [];
  let [from, scope, partition]: [BasicDay, Scope | null, ScopePartition | null] = [0, null, null];
  for (const [index, day] of starts.entries()) {
    const next = starts[index + 1];
    const to = next === undefined ? NEVER : basicDay(next);
    const before = open;
    open = [];
    if (!knownThroughLaterAct || day >= lastDayOf(life.announced.publishedOn)) {
      const texts = onDay(life, day);
      if (partition === null || scope !== texts.terms.scope)
        [scope, partition] = [texts.terms.scope, partitions.divide(texts.terms.scope, parts, issuer, kind)];
      const { classes, first } = partition.goods;
      for (const { set, country } of partitions.groupsOn(partition, day))
        for (const [number, item] of classes.entries()) {
          const part: Part = { country, item, through: null };
          const rank = ORDER.indexOf(statusByTexts(texts, part));
          const span = { from, to, set, goods: first + number, rank, unconfirmedFrom: unconfirmedFrom(texts, part) };
          const same = before.find((one) => isSamePart(one, span));
          if (same) same.to = to;
          else spans.push(span);
          open.push(same ?? span);
        }
    }
    from = to;
  }
  return spans;
}

/** Returns the day of the latest change on which a part rests that only the calendar made and no act confirms; 0 where there is none. */
function unconfirmedFrom(texts: OnDay, part: Part): BasicDay {
  let latest = 0;
  for (const change of calendarChanges(texts, part)) if (!confirmingAct(texts.life, change)) latest = Math.max(latest, basicDay(change.on));
  return latest;
}

/** Returns whether two spans have the same status for the same countries and goods. */
export const isSamePart = (a: Omit<Span, 'from' | 'to'>, b: Omit<Span, 'from' | 'to'>): boolean =>
  a.set === b.set && a.goods === b.goods && a.rank === b.rank && a.unconfirmedFrom === b.unconfirmedFrom;
