import { jsonEvent } from '@eventstore/db-client';
import { decode, type Encoded, type Place, type Recorded, type Stored, UnreadableEvent } from '@in-force/events';
import type { ServerEvent } from './kurrent-server.js';

/** An event as it is kept, before it has its number. */
export type Unnumbered = Omit<Stored, 'position' | 'recordedAt'>;

/** The version that an event bears which somebody else wrote. */
const FOREIGN = 0;

/** Where on the server an event stands: it grows from event to event, with gaps. */
export const byteOf = ({ position }: ServerEvent): number => Number(position.commit);

/** When an event was recorded, in milliseconds: a copy of another log bears the instant with it. */
export function stampOf({ created, metadata }: ServerEvent): number {
  const { recordedAt } = (metadata ?? {}) as { recordedAt?: unknown };
  const restored = typeof recordedAt === 'string' ? Date.parse(recordedAt) : Number.NaN;
  return Number.isNaN(restored) ? created.getTime() : restored;
}

/** An event as it is sent: the envelope as metadata, correlation and causation by the names that KurrentDB has for them. */
export function outgoing({ id, type, version, data, meta, recordedAt }: Encoded & Partial<Place>) {
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
      ...(recordedAt && { recordedAt }),
    },
  });
}

/** An event as it was told, in the stream that it has without the prefix. */
export function incoming({ id, type, data, metadata, streamId, revision }: ServerEvent, prefix: string): Unnumbered {
  const { version, $correlationId, $causationId, recordedAt: _, ...said } = (metadata ?? {}) as Record<string, unknown>;
  return {
    id,
    type,
    version: typeof version === 'number' ? version : FOREIGN,
    data,
    meta: { ...said, correlation: $correlationId, causation: $causationId ?? null },
    stream: streamId.slice(prefix.length),
    revision: Number(revision),
  };
}

/**
 * Reads a stored event.
 *
 * @throws {UnreadableEvent} for one that another program wrote into a stream of the record, and as `decode` does.
 */
export function recordedOf(stored: Stored): Recorded {
  const { stream, position, type, version, id } = stored;
  if (version === FOREIGN)
    throw new UnreadableEvent(
      `"${stream}" holds an event that In Force did not write: ${type} (${id}), event ${position}. Give the record streams of its own by streamPrefix in IN_FORCE_LOG, or restore a backup from before it.`,
    );
  return decode(stored);
}
