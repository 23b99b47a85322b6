import type { ExactDay } from '@in-force/events';

/**
 * A day as the digits of its basic format (ISO 8601): 20251120. It orders as days do and is read from a day without a calendar, but is no
 * number to count with: that is `dayNumber`.
 */
export type BasicDay = number;

const ZERO = '0'.charCodeAt(0);
/** After every day. */
export const NEVER: BasicDay = 99_999_999;

/** Returns the number of a day. */
export function basicDay(day: ExactDay): BasicDay {
  let number = 0;
  for (let at = 0; at < day.length; at++) if (at !== 4 && at !== 7) number = 10 * number + day.charCodeAt(at) - ZERO;
  return number;
}

/** Returns the day of a number; null where it lies before every day, or after. */
export const fromBasicDay = (number: BasicDay): ExactDay | null =>
  number <= 0 || number >= NEVER
    ? null
    : String(number)
        .padStart(8, '0')
        .replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
