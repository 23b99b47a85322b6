import type { z } from 'zod';
import type { EventDefinition } from './define.js';
import type { Place } from './envelope.js';

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

/** An event that somebody wants kept, as every language has it. */
export interface Identified {
  readonly id: string;
  readonly type: string;
}

/** What may be said in a log: which events there are, and how they are kept. */
export interface Language<Said extends Identified, Kept extends Place> {
  /** What events are about: the first part of the name of every stream. */
  readonly subjects: readonly string[];

  /** Returns the definition of an event type, or undefined for a type this program does not know. */
  definitionOf(type: string): EventDefinition | undefined;

  /**
   * Turns a draft into what a log keeps, at the current version of its shape.
   *
   * @throws {UnreadableEvent} when the draft does not fit its schema.
   */
  encode(draft: Said): Encoded;

  /**
   * Reads what a log keeps, brought up to today's shape.
   *
   * @throws {UnreadableEvent} for a type or version that this program does not know, or data that does not fit.
   */
  decode(stored: Stored): Kept;

  /** Brings data up to today's shape, and checks it. @throws {UnreadableEvent} as `decode` does; `name` says which event it was. */
  upcast(type: string, version: number, data: unknown, name: string): { readonly type: string; readonly data: unknown };
}

/** Returns the language of a catalog of events, with what is said beside the data of each. */
export function languageOf<Said extends Identified, Kept extends Place>(
  catalog: readonly EventDefinition[],
  envelope: z.ZodType<{ readonly id: string }>,
  subjects: readonly string[],
): Language<Said, Kept> {
  const definitions = new Map(catalog.map((definition) => [definition.type, definition]));
  const definitionOf = (type: string) => definitions.get(type);

  function upcast(type: string, version: number, data: unknown, name: string) {
    const definition = definitionOf(type);
    if (!definition) throw new UnreadableEvent(`Unknown event type "${type}" in ${name}. Is this log newer than this program?`);
    if (version > definition.version || version < 1)
      throw new UnreadableEvent(`Unknown version ${version} of "${type}" in ${name}. Is this log newer than this program?`);
    let shape = data;
    for (let step = version; step < definition.version; step++) shape = definition.upcasts[step]?.(shape as never);
    return { type, data: read(definition.schema, shape, name, 'data') };
  }

  return {
    subjects,
    definitionOf,
    upcast,
    encode(draft) {
      const { type, data, ...said } = draft as Said & { readonly data?: unknown };
      const definition = definitionOf(type);
      if (!definition) throw new UnreadableEvent(`Unknown event type "${type}".`);
      const { id, ...meta } = read(envelope, said, `${type} ${draft.id}`, '');
      return { id, type, version: definition.version, data: read(definition.schema, data, `${type} ${id}`, 'data'), meta };
    },
    decode({ id, type, version, data, meta, stream, revision, position, recordedAt, leaf }) {
      const name = `event ${position} (${type} v${version}, ${id})`;
      const { id: _, ...said } = read(envelope, { ...(meta as object), id }, name, '');
      return { id, ...said, ...upcast(type, version, data, name), stream, revision, position, recordedAt, leaf } as unknown as Kept;
    },
  };
}

function read<Schema extends z.ZodType>(schema: Schema, value: unknown, name: string, at: string): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (!result.success) throw new UnreadableEvent(`Cannot read ${name}: ${describeIssues(result.error, at)}`);
  return result.data;
}
