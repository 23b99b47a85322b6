import type { Recorded } from '@in-force/events';

/** Where the events of a record are kept, by position from 1 on. */
export interface EventStore {
  readonly size: number;
  add(event: Recorded): void;
  at(position: number): Recorded;
}

/** Keeps events as they are. */
export class ArrayEventStore implements EventStore {
  readonly #events: Recorded[] = [];

  get size(): number {
    return this.#events.length;
  }

  add(event: Recorded): void {
    this.#events.push(event);
  }

  at = (position: number): Recorded => this.#events[position - 1] as Recorded;
}
