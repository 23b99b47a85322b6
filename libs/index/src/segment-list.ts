import { IntVector } from '@in-force/columns';
import type { Rows } from './packed-rows.js';
import type { Filter, ScanState } from './scan.js';
import { Segment } from './segment.js';

/** The rows of a segment, at the most: what one compaction may take at once. */
const SEGMENT_ROWS = 1_024;

/**
 * A segment list with a zone map (as in Lucene and Netezza): rows in segments, of which only the last one takes new rows. The zone map
 * keeps the first and the last day of each segment, so that a question passes over segments without touching them: it pays for those
 * that are alive on its day. Inserting costs amortised O(1).
 */
export class SegmentList {
  readonly #segments: Segment[] = [];
  /** The zone map: of each segment the earliest `from` and the latest `to` of its rows. */
  readonly #firstDays = new IntVector(4);
  readonly #lastDays = new IntVector(4);

  constructor(private readonly rows: Rows) {}

  /** Returns the memory that it takes, in bytes. */
  get bytes(): number {
    const zones = this.#firstDays.values.byteLength + this.#lastDays.values.byteLength;
    return this.#segments.reduce((sum, { bytes }) => sum + bytes, zones);
  }

  /** Inserts a row that is greater than those before. */
  insert(row: number): void {
    const { from, to } = this.rows.columns;
    this.#segmentFor(row).insert(row);
    const last = this.#segments.length - 1;
    const [firstDays, lastDays] = [this.#firstDays.values, this.#lastDays.values];
    firstDays[last] = Math.min(firstDays[last] as number, from[row] as number);
    lastDays[last] = Math.max(lastDays[last] as number, to[row] as number);
  }

  /** Notes that one of its rows was deleted. */
  delete(row: number): void {
    this.#segments.findLast(({ first }) => first <= row)?.countDeleted();
  }

  /** Compacts one segment that needs it. @returns whether there was one. */
  compact(deleted: Uint8Array): boolean {
    const segment = this.#segments.find(({ needsCompaction }) => needsCompaction);
    segment?.compact(deleted);
    return segment !== undefined;
  }

  /** Collects the rows that are open on the day of a question. */
  scan(state: ScanState, filter: Filter): void {
    const { day } = state;
    const [firstDays, lastDays] = [this.#firstDays.values, this.#lastDays.values];
    for (let at = 0; at < this.#segments.length; at++)
      if (day >= (firstDays[at] as number) && day < (lastDays[at] as number)) (this.#segments[at] as Segment).scan(state, filter);
  }

  /** Returns the last segment, or a new one where that is full. */
  #segmentFor(row: number): Segment {
    const last = this.#segments.at(-1);
    if (last && last.size < SEGMENT_ROWS) return last;
    const segment = new Segment(this.rows, row);
    this.#segments.push(segment);
    const { from, to } = this.rows.columns;
    this.#firstDays.add(from[row] as number);
    this.#lastDays.add(to[row] as number);
    return segment;
  }
}
