import { type ExactDay, lastDayOf } from '@in-force/events';
import type { Assessed } from './assess.js';
import { confirmingAct } from './confirmation.js';
import type { Known } from './known.js';
import { touches } from './parts.js';
import { calendarChanges, type OnDay } from './status.js';
import { inOrder, type Seen } from './visible.js';

/** The events that make a status so, in order; each with the corrections that gave it its form. */
export function because(known: Known, assessed: Assessed, on: ExactDay): string[] {
  const ids = reasons(known, assessed, on).flatMap(({ id, correctedBy = [] }) => [id, ...correctedBy]);
  return [...new Set(ids)];
}

/** The events on which a status rests, in order. */
export function reasons(known: Known, { life, texts, carriers }: Assessed, on: ExactDay): Seen[] {
  const amended = life.amendments.filter(({ data }) => lastDayOf(data.from) <= on);
  const base: Seen[] = [life.announced, ...amended, ...(life.started ? [life.started] : [])];
  if (carriers.length === 0) return base.filter(({ type }) => type !== 'measure.took-effect').sort(inOrder);
  const { ended } = texts;
  if (ended && !ended.byCalendar) return [...new Set([...base, ended.by])].sort(inOrder);
  const { issuer } = life.announced.data;
  const stopped = life.stops.filter(({ from, parts }) => from <= on && carriers.some(({ part }) => touches(parts, part, on, issuer)));
  return [...new Set<Seen>([...base, ...stopped.map(({ event }) => event), ...confirmations(known, texts, carriers)])].sort(inOrder);
}

/** Where a status rests on the calendar: the check that reached the day, or fell short of it, and the act that confirms it. */
function confirmations(known: Known, texts: OnDay, carriers: Assessed['carriers']): Seen[] {
  const { life } = texts;
  const changes = carriers.flatMap(({ part }) => calendarChanges(texts, part));
  if (changes.length === 0) return [];
  const check = known.check(life.announced.data.issuer, life.announced.instrument?.body ?? null);
  return [...(check ? [check] : []), ...changes.flatMap((change) => confirmingAct(life, change) ?? [])];
}
