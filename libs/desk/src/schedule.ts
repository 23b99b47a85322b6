const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000];
/** How long a receiver that does not answer is tried every twelve hours. */
const [LAST, DAYS] = [12 * HOUR, 5];

/** After how many milliseconds a delivery that failed so many times is tried again. */
const PAUSES: readonly number[] = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, ...Array(DAYS * 2).fill(LAST)];

/** Returns when a delivery that failed so many times, the last time then, is tried again; null where it is given up. */
export function nextTry(failed: number, at: string): string | null {
  const pause = PAUSES[failed - 1];
  return pause === undefined ? null : new Date(Date.parse(at) + pause).toISOString();
}
