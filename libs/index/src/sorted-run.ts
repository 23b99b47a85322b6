import { IntVector } from '@in-force/columns';
import { firstAfter } from '@in-force/events';
import { dayKey, type Rows, rowsByDay } from './packed-rows.js';
import { facetOf } from './row-code.js';
import { type Filter, type ScanState, scanRows } from './scan.js';

/** The rows of a run, at the most: what one compaction may take at once. */
const RUN_ROWS = 2_048;
/** The rows in the buffer that need no compaction yet. */
const FEW_ROWS = 32;

/**
 * A sorted run with a buffer (as in an LSM tree): rows in order of their facet and then of their first day, found by binary search, and
 * rows inserted since, which are scanned as a whole until compaction sorts them among the others.
 */
export class SortedRun {
  #sorted = new Int32Array(0);
  /** The first days of the sorted rows. */
  #days = new Int32Array(0);
  /** The index of each facet's first sorted row; its rows end where those of the next facet start. */
  #starts = new Int32Array(1);
  /** The rows inserted since the last compaction. */
  #buffer = new IntVector(16);

  constructor(private readonly rows: Rows) {}

  get full(): boolean {
    return this.#sorted.length + this.#buffer.size >= RUN_ROWS;
  }

  /** Returns whether more were inserted since the last compaction than a sixteenth of what is sorted. */
  get needsCompaction(): boolean {
    return this.#buffer.size > Math.max(FEW_ROWS, this.#sorted.length >> 4);
  }

  /** Returns the memory that it takes, in bytes. */
  get bytes(): number {
    return this.#sorted.byteLength + this.#days.byteLength + this.#starts.byteLength + this.#buffer.values.byteLength;
  }

  insert(row: number): void {
    this.#buffer.add(row);
  }

  /** Sorts its rows anew, with those of the buffer and without those deleted. O(rows log rows). */
  compact(deleted: Uint8Array): void {
    const { from, code } = this.rows.columns;
    const keys = new Float64Array(this.#sorted.length + this.#buffer.size);
    let [kept, facets] = [0, 0];
    for (const rows of [this.#sorted, this.#buffer.view()])
      for (const row of rows)
        if (deleted[row] === 0) {
          keys[kept++] = dayKey(from[row] as number, row);
          facets = Math.max(facets, facetOf(code[row] as number) + 1);
        }
    // Counting sort by facet of rows in order of their day, which keeps that order within a facet.
    const byDay = rowsByDay(keys.subarray(0, kept));
    const starts = new Int32Array(facets + 1);
    for (const row of byDay) (starts[facetOf(code[row] as number) + 1] as number)++;
    for (let facet = 0; facet < facets; facet++) starts[facet + 1] = (starts[facet + 1] as number) + (starts[facet] as number);
    const next = starts.slice();
    this.#sorted = new Int32Array(kept);
    for (const row of byDay) this.#sorted[(next[facetOf(code[row] as number)] as number)++] = row;
    this.#days = this.#sorted.map((row) => from[row] as number);
    this.#starts = starts;
    this.#buffer = new IntVector(16);
  }

  /** Collects the rows of some facets that begin after the last day read of the facet, through the day of the question; and the buffer. */
  scan(state: ScanState, filter: Filter, facets: readonly number[]): void {
    const [days, starts] = [this.#days, this.#starts];
    for (const facet of facets) {
      if (facet + 1 >= starts.length) continue;
      const [start, end] = [starts[facet] as number, starts[facet + 1] as number];
      const checkedThrough = state.checkedThrough[facet] as number;
      if (start === end || (days[end - 1] as number) <= checkedThrough) continue;
      const first = firstAfter(days, checkedThrough, start, end);
      scanRows(state, filter, this.rows, this.#sorted, first, firstAfter(days, state.day, first, end));
    }
    scanRows(state, filter, this.rows, this.#buffer.values, 0, this.#buffer.size);
  }
}
