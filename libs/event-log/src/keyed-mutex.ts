import { LogUnreachable } from './event-log.js';

/** Lets work on the same thing follow each other, while work on others goes on. */
export class KeyedMutex {
  readonly #last = new Map<string, Promise<unknown>>();

  /**
   * Does the work once all that was begun on the same thing is done, or has failed.
   *
   * @throws {LogUnreachable} where one before it waited for the log in vain: all who waited behind it have waited as long.
   */
  async run<T>(thing: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(thing) ?? Promise.resolve();
    const turn = before.then(work, (error: unknown) => {
      if (error instanceof LogUnreachable) throw error;
      return work();
    });
    this.#last.set(thing, turn);
    try {
      return await turn;
    } finally {
      if (this.#last.get(thing) === turn) this.#last.delete(thing);
    }
  }
}
