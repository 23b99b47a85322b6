import { ClockAhead } from './event-log.js';

/** The days that a clock may be ahead of a log. */
export const AHEAD = 366;
const DAY_MS = 86_400_000;

/** @throws {ClockAhead} where a clock is further ahead of the last event than so many days. */
export function demandBelieved(now: string, last: string, ahead: number): void {
  if (Date.parse(now) - Date.parse(last) > ahead * DAY_MS)
    throw new ClockAhead(
      `The clock says ${now}, more than ${ahead} days after the last event (${last}); what is recorded by a wrong clock stays so. Set the clock, or, where it is right, IN_FORCE_CLOCK_AHEAD to more days.`,
    );
}
