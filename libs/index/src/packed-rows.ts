import type { ColumnTable } from '@in-force/columns';

/**
 * The columns of a row, which is a span of a measure in one version: the days on which it holds (`to` is the first day without it), its
 * row code, the day from which it is unconfirmed, the class of goods and the set of countries, and the clocks at which the record
 * showed it.
 */
export const ROW = [
  'measure',
  'from',
  'to',
  'code',
  'unconfirmedFrom',
  'goods',
  'set',
  'recordedFrom',
  'recordedTo',
  'knownFrom',
  'knownTo',
] as const;
export type Rows = ColumnTable<(typeof ROW)[number]>;

/** More rows than memory holds. */
const ROWS = 2 ** 26;

/** Returns a row and its first day as one number, which orders by the day and then by the row. */
export const dayKey = (from: number, row: number): number => from * ROWS + row;

/** Sorts such numbers and returns their rows. Numbers are sorted without a function that compares them. */
export const rowsByDay = (keys: Float64Array): Int32Array => Int32Array.from(keys.sort(), (key) => key % ROWS);

/** The columns that every question reads, and those that only questions about the past read besides. */
const HOT = ['from', 'to', 'measure', 'code', 'unconfirmedFrom', 'goods', 'set'] as const;
const CLOCKS = ['recordedFrom', 'recordedTo', 'knownFrom', 'knownTo'] as const;

/** The numbers of a row that lie side by side in `values`, the last of them the row itself, and those in `clocks`. */
export const WIDTH = HOT.length + 1;
export const CLOCK_WIDTH = CLOCKS.length;

/**
 * Packed rows: copies of rows in the order in which they are scanned, row by row instead of column by column (a row store beside the
 * column store, as in PAX and hybrid layouts), so that a scan waits for memory once a row. The clocks lie apart, as few questions read
 * them.
 */
export class PackedRows {
  readonly size: number;
  readonly values: Int32Array;
  readonly clocks: Int32Array;

  /** Copies the rows given, in their order. O(rows). */
  constructor({ columns }: Rows, rows: Int32Array) {
    this.size = rows.length;
    this.values = new Int32Array(WIDTH * rows.length);
    this.clocks = new Int32Array(CLOCK_WIDTH * rows.length);
    for (const [offset, name] of HOT.entries()) copy(columns[name], rows, this.values, offset, WIDTH);
    for (const [offset, name] of CLOCKS.entries()) copy(columns[name], rows, this.clocks, offset, CLOCK_WIDTH);
    for (let at = 0; at < rows.length; at++) this.values[at * WIDTH + HOT.length] = rows[at] as number;
  }

  /** Returns the memory that the copies take, in bytes. */
  get bytes(): number {
    return this.values.byteLength + this.clocks.byteLength;
  }

  /** Returns the row that was packed at an index. */
  rowAt(index: number): number {
    return this.values[index * WIDTH + HOT.length] as number;
  }
}

/** Copies what a column holds of some rows to an offset in each of as many records of one width. */
function copy(column: Int32Array, rows: Int32Array, to: Int32Array, offset: number, width: number): void {
  for (let at = 0; at < rows.length; at++) to[at * width + offset] = column[rows[at] as number] as number;
}
