import { dayAfter } from '@in-force/events';

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
  const lines: string[] = [];
  let current = '';
  for (const sign of line) {
    if (Buffer.byteLength(current + sign) > (lines.length === 0 ? 75 : 74)) {
      lines.push(current);
      current = '';
    }
    current += sign;
  }
  return [...lines, current].join('\r\n ');
}

/** Whole days as an iCalendar feed (RFC 5545) that calendar programs subscribe to. */
export function icalendar(name: string, dates: readonly CalendarDate[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//In Force//Upcoming//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT12H',
    ...dates.flatMap(({ uid, sequence, stamp, on, through, summary, description, url, state }) => [
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
    ]),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
