import { z } from 'zod';
import { Day, type Instant } from './days.js';
import { Text } from './define.js';
import { Instrument } from './instrument.js';
import { Confidence, Source } from './sources.js';

/** The recorder's words about an event, beside its data. */
export const Envelope = z.strictObject({
  /** A UUID, chosen by who records it: the same fact recorded again carries the same id and is not doubled. */
  id: z.guid().describe('The id of the event: a UUID chosen by who records it.'),
  /** The day the source was public, in its publisher's time zone. */
  publishedOn: Day.describe('The day the source was public, in its publisher’s time zone.'),
  sources: z.array(Source).min(1).describe('Where it comes from; every event has at least one source.'),
  instrument: Instrument.optional().describe('The act, where there is one.'),
  /** One plain sentence of what happened. */
  summary: Text.optional().describe('One plain sentence of what happened.'),
  note: Text.optional().describe('What the recorder adds: hindsight.'),
  confidence: Confidence.optional().describe('How sure the recorders are.'),
  /** The name of what was recorded together: the entry of an import, or a request. */
  correlation: Text.describe('What was recorded together: the entry of an import, or a request.'),
  /** The event or command that led to this one, where there is one. */
  causation: Text.nullable().describe('The entry, event or command that led to this event; null where there is none.'),
});
export type Envelope = z.infer<typeof Envelope>;

/** The place and the time of an event in the log. */
export interface Place {
  readonly stream: string;
  /** Number of the event in its stream, from 0. */
  readonly revision: number;
  /** Number of the event in the record, from 1, in log order: the same in every copy of the log. */
  readonly position: number;
  /** The moment at which the log got it; never earlier than the event before. */
  readonly recordedAt: Instant;
  /** The hash of its leaf in the Merkle tree over the log, by the event as it is kept: the same in every copy, whatever becomes of its shape. */
  readonly leaf: string;
}
