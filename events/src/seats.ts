import type { Region } from './regions.js';
import { SEATS } from './seats.data.js';

/** The seat of an issuer, and the time zone in which its days are counted. */
export interface Seat {
  /** Null for a bloc, or a country, without one: then the zone is UTC. */
  readonly city: string | null;
  /** A name of the IANA time zone database. */
  readonly zone: string;
}

/** Returns the seat of a country or bloc. `world` has none. */
export function seatOf(region: Region): Seat {
  const [city, zone] = SEATS[region] ?? [null, 'UTC'];
  return { city, zone };
}
