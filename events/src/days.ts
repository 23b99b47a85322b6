import { z } from 'zod';

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAY = /^~?(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const MS_PER_DAY = 86_400_000;
/** The numbers of 0000-01-01 and 9999-12-31: no arithmetic leaves the calendar in which days compare as text. */
const [FIRST_NUMBER, LAST_NUMBER] = [-719_528, 2_932_896];

const monthLength = (year: number, month: number): number =>
  month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : (LENGTHS[month - 1] ?? 0);

const isDay = (text: string): boolean => {
  const [, year, month, day] = DAY.exec(text) ?? [];
  if (!year || year < '1000' || year > '9998') return false;
  if (month && (month < '01' || month > '12')) return false;
  return !day || (day >= '01' && Number(day) <= monthLength(Number(year), Number(month)));
};

/**
 * A civil day of the years 1000 to 9998, as precise as it is known: `2025-11-08`, `2025-11`, `2025`, and `~` before what is approximate
 * (as in EDTF). That something has no last day is said by leaving it out, never by a day far away.
 */
export const Day = z
  .string()
  .refine(
    isDay,
    'must be a day that exists in the years 1000 to 9998, such as 2025-11-08, 2025-11, 2025 or ~2025-11-08; leave out what has no end',
  )
  .meta({
    description: 'A day, as precise as it is known: 2025-11-08, 2025-11, 2025, and ~ before what is approximate.',
    pattern: '^~?[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$',
  });
export type Day = z.infer<typeof Day>;

/** A civil day known to the day: `2025-11-08`. */
export const ExactDay = Day.refine((day) => /^\d{4}-\d{2}-\d{2}$/.test(day), 'must be a full day that exists, such as 2025-11-08').meta({
  description: 'A day: 2025-11-08.',
  format: 'date',
});
export type ExactDay = z.infer<typeof ExactDay>;

/** Returns the exact day that a day of lesser precision stands for when compared: its last. */
export function lastDayOf(day: Day): ExactDay {
  const exact = day.startsWith('~') ? day.slice(1) : day;
  if (exact.length === 10) return exact;
  if (exact.length === 4) return `${exact}-12-31`;
  return `${exact}-${monthLength(Number(exact.slice(0, 4)), Number(exact.slice(5, 7)))}`;
}

/** Returns the exact day that a day of lesser precision begins with: what is public `2025-11` was public on no day before its first. */
export function firstDayOf(day: Day): ExactDay {
  const exact = day.startsWith('~') ? day.slice(1) : day;
  return exact.length === 10 ? exact : exact.length === 4 ? `${exact}-01-01` : `${exact}-01`;
}

/** Returns the day `days` later; earlier when negative. Stays within the years 0000 to 9999. */
export function addDays(day: ExactDay, days: number): ExactDay {
  const inMonth = Number(day.slice(8)) + days;
  if (inMonth >= 1 && (inMonth <= 28 || inMonth <= monthLength(Number(day.slice(0, 4)), Number(day.slice(5, 7)))))
    return `${day.slice(0, 8)}${inMonth < 10 ? '0' : ''}${inMonth}`;
  return fromDayNumber(Math.min(Math.max(dayNumber(day) + days, FIRST_NUMBER), LAST_NUMBER));
}

/** Returns the day after. */
export const dayAfter = (day: ExactDay): ExactDay => addDays(day, 1);

/** Returns the day before. */
export const dayBefore = (day: ExactDay): ExactDay => addDays(day, -1);

/** Returns the days since 1 January 1970: a number to count with. */
export function dayNumber(day: ExactDay): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / MS_PER_DAY;
}

/** Returns the day that lies `number` days after 1 January 1970. */
export const fromDayNumber = (number: number): ExactDay => new Date(number * MS_PER_DAY).toISOString().slice(0, 10);

const INSTANT = /^(\d{4}-\d{2}-\d{2})[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** A moment with its offset (RFC 3339), kept in UTC with milliseconds so that instants compare as text. */
export const Instant = z
  .string()
  .refine((text) => isDay(INSTANT.exec(text)?.[1] ?? ''), 'must be an instant with an offset, such as 2026-11-23T09:30:00Z')
  .transform((text) => new Date(text).toISOString());
export type Instant = z.infer<typeof Instant>;

/** Returns the latest day that it is anywhere on Earth at a moment: that of UTC+14. */
export const latestDayAt = (moment: Instant): ExactDay => new Date(Date.parse(moment) + 14 * 3_600_000).toISOString().slice(0, 10);
