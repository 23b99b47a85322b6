import type { Recorded } from '@in-force/events';

/** The store of the events of a record, by position from 1 on. */
export interface EventStore {
  readonly size: number;
  add(event: Recorded): void;
  at(position: number): Recorded;
}

/** An event store that is an array of events. */
export class ArrayEventStore implements EventStore {
  readonly #events: Recorded[] = [];

  get size(): number {
    return this.#events.length;
  }

  add(event: Recorded): void {
    this.#events.push(event);
  }

  at(position: number): Recorded {
    return this.#events[position - 1] as Recorded;
  }
}
