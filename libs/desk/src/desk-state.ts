import { partitionPoint } from '@in-force/events';
import { Keys } from './keys.js';
import type { ServiceRecorded } from './service-language.js';
import { type Watch, watchAfter } from './watch.js';

/** Somebody asked about a key or a watch that there is none of, or no more. */
export class NoSuch extends Error {
  override readonly name = 'NoSuch';
}

/** Where in the log a delivery stands, and when it was told. */
interface Told {
  readonly position: number;
  readonly at: string;
}

/** Keys and watches, as what was said of them leaves them. */
export class DeskState {
  readonly keys = new Keys();
  /** The position of the last event that it was made of. */
  position = 0;
  readonly #watches = new Map<string, Watch>();
  readonly #sizes = new Map<string, number>();
  readonly #told = new Map<string, Told[]>();

  /** Returns how many events a stream holds. */
  sizeOf = (stream: string): number => this.#sizes.get(stream) ?? 0;

  /** Returns a watch that was not deleted. @throws {NoSuch} where there is none. */
  watch(id: string): Watch {
    const watch = this.#watches.get(id);
    if (!watch || watch.state === 'deleted') throw new NoSuch(`There is no watch "${id}", or it was deleted.`);
    return watch;
  }

  /** Returns the watches that were not deleted, oldest first. */
  watches = (): readonly Watch[] => [...this.#watches.values()].filter(({ state }) => state !== 'deleted');

  /** Returns the number of the first delivery of a watch that was told since an instant; one more than its last where none was. */
  firstSince(id: string, instant: string): number {
    const told = this.#told.get(id) ?? [];
    return 1 + partitionPoint(0, told.length, (at) => (told[at] as Told).at < instant);
  }

  /** Returns where in the log a delivery of a watch stands. */
  positionOf = (id: string, sequence: number): number | undefined => this.#told.get(id)?.[sequence - 1]?.position;

  #toldOf(id: string): Told[] {
    const known = this.#told.get(id) ?? [];
    this.#told.set(id, known);
    return known;
  }

  apply(event: ServiceRecorded): void {
    const { stream, revision, position } = event;
    if (stream.startsWith('key-')) this.keys.apply(event);
    else {
      const id = stream.slice('watch-'.length);
      const watch = watchAfter(this.#watches.get(id), event);
      if (watch) this.#watches.set(id, watch);
      if (event.type === 'delivery.told') this.#toldOf(id).push({ position, at: event.recordedAt });
    }
    this.#sizes.set(stream, revision + 1);
    this.position = position;
  }
}
