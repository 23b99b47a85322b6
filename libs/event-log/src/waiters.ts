import { setMaxListeners } from 'node:events';

/** Those who wait until something changes. */
export class Waiters {
  readonly #waiting = new Set<() => void>();

  /** Wakes all who wait. */
  wake(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  /** Waits until they are woken, or the signal aborts; never throws. */
  next(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      if (signal?.aborted) return resolve();
      this.#waiting.add(wake);
      if (signal) setMaxListeners(0, signal); // as many as there are may wait for one
      signal?.addEventListener('abort', wake);
    });
  }
}
