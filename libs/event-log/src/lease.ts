import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { jsonEvent } from '@eventstore/db-client';
import type { Lease } from './event-log.js';
import { isMissing } from './kurrent-errors.js';
import type { KurrentServer } from './kurrent-server.js';

/** How many events of a lease the server keeps. */
const KEPT = 8;

const TAKEN = 'lease.taken';
const RENEWED = 'lease.renewed';
const RELEASED = 'lease.released';

/** The last event of a lease: how many there were with it, and what it says. */
interface Last {
  readonly count: number;
  readonly id: string | null;
  readonly type: string | null;
}

/**
 * A lease that processes share through a stream of the server. Its holder appends to it again and again; when it has been silent for
 * a whole `term` of milliseconds, as the one who waits measures it, the next one appends at the revision that was last. Only one append
 * at a revision succeeds, so no clocks are compared. The holder gives up earlier than that when it cannot append.
 */
export class StreamLease implements Lease {
  readonly #lost = new AbortController();
  readonly #done = new AbortController();
  /** How many events the stream holds, and the id of the one that was sent last. */
  #count = 0;
  #sent: string | null = null;
  #limit: NodeJS.Timeout | undefined;
  #renewing: Promise<void> = Promise.resolve();

  private constructor(
    private readonly server: KurrentServer,
    private readonly stream: string,
    private readonly term: number,
  ) {}

  /** Waits for a lease. @throws the signal's reason when it aborts first. */
  static async take(server: KurrentServer, name: string, term: number, signal: AbortSignal): Promise<StreamLease> {
    const lease = new StreamLease(server, `lease-${name}`, term);
    let seen: Last = { count: -1, id: null, type: null };
    let since = 0;
    for (;;) {
      signal.throwIfAborted();
      try {
        const last = await lease.#last();
        if (last.count !== seen.count) [seen, since] = [last, performance.now()];
        if (last.type === null || last.type === RELEASED || performance.now() - since > term) {
          if (last.count === 0) await server.keepOnly(lease.stream, KEPT);
          const began = performance.now();
          await lease.#append(TAKEN, last.count);
          lease.#holdFrom(began);
          lease.#renewing = lease.#renew();
          return lease;
        }
      } catch {
        // Lost against another, or the server is away: both are seen on the next look.
      }
      await pause(term / 5, undefined, { signal }).catch(() => undefined);
    }
  }

  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  async release(): Promise<void> {
    this.#done.abort();
    await this.#renewing;
    if (this.lost.aborted) return;
    this.#lose();
    await this.#append(RELEASED, this.#count).catch(() => undefined); // then it runs out
  }

  /** Holds it for half a term from when the append began that the server took; the next one waits for a whole one. */
  #holdFrom(began: number): void {
    clearTimeout(this.#limit);
    this.#limit = setTimeout(() => this.#lose(), began + this.term / 2 - performance.now()).unref();
  }

  #lose(): void {
    clearTimeout(this.#limit);
    this.#lost.abort();
  }

  async #renew(): Promise<void> {
    const over = AbortSignal.any([this.#done.signal, this.lost]);
    while (!over.aborted) {
      await pause(this.term / 8, undefined, { signal: over }).catch(() => undefined);
      const began = performance.now();
      if (!over.aborted && (await this.#renewed())) this.#holdFrom(began);
    }
  }

  /** Appends once more. An answer that was lost, or a refusal, is looked into: somebody else's event means that the lease is gone. */
  async #renewed(): Promise<boolean> {
    try {
      await this.#append(RENEWED, this.#count);
      return true;
    } catch {
      const last = await this.#last().catch(() => null);
      if (last && last.id === this.#sent) this.#count = last.count;
      else if (last && last.count > this.#count) this.#lose();
      return last?.id === this.#sent;
    }
  }

  async #append(type: string, expected: number): Promise<void> {
    const id = (this.#sent = randomUUID());
    await this.server.append(this.stream, [jsonEvent({ id, type, data: {} })], expected);
    this.#count = expected + 1;
  }

  async #last(): Promise<Last> {
    let last: Last = { count: 0, id: null, type: null };
    try {
      for await (const { id, type, revision } of this.server.read(this.stream, 0)) last = { count: Number(revision) + 1, id, type };
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    return last;
  }
}
