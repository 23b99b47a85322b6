import { setImmediate } from 'node:timers/promises';
import type { Stored } from '@in-force/events';
import { ClocksApart } from './clocks-apart.js';
import { type Clock, type Health, LogUnreachable } from './event-log.js';
import { denialOf, isDenied, reasonOf } from './kurrent-errors.js';
import { byteOf, checked, incoming, stampOf } from './kurrent-event.js';
import { readHistory } from './kurrent-history.js';
import { Tries } from './kurrent-patience.js';
import { giveUp, type KurrentServer, type ServerEvent } from './kurrent-server.js';
import { watchForSilence } from './kurrent-silence.js';
import { Numbering } from './numbering.js';
import { Waiters } from './waiters.js';

/** How many events go by before others have their turn. */
const STRIDE = 256;

/** Follows a server for as long as the log is open, whatever happens to the connection, and counts what it is told. */
export class KurrentFeed {
  readonly numbers: Numbering;
  readonly clocks = new ClocksApart();
  readonly #stop = new AbortController();
  readonly #waiters = new Waiters();
  readonly #categories: readonly string[];
  #id: string | null = null;
  #behindSince: string | null;
  #problem: string | null = null;
  /** Whether the server told everything that it held when we came. */
  #settled = false;
  /** Set when the record on the server cannot be counted on. */
  #broken: Error | null = null;
  #following: Promise<void> = Promise.resolve();

  constructor(
    private readonly server: KurrentServer,
    subjects: readonly string[],
    private readonly now: Clock,
    ring: number | undefined,
    private readonly through = Number.POSITIVE_INFINITY,
  ) {
    this.numbers = new Numbering(ring);
    this.#categories = subjects.map((subject) => `${server.prefix}${subject}-`);
    this.#behindSince = now();
  }

  /** Aborts when the log is closed. */
  get stopped(): AbortSignal {
    return this.#stop.signal;
  }

  /** Returns the id of the log; null before its first event. */
  get id(): string | null {
    return this.#id;
  }

  get health(): Health {
    const stuck = this.#broken?.message ?? this.clocks.problemOf(this.server.shown);
    return { behindSince: this.#behindSince, problem: stuck ?? this.#problem, stuck: stuck !== null };
  }

  /** Begins to follow, and waits until everything is counted that the server holds. */
  async start(): Promise<void> {
    this.#following = this.#follow();
    await this.until(() => this.#settled, 'telling what it holds');
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.#waiters.wake();
    await this.#following;
  }

  /** Waits until we were told of an event. */
  told = (id: string): Promise<void> => this.until(() => this.numbers.positionOf(id) !== undefined, 'telling what it was sent');

  /** Waits until something is so: for as long as events come, and patience beyond. */
  async until(there: () => boolean, what: string): Promise<void> {
    while (!there()) {
      if (this.#broken) throw this.#broken;
      if (this.stopped.aborted) throw new Error('This log was closed.');
      const { position } = this.numbers;
      const late = new AbortController();
      const timer = setTimeout(() => late.abort(), this.server.patience.trying);
      await this.#waiters.next(late.signal);
      clearTimeout(timer);
      if (late.signal.aborted && position === this.numbers.position && !there())
        throw new LogUnreachable(`${this.server.shown} stopped ${what}. Ask again later.`);
    }
  }

  /** Yields every event after a position, for ever: from the server while it is old, then as it comes. */
  tail = (after: number, signal: AbortSignal): AsyncGenerator<Stored> => this.#every(after, signal, Number.POSITIVE_INFINITY);

  /**
   * Yields the events after a position through another as they are kept, as far as they go now.
   *
   * @throws {LogUnreachable} when the server tells none for as long as patience lasts.
   */
  async *stored(after: number, through: number): AsyncGenerator<Stored> {
    const last = Math.min(through, this.numbers.position);
    if (after >= last) return;
    const enough = new AbortController();
    for await (const stored of this.#every(after, enough.signal, this.server.patience.trying)) {
      // Those at hand are everybody's.
      yield structuredClone(checked(stored));
      if (stored.position >= last) return;
    }
    throw new Error('This log was closed.');
  }

  async *#every(after: number, signal: AbortSignal, limit: number): AsyncGenerator<Stored> {
    const over = () => signal.aborted || this.stopped.aborted;
    for (let position = after; !over(); )
      if (position < this.numbers.start) {
        const ending = AbortSignal.any([signal, this.stopped]);
        for await (const stored of readHistory(this.server, this.#categories, this.numbers, position, ending, limit)) {
          yield stored;
          position = stored.position;
          if (over() || position >= this.numbers.start) break;
        }
      } else if (position < this.numbers.position) {
        yield this.numbers.at(++position);
        if (position % STRIDE === 0) await setImmediate(); // a long history must not keep everybody else waiting
      } else if (this.#broken) throw this.#broken;
      else await this.#waiters.next(signal);
  }

  async #follow(): Promise<void> {
    let tries = this.#endless();
    while (!this.stopped.aborted && !this.#broken) {
      const { position } = this.numbers;
      const { settled, error } = await this.#listen();
      if (this.stopped.aborted || this.#broken) break;
      this.#behindSince ??= this.now();
      this.#problem = isDenied(error)
        ? denialOf(this.server.shown, error)
        : `The connection to ${this.server.shown} is lost (${reasonOf(error)}). It is being tried again.`;
      if (settled || this.numbers.position > position) tries = this.#endless();
      else this.server.renew();
      await tries.again();
    }
    this.#waiters.wake();
  }

  /** Follows until the subscription ends: they do so in silence, and with all kinds of errors. */
  async #listen(): Promise<{ readonly settled: boolean; readonly error: unknown }> {
    const { numbers, stopped } = this;
    const subscription = this.server.subscribe(this.#categories, numbers.byte);
    let settled = false;
    let caughtUp = false;
    const settle = () => {
      settled = this.#settled = true;
      this.#behindSince = this.#problem = null;
      this.#waiters.wake();
    };
    const error = await new Promise<unknown>((end) => {
      subscription.on('data', ({ event }) => {
        try {
          if (event) this.#take(event as ServerEvent, settled);
        } catch (broken) {
          this.#broken = broken as Error;
          end(broken);
        }
        if (caughtUp && !settled && subscription.readableLength === 0) settle();
        else this.#waiters.wake();
      });
      subscription.on('caughtUp', () => {
        caughtUp = true;
        if (subscription.readableLength === 0) settle();
      });
      for (const name of ['error', 'end', 'close'] as const)
        subscription.on(name, (reason?: unknown) => end(reason ?? new Error('the server ended it')));
      stopped.addEventListener('abort', end, { once: true });
      const told = () => (this.#enough ? Number.POSITIVE_INFINITY : numbers.byte);
      const watch = watchForSilence(this.server, this.#categories, told, settle, end);
      subscription.once('close', () => {
        stopped.removeEventListener('abort', end);
        clearInterval(watch);
      });
    });
    subscription.destroy();
    giveUp(() => subscription.unsubscribe());
    return { settled, error };
  }

  #endless = (): Tries => new Tries(this.server.patience, this.stopped, Number.POSITIVE_INFINITY);

  /** Returns whether all is counted that is to be. */
  get #enough(): boolean {
    return this.numbers.position >= this.through;
  }

  #take(event: ServerEvent, live: boolean): void {
    if (this.#enough) return;
    if (live) this.clocks.told(event.created.getTime(), Date.parse(this.now()));
    this.numbers.take(incoming(event, this.server.prefix), byteOf(event), stampOf(event));
    this.#id ??= this.numbers.at(1).leaf;
  }
}
