import { IntVector } from '@in-force/columns';
import { firstAfter } from '@in-force/events';
import { dayKey, PackedRows, type Rows, rowsByDay } from './packed-rows.js';
import { type Filter, type ScanState, scanPacked, scanRows } from './scan.js';

/** The rows from one checkpoint to the next, at the least. */
const CHECKPOINT_EVERY = 64;
/** The changes since the last compaction that need none yet. */
const FEW_CHANGES = 64;

/**
 * A Timeline Index with checkpoints (Kaufmann et al., SIGMOD 2013): rows packed in order of their first day. A checkpoint repeats the
 * earlier rows that are still open on its first day, in order of their last day, the latest first; then come the rows that begin from
 * there on. What is open on a day is the beginning of one checkpoint and the open ones of the rows after it: two runs of memory, read
 * until no later row can be open. New rows go to a buffer, which is scanned as a whole, and deleted ones stay behind as tombstones,
 * until compaction.
 *
 * Finding the rows open on a day costs O(log checkpoints + open rows + `CHECKPOINT_EVERY` + buffer), compaction O(rows log rows).
 */
export class Segment {
  /** The number of rows inserted. */
  size = 0;
  #packed: PackedRows;
  /**
   * Three columns, one after another, with a number for each checkpoint: its first day, the index of its first packed row, and that of
   * the first row which begins on or after that day.
   */
  #checkpoints: Int32Array = new Int32Array(0);
  /** The rows inserted since the last compaction. */
  #buffer = new IntVector(16);
  /** The number of rows deleted since. */
  #deleted = 0;

  constructor(
    private readonly rows: Rows,
    /** Its first row. The others follow in ascending order. */
    readonly first: number,
  ) {
    this.#packed = new PackedRows(rows, new Int32Array(0));
  }

  /** Returns the memory that it takes, in bytes. */
  get bytes(): number {
    return this.#packed.bytes + this.#checkpoints.byteLength + this.#buffer.values.byteLength;
  }

  insert(row: number): void {
    this.#buffer.add(row);
    this.size++;
  }

  /** Counts one of its rows as deleted: the tombstone is the table's. */
  countDeleted(): void {
    this.#deleted++;
  }

  /** Returns whether more changed since the last compaction than a sixteenth of what is packed. */
  get needsCompaction(): boolean {
    return this.#deleted + this.#buffer.size > Math.max(FEW_CHANGES, this.#packed.size >> 4);
  }

  /** Packs its rows anew, with those of the buffer and without those deleted. */
  compact(deleted: Uint8Array): void {
    const { from } = this.rows.columns;
    const keys = new Float64Array(this.size);
    let kept = 0;
    const keep = (row: number) => {
      if (deleted[row] === 0) keys[kept++] = dayKey(from[row] as number, row);
    };
    for (let checkpoint = 0; checkpoint < this.#count; checkpoint++)
      for (let at = this.#openEnd(checkpoint); at < this.#end(checkpoint); at++) keep(this.#packed.rowAt(at));
    for (const row of this.#buffer.view()) keep(row);
    this.#buffer = new IntVector(16);
    this.#pack(rowsByDay(keys.subarray(0, kept)));
  }

  /** Collects the rows that are open on the day of a question. */
  scan(state: ScanState, filter: Filter): void {
    const checkpoint = firstAfter(this.#checkpoints, state.day, 0, this.#count) - 1;
    if (checkpoint >= 0) {
      const [openEnd, mayBeDeleted] = [this.#openEnd(checkpoint), this.#deleted > 0];
      scanPacked(state, filter, this.#packed, this.#start(checkpoint), openEnd, true, mayBeDeleted);
      scanPacked(state, filter, this.#packed, openEnd, this.#end(checkpoint), false, mayBeDeleted);
    }
    scanRows(state, filter, this.rows, this.#buffer.values, 0, this.#buffer.size);
  }

  /** Returns how many checkpoints there are. */
  get #count(): number {
    return this.#checkpoints.length / 3;
  }

  /** Returns the index of the first packed row of a checkpoint. */
  #start(checkpoint: number): number {
    return this.#checkpoints[this.#count + checkpoint] as number;
  }

  /** Returns the index at which the rows that a checkpoint repeats end, and those that begin from there on start. */
  #openEnd(checkpoint: number): number {
    return this.#checkpoints[2 * this.#count + checkpoint] as number;
  }

  /** Returns the index at which the rows of a checkpoint end. */
  #end(checkpoint: number): number {
    return checkpoint + 1 < this.#count ? this.#start(checkpoint + 1) : this.#packed.size;
  }

  /** Packs rows that are in order of their first day, and sets checkpoints. */
  #pack(order: Int32Array): void {
    const { from, to } = this.rows.columns;
    const packed = new IntVector(2 * order.length);
    const [days, starts, openEnds]: [number[], number[], number[]] = [[], [], []];
    let open: number[] = [];
    for (let at = 0; at < order.length; ) {
      const day = from[order[at] as number] as number;
      open = open.filter((row) => (to[row] as number) > day).sort((a, b) => (to[b] as number) - (to[a] as number));
      days.push(day);
      starts.push(packed.size);
      for (const row of open) packed.add(row);
      openEnds.push(packed.size);
      // Where many rows are open, checkpoints are as far apart: no more is repeated than is there.
      for (const end = Math.min(order.length, at + Math.max(CHECKPOINT_EVERY, open.length)); at < end; at++) {
        const row = order[at] as number;
        packed.add(row);
        open.push(row);
      }
    }
    this.#deleted = 0;
    this.#packed = new PackedRows(this.rows, packed.view());
    this.#checkpoints = Int32Array.from([...days, ...starts, ...openEnds]);
  }
}
