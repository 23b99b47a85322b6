import type { ReadModel } from '@in-force/answers';
import { RecordView, remember, type Steps } from '@in-force/rules';
import { LRUCache } from 'lru-cache';
import { type Happened, happenedIn } from './happened.js';
import { NamedDays } from './named-days.js';
import { type Run, runAfter } from './runs.js';

/** The most views, and the most runs, that are kept: the lists of all questions go through the same ones, within a second as a rule. */
const KEPT = 32;

/** The record as lists of changes read it: what one of them has worked out the next has at hand, whatever it asks. */
export class Reading {
  readonly days: NamedDays;
  readonly #views = new LRUCache<number, RecordView>({ max: KEPT });
  readonly #runs = new LRUCache<number, Run>({ max: KEPT });
  readonly #happened = new LRUCache<string, Happened>({ max: KEPT });

  constructor(readonly model: ReadModel) {
    this.days = new NamedDays(model);
  }

  /** Returns the record as it stood at a position. */
  viewAt(position: number): RecordView {
    return remember(this.#views, position, () => new RecordView(this.model.events, { position, knownOn: null }));
  }

  /** Finds the run that begins after a position; null where nothing was recorded there. One that another has followed stays as it is. */
  *runAfter(position: number): Steps<Run | null> {
    const kept = this.#runs.get(position);
    if (kept) return kept;
    const run = yield* runAfter(this.model, position);
    if (run !== null && run.through < this.model.position) this.#runs.set(position, run);
    return run;
  }

  /** Finds what happened in a run. */
  *happened(run: Run): Steps<Happened> {
    const key = `${run.from} ${run.through}`;
    const kept = this.#happened.get(key);
    if (kept) return kept;
    const happened = yield* happenedIn(this, run);
    this.#happened.set(key, happened);
    return happened;
  }
}
