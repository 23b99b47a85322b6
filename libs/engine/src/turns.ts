import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate } from 'node:timers/promises';
import type { Steps } from '@in-force/rules';

/**
 * Bounds of the work on questions. `turn` and `brief` in milliseconds; `together` are worked on in turns, `waiting` for it at the most, each
 * `late` milliseconds at the most.
 */
export const WORK = { turn: 12, brief: 3, together: 4, waiting: 32, late: 30_000 } as const;

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

/** Says of whatever is done for a request when its asker left. What is done without is done for nobody who could be refused. */
export const asker = new AsyncLocalStorage<AbortSignal | undefined>();

/** A turn takes so much at the least, in milliseconds. */
const LEAST = 0.001;

interface Work {
  readonly steps: Steps<unknown>;
  readonly signal: AbortSignal | undefined;
  /** When it was asked for. */
  readonly since: number;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Works on questions in turns: each takes a few milliseconds, and between two of them everybody else has theirs. What a first turn
 * answers waits for nobody, unless many such took a turn together; of the others a few are worked on together, some wait, and the rest is
 * refused, as is what waited too long: else those who are gone soon would be worked for. What nobody waits for any more is given up.
 */
export class Turns {
  #works: Work[] = [];
  #working = false;
  /** How long first turns took since others had theirs. */
  #spent = 0;
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
   * @throws {Overloaded} where too many wait, or it has waited too long, and somebody asked.
   * @throws {Abandoned} once whoever asked is gone.
   */
  async run<Result>(steps: Steps<Result>): Promise<Result> {
    const { together, waiting, turn, brief } = this.bounds;
    while (this.#spent >= turn) await setImmediate();
    const first = this.#firstTurn(steps, this.#works.length > 0 ? brief : turn);
    if (first.done) return first.value;
    if (asker.getStore() && this.#works.length >= together + waiting) {
      this.counts.refused += 1;
      throw new Overloaded();
    }
    return new Promise<Result>((resolve, reject) => {
      this.#works.push({ steps, signal: asker.getStore(), since: this.now(), resolve: resolve as Work['resolve'], reject });
      if (!this.#working) void this.#work();
    });
  }

  /** Does a work at once where that takes no more than a turn; null where it takes more, and nothing of it is kept. */
  atOnce<Result>(steps: Steps<Result>): Result | null {
    const { done, value } = this.#turn(steps, this.#works.length > 0 ? this.bounds.brief : this.bounds.turn);
    return done ? (value as Result) : null;
  }

  #firstTurn<Result>(steps: Steps<Result>, length: number): IteratorResult<void, Result> {
    if (this.#spent === 0) void setImmediate().then(() => (this.#spent = 0));
    const began = this.now();
    try {
      return this.#turn(steps, length);
    } finally {
      this.#spent += Math.max(this.now() - began, LEAST);
    }
  }

  async #work(): Promise<void> {
    this.#working = true;
    for (;;) {
      await setImmediate();
      this.#letGo();
      const work = this.#works.shift();
      if (!work) break;
      const { steps, resolve, reject } = work;
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

  /** Lets go of what nobody waits for any more, and of what has waited too long to be begun. */
  #letGo(): void {
    const { together, late } = this.bounds;
    const now = this.now();
    this.#works = this.#works.filter(({ signal, since, reject }, at) => {
      if (signal === undefined || (!signal.aborted && (at < together || now - since < late))) return true;
      this.counts[signal.aborted ? 'abandoned' : 'refused'] += 1;
      reject(signal.aborted ? new Abandoned() : new Overloaded());
      return false;
    });
  }

  #turn<Result>(steps: Steps<Result>, length: number): IteratorResult<void, Result> {
    const end = this.now() + length;
    for (;;) {
      const step = steps.next();
      if (step.done || this.now() >= end) return step;
    }
  }
}

/** Does for nobody in particular what a request begins, and others may wait for. */
export const forAll = <Result>(work: () => Result): Result => asker.run(undefined, work);

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
