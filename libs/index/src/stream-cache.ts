import type { Recorded } from '@in-force/events';
import { Generations } from '@in-force/rules';

/** The events of the streams that are cached, at the most, a kilobyte each: those of any page of answers many times over. */
const CACHED_EVENTS = 120_000;

/** Streams as they were read, by number. Those that grew since are not found. */
export class StreamCache {
  readonly #streams = new Generations<number, readonly Recorded[]>(CACHED_EVENTS, ({ length }) => length);

  /** Returns a stream of so many events, which counts as asked for; undefined where it is not cached. */
  get(stream: number, events: number): readonly Recorded[] | undefined {
    return whole(this.#streams.get(stream), events);
  }

  /** Returns the same, and it counts as it did. */
  peek(stream: number, events: number): readonly Recorded[] | undefined {
    return whole(this.#streams.peek(stream), events);
  }

  set(stream: number, read: readonly Recorded[]): void {
    this.#streams.set(stream, read);
  }

  /** Lets go of what was not asked for since it was called before. */
  age(): void {
    this.#streams.age();
  }
}

const whole = (cached: readonly Recorded[] | undefined, events: number) => (cached?.length === events ? cached : undefined);
