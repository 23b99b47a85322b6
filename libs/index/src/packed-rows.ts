import type { ColumnTable } from '@in-force/columns';

/** What is kept of a span: whose it is, when it holds, what it says of what, and at which clocks the record showed it. */
export const ROW = ['owner', 'from', 'to', 'says', 'turned', 'goods', 'set', 'recordedFrom', 'recordedTo', 'knownFrom', 'knownTo'] as const;
export type Rows = ColumnTable<(typeof ROW)[number]>;

/** More rows than memory holds. */
const ROWS = 2 ** 26;

/** A row and its first day as one number, and the rows of such numbers in order: numbers are sorted without asking how they compare. */
export const dayKey = (from: number, row: number): number => from * ROWS + row;
export const rowsByDay = (keys: Float64Array): Int32Array => Int32Array.from(keys.sort(), (key) => key % ROWS);

/** What every question reads of an entry, and what those about the past read besides. */
const HOT = ['from', 'to', 'owner', 'says', 'turned', 'goods', 'set'] as const;
const CLOCKS = ['recordedFrom', 'recordedTo', 'knownFrom', 'knownTo'] as const;

/** How many numbers of an entry lie in `values`, the last of them its row, and in `clocks`. */
export const WIDTH = HOT.length + 1;
export const CLOCK_WIDTH = CLOCKS.length;

/**
 * Copies of rows in the order in which they are read. The numbers of an entry lie together, so that a question waits for memory once
 * an entry, and not once a column. The clocks lie apart, as few questions look at them.
 */
export class PackedRows {
  readonly values: Int32Array;
  readonly clocks: Int32Array;

  constructor({ columns }: Rows, rows: Int32Array) {
    this.size = rows.length;
    this.values = new Int32Array(WIDTH * rows.length);
    this.clocks = new Int32Array(CLOCK_WIDTH * rows.length);
    for (const [place, name] of HOT.entries()) copy(columns[name], rows, this.values, place, WIDTH);
    for (const [place, name] of CLOCKS.entries()) copy(columns[name], rows, this.clocks, place, CLOCK_WIDTH);
    for (let at = 0; at < rows.length; at++) this.values[at * WIDTH + HOT.length] = rows[at] as number;
  }

  readonly size: number;

  /** The memory it takes, in bytes. */
  get bytes(): number {
    return this.values.byteLength + this.clocks.byteLength;
  }

  /** The row of an entry. */
  rowAt(at: number): number {
    return this.values[at * WIDTH + HOT.length] as number;
  }
}

/** Copies what a column says of some rows to a place in each of as many records. */
function copy(column: Int32Array, rows: Int32Array, to: Int32Array, place: number, width: number): void {
  for (let at = 0; at < rows.length; at++) to[at * width + place] = column[rows[at] as number] as number;
}
