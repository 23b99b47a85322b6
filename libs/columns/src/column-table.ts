import { intsOf, type Sections } from './sections.js';

/** The rows that a new table has slots for. */
const SMALLEST = 1024;

/**
 * A column table: whole numbers in columns of equal length, a row being an index into all of them. Rows are added and never removed.
 * Adding costs amortised O(columns), but the columns grow in turn: to copy all of them at once would let questions wait.
 */
export class ColumnTable<Name extends string> {
  readonly columns: Record<Name, Int32Array>;
  size = 0;
  /** The rows for which each column has slots, or will have once all have grown. */
  #capacity: number;
  /** The columns in the order of their names. */
  #ordered: readonly Int32Array[];

  constructor(
    readonly names: readonly Name[],
    sections?: Sections,
  ) {
    this.size = sections ? intsOf(sections, names[0] as Name).length : 0;
    this.#capacity = Math.max(SMALLEST, this.size + (this.size >> 1));
    this.columns = Object.fromEntries(names.map((name) => [name, this.#columnOf(sections && intsOf(sections, name))])) as Record<
      Name,
      Int32Array
    >;
    this.#ordered = this.#inOrder();
  }

  /** Returns the columns as sections of a snapshot. */
  get sections(): Sections {
    return new Map(this.names.map((name) => [name, this.columns[name].subarray(0, this.size)]));
  }

  /** Returns the memory that the columns take, in bytes. */
  get bytes(): number {
    return this.names.reduce((sum, name) => sum + this.columns[name].byteLength, 0);
  }

  /** Adds a row, given as a number for each column in the order of their names. @returns the row. */
  add(...values: readonly number[]): number {
    const row = this.size++;
    this.#grow(row);
    for (let column = 0; column < values.length; column++) (this.#ordered[column] as Int32Array)[row] = values[column] as number;
    return row;
  }

  /** Grows one column now and then, beginning when three quarters of the slots are used, so that all have grown before the last is. */
  #grow(row: number): void {
    if (row >= this.#capacity - (this.#capacity >> 2)) this.#capacity *= 2;
    const interval = this.#capacity >> 7;
    if (row % interval > 0) return;
    const name = this.names[(row / interval) % this.names.length] as Name;
    if (this.columns[name].length >= this.#capacity) return;
    this.columns[name] = this.#columnOf(this.columns[name]);
    this.#ordered = this.#inOrder();
  }

  #columnOf(values?: Int32Array): Int32Array {
    const column = new Int32Array(this.#capacity);
    if (values) column.set(values);
    return column;
  }

  #inOrder(): readonly Int32Array[] {
    return this.names.map((name) => this.columns[name]);
  }
}
