import { addDays, type ExactDay, lastDayOf, type MeasureExpired, type MeasureRevoked } from '@in-force/events';
import { type CalendarChange, type Life, type Stop, type Terms, terms } from './life.js';
import { type Part, touches } from './parts.js';
import type { Seen } from './visible.js';

/** The states of a part of a measure that is in scope, first the one that a whole has if any of its parts has it. */
export const ORDER = ['in-force', 'unconfirmed', 'suspended', 'announced', 'not-announced', 'expired', 'revoked'] as const;
export type PartStatus = (typeof ORDER)[number];
/** A status that the texts alone can give. */
export type TextStatus = Exclude<PartStatus, 'unconfirmed'>;
export type Status = PartStatus | 'not-known' | 'not-applicable';

/** The statuses of what binds somebody, or did until its suspension. */
export const BINDING: ReadonlySet<string> = new Set<PartStatus>(['in-force', 'unconfirmed', 'suspended']);

/** Returns the status that a whole has whose parts have these: the first in order. */
export function joint<S extends PartStatus>(statuses: readonly S[]): S | undefined {
  return ORDER.find((status): status is S => (statuses as readonly string[]).includes(status));
}

/** The end of a measure by a day: a recorded one, or its own last day. */
interface Ending {
  readonly status: 'revoked' | 'expired';
  readonly on: ExactDay;
  readonly by: Seen;
  /** Its own last day made it so, no act. */
  readonly byCalendar: boolean;
}

/** Returns the end that came first, of those that have come by the day; a revocation before an expiry of the same day. */
function endingBy(life: Life, day: ExactDay, { end, endBy }: Terms): Ending | null {
  let first: Ending | null = end !== null && end <= day ? { status: 'expired', on: end, by: endBy, byCalendar: true } : null;
  for (const by of life.endings) {
    const ended = ending(by);
    if (ended.on <= day && (first === null || ended.on < first.on || (ended.on === first.on && first.byCalendar))) first = ended;
  }
  return first;
}

const ending = (by: Seen<MeasureRevoked | MeasureExpired>): Ending =>
  by.type === 'measure.revoked'
    ? { status: 'revoked', on: lastDayOf(by.data.from), by, byCalendar: false }
    : { status: 'expired', on: lastDayOf(by.data.on), by, byCalendar: false };

const within = ({ from, through }: Stop, day: ExactDay): boolean => from <= day && (through === null || day <= through);

/** Returns the act that suspends a part on a day, or null. Acts speak in order: a later one adds days, or takes them away. */
export function suspendedBy(life: Life, part: Part, day: ExactDay): Stop | null {
  let by: Stop | null = null;
  for (const stop of life.stops) {
    if (!touches(stop.parts, part, day, life.announced.data.issuer)) continue;
    if (stop.suspends ? within(stop, day) : stop.from <= day) by = stop.suspends ? stop : null;
  }
  return by;
}

/** A measure on a day, as far as the texts say the same of all its parts. */
export interface OnDay {
  readonly life: Life;
  readonly day: ExactDay;
  readonly terms: Terms;
  readonly ended: Ending | null;
}

/** Returns what the texts say of a measure on a day: worked out once, for all its parts. */
export function onDay(life: Life, day: ExactDay): OnDay {
  const standing = terms(life, day);
  return { life, day, terms: standing, ended: endingBy(life, day, standing) };
}

/** Returns the status that the texts alone give a part that is in scope: the first row of the table that fits. */
export function statusByTexts({ life, day, terms: { start }, ended }: OnDay, part: Part): TextStatus {
  if (ended) return ended.status;
  if (suspendedBy(life, part, day)) return 'suspended';
  if (start !== null && start <= day) return 'in-force';
  return day < lastDayOf(life.announced.publishedOn) ? 'not-announced' : 'announced';
}

/**
 * Returns the changes made by the calendar alone on which a part's status that day rests. A recorded start, end, suspension or
 * resumption is an act's; so is a start that an act set for the day of its own publication, or for earlier.
 */
export function calendarChanges({ life, day, terms: { start, startBy }, ended }: OnDay, part: Part): readonly CalendarChange[] {
  if (ended) return ended.byCalendar ? [{ change: 'last-day', on: ended.on, by: ended.by }] : NONE;
  if (suspendedBy(life, part, day)) return NONE;
  const started = start !== null && start <= day && start > lastDayOf(startBy.publishedOn) && !life.started;
  const lapsed = life.stops.length === 0 ? null : lapse(life, part, day);
  if (!started) return lapsed ? [lapsed] : NONE;
  const begun: CalendarChange = { change: 'start', on: start, by: startBy };
  return lapsed ? [begun, lapsed] : [begun];
}

const NONE: readonly CalendarChange[] = [];

/** Returns the end of the last suspension before the day, where no act ended it. */
function lapse(life: Life, part: Part, day: ExactDay): CalendarChange | null {
  const over = life.stops.flatMap(({ through }) => (through !== null && through < day ? [through] : []));
  const [last] = over.filter((through) => suspendedBy(life, part, through)).sort((a, b) => (a < b ? 1 : -1));
  if (last === undefined || suspendedBy(life, part, addDays(last, 1))) return null;
  const { issuer } = life.announced.data;
  const resumed = life.stops.some(
    ({ suspends, from, parts }) => !suspends && from === addDays(last, 1) && touches(parts, part, last, issuer),
  );
  return resumed ? null : { change: 'suspension-end', on: addDays(last, 1), by: (suspendedBy(life, part, last) as Stop).event };
}
