import { type Hash, leafOf, RunningHead } from '@in-force/event-log';
import type { Stored } from '@in-force/events';

/** What is wrong with events that were read one after the other, and where. */
export interface ChainFault {
  /** Where it stands, as whoever reads them names it. */
  readonly place: string;
  readonly what: string;
}

const named = ({ position, type, id }: Stored): string => `event ${position} (${type}, ${id})`;

/** Checks that events are those that were recorded, each once and in order, and finds the tree heads over them. */
export class EventChain {
  readonly #tree = new RunningHead();
  readonly #ids = new Map<string, number>();
  readonly #revisions = new Map<string, number>();
  readonly #heads = new Map<number, Hash>();
  readonly #wanted: ReadonlySet<number>;
  #recordedAt = '';
  #fault: ChainFault | null = null;
  /** The event that another one stands in the place of: it is missing, or comes later. */
  #expected: number | null = null;

  /** `wanted` are the sizes of which the head is asked for; `known` the leaf hashes that a published record begins with. */
  constructor(
    wanted: Iterable<number>,
    private readonly known: readonly Hash[] = [],
  ) {
    this.#wanted = new Set(wanted);
    this.#note();
  }

  /** Returns how many events were taken, up to the first fault. */
  get size(): number {
    return this.#tree.size;
  }

  /** Returns the head over the events that were taken. */
  get head(): Hash {
    return this.#tree.head;
  }

  /** Returns the head over the first events; undefined where there were not so many, or it was not wanted. */
  headAt = (size: number): Hash | undefined => this.#heads.get(size);

  /** Returns what is wrong first; null where nothing is. */
  get fault(): ChainFault | null {
    if (this.#fault && this.#expected !== null)
      return { ...this.#fault, what: `${this.#fault.what} Event ${this.#expected}, which belongs there, is missing.` };
    return this.#fault;
  }

  /** Takes the next event, which stands at a place. */
  take(event: Stored, place: string): void {
    if (this.#fault) {
      if (event.position === this.#expected) {
        this.#fault = { ...this.#fault, what: `${this.#fault.what} Event ${this.#expected}, which belongs there, comes later.` };
        this.#expected = null;
      }
      return;
    }
    const what = this.#wrong(event);
    if (what !== null) {
      this.#fault = { place, what };
      return;
    }
    this.#ids.set(event.id, event.position);
    this.#revisions.set(event.stream, event.revision);
    this.#recordedAt = event.recordedAt;
    this.#tree.add(event.leaf);
    this.#note();
  }

  #note(): void {
    if (this.#wanted.has(this.size)) this.#heads.set(this.size, this.head);
  }

  #wrong(event: Stored): string | null {
    const { id, stream, revision, position, recordedAt, leaf } = event;
    if (leafOf(event) !== leaf) return `${named(event)} was altered: it does not give the leaf hash that is kept with it.`;
    const next = this.size + 1;
    const before = this.#ids.get(id);
    if (before !== undefined) return `${named(event)} stands there a second time: it is event ${before}.`;
    if (position > next) {
      this.#expected = next;
      return `${named(event)} stands where event ${next} belongs.`;
    }
    if (position < next) return `${named(event)} stands where event ${next} belongs.`;
    const held = (this.#revisions.get(stream) ?? -1) + 1;
    if (revision !== held)
      return `${named(event)} is number ${revision + 1} of the stream ${stream}, of which ${held} stand before it: one was dropped, doubled, or put elsewhere.`;
    if (recordedAt < this.#recordedAt) return `${named(event)} was recorded before the one that stands before it.`;
    const known = this.known[position - 1];
    // A record that does not begin as the published one does is another.
    if (position === 1) this.#published = known === leaf;
    if (this.#published && known !== undefined && known !== leaf)
      return `${named(event)} was rewritten, or put elsewhere: the published record has another event there.`;
    return null;
  }

  /** Whether it begins with the published record. */
  #published = false;
}
