import { type MeasureId, streamOf } from '@in-force/events';
import { asTold, noteAt, type RecordView, type Seen, sourcesAt } from '@in-force/rules';
import type { HistoryEntry } from './answer.schema.js';
import { sentence } from './happened.js';

/** Returns the events of a measure by the day they were public; within a day as things happen. */
export const history = (known: RecordView, measure: MeasureId): HistoryEntry[] =>
  known
    .seen(streamOf('measure', measure))
    .toSorted(asTold)
    .map((event) => entry(known, event));

/** An event as the history of a measure shows it. */
const entry = (known: RecordView, event: Seen): HistoryEntry => ({
  event: event.id,
  position: String(event.position),
  type: event.type,
  publishedOn: event.publishedOn,
  recordedAt: event.recordedAt,
  text: sentence(known, event),
  data: event.data,
  instrument: event.instrument ?? null,
  ...sourcesAt(known, event),
  summary: event.summary ?? null,
  note: noteAt(known, event),
  confidence: event.confidence ?? null,
  correctedBy: event.correctedBy ?? [],
});
