import type { Encoded } from '@in-force/events';
import { InvalidAppend } from './event-log.js';

/** How many bytes one append may have, its events together. Servers take 1 MiB, and some count what stands beside an event. */
const MOST = 1_000_000;

/** What stands beside an event besides its envelope, at the most: its id, type and digest, and what they are called. */
const BESIDE = 192;

/** An event that no log takes, whatever keeps it: what is recorded can be moved to any other. */
export class EventTooLarge extends InvalidAppend {
  constructor(stream: string, { type }: Pick<Encoded, 'type'>, bytes: number) {
    super(
      `${type} for "${stream}" has ${grouped(bytes)} bytes, and an event may have ${grouped(MOST)}. Say it in fewer words, or in parts.`,
    );
  }
}

/** Returns how many bytes an event has. */
export const sizeOf = ({ data, meta }: Pick<Encoded, 'data' | 'meta'>): number =>
  Buffer.byteLength(JSON.stringify(data)) + Buffer.byteLength(JSON.stringify(meta)) + BESIDE;

/**
 * Returns how many bytes an event for a stream has.
 *
 * @throws {EventTooLarge} when those are too many.
 */
export function demandSize(stream: string, event: Encoded): number {
  const bytes = sizeOf(event);
  if (bytes > MOST) throw new EventTooLarge(stream, event, bytes);
  return bytes;
}

/** @throws {InvalidAppend} when events are too large for one append. */
export function demandSizes(stream: string, events: readonly Encoded[]): void {
  const bytes = events.reduce((sum, event) => sum + demandSize(stream, event), 0);
  if (bytes > MOST)
    throw new InvalidAppend(
      `${events.length} events of ${grouped(bytes)} bytes are too large for one append to "${stream}": it takes ${grouped(MOST)}. Append them in smaller parts.`,
    );
}

/**
 * Divides what is to be appended: what belongs to the same stream and follows each other is one append, of so many events and bytes at the
 * most.
 */
export function partsOf<Item extends { readonly stream: string }>(
  items: readonly Item[],
  bytesOf: (item: Item) => number,
  most: number = Number.POSITIVE_INFINITY,
): Item[][] {
  const parts: Item[][] = [];
  let bytes = 0;
  for (const item of items) {
    const part = parts.at(-1);
    bytes += bytesOf(item);
    if (part?.[0]?.stream === item.stream && part.length < most && bytes <= MOST) part.push(item);
    else {
      parts.push([item]);
      bytes = bytesOf(item);
    }
  }
  return parts;
}

const grouped = (bytes: number): string => bytes.toLocaleString('en-US');
