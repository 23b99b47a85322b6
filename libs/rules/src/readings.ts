import { type ExactDay, lastDayOf, type MeasureId, type Reading, type Region, regionsMeet } from '@in-force/events';
import type { RecordView } from './record-view.js';
import { type Named, namedSource } from './sources.js';
import type { Status } from './status.js';
import { byPublication } from './told.js';
import type { Seen } from './visible.js';

/** A party's reading of a measure, and where it said so. */
export interface PartyReading {
  readonly party: string;
  readonly speaker: string;
  readonly reading: Reading['reads'];
  readonly publishedOn: string;
  readonly event: string;
  /** Null where none that was read was public by `knownOn`. */
  readonly source: Named | null;
}

/** The parts of a question that a reading must meet, and the day from which it must have been said to be of this status. */
export interface ReadingQuestion {
  readonly measure: MeasureId;
  readonly issuer: Region;
  readonly on: ExactDay;
  readonly countries: ReadonlySet<string>;
  readonly since: ExactDay | null;
}

/**
 * Each party's latest reading of a measure that was public by the day and whose regions meet the countries asked about.
 * One said before this status began was of another status, and counts for nothing.
 */
export function readings(known: RecordView, { measure, issuer, on, countries, since }: ReadingQuestion): PartyReading[] {
  const latest = new Map<string, PartyReading>();
  const streams = known.about(measure, 'reading');
  if (streams.length === 0) return [];
  const said = streams
    .flat()
    .filter((event) => event.type === 'statement.made')
    .filter(({ publishedOn }) => lastDayOf(publishedOn) <= on)
    .sort(byPublication);
  for (const statement of said)
    for (const { measures, regions, reads } of statement.data.readings ?? [])
      if (measures.includes(measure) && regionsMeet(regions, countries, on, issuer))
        latest.set(statement.data.party as string, reading(known, statement, reads));
  return [...latest.values()].filter(({ publishedOn }) => since === null || lastDayOf(publishedOn) >= since);
}

function reading(known: RecordView, statement: Extract<Seen, { type: 'statement.made' }>, reads: Reading['reads']): PartyReading {
  const { party = '', speaker } = statement.data;
  return {
    party,
    speaker,
    reading: reads,
    publishedOn: statement.publishedOn,
    event: statement.id,
    source: namedSource(known, statement),
  };
}

/** Returns whether a reading agrees with a status: `removed` with either end, `unclear` with nothing. */
export function agrees(reading: Reading['reads'], status: Status): boolean {
  return reading === 'removed' ? status === 'revoked' || status === 'expired' : reading === status;
}
