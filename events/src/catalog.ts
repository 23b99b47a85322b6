import { CommitmentBroken, CommitmentFulfilled, CommitmentMade, CommitmentNarrowed } from './commitment.js';
import type { EventOf } from './define.js';
import { Envelope, type Place } from './envelope.js';
import { FacilitationClosed, FacilitationOpened } from './facilitation.js';
import { languageOf } from './language.js';
import { LicensingReported } from './licensing.js';
import {
  MeasureAmended,
  MeasureAnnounced,
  MeasureExpired,
  MeasureResumed,
  MeasureRevoked,
  MeasureSuspended,
  MeasureSuspensionExtended,
  MeasureTookEffect,
} from './measure.js';
import {
  NegotiationConcluded,
  NegotiationOpened,
  NegotiationRoundCalledOff,
  NegotiationRoundHeld,
  NegotiationRoundScheduled,
} from './negotiation.js';
import { RecordChecked, RecordCorrected, RecordRetracted, type Replacement } from './record.js';
import { StatementMade } from './statement.js';
import { SUBJECTS } from './streams.js';

/** Every event that can have happened. */
export const CATALOG = [
  MeasureAnnounced,
  MeasureAmended,
  MeasureTookEffect,
  MeasureExpired,
  MeasureSuspended,
  MeasureSuspensionExtended,
  MeasureResumed,
  MeasureRevoked,
  NegotiationOpened,
  NegotiationRoundScheduled,
  NegotiationRoundCalledOff,
  NegotiationRoundHeld,
  NegotiationConcluded,
  CommitmentMade,
  CommitmentFulfilled,
  CommitmentNarrowed,
  CommitmentBroken,
  StatementMade,
  LicensingReported,
  FacilitationOpened,
  FacilitationClosed,
  RecordChecked,
  RecordCorrected,
  RecordRetracted,
] as const;

export type Event = EventOf<(typeof CATALOG)[number]>;
export type EventType = Event['type'];

/** An event that is not in the log yet. */
export type Draft<E extends Event = Event> = E extends Event ? Envelope & E : never;

/** An event in the log, in today's shape. */
export type Recorded<E extends Event = Event> = E extends Event ? Draft<E> & Place : never;

/** Returns the draft that an event was before it was recorded, in today's shape. */
export function draftOf({ stream: _, revision: __, position: ___, recordedAt: ____, leaf: _____, ...draft }: Recorded): Draft {
  return draft as Draft;
}

/** Returns the form that an event gives: its own, or that of the event that it corrects, with what it changes beside the data. */
export const formOf = <E extends Event>(event: E): Exclude<E, RecordCorrected> | Replacement =>
  event.type === 'record.corrected' ? event.data.replacement : (event as Exclude<E, RecordCorrected>);

/** The language of the record. */
export const RECORD = languageOf<Draft, Recorded>(CATALOG, Envelope, SUBJECTS);

export const { definitionOf, encode, decode } = RECORD;

/**
 * Brings the data of an event type from the version it was written in up to today's, and checks it.
 *
 * @throws {UnreadableEvent} as `decode` does; `name` says in the message which event it was.
 */
export const upcast = (type: string, version: number, data: unknown, name = type): Event =>
  RECORD.upcast(type, version, data, name) as Event;
