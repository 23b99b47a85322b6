import type { z } from 'zod';
import { CommitmentBroken, CommitmentFulfilled, CommitmentMade, CommitmentNarrowed } from './commitment.js';
import type { EventDefinition, EventOf } from './define.js';
import { Envelope, type Place } from './envelope.js';
import { FacilitationClosed, FacilitationOpened } from './facilitation.js';
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

const definitions = new Map<string, EventDefinition>(CATALOG.map((definition) => [definition.type, definition]));

/** Returns the definition of an event type, or undefined for a type this program does not know. */
export const definitionOf = (type: string): EventDefinition | undefined => definitions.get(type);

/** An event as a log keeps it, and as it was recorded: the version of its shape then beside its type, and its envelope. */
export interface Stored extends Place {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly data: unknown;
  /** The envelope without the id. */
  readonly meta: unknown;
}

/** An event as a log is given it to keep. */
export type Encoded = Omit<Stored, keyof Place>;

/** The event cannot be read or written as it stands. The message names it and says what to do. */
export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';
}

/** Returns where in the event something is wrong, and what: `data.firstDay: must be a day that exists …`. */
export const describeIssues = (error: z.ZodError, at = ''): string =>
  error.issues.map(({ path, message }) => `${[at, ...path].filter((part) => part !== '').join('.') || 'event'}: ${message}`).join('; ');

/**
 * Turns a draft into what a log keeps, at the current version of its shape.
 *
 * @throws {UnreadableEvent} when the draft does not fit its schema.
 */
export function encode(draft: Draft): Encoded {
  const { type, data, ...envelope } = draft;
  const definition = definitionOf(type);
  if (!definition) throw new UnreadableEvent(`Unknown event type "${type}".`);
  const { id, ...meta } = read(Envelope, envelope, `${type} ${envelope.id}`, '');
  return { id, type, version: definition.version, data: read(definition.schema, data, `${type} ${id}`, 'data'), meta };
}

/**
 * Reads what a log keeps, brought up to today's shape.
 *
 * @throws {UnreadableEvent} for a type or version that this program does not know, or data that does not fit.
 */
export function decode({ id, type, version, data, meta, stream, revision, position, recordedAt, leaf }: Stored): Recorded {
  const name = `event ${position} (${type} v${version}, ${id})`;
  const { id: _, ...envelope } = read(Envelope, { ...(meta as object), id }, name, '');
  return { id, ...envelope, ...upcast(type, version, data, name), stream, revision, position, recordedAt, leaf } as Recorded;
}

/**
 * Brings the data of an event type from the version it was written in up to today's, and checks it.
 *
 * @throws {UnreadableEvent} as `decode` does; `name` says in the message which event it was.
 */
export function upcast(type: string, version: number, data: unknown, name = type): Event {
  const definition = definitionOf(type);
  if (!definition) throw new UnreadableEvent(`Unknown event type "${type}" in ${name}. Is this log newer than this program?`);
  if (version > definition.version || version < 1)
    throw new UnreadableEvent(`Unknown version ${version} of "${type}" in ${name}. Is this log newer than this program?`);
  let shape = data;
  for (let step = version; step < definition.version; step++) shape = definition.upcasts[step]?.(shape as never);
  return { type, data: read(definition.schema, shape, name, 'data') } as Event;
}

function read<Schema extends z.ZodType>(schema: Schema, value: unknown, name: string, at: string): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (!result.success) throw new UnreadableEvent(`Cannot read ${name}: ${describeIssues(result.error, at)}`);
  return result.data;
}
