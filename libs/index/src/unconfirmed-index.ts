import { IntVector } from '@in-force/columns';
import { dayKey, type Rows, rowsByDay } from './packed-rows.js';
import { type Filter, facetOf, type ScanState, scanRows } from './scan.js';

/** Rows in a stretch, at the most: what one tidying may take at once. */
const FULL = 2_048;
/** Rows put since the others were sorted, before they are sorted among them. */
const BUFFERED = 32;

/** Rows put one after another: some in order of their desk and then of their first day, others put since. */
class SortedRun {
  #sorted = new Int32Array(0);
  #days = new Int32Array(0);
  /** By desk the place of its first row; the next desk's is where they end. */
  #starts = new Int32Array(1);
  #buffer = new IntVector(16);

  constructor(private readonly rows: Rows) {}

  get full(): boolean {
    return this.#sorted.length + this.#buffer.size >= FULL;
  }

  get needsCompaction(): boolean {
    return this.#buffer.size > Math.max(BUFFERED, this.#sorted.length >> 4);
  }

  get bytes(): number {
    return this.#sorted.byteLength + this.#days.byteLength + this.#starts.byteLength + this.#buffer.values.byteLength;
  }

  insert(row: number): void {
    this.#buffer.add(row);
  }

  compact(struck: Uint8Array): void {
    const { from, says } = this.rows.columns;
    const order = new Float64Array(this.#sorted.length + this.#buffer.size);
    let [kept, desks] = [0, 0];
    for (const rows of [this.#sorted, this.#buffer.view()])
      for (const row of rows)
        if (struck[row] === 0) {
          order[kept++] = dayKey(from[row] as number, row);
          desks = Math.max(desks, facetOf(says[row] as number) + 1);
        }
    const byDay = rowsByDay(order.subarray(0, kept));
    const starts = new Int32Array(desks + 1);
    for (const row of byDay) (starts[facetOf(says[row] as number) + 1] as number)++;
    for (let desk = 0; desk < desks; desk++) starts[desk + 1] = (starts[desk + 1] as number) + (starts[desk] as number);
    const next = starts.slice();
    this.#sorted = new Int32Array(kept);
    for (const row of byDay) this.#sorted[(next[facetOf(says[row] as number)] as number)++] = row;
    this.#days = this.#sorted.map((row) => from[row] as number);
    this.#starts = starts;
    this.#buffer = new IntVector(16);
  }

  /** Shows a probe what begins after the last day read of some desks, and by its own. */
  scan(probe: ScanState, filter: Filter, desks: readonly number[]): void {
    const [days, starts] = [this.#days, this.#starts];
    for (const desk of desks) {
      if (desk + 1 >= starts.length) continue;
      const [start, end] = [starts[desk] as number, starts[desk + 1] as number];
      const through = probe.checkedThrough[desk] as number;
      if (start === end || (days[end - 1] as number) <= through) continue;
      const first = firstAfter(days, start, end, through);
      scanRows(probe, filter, this.rows, this.#sorted, first, firstAfter(days, first, end, probe.day));
    }
    scanRows(probe, filter, this.rows, this.#buffer.values, 0, this.#buffer.size);
  }
}

/** The first of some rising numbers that is more than this one. */
function firstAfter(values: Int32Array, start: number, end: number, value: number): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Spans that bind nobody, but only as the calendar says so: whoever has not read the publications since cannot confirm it. They begin
 * on the day that the calendar turned, so what was turned after the last day read of a desk lies together in each stretch. Everything
 * older, which is nearly all of the past, is not even looked at.
 */
export class UnconfirmedIndex {
  readonly #runs: SortedRun[] = [];
  /** The last day on which a span of each desk begins. */
  #latest = new Int32Array(0);
  readonly #needCompaction = new Set<SortedRun>();

  constructor(private readonly rows: Rows) {}

  /** The memory it takes, in bytes. */
  get bytes(): number {
    return this.#runs.reduce((sum, { bytes }) => sum + bytes, this.#latest.byteLength);
  }

  insert(row: number): void {
    let last = this.#runs.at(-1);
    if (!last || last.full) this.#runs.push((last = new SortedRun(this.rows)));
    last.insert(row);
    if (last.needsCompaction) this.#needCompaction.add(last);
    const { from, says } = this.rows.columns;
    const desk = facetOf(says[row] as number);
    if (desk >= this.#latest.length) {
      const grown = new Int32Array(desk + 8);
      grown.set(this.#latest);
      this.#latest = grown;
    }
    this.#latest[desk] = Math.max(this.#latest[desk] as number, from[row] as number);
  }

  /** Puts one stretch in order. @returns whether there was one that had need of it. */
  compact(struck: Uint8Array): boolean {
    for (const stretch of this.#needCompaction) {
      this.#needCompaction.delete(stretch);
      stretch.compact(struck);
      return true;
    }
    return false;
  }

  /** Shows a probe what nobody can confirm on its day. */
  scan(probe: ScanState, filter: Filter): void {
    const { behind, checkedThrough: throughs } = probe;
    const desks = behind.filter((desk) => (this.#latest[desk] ?? 0) > (throughs[desk] as number) && filter.facets?.[desk] !== 0);
    if (desks.length > 0) for (const stretch of this.#runs) stretch.scan(probe, filter, desks);
  }
}
