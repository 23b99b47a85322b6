import type { Instant, Recorded } from '@in-force/events';
import { sentence } from './describe.js';
import type { Seen } from './visible.js';

/** One event in the history of a measure. */
export interface HistoryEntry {
  readonly event: string;
  readonly position: string;
  readonly type: Recorded['type'];
  readonly publishedOn: string;
  readonly recordedAt: Instant;
  readonly text: string;
  readonly data: unknown;
  readonly instrument: Recorded['instrument'] | null;
  readonly sources: Recorded['sources'];
  readonly summary: string | null;
  readonly note: string | null;
  readonly confidence: string | null;
  readonly correctedBy: readonly string[];
}

/** An event as the history of a measure shows it. */
export const historyEntry = (event: Seen): HistoryEntry => ({
  event: event.id,
  position: String(event.position),
  type: event.type,
  publishedOn: event.publishedOn,
  recordedAt: event.recordedAt,
  text: sentence(event),
  data: event.data,
  instrument: event.instrument ?? null,
  sources: event.sources,
  summary: event.summary ?? null,
  note: event.note ?? null,
  confidence: event.confidence ?? null,
  correctedBy: event.correctedBy ?? [],
});
