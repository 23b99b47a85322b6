import { type Instant, type MeasureId, type Recorded, SUBJECTS, type Subject } from '@in-force/events';
import type { Checks } from './checks.js';

/** The subjects that a measure is shown with. */
export const SHOWN = ['reading', 'commitment', 'facilitation'] as const;
export type Shown = (typeof SHOWN)[number];

/** Reads the record, whoever keeps it. All that the rules and the answers read of it goes through here. */
export interface RecordReader {
  /** Returns all events of a stream, oldest first. */
  stream(stream: string): readonly Recorded[];
  /** Returns the same without keeping it at hand. */
  streamOnce(stream: string): readonly Recorded[];
  /** Returns how many events a stream has. */
  length(stream: string): number;
  /** Returns the streams of a subject, in the order in which they began. */
  streams(subject: Subject): readonly string[];
  /** Returns the stream of an event by its id. */
  streamOf(event: string): string | undefined;
  /** Returns the streams that speak of a measure. */
  streamsAbout(measure: MeasureId): readonly string[];
  /** Returns those of them that the measure is shown with. */
  shownWith(measure: MeasureId, shown: Shown): readonly string[];
  /** Returns the streams that name an act. */
  byInstrument(id: string): readonly string[];
  /** Returns every act that is named. */
  instruments(): readonly string[];
  /** Returns every measure that is spoken of. */
  measures(): readonly MeasureId[];
  /** Returns the measures that list anything by codes. */
  coded(): Iterable<MeasureId>;
  /** The position of the last event. */
  readonly position: number;
  /** Returns when the event at a position was recorded; null before the first. */
  recordedAt(position: number): Instant | null;
  /** Returns the position of the last event recorded by an instant. */
  positionAt(instant: Instant): number;
  /** The looks at publications, by how far they reached. */
  readonly checks: Pick<Checks, 'through' | 'furthest'>;
}

/** Yields the streams of some subjects, or of all, one subject after another. */
export function* streamsOf(record: Pick<RecordReader, 'streams'>, subjects: readonly Subject[] = SUBJECTS): Iterable<string> {
  for (const subject of subjects) yield* record.streams(subject);
}
