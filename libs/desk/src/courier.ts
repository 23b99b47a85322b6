import { setTimeout } from 'node:timers/promises';
import type { Changes, Horizon } from '@in-force/engine';
import { LogUnreachable, RevisionConflict } from '@in-force/event-log';
import type { Desk } from './desk.js';
import { NoSuch } from './desk-state.js';
import type { CourierOptions } from './message.js';
import type { Outcome } from './post.js';
import { Sender } from './sender.js';
import { Teller } from './teller.js';

/** How often it is looked whether anything is to be told, in milliseconds. */
const TICK = 1_000;

/**
 * Tells watches what changed, and sends it: in order, each attempt admitted by one append at the revision at which the watch was seen, which
 * also notes what came of the one before. So two couriers never send one delivery, unless one of them lost its right to meanwhile. Killed
 * between sending and noting, a delivery is sent once more, under the same id.
 */
export class Courier {
  readonly #busy = new Map<string, Promise<void>>();
  readonly #stop = new AbortController();
  /** The fault that was told last of a watch. */
  readonly #faults = new Map<string, string>();

  readonly #teller: Teller;
  readonly #sender: Sender;

  constructor(
    private readonly desk: Desk,
    private readonly changes: Changes,
    private readonly options: CourierOptions,
  ) {
    this.#teller = new Teller(desk, changes, options);
    this.#sender = new Sender(desk, options, this.#stop.signal);
  }

  /**
   * Tells and sends whenever anything was recorded, or a day or a time came, as long as the lease of the log is held; waits for it where
   * another process has it. Where there are no watches nothing is taken and nothing looked at. Ends when the signal aborts, or the desk cannot follow its log.
   */
  async run(signal: AbortSignal, tick = TICK): Promise<void> {
    while (!signal.aborted && this.desk.error === null) {
      const lease = this.#idleDesk() ? null : await this.desk.log.lease('deliveries', signal).catch(() => null);
      if (lease === null) await pause(tick, signal);
      else {
        const over = AbortSignal.any([signal, lease.lost]);
        while (!over.aborted && this.desk.error === null && !this.#idleDesk()) {
          const horizon = await this.changes.horizon(over).catch(() => null);
          if (horizon !== null) this.round(horizon);
          await pause(tick, over);
        }
        await this.idle();
        await lease.release();
      }
    }
  }

  /** Begins to work on each watch that has something to be told or sent, up to a horizon. Each works by itself: none waits for another. */
  round(horizon: Horizon): void {
    for (const { id } of this.desk.watches()) {
      if (this.#busy.has(id) || this.#stop.signal.aborted) continue;
      const work = this.#work(id, horizon)
        .catch((error: unknown) => this.#forgive(id, error))
        .finally(() => this.#busy.delete(id));
      this.#busy.set(id, work);
    }
  }

  /** Waits until nothing is being worked on. */
  async idle(): Promise<void> {
    while (this.#busy.size > 0) await Promise.all(this.#busy.values());
  }

  /** Breaks off what is being sent: whoever comes next sends it again. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.idle();
  }

  /** Sends a test, which has no number, and returns what came of it. @throws {NoSuch} where there is no such watch. */
  test = (id: string, by: string): Promise<Outcome> => this.#sender.test(id, by);

  #idleDesk = (): boolean => this.desk.watches().length === 0;

  /** What others did meanwhile, and a log that cannot be reached, are seen to in the next round; a fault of ours is told once. */
  #forgive(id: string, error: unknown): void {
    if ([RevisionConflict, LogUnreachable, NoSuch].some((known) => error instanceof known)) return;
    const { message } = error as Error;
    if (this.#faults.get(id) !== message) this.options.failed?.(id, error);
    this.#faults.set(id, message);
  }

  async #work(id: string, horizon: Horizon): Promise<void> {
    while (await this.#teller.tell(this.desk.watch(id), horizon));
    await this.#sender.send(id);
  }
}

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);
