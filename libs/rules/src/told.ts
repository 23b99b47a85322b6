import { type Event, type ExactDay, lastDayOf, type MeasureId } from '@in-force/events';
import type { RecordView } from './record-view.js';
import { noteAt, type Sourced, sourcesAt } from './sources.js';
import type { Seen } from './visible.js';

export type SeenOf<Type extends Event['type']> = Extract<Seen, { type: Type }>;
export type Data<Type extends Event['type']> = SeenOf<Type>['data'];

/** The place of something told in the record: the event, its publication and its sources. */
export interface Told extends Sourced {
  readonly event: string;
  readonly publishedOn: string;
  /** What happened, in a sentence of its own day. */
  readonly summary: string | null;
  /** What the recorder added: hindsight, shown only without `knownOn`. */
  readonly note: string | null;
}

/** Returns where an event stands, as far as it was public by `knownOn`. */
export const told = (known: RecordView, event: Seen): Told => ({
  event: event.id,
  publishedOn: event.publishedOn,
  summary: event.summary ?? null,
  note: noteAt(known, event),
  ...sourcesAt(known, event),
});

/** Returns the entry of a file, or the request, that recorded an event: what people name it by; else the event itself. */
export const entryOf = ({ causation, id }: Seen): string => causation ?? id;

export const is =
  <Type extends Event['type']>(type: Type) =>
  (event: Seen): event is SeenOf<Type> =>
    event.type === type;

export const publicBy = (on: ExactDay) => (event: Seen) => lastDayOf(event.publishedOn) <= on;

/** Returns whether something speaks of a measure; of any, where none is asked about. */
export const speaks = ({ about }: { readonly about: readonly string[] }, measure: MeasureId | null): boolean =>
  measure === null || about.includes(measure);

/** Returns what orders by day, then by id. */
export const dayOrder = (day: string, id: string): string => `${lastDayOf(day)} ${id}`;

/** Compares by day, then by id. */
export const byDay =
  <Entry>(day: (entry: Entry) => string, id: (entry: Entry) => string) =>
  (a: Entry, b: Entry) =>
    dayOrder(day(a), id(a)) < dayOrder(day(b), id(b)) ? -1 : 1;

/** Compares events by the day on which they were public, then by id. */
export const byPublication = byDay<Pick<Seen, 'publishedOn' | 'id'>>(
  ({ publishedOn }) => publishedOn,
  ({ id }) => id,
);
