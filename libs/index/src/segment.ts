import { IntVector, lastAtMost } from '@in-force/columns';
import { dayKey, PackedRows, type Rows, rowsByDay } from './packed-rows.js';
import { type Filter, type ScanState, scan, scanRows } from './scan.js';

/** Entries that follow a page's open ones, at the least. */
const CHECKPOINT_EVERY = 64;
/** Entries put, or struck, since the pages were made, before they are made anew. */
const BUFFERED = 64;

/** What is told of a page: its first day, the place of its first entry, and of the first that begins on it. */
const CHECKPOINT = 3;

/**
 * Spans in order of their first day, cut into pages. Each page begins with those of earlier pages that are still open on its first
 * day, the longest open first; then come those that begin on it. What is open on a day is a run of the first part of one page, and
 * what is still open of the second: two stretches of memory, read in order. Spans put since then lie loose behind the last page.
 */
export class Segment {
  #packed: PackedRows;
  #checkpoints: Int32Array = new Int32Array(0);
  /** The rows put since the pages were made. */
  #buffer = new IntVector(16);
  /** How many of its rows were struck since. */
  #deleted = 0;

  constructor(
    private readonly rows: Rows,
    /** Its first row. The others follow in the order of their numbers. */
    readonly first: number,
  ) {
    this.#packed = new PackedRows(rows, new Int32Array(0));
  }

  /** How many rows it was given, and the memory it takes in bytes. */
  size = 0;
  get bytes(): number {
    return this.#packed.bytes + this.#checkpoints.byteLength + this.#buffer.values.byteLength;
  }

  /** Puts one more row into it. */
  insert(row: number): void {
    this.#buffer.add(row);
    this.size++;
  }

  /** One of its rows was struck. */
  countDeleted(): void {
    this.#deleted++;
  }

  /** Whether its pages had better be made anew. */
  get needsCompaction(): boolean {
    return this.#deleted + this.#buffer.size > Math.max(BUFFERED, this.#packed.size >> 4);
  }

  /** Makes the pages anew, with what was put since and without what was struck. */
  compact(struck: Uint8Array): void {
    const { from } = this.rows.columns;
    const order = new Float64Array(this.size);
    let kept = 0;
    const keep = (row: number) => {
      if (struck[row] === 0) order[kept++] = dayKey(from[row] as number, row);
    };
    for (let page = 0; page < this.#checkpoints.length; page += CHECKPOINT)
      for (let at = this.#own(page); at < this.#end(page); at++) keep(this.#packed.rowAt(at));
    for (const row of this.#buffer.view()) keep(row);
    this.#buffer = new IntVector(16);
    this.#fill(rowsByDay(order.subarray(0, kept)));
  }

  /** Where the entries that begin on a page begin. */
  #own(page: number): number {
    return this.#checkpoints[page + 2] as number;
  }

  /** Where a page ends. */
  #end(page: number): number {
    return this.#checkpoints[page + CHECKPOINT + 1] ?? this.#packed.size;
  }

  /** Makes the pages, of rows in order of their first day. */
  #fill(order: Int32Array): void {
    const { from, to } = this.rows.columns;
    const layout = new IntVector(2 * order.length);
    const pages = new IntVector(16);
    let open: number[] = [];
    for (let at = 0; at < order.length; ) {
      const day = from[order[at] as number] as number;
      open = open.filter((row) => (to[row] as number) > day).sort((a, b) => (to[b] as number) - (to[a] as number));
      pages.add(day);
      pages.add(layout.size);
      for (const row of open) layout.add(row);
      pages.add(layout.size);
      for (const end = Math.min(order.length, at + Math.max(CHECKPOINT_EVERY, open.length)); at < end; at++) {
        const row = order[at] as number;
        layout.add(row);
        open.push(row);
      }
    }
    this.#deleted = 0;
    this.#packed = new PackedRows(this.rows, layout.view());
    this.#checkpoints = pages.copy();
  }

  /** Shows a probe what is open on its day. */
  scan(probe: ScanState, filter: Filter): void {
    const page = CHECKPOINT * lastAtMost(this.#checkpoints, CHECKPOINT, probe.day);
    if (page >= 0) {
      const [own, stale] = [this.#own(page), this.#deleted > 0];
      scan(probe, filter, this.#packed, this.#checkpoints[page + 1] as number, own, true, stale);
      scan(probe, filter, this.#packed, own, this.#end(page), false, stale);
    }
    scanRows(probe, filter, this.rows, this.#buffer.values, 0, this.#buffer.size);
  }
}
