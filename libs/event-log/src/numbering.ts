import type { Place, Stored } from '@in-force/events';
import { LogUnusable } from './event-log.js';
import { placed, type Unnumbered } from './kurrent-event.js';

/** What a server writes into a stream that is deleted for ever. */
const TOMBSTONE = '$streamDeleted';

/** How many of the last events are kept at hand for those who follow. */
const RING = 4096;

/**
 * Counts events as a server tells them, so that a position means the same on every replica and in every log. Keeps of each where
 * it stands and when it was recorded, and the last few whole.
 */
export class Numbering {
  readonly #bytes = new Column();
  readonly #instants = new Column();
  readonly #revisions = new Column();
  readonly #streams: string[] = [];
  readonly #positions = new Map<string, number>();
  readonly #sizes = new Map<string, number>();
  readonly #ring: Stored[] = [];

  constructor(private readonly ring: number = RING) {}

  /** Returns the number of the last event. */
  get position(): number {
    return this.#streams.length;
  }

  /** Returns the byte of the last event; -1 before the first. */
  get byte(): number {
    return this.byteAt(this.position);
  }

  /** Returns the last instant; null before the first event. */
  get recordedAt(): string | null {
    return this.position === 0 ? null : this.instantAt(this.position);
  }

  /** Returns the position after which events are at hand. */
  get start(): number {
    return this.position - this.#ring.length;
  }

  /**
   * Gives an event the next number: `byte` is where the server keeps it, `stamp` when it was recorded, in milliseconds. One that came
   * before is passed over: servers deliver twice.
   *
   * @throws {LogUnusable} when its stream was deleted, or misses an event before it.
   */
  take(event: Unnumbered, byte: number, stamp: number): void {
    if (byte <= this.byte) return;
    const size = this.sizeOf(event.stream);
    if (event.revision !== size) throw this.#broken(event, size);
    const instant = Math.max(stamp, this.position === 0 ? stamp : this.#instants.at(this.position - 1));
    this.#bytes.push(byte);
    this.#instants.push(instant);
    this.#revisions.push(event.revision);
    this.#streams.push(event.stream);
    this.#positions.set(event.id, this.position);
    this.#sizes.set(event.stream, size + 1);
    this.#ring.push(this.placed(event, this.position));
    // Trimmed in strides: shifting one by one would move the whole ring for every event.
    if (this.#ring.length >= 2 * this.ring) this.#ring.splice(0, this.ring);
  }

  /** What is wrong with an event that comes at another revision than its stream's next. Only a stream that is whole so far gives positions. */
  #broken({ type, stream, revision }: Unnumbered, size: number): LogUnusable {
    const way = 'Restore a backup into streams of its own, by another streamPrefix in IN_FORCE_LOG';
    const { position } = this;
    if (type === TOMBSTONE && size > 0)
      return new LogUnusable(
        `The stream "${stream}" of the record was deleted on the server. ${way}. Without one, copy what is still there: inforce log copy --through ${position} FROM TO.`,
      );
    const held = type === TOMBSTONE ? 'its tombstone alone' : `event ${revision}`;
    return new LogUnusable(
      `Of the stream "${stream}" the server holds ${held}, and not event ${size}: it was deleted or truncated, and scavenged. ${way}.`,
    );
  }

  /** An event at its place. */
  placed = (event: Unnumbered, position: number): Stored => placed(event, position, this.instantAt(position));

  /** An event that is at hand. */
  at = (position: number): Stored => this.#ring[position - this.start - 1] as Stored;

  byteAt = (position: number): number => (position === 0 ? -1 : this.#bytes.at(position - 1));

  positionOf = (id: string): number | undefined => this.#positions.get(id);

  sizeOf = (stream: string): number => this.#sizes.get(stream) ?? 0;

  placeOf(id: string): Pick<Place, 'stream' | 'revision'> | undefined {
    const position = this.#positions.get(id);
    if (position === undefined) return undefined;
    return { stream: this.#streams[position - 1] as string, revision: this.#revisions.at(position - 1) };
  }

  /** Returns when an event was recorded, whether it is at hand or not. */
  instantAt = (position: number): string => new Date(this.#instants.at(position - 1)).toISOString();
}

/** Numbers in a row, eight bytes each. */
class Column {
  #values = new Float64Array(1024);
  #length = 0;

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const grown = new Float64Array(2 * this.#length);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.#length++] = value;
  }

  at = (index: number): number => this.#values[index] as number;
}
