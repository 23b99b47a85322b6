import { setTimeout as pause } from 'node:timers/promises';
import { LogUnreachable } from './event-log.js';
import { reasonOf } from './kurrent-errors.js';

/** How patient the program is with a server, in milliseconds. */
export interface Patience {
  /** How long one call, or the next event of a reading, may take before it counts as lost. */
  readonly call: number;
  /** How long an append or a reading is tried again before whoever asked is told. */
  readonly trying: number;
  /** How often it is asked whether the server answers at all, and how long that may take. */
  readonly beat: number;
  readonly answer: number;
  /** How often it is asked whether the subscription still tells everything. */
  readonly watch: number;
  /** How long a lease may be silent before the next one takes it. */
  readonly lease: number;
  /** The first pause before something is tried again; doubled each time, up to `longest`. */
  readonly pause: number;
  readonly longest: number;
}

/** A server that is silent is told of within five seconds; whoever asks it, after ten. */
export const PATIENCE: Patience = {
  call: 5_000,
  trying: 10_000,
  beat: 1_000,
  answer: 3_000,
  watch: 5_000,
  lease: 15_000,
  pause: 50,
  longest: 2_000,
};

/** Counts tries, and pauses between them longer each time, until so many milliseconds went by or the signal aborts. */
export class Tries {
  #end = 0;
  #next = 0;
  #reason: unknown;

  constructor(
    private readonly patience: Patience,
    private readonly signal: AbortSignal,
    private readonly limit: number = patience.trying,
  ) {
    this.anew();
  }

  /** Begins to count anew. */
  anew(): void {
    this.#end = performance.now() + this.limit;
    this.#next = this.patience.pause;
  }

  /** Returns how long a call may take now: what is left, and no longer than any. */
  get call(): number {
    return Math.min(this.patience.call, Math.max(1, this.#left));
  }

  /** Returns why the tries failed: what the server said counts more than that it was silent. */
  get reason(): string {
    return reasonOf(this.#reason);
  }

  /** Hears why a try failed, pauses, and returns whether there is another. */
  async again(reason?: unknown): Promise<boolean> {
    if (reason !== undefined && (this.#reason === undefined || !(reason instanceof LogUnreachable))) this.#reason = reason;
    if (this.#left <= 0 || this.signal.aborted) return false;
    const now = Math.min(this.#next, this.#left);
    this.#next = Math.min(2 * this.#next, this.patience.longest);
    await pause(now, undefined, { signal: this.signal }).catch(() => undefined);
    return this.#left > 0 && !this.signal.aborted;
  }

  get #left(): number {
    return this.#end - performance.now();
  }
}
