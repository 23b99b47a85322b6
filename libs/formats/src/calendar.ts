import { dayAfter } from '@in-force/events';
import { atOnce, gather, type Steps } from '@in-force/rules';
import { writeBytes } from './bytes.js';

/** A date in a calendar. `sequence` grows whenever what is said of it changes; `stamp` is the instant of that. */
export interface CalendarDate {
  readonly uid: string;
  readonly sequence: number;
  readonly stamp: string;
  readonly on: string;
  /** The last of its days, where it has several. */
  readonly through: string | null;
  readonly summary: string;
  readonly description: string;
  readonly url: string | null;
  /** Whether it is sure to be so, only due or promised, or moved away. */
  readonly state: 'confirmed' | 'tentative' | 'cancelled';
}

/** A text as a value: its line breaks spelled out, no other control characters (RFC 5545, 3.3.11). */
const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n|[\n\r\u2028\u2029]/g, '\\n')
    .replace(/(?!\t)\p{Cc}/gu, ' ');
const basic = (day: string): string => day.replaceAll('-', '');
const moment = (instant: string): string => `${instant.slice(0, 19).replace(/[-:]/g, '')}Z`;

/** No line is longer than 75 octets (RFC 5545, 3.1); what is longer goes on after a space. No sign is cut in two. */
function folded(line: string): string {
  if (Buffer.byteLength(line) <= 75) return line;
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const sign of line) {
    const more = Buffer.byteLength(sign);
    if (octets + more > (lines.length === 0 ? 75 : 74)) {
      lines.push(current);
      current = '';
      octets = 0;
    }
    current += sign;
    octets += more;
  }
  return [...lines, current].join('\r\n ');
}

/** Writes whole days as an iCalendar feed (RFC 5545) that calendar programs subscribe to, a date a step. */
export function* writeCalendar(name: string, dates: readonly CalendarDate[]): Steps<Buffer> {
  const beginning = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//In Force//Upcoming//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT12H',
  ];
  const written = (lines: readonly string[]): string => lines.map((line) => `${folded(line)}\r\n`).join('');
  const entries = yield* gather(dates, (date) => [written(linesOf(date))]);
  return yield* writeBytes([written(beginning), ...entries, written(['END:VCALENDAR'])]);
}

/** Returns the same at once. */
export const icalendar = atOnce(writeCalendar);

const linesOf = ({ uid, sequence, stamp, on, through, summary, description, url, state }: CalendarDate): string[] => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  `SEQUENCE:${sequence}`,
  `DTSTAMP:${moment(stamp)}`,
  `LAST-MODIFIED:${moment(stamp)}`,
  `DTSTART;VALUE=DATE:${basic(on)}`,
  `DTEND;VALUE=DATE:${basic(dayAfter(through ?? on))}`,
  `SUMMARY:${escaped(summary)}`,
  `DESCRIPTION:${escaped(description)}`,
  ...(url ? [`URL:${url}`] : []),
  `STATUS:${state.toUpperCase()}`,
  'TRANSP:TRANSPARENT',
  'END:VEVENT',
];
