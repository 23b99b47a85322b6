import { addDays, dayNumber, type ExactDay, type Instant, type Region, seatOf } from '@in-force/events';
import { remember } from './remember.js';

const MS_PER_DAY = 86_400_000;
const SECOND = 1_000;

/** A civil day in one time zone: from its first moment to the first of the next, in milliseconds since 1970. */
interface CivilDay {
  readonly day: ExactDay;
  readonly from: number;
  readonly to: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const beginnings = new Map<string, number>();
/** The day that each zone was asked for last: most questions are of one day. */
const latest = new Map<string, CivilDay>();

const formatOf = (zone: string): Intl.DateTimeFormat =>
  remember(
    formats,
    zone,
    () => new Intl.DateTimeFormat('en', { timeZone: zone, calendar: 'gregory', year: 'numeric', month: '2-digit', day: '2-digit' }),
  );

function dayIn(zone: string, moment: number): ExactDay {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
  return `${(parts.get('year') ?? '').padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
}

/** Returns the civil day that it is at the seat of an issuer at a moment. */
export function dayAt(moment: number, issuer: Region): ExactDay {
  const { zone } = seatOf(issuer);
  const known = latest.get(zone);
  if (known && known.from <= moment && moment < known.to) return known.day;
  const day = dayIn(zone, moment);
  latest.set(zone, { day, from: beginningIn(zone, day), to: beginningIn(zone, addDays(day, 1)) });
  return day;
}

/** Returns the first moment of a civil day at the seat of an issuer; of a day that the zone left out, the first after it. */
export const beginningOf = (day: ExactDay, issuer: Region): number => beginningIn(seatOf(issuer).zone, day);

/** Zones differ from UTC by whole seconds, at most by 15 hours to either side: the first second is found by halving. */
const beginningIn = (zone: string, day: ExactDay): number =>
  remember(beginnings, `${zone} ${day}`, () => {
    const midnight = dayNumber(day) * MS_PER_DAY;
    let [before, from] = [midnight - 15 * 3600 * SECOND, midnight + 36 * 3600 * SECOND];
    while (from - before > SECOND) {
      const middle = before + Math.floor((from - before) / 2 / SECOND) * SECOND;
      if (dayIn(zone, middle) >= day) from = middle;
      else before = middle;
    }
    return from;
  });

/** Every day begins at a whole quarter of an hour of UTC, wherever it does. */
const QUARTER = 900_000;

/** Returns the quarter of an hour that a moment lies in, by its beginning: within one it stays the same day, wherever that is. */
export const quarterOf = (moment: Instant): Instant => new Date(Math.floor(Date.parse(moment) / QUARTER) * QUARTER).toISOString();

/** Returns whether a day may have begun anywhere after one moment, up to another. */
export const mayHaveTurned = (after: number, through: number): boolean => Math.floor(after / QUARTER) !== Math.floor(through / QUARTER);
