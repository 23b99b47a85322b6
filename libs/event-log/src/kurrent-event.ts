import { jsonEvent } from '@eventstore/db-client';
import { type Encoded, type Place, type Stored, UnreadableEvent } from '@in-force/events';
import type { ServerEvent } from './kurrent-server.js';
import { altered, digestOf, leafAndDigestOf } from './leaf.js';

/** An event as it is kept, before it has its number. */
export interface Unnumbered extends Omit<Stored, 'position' | 'recordedAt' | 'leaf'> {
  /** What was kept with it to tell whether it is what was recorded; undefined where an earlier program kept nothing. */
  readonly digest: string | undefined;
}

/** The version that an event bears which somebody else wrote. */
const FOREIGN = 0;

/** The leaf hash of an event that is not what was recorded. */
const NONE = '';

/** Returns where on the server an event stands: it grows from event to event, with gaps. */
export const byteOf = ({ position }: ServerEvent): number => Number(position.commit);

/** Returns when an event was recorded, in milliseconds: a copy of another log bears the instant with it. */
export function stampOf({ created, metadata }: ServerEvent): number {
  const { recordedAt } = (metadata ?? {}) as { recordedAt?: unknown };
  const restored = typeof recordedAt === 'string' ? Date.parse(recordedAt) : Number.NaN;
  return Number.isNaN(restored) ? created.getTime() : restored;
}

/**
 * An event as it is sent: the envelope as metadata, correlation and causation by the names that KurrentDB has for them. Beside it the
 * digest of what it says, for the server alone knows when it records it.
 */
export function outgoing(event: Encoded & Pick<Place, 'stream' | 'revision'> & { readonly recordedAt?: string }) {
  const { id, type, version, data, meta, recordedAt } = event;
  const { correlation, causation, ...said } = meta as { correlation: string; causation: string | null };
  return jsonEvent({
    id,
    type,
    data: data as Record<string, unknown>,
    metadata: {
      version,
      $correlationId: correlation,
      ...(causation !== null && { $causationId: causation }),
      ...said,
      digest: digestOf(event),
      ...(recordedAt && { recordedAt }),
    },
  });
}

/** An event as it was told, in the stream that it has without the prefix. */
export function incoming({ id, type, data, metadata, streamId, revision }: ServerEvent, prefix: string): Unnumbered {
  const { version, $correlationId, $causationId, recordedAt: _, digest, ...said } = (metadata ?? {}) as Record<string, unknown>;
  return {
    id,
    type,
    version: typeof version === 'number' ? version : FOREIGN,
    data,
    meta: { ...said, correlation: $correlationId, causation: $causationId ?? null },
    stream: streamId.slice(prefix.length),
    revision: Number(revision),
    digest: typeof digest === 'string' ? digest : undefined,
  };
}

/** An event at its place, with the hash of its leaf by what it says now. */
export function placed({ digest, ...event }: Unnumbered, position: number, recordedAt: string): Stored {
  const found = leafAndDigestOf({ ...event, recordedAt });
  return { ...event, position, recordedAt, leaf: digest === undefined || digest === found.digest ? found.leaf : NONE };
}

/**
 * Gives a stored event back that is ours, and what was recorded.
 *
 * @throws {AlteredEvent} for one whose digest is that of something else.
 * @throws {UnreadableEvent} for one that another program wrote into a stream of the record.
 */
export function checked(stored: Stored): Stored {
  const { stream, position, type, version, id, leaf } = stored;
  if (version === FOREIGN)
    throw new UnreadableEvent(
      `"${stream}" holds an event that In Force did not write: ${type} (${id}), event ${position}. Restore a backup from before it into streams of its own, by another streamPrefix in IN_FORCE_LOG. Without one, copy what came before: inforce log copy --through ${position - 1} FROM TO.`,
    );
  if (leaf === NONE) throw altered(stored);
  return stored;
}
