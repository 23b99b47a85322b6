import type { Lease } from './event-log.js';

/** Leases within one process: whoever writes is alone, so only those in it wait for each other. */
export class LocalLeases {
  readonly #held = new Map<string, Lease>();

  /** Waits for a lease. @throws the signal's reason, when it aborts before. */
  async take(name: string, signal: AbortSignal): Promise<Lease> {
    for (let held = this.#held.get(name); held; held = this.#held.get(name)) {
      signal.throwIfAborted();
      await Promise.race([aborted(held.lost), aborted(signal)]);
    }
    signal.throwIfAborted();
    const lost = new AbortController();
    const release = async () => {
      this.#held.delete(name);
      lost.abort();
    };
    const lease = { lost: lost.signal, release };
    this.#held.set(name, lease);
    return lease;
  }

  async releaseAll(): Promise<void> {
    for (const lease of [...this.#held.values()]) await lease.release();
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
