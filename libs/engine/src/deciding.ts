import { isDeepStrictEqual } from 'node:util';
import { type Asking, decide, Refusal, StreamState } from '@in-force/domain';
import { type EventLog, partsOf, RevisionConflict } from '@in-force/event-log';
import { type Draft, draftOf, encode } from '@in-force/events';

/** One event for one stream. */
export interface Act {
  readonly stream: string;
  readonly draft: Draft;
}

/** One stream while acts on it are decided: what the log holds of it, and after that what was taken and is to be appended. */
export class DecidingStream {
  readonly #events = new Map<string, Draft>();
  readonly #state = new StreamState();
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

  /** Returns how many events the log holds of it. */
  get length(): number {
    return this.#events.size - this.#awaited.size;
  }

  /** Returns whether an event was taken that the log does not hold yet. */
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
    const known = decide(draft, this.#state, asking);
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
    this.#state.add(draft);
  }
}

/** An act that the domain refuses, and why. */
export interface Refused<A extends Act = Act> {
  readonly act: A;
  readonly refusal: Refusal;
}

/**
 * Decides acts one after the other, each as if those before it had passed.
 *
 * @returns those that are known already, each with the event that says the same.
 */
export function decideAll<A extends Act>(
  acts: readonly A[],
  streams: ReadonlyMap<string, DecidingStream>,
  asking: Asking,
  error: ((refused: readonly Refused<A>[]) => Error) | undefined = ([first]) => (first as Refused).refusal,
): Map<A, string> {
  const said = new Map<A, string>();
  const refused: Refused<A>[] = [];
  for (const act of acts) {
    const stream = streams.get(act.stream) as DecidingStream;
    try {
      const known = stream.take(act.draft, asking);
      if (known !== null) said.set(act, known);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      refused.push({ act, refusal });
      if (refusal.code !== 'recorded-otherwise') stream.suppose(act.draft);
    }
  }
  if (refused.length > 0) throw error(refused);
  return said;
}

/** How many acts are appended at once, at the most. */
const AT_ONCE = 100;

/** Divides acts into appends: one sync each, whatever keeps the log. */
export const batchesOf = <A extends Act>(acts: readonly A[], sizes: ReadonlyMap<A, number>): A[][] =>
  partsOf(acts, (act) => sizes.get(act) as number, AT_ONCE);
