import type { Recorded } from '@in-force/events';

/** The events of the streams that are cached, at the most, a kilobyte each: those of any page of answers many times over. */
const CACHED_EVENTS = 120_000;

/** Streams as they were read, by number. Those that grew since are not found. */
export class StreamCache {
  /** Two generations: the streams read last, and those read before them. */
  #young = new Map<number, readonly Recorded[]>();
  #old = new Map<number, readonly Recorded[]>();
  /** How many events the first of them holds. */
  #events = 0;

  /** Returns a stream of so many events, which counts as read last; undefined where it is not cached. */
  get(stream: number, events: number): readonly Recorded[] | undefined {
    const young = this.#young.get(stream);
    if (young?.length === events) return young;
    const old = this.#old.get(stream);
    if (old?.length !== events) return undefined;
    this.set(stream, old);
    return old;
  }

  /** Returns the same, and it counts as it did. */
  peek(stream: number, events: number): readonly Recorded[] | undefined {
    const cached = this.#young.get(stream) ?? this.#old.get(stream);
    return cached?.length === events ? cached : undefined;
  }

  set(stream: number, read: readonly Recorded[]): void {
    if (this.#events >= CACHED_EVENTS / 2) [this.#old, this.#young, this.#events] = [this.#young, new Map(), 0];
    this.#young.set(stream, read);
    this.#events += read.length;
  }
}
