import { addDays, Day, dayNumber, type ExactDay } from '@in-force/events';
import { fold } from './fold.js';
import { MONTHS, WEEKDAYS } from './months.data.js';
import { type Hints, nearby, nearest, someHints } from './near.js';
import { quoted, refuse } from './unreadable.js';

const FULL = 'write a full day such as 2025-11-20';
const CANONICAL = /^[1-9]\d{3}-[01]\d-[0-3]\d$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}[T ]\d/i;
const isDay = (text: string): boolean => Day.safeParse(text).success;

/** What a day may be called from today. */
const RELATIVE: ReadonlyMap<string, number> = new Map([
  ['today', 0],
  ['yesterday', -1],
  ['tomorrow', 1],
]);

/** Returns whether a text is the word for today. */
export const isToday = (text: string): boolean => RELATIVE.get(fold(text)) === 0;

const numbered = (lines: readonly string[]): ReadonlyMap<string, number> =>
  new Map(lines.flatMap((names, index) => names.split(' ').map((name): [string, number] => [name, index])));
const months = numbered(MONTHS);
const weekdays = numbered(WEEKDAYS);

const spell = (year: string, month: number | string, day: number | string): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/**
 * Reads a full day: `2025-11-20`, `20 Nov 2025`, `November 20, 2025`, `20251120`, `today`. What may be two days is refused.
 *
 * @throws {Unreadable} saying what to write.
 */
export function readDay(text: string, today: ExactDay, hints: Hints = someHints()): ExactDay {
  if (CANONICAL.test(text) && isDay(text)) return text;
  const word = fold(text);
  const days = RELATIVE.get(word);
  if (days !== undefined) return addDays(today, days);
  const read = civilDay(text, hints);
  if (read.startsWith('~')) return refuse(`${quoted(text)} is not known to the day; ${FULL}.`);
  return read.length === 10 ? read : refuse(`${quoted(text)} is ${read.length === 4 ? 'a year' : 'a month'}, no day; ${FULL}.`);
}

/**
 * Reads a day as the record keeps it: known to the day, the month or the year, and `~` before what is approximate. What it is from today
 * is refused: a record says the same whenever it is read.
 *
 * @throws {Unreadable} saying what to write.
 */
export function readRecordedDay(text: string, hints: Hints = someHints()): Day {
  if (isDay(text)) return text;
  if (RELATIVE.has(fold(text))) return refuse(`${quoted(text)} is another day tomorrow; ${FULL}.`);
  return civilDay(text, hints);
}

const LAST_YEAR = 9998;

/** Reads a day, a month or a year, however it is written. */
function civilDay(text: string, hints: Hints): Day {
  const bare = text.normalize('NFKC').trim();
  const about = /^~\s*/.exec(bare)?.[0] ?? '';
  const plain = bare.slice(about.length);
  if (MOMENT.test(plain)) return refuse(`${quoted(text)} is a moment, and which day it is hangs on the place; ${FULL}.`);
  const found = numericDay(plain) ?? hanDay(plain) ?? wordedDay(text, plain);
  if (found === null) return refuse(`${quoted(text)} is no day that can be read; ${FULL}.${nearby(hints, () => nearDays(plain))}`);
  const day = `${about && '~'}${found}`;
  if (isDay(day)) return day;
  const endless = Number(found.slice(0, 4)) > LAST_YEAR ? ' in the years 1000 to 9998; leave out what has no end' : `; ${FULL}`;
  return refuse(`${quoted(text)} is no day that exists${endless}.`);
}

/** Reads a day of digits alone. Two numbers before a year are its month and day in either order, so one of them must be more than 12. */
function numericDay(text: string): string | null {
  const [, year, , month = '', day = ''] =
    /^(\d{4})([-/.]\s?)(\d{1,2})\2(\d{1,2})\.?$/.exec(text) ?? /^(\d{4})()(\d{2})(\d{2})$/.exec(text) ?? [];
  if (year) return spell(year, month, day);
  const [, a, , b, last] = /^(\d{1,2})([-/.]\s?)(\d{1,2})\2(\d{4})$/.exec(text) ?? [];
  if (last) return eitherOrder(text, Number(a), Number(b), last);
  if (/^\d{1,2}[-/.]\d{1,2}[-/.]\d{2}$/.test(text)) return refuse(`${quoted(text)} has no whole year; ${FULL}.`);
  const [, , ofYear = ''] = /^()(\d{4})$/.exec(text) ?? [];
  const [, before, number] = /^(\d{4})[-/.](\d{1,2})$/.exec(text) ?? [];
  const [, first, after] = /^(\d{1,2})[-/.](\d{4})$/.exec(text) ?? [];
  const monthOf = before ?? after;
  return monthOf ? `${monthOf}-${(number ?? first ?? '').padStart(2, '0')}` : ofYear || null;
}

function eitherOrder(text: string, a: number, b: number, year: string): string {
  if (a === b || b > 12) return spell(year, a, b);
  if (a > 12) return spell(year, b, a);
  return refuse(`${quoted(text)} may be ${spell(year, b, a)} or ${spell(year, a, b)}; write which.`);
}

/** Reads a day as East Asia writes it: 2025年10月9日. */
function hanDay(text: string): string | null {
  const [, year, month = '', day] = /^(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日号號일])?$/.exec(text) ?? [];
  if (!year) return null;
  return day ? spell(year, month, day) : `${year}-${month.padStart(2, '0')}`;
}

/** What stands between the parts of a day, or after a number. */
const BETWEEN: ReadonlySet<string> = new Set('st nd rd th er e of the de den der am le on'.split(' '));

/** Reads a day whose month is named. A day of the week before it must be its own. */
function wordedDay(text: string, plain: string): string | null {
  const parts = (fold(plain).match(/\d+|\p{L}+/gu) ?? []).filter((part) => !BETWEEN.has(part));
  const weekday = weekdays.get(parts[0] ?? '');
  const rest = weekday === undefined ? parts : parts.slice(1);
  const month = months.get(rest.find((part) => months.has(part)) ?? '');
  const numbers = rest.filter((part) => /^\d+$/.test(part));
  const [year, ...others] = numbers.filter((part) => part.length === 4);
  const [day, ...more] = numbers.filter((part) => part.length < 3);
  if (month !== undefined && year === undefined && more.length === 1) return refuse(`${quoted(text)} has no whole year; ${FULL}.`);
  if (month === undefined || others.length + more.length > 0 || rest.length !== numbers.length + 1) return null;
  if (year === undefined) return refuse(`${quoted(text)} has no year; ${FULL}.`);
  if (day === undefined) return `${year}-${String(month + 1).padStart(2, '0')}`;
  const found = spell(year, month + 1, day);
  if (weekday !== undefined && isDay(found) && (dayNumber(found) + THURSDAY) % 7 !== weekday)
    return refuse(`${quoted(text)} names a day of the week that ${found} is not; ${FULL}.`);
  return found;
}

/** 1 January 1970 was one. */
const THURSDAY = 4;

const DAY_WORDS = [...RELATIVE.keys(), ...MONTHS.map((names) => names.split(' ', 1).join(''))].map((word) => [word, word] as const);

/** Returns the words for days and months that are near to any of a text. */
const nearDays = (text: string): readonly string[] =>
  [...new Set(fold(text).match(/\p{L}{3,}/gu) ?? [])]
    .slice(0, 3)
    .flatMap((word) => nearest(word, DAY_WORDS))
    .slice(0, 3);
