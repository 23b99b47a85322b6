import type { Recorded } from '@in-force/events';
import type { Steps } from '@in-force/rules';
import { endOfInstant, endOfRun, ORDER, type Place } from './place.js';

/** The record as far as it was read, by position. */
export interface Positions {
  /** The position of the last event. */
  readonly position: number;
  eventAt(position: number): Recorded;
  readonly events: { positionAt(instant: string): number };
}

/** Events that were recorded together: of one correlation, one after the other. */
export interface Run {
  readonly from: number;
  readonly through: number;
  /** The moment at which the last of them was recorded. */
  readonly at: number;
}

/** What is recorded together follows within so many milliseconds. */
const GAP = 5_000;
/** An event is never recorded more than so many milliseconds behind the clock. */
const BEHIND = 5_000;

/** Returns the moment of an event; 0 before the first. */
export const momentOf = (record: Positions, position: number): number =>
  position === 0 ? 0 : Date.parse(record.eventAt(position).recordedAt);

/** Returns whether the event after a position was recorded together with the one there. */
function goesOn(record: Positions, position: number): boolean {
  if (position < 1 || position >= record.position) return false;
  const [one, next] = [record.eventAt(position), record.eventAt(position + 1)];
  return one.correlation === next.correlation && Date.parse(next.recordedAt) - Date.parse(one.recordedAt) <= GAP;
}

/** Finds the run that begins after a position; null where nothing was recorded there. */
export function* runAfter(record: Positions, position: number): Steps<Run | null> {
  if (position >= record.position) return null;
  let through = position + 1;
  while (goesOn(record, through)) {
    through++;
    yield;
  }
  return { from: position + 1, through, at: momentOf(record, through) };
}

/** Returns the last position up to another at which no run is cut in two. */
function lastWhole(record: Positions, position: number): number {
  let whole = position;
  while (goesOn(record, whole)) whole--;
  return whole;
}

/** Returns the position of the events that count at a place: of the runs that ended by then. */
export function positionAt(record: Positions, { at, order, position }: Place): number {
  if (order === ORDER.recorded && position <= record.position) return lastWhole(record, position);
  return lastWhole(record, record.events.positionAt(new Date(at).toISOString()));
}

/**
 * Returns the last place that nothing can come before any more, of a record that was read whole at a moment. What was recorded last is
 * still open while more of it may follow.
 */
export function settledAt(record: Positions, readTo: number): Place {
  const { position } = record;
  const sure = Math.max(0, readTo - BEHIND - 1);
  const last = momentOf(record, position);
  if (position === 0 || sure >= last + GAP) return endOfInstant(sure, position);
  let from = position;
  while (goesOn(record, from - 1)) from--;
  const before = from - 1;
  return momentOf(record, before) === last ? endOfRun(last, before) : endOfInstant(last - 1, before);
}
