import { isDeepStrictEqual } from 'node:util';
import { type Asking, decide, Held, Refusal } from '@in-force/domain';
import { type EventLog, RevisionConflict } from '@in-force/event-log';
import { type Draft, draftOf, encode } from '@in-force/events';

/** One event for one stream. */
export interface Act {
  readonly stream: string;
  readonly draft: Draft;
}

/** One stream while acts on it are decided: what the log holds of it, and after that what was taken and is to be appended. */
export class DecidingStream {
  readonly #events = new Map<string, Draft>();
  readonly #held = new Held();
  readonly #awaited = new Set<string>();

  private constructor(
    private readonly name: string,
    /** How often this process had appended to the stream when it was read. */
    public appends: number,
  ) {}

  static async read(log: EventLog, name: string, appends: number): Promise<DecidingStream> {
    const stream = new DecidingStream(name, appends);
    for await (const event of log.read(name)) stream.#add(draftOf(event));
    return stream;
  }

  /** How many events the log holds of it. */
  get length(): number {
    return this.#events.size - this.#awaited.size;
  }

  /** Whether an event was taken that the log does not hold yet. */
  awaits = (id: string): boolean => this.#awaited.has(id);

  /** Refuses a revision that does not hold, before anything is decided. Acts that it knows already were sent again, and need none. */
  demand(expected: number | undefined, acts: readonly Act[]): void {
    const known = acts.every(({ stream, draft: { id } }) => stream !== this.name || (this.#events.has(id) && !this.awaits(id)));
    if (expected !== undefined && expected !== this.length && !known) throw new RevisionConflict(this.name, expected, this.length);
  }

  /**
   * Decides a draft on top of what the stream holds, and takes it in unless it is known.
   *
   * @returns null where it is new; else the id of the event that says the same.
   */
  take(draft: Draft, asking: Asking): string | null {
    const recorded = this.#events.get(draft.id);
    if (recorded) {
      if (!isDeepStrictEqual(encode(recorded), encode(draft))) throw new Refusal('recorded-otherwise', draft.causation ?? draft.id);
      return draft.id;
    }
    const known = decide(draft, this.#held, asking);
    if (known === null) this.suppose(draft);
    return known;
  }

  /** Takes a draft in, whatever is to be said against it. */
  suppose(draft: Draft): void {
    this.#awaited.add(draft.id);
    this.#add(draft);
  }

  /** Hears that the log holds what was taken. */
  holds(drafts: readonly Draft[]): void {
    for (const { id } of drafts) this.#awaited.delete(id);
  }

  #add(draft: Draft): void {
    this.#events.set(draft.id, draft);
    this.#held.add(draft);
  }
}
