import { InvalidRequest } from '@in-force/answers';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DATE = /^[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/;

/** The addresses that stand for an answer at any moment of the record (RFC 7089). */
const TIMEGATES = /^\/v1\/(controls|(measures|instruments)\/[^/]+)$/;
export const isTimegate = (path: string): boolean => TIMEGATES.test(path);

/** A moment as HTTP writes it, to the second. */
export const httpDate = (instant: string): string => new Date(instant).toUTCString();

/**
 * Returns the last instant of the second that Accept-Datetime names: what we call by that second lies within it.
 *
 * @throws {InvalidRequest} where it is not written as RFC 7089 has it, or names a day that does not exist.
 */
export function acceptedMoment(header: string): string {
  const [, day, month = '', year, hour, minute, second] = DATE.exec(header) ?? [];
  const moment = new Date(Date.UTC(Number(year), MONTHS.indexOf(month), Number(day), Number(hour), Number(minute), Number(second), 999));
  const proper = Number.isNaN(moment.getTime()) ? null : moment.toUTCString();
  if (proper === header) return moment.toISOString();
  const meant = proper !== null && proper.slice(5) === header.slice(5) ? ` That day is written ${proper.slice(0, 16)}.` : '';
  throw new InvalidRequest([
    { pointer: '/Accept-Datetime', detail: `Write a moment that exists, as HTTP does: Thu, 20 Nov 2025 12:00:00 GMT.${meant}` },
  ]);
}

/** The parameters that fix an answer to the record at one moment; without them an address is the question. */
const FIXING = ['recordedAt', 'log', 'facts'];

/** Returns the address of the question itself, at whatever moment of the record. */
export function originalOf(url: string): string {
  if (PLAIN.test(url) && !FIXING.some((name) => url.includes(name))) return url;
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  for (const name of FIXING) searchParams.delete(name);
  const query = String(searchParams).replaceAll('%2C', ',');
  return query ? `${pathname}?${query}` : pathname;
}

/** Matches an address that may stand between angle brackets unescaped. */
const PLAIN = /^[\w/?&=.,:*~%-]*$/;
