import { dayAfter } from '@in-force/events';

/** A date in a calendar. `sequence` grows whenever what is said of it changes; `stamp` is an instant. */
export interface CalendarDate {
  readonly uid: string;
  readonly sequence: number;
  readonly stamp: string;
  readonly on: string;
  readonly summary: string;
  readonly description: string;
  readonly url: string | null;
  readonly cancelled: boolean;
}

const escaped = (text: string): string => text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n');
const basic = (day: string): string => day.replaceAll('-', '');

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
    ...dates.flatMap(({ uid, sequence, stamp, on, summary, description, url, cancelled }) => [
      'BEGIN:VEVENT',
      `UID:${uid}`,
      `SEQUENCE:${sequence}`,
      `DTSTAMP:${stamp.slice(0, 19).replace(/[-:]/g, '')}Z`,
      `DTSTART;VALUE=DATE:${basic(on)}`,
      `DTEND;VALUE=DATE:${basic(dayAfter(on))}`,
      `SUMMARY:${escaped(summary)}`,
      `DESCRIPTION:${escaped(description)}`,
      ...(url ? [`URL:${url}`] : []),
      `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
