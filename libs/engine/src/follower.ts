import { setImmediate } from 'node:timers/promises';
import { AlteredEvent, type EventLog, MerkleTree, type Noted, Waiters } from '@in-force/event-log';
import { decode, type Recorded } from '@in-force/events';

/** Something that is made of events: an index, a list. A fold never appends. */
export interface Projection {
  apply(event: Recorded): void;
  /** The position of an event by its id, where the projection keeps that. */
  positionOfEvent?(id: string): number | undefined;
}

/** How a follower stands: on its way to the head it saw at the start, there, or stopped by an event it could not take. */
export type Standing = 'catching-up' | 'ready' | 'failed';

/** How many of the last events are kept at hand for those who follow. */
const RING = 4096;

/** After so many events others have their turn. */
const TURN = 64;

/** Follows the log into projections, and lets others follow from any position, without a seam between old and new. */
export class Follower {
  /** The position of the last event that every projection has taken. */
  position: number;
  readonly #stop = new AbortController();
  readonly #noted: Noted | null;
  readonly #ring: Recorded[] = [];
  readonly #positions = new Map<string, number>();
  readonly #waiters = new Waiters();
  #goal = 0;
  #error: Error | null = null;
  #running: Promise<void> | null = null;

  constructor(
    readonly log: EventLog,
    private readonly projections: readonly Projection[],
    private readonly ring: number = RING,
    /** The tree over the leaf hashes of what was taken. */
    readonly tree: MerkleTree = new MerkleTree(),
  ) {
    this.position = tree.size;
    this.#noted = log.noted();
    this.#index = projections.find(({ positionOfEvent }) => positionOfEvent);
  }

  /** The projection that knows where events are; null where the follower must know by itself. */
  readonly #index: Projection | undefined;

  get standing(): Standing {
    if (this.#error) return 'failed';
    return this.position >= this.#goal ? 'ready' : 'catching-up';
  }

  /** Returns whether it follows no more: stopped, or by an event it could not take. */
  get ended(): boolean {
    return this.#error !== null || this.#stop.signal.aborted;
  }

  /** Returns what stopped it, if anything did. */
  get error(): Error | null {
    return this.#error;
  }

  /**
   * Begins to follow.
   *
   * @throws {AlteredEvent} where what it has taken already is not what was noted of the log.
   */
  async begin(): Promise<void> {
    this.#demandNoted();
    this.#goal = (await this.log.head()).position;
    this.#running = this.#follow();
  }

  /** Waits for the head as it was when it began to follow. */
  caughtUp = (): Promise<void> => this.reached(this.#goal);

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    this.#waiters.wake();
  }

  /** Returns the position of an event by its id, if it was taken already. */
  positionOf = (id: string): number | undefined => this.#index?.positionOfEvent?.(id) ?? this.#positions.get(id);

  /**
   * Waits until a position, or an event, was taken.
   *
   * @throws what stopped the follower, or the signal's reason when it aborts first.
   */
  async reached(goal: number | string, signal?: AbortSignal): Promise<void> {
    const there = () => (typeof goal === 'number' ? this.position >= goal : this.positionOf(goal) !== undefined);
    while (!there()) {
      if (this.#error) throw this.#error;
      signal?.throwIfAborted();
      if (this.#stop.signal.aborted) throw new Error('The follower was stopped.');
      await this.#waiters.next(signal);
    }
  }

  /**
   * Returns up to `limit` events after a position, oldest first.
   *
   * @throws {LogUnreachable} where they are no longer at hand, and the log is away.
   */
  async after(position: number, limit: number): Promise<Recorded[]> {
    const recent = this.recent(position);
    if (recent) return recent.slice(0, limit);
    const events: Recorded[] = [];
    for await (const event of this.log.stored(position, Math.min(position + limit, this.position)))
      events.push(decode(this.demandTaken(event)));
    return events;
  }

  /** Returns the events after a position, if all of them are still at hand; else null. */
  recent(after: number): Recorded[] | null {
    const start = this.position - this.#ring.length;
    return after < start ? null : this.#ring.slice(after - start);
  }

  /** Yields every event after a position, for ever: from the log while it is old, then as it comes. A slow reader keeps nobody waiting. */
  async *stream(after: number, signal: AbortSignal): AsyncGenerator<Recorded> {
    let last = after;
    while (!signal.aborted && !this.#stop.signal.aborted) {
      const start = this.position - this.#ring.length;
      if (last < start) {
        for await (const event of this.log.tail(last, signal)) {
          yield this.demandTaken(event);
          last = event.position;
          if (last >= this.position - this.#ring.length) break;
        }
      } else if (last < this.position) {
        yield this.#ring[last - start] as Recorded;
        last += 1;
      } else {
        if (this.#error) throw this.#error;
        await this.#waiters.next(signal);
      }
    }
  }

  /**
   * Gives an event back that is the one that was taken at its place: the log may have been rewritten since, its hashes too.
   *
   * @throws {AlteredEvent} for any other.
   */
  demandTaken<Event extends Pick<Recorded, 'position' | 'leaf'>>(event: Event): Event {
    const { position, leaf } = event;
    if (position <= this.tree.size && this.tree.leaf(position - 1) !== leaf)
      throw new AlteredEvent(position, `Event ${position} is not the one that was recorded: it and its hash were rewritten.`);
    return event;
  }

  /** @throws {AlteredEvent} when the tree over what was taken is not what was noted of the log. */
  #demandNoted(): void {
    const noted = this.#noted;
    if (noted && noted.position <= this.tree.size && this.tree.head(noted.position) !== noted.head)
      throw new AlteredEvent(
        noted.position,
        `An event before ${noted.position} is not the one that was recorded: the log's mark knows another head.`,
      );
  }

  async #follow(): Promise<void> {
    try {
      for await (const event of this.log.tail(this.position, this.#stop.signal)) {
        this.tree.add(event.leaf);
        if (event.position === this.#noted?.position) this.#demandNoted();
        for (const projection of this.projections) projection.apply(event);
        if (!this.#index) this.#positions.set(event.id, event.position);
        // On the way to the head nobody follows so closely.
        if (event.position > this.#goal - this.ring) this.#ring.push(event);
        // Trimmed in strides: shifting one by one would move the whole ring for every event.
        if (this.#ring.length >= 2 * this.ring) this.#ring.splice(0, this.ring);
        this.position = event.position;
        this.#waiters.wake();
        if (event.position % TURN === 0) await setImmediate();
      }
      if (!this.#stop.signal.aborted) throw new Error('The log was closed while it was being followed.');
    } catch (error) {
      this.#error = error instanceof Error ? error : new Error(String(error));
      this.#waiters.wake();
    }
  }
}
