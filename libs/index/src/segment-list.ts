import type { Rows } from './packed-rows.js';
import type { Filter, ScanState } from './scan.js';
import { Segment } from './segment.js';

/** Rows in a volume, at the most: what one tidying may take at once. */
const FULL = 1_024;

/** Rows of one sort that bear on one place, in volumes: each new row goes into the last one, so that the others stay as they are. */
export class SegmentList {
  readonly #segments: Segment[] = [];
  /** Of each volume the days between which all its rows lie: what a day passes over, it need not even touch. */
  #days = new Int32Array(4);

  constructor(private readonly rows: Rows) {}

  /** The memory it takes, in bytes. */
  get bytes(): number {
    return this.#segments.reduce((sum, { bytes }) => sum + bytes, this.#days.byteLength);
  }

  insert(row: number): void {
    const last = this.#last(row);
    last.insert(row);
    const { from, to } = this.rows.columns;
    const at = 2 * this.#segments.length - 2;
    this.#days[at] = Math.min(this.#days[at] as number, from[row] as number);
    this.#days[at + 1] = Math.max(this.#days[at + 1] as number, to[row] as number);
  }

  /** The volume with room for a row. */
  #last(row: number): Segment {
    const last = this.#segments.at(-1);
    if (last && last.size < FULL) return last;
    const next = 2 * this.#segments.length;
    if (next === this.#days.length) {
      const grown = new Int32Array(2 * next);
      grown.set(this.#days);
      this.#days = grown;
    }
    this.#days[next] = this.rows.columns.from[row] as number;
    const fresh = new Segment(this.rows, row);
    this.#segments.push(fresh);
    return fresh;
  }

  /** A row on it was struck. */
  delete(row: number): void {
    this.#segments.findLast(({ first }) => first <= row)?.countDeleted();
  }

  /** Puts one volume that has need of it in order. @returns whether there was one. */
  compact(struck: Uint8Array): boolean {
    const untidy = this.#segments.find((volume) => volume.needsCompaction);
    untidy?.compact(struck);
    return untidy !== undefined;
  }

  /** Shows a probe what is open on its day. */
  scan(probe: ScanState, filter: Filter): void {
    const { day } = probe;
    const days = this.#days;
    for (let at = 0; at < this.#segments.length; at++)
      if (day >= (days[2 * at] as number) && day < (days[2 * at + 1] as number)) (this.#segments[at] as Segment).scan(probe, filter);
  }
}
