import { type ExactDay, lastDayOf, RELIABILITIES, type Recorded, type Source } from '@in-force/events';
import type { RecordView } from './record-view.js';
import type { Seen } from './visible.js';

/** The sources of an event, as an answer gives them. */
export interface Sourced {
  /** In the order in which they are to be believed: those that were opened, then the more official, then the earlier, then by URL. */
  readonly sources: readonly Source[];
  /** The number of others, none of which was public by `knownOn`. */
  readonly sourcesLater: number;
  /** The address of the official text, opened or not. */
  readonly address: string | null;
}

/** A source as a sentence or a line names it. */
export interface Named {
  readonly publisher: string;
  readonly url: string | null;
}

/** The clocks at which a record is seen, and the record itself. */
type Seeing = Pick<RecordView, 'record' | 'clocks'>;

/**
 * Returns the sources of an event that were public by `knownOn`, in order; hindsight, which is what of the event rests on each, only
 * without it.
 */
export function sourcesAt(known: Seeing, event: Seen): Sourced {
  const all = sourcesOf(event);
  const shown = all.filter((source) => isPublic(known, event, source)).sort(inOrder);
  const { knownOn } = known.clocks;
  return {
    sources: knownOn === null ? shown : shown.map(({ supports: _, ...source }) => source),
    sourcesLater: all.length - shown.length,
    address: shown.find(({ reliability, url }) => reliability === 'official' && url !== null)?.url ?? null,
  };
}

/** Returns the source that a sentence names: the first, but never an official address that nobody opened. Null where there is none. */
export function bestSource(known: Seeing, event: Seen): Source | null {
  return sourcesAt(known, event).sources.find((source) => !isAddress(source)) ?? null;
}

/** Returns the same as a line names it. */
export function namedSource(known: Seeing, event: Seen): Named | null {
  const best = bestSource(known, event);
  return best && { publisher: best.publisher, url: best.url };
}

/** Returns what the recorder added to an event: hindsight, shown only without `knownOn`. */
export const noteAt = ({ clocks }: Seeing, event: Seen): string | null =>
  clocks.knownOn === null ? ((event as Recorded).note ?? null) : null;

/**
 * Returns the day from which a source counts as public: its own; else that of the act whose official text it is; else the day of recording.
 */
function publicOn(known: Seeing, event: Seen, { published, reliability }: Source): ExactDay {
  if (published !== null) return lastDayOf(published);
  return reliability === 'official' && event.instrument ? lastDayOf(event.publishedOn) : recordedOn(known, event);
}

const sourcesOf = (event: Seen): readonly Source[] => (event as Recorded).sources;

/** Returns whether a source is the address of an official text that nobody opened: where it stands, and no more. */
export const isAddress = ({ reliability, opened }: Source): boolean => reliability === 'official' && opened === false;

const isPublic = (known: Seeing, event: Seen, source: Source): boolean =>
  known.clocks.knownOn === null || publicOn(known, event, source) <= known.clocks.knownOn;

/** Returns the UTC day on which the log got the sources of an event: with the event, or with the last correction that gave others. */
function recordedOn({ record }: Seeing, { stream, recordedAt, correctedBy = [] }: Seen): ExactDay {
  const corrections = correctedBy.length === 0 ? [] : record.stream(stream).filter(({ id }) => correctedBy.includes(id));
  const giving = corrections.findLast((event) => event.type === 'record.corrected' && event.data.replacement.sources !== undefined);
  return (giving?.recordedAt ?? recordedAt).slice(0, 10);
}

const orderOf = ({ opened, reliability, published, url }: Source): string =>
  [opened === false ? 1 : 0, RELIABILITIES.indexOf(reliability), published === null ? '~' : lastDayOf(published), url ?? '~'].join(' ');

const inOrder = (a: Source, b: Source): number => (orderOf(a) < orderOf(b) ? -1 : orderOf(a) > orderOf(b) ? 1 : 0);
