import { IntVector } from '@in-force/columns';
import type { Rows } from './packed-rows.js';
import { facetOf } from './row-code.js';
import type { Filter, ScanState } from './scan.js';
import { SortedRun } from './sorted-run.js';

/**
 * A partial index (as in PostgreSQL) on the rows that bind nobody because of the calendar alone, which is unconfirmed until somebody read
 * the publications since. Such a row begins on the day that is to be confirmed, so those after the last day read of a facet lie side by
 * side in each run. Older rows, which are nearly all, are not looked at: a question costs O(runs · facets behind · log rows + rows
 * unconfirmed).
 */
export class UnconfirmedIndex {
  readonly #runs: SortedRun[] = [];
  /** The last day on which a row of each facet begins; 0 where it has none. */
  readonly #lastDays = new IntVector();
  readonly #needCompaction = new Set<SortedRun>();

  constructor(private readonly rows: Rows) {}

  /** Returns the memory that it takes, in bytes. */
  get bytes(): number {
    return this.#runs.reduce((sum, { bytes }) => sum + bytes, this.#lastDays.values.byteLength);
  }

  insert(row: number): void {
    let run = this.#runs.at(-1);
    if (!run || run.full) this.#runs.push((run = new SortedRun(this.rows)));
    run.insert(row);
    if (run.needsCompaction) this.#needCompaction.add(run);
    const { from, code } = this.rows.columns;
    const facet = facetOf(code[row] as number);
    this.#lastDays.fillTo(facet + 1, 0);
    this.#lastDays.values[facet] = Math.max(this.#lastDays.values[facet] as number, from[row] as number);
  }

  /** Compacts one run that needs it. @returns whether there was one. */
  compact(deleted: Uint8Array): boolean {
    for (const run of this.#needCompaction) {
      this.#needCompaction.delete(run);
      run.compact(deleted);
      return true;
    }
    return false;
  }

  /** Collects the rows open on the day of a question that nobody confirmed by then. */
  scan(state: ScanState, filter: Filter): void {
    const { behind, checkedThrough } = state;
    const lastDays = this.#lastDays.values;
    const facets = behind.filter((facet) => (lastDays[facet] ?? 0) > (checkedThrough[facet] as number) && filter.facets?.[facet] !== 0);
    if (facets.length > 0) for (const run of this.#runs) run.scan(state, filter, facets);
  }
}
