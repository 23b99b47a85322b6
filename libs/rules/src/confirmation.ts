import { type ExactDay, lastDayOf, type RecordChecked, type Region } from '@in-force/events';
import type { CalendarChange, Life } from './life.js';
import type { Part } from './parts.js';
import { calendarChanges, type OnDay } from './status.js';
import type { Clocks, Seen } from './visible.js';

/** The looks at publications, at some clocks. */
export interface Reading {
  readonly clocks: Clocks;
  /** The check that reached furthest, of those that could read a body's publications (any body if none is named). */
  check(issuer: Region, body: string | null): Seen<RecordChecked> | null;
}

/** Returns the last day through which the issuer's publications were read, as far as they concern this measure; null if never. */
export const checkedThrough = (known: Reading, { announced }: Life): ExactDay | null => {
  const check = known.check(announced.data.issuer, announced.instrument?.body ?? null);
  return check && lastDayOf(check.data.through);
};

/**
 * Returns the change on which a part's status rests that nobody has confirmed, or null. A change that only the calendar made needs a look
 * at the issuer's publications on or after its day, or an act on the measure published on or after it: a statement is none. What
 * an act set for a day up to its own publication is thereby the act's.
 */
export function unconfirmedChange(known: Reading, texts: OnDay, part: Part): CalendarChange | null {
  const changes = calendarChanges(texts, part);
  if (changes.length === 0) return null;
  const { life } = texts;
  const checked = checkedThrough(known, life);
  const { knownOn } = known.clocks;
  if (checked !== null && knownOn !== null && knownOn <= checked) return null;
  return changes.find((change) => (checked === null || change.on > checked) && !confirmingAct(life, change)) ?? null;
}

/** Returns the first act on the measure that was published on or after a change that the calendar made. */
export const confirmingAct = (life: Life, { on }: CalendarChange) => life.acts.find(({ publishedOn }) => lastDayOf(publishedOn) >= on);
