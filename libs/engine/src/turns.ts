import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate } from 'node:timers/promises';
import type { Steps } from '@in-force/rules';

/** Bounds of the work on questions. `turn` in milliseconds; `together` are worked on in turns, `waiting` for it at the most. */
export const WORK = { turn: 12, brief: 3, together: 4, waiting: 32 } as const;

/** More long questions wait than are answered soon. */
export class Overloaded extends Error {
  override readonly name = 'Overloaded';
  constructor() {
    super('More long questions wait than can be answered soon. Ask again later, or less at once.');
  }
}

/** Whoever asked is gone. */
export class Abandoned extends Error {
  override readonly name = 'Abandoned';
  constructor() {
    super('Whoever asked this is gone.');
  }
}

/** Says of whatever is done for a request when its asker left. */
export const asker = new AsyncLocalStorage<AbortSignal>();

interface Work {
  readonly steps: Steps<unknown>;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Works on questions in turns: each takes a few milliseconds, and between two of them everybody else has theirs. What a first turn
 * answers waits for nobody; of the others a few are worked on together, some wait, and the rest is refused. What nobody waits for any
 * more is given up.
 */
export class Turns {
  readonly #works: Work[] = [];
  #working = false;
  /** How many were refused, and how many given up, since the start. */
  readonly counts = { refused: 0, abandoned: 0 };

  constructor(
    private readonly bounds: Readonly<Record<keyof typeof WORK, number>> = WORK,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Returns how many questions are worked on or wait. */
  get waiting(): number {
    return this.#works.length;
  }

  /**
   * Does a work in turns.
   *
   * @throws {Overloaded} where too many wait.
   * @throws {Abandoned} once whoever asked is gone.
   */
  async run<Result>(steps: Steps<Result>): Promise<Result> {
    const { together, waiting, turn, brief } = this.bounds;
    const first = this.#turn(steps, this.#works.length > 0 ? brief : turn);
    if (first.done) return first.value;
    if (this.#works.length >= together + waiting) {
      this.counts.refused += 1;
      throw new Overloaded();
    }
    return new Promise<Result>((resolve, reject) => {
      this.#works.push({ steps, signal: asker.getStore(), resolve: resolve as Work['resolve'], reject });
      if (!this.#working) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#working = true;
    for (;;) {
      await setImmediate();
      const work = this.#works.shift();
      if (!work) break;
      const { steps, signal, resolve, reject } = work;
      if (signal?.aborted) {
        this.counts.abandoned += 1;
        reject(new Abandoned());
        continue;
      }
      try {
        const { done, value } = this.#turn(steps, this.bounds.turn);
        if (done) resolve(value);
        else this.#works.splice(this.bounds.together - 1, 0, work);
      } catch (error) {
        reject(error);
      }
    }
    this.#working = false;
  }

  #turn<Result>(steps: Steps<Result>, length: number): IteratorResult<void, Result> {
    const end = this.now() + length;
    for (;;) {
      const step = steps.next();
      if (step.done || this.now() >= end) return step;
    }
  }
}

/** Passes rows on, and lets others have their turn now and then. */
export async function* inTurns<Row>(rows: AsyncIterable<Row> | Iterable<Row>): AsyncGenerator<Row> {
  let end = performance.now() + WORK.turn;
  for await (const row of rows) {
    yield row;
    if (performance.now() < end) continue;
    await setImmediate();
    end = performance.now() + WORK.turn;
  }
}
