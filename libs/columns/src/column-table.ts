import { intsOf, type Sections } from './sections.js';

/** Whole numbers in columns that grow together: a row is a place in all of them. */
export class ColumnTable<Name extends string> {
  readonly columns: Record<Name, Int32Array>;
  size = 0;

  constructor(
    readonly names: readonly Name[],
    sections?: Sections,
  ) {
    this.size = sections ? intsOf(sections, names[0] as Name).length : 0;
    this.#room = Math.max(1024, this.size + (this.size >> 1));
    this.columns = Object.fromEntries(names.map((name) => [name, this.#roomy(sections && intsOf(sections, name))])) as Record<
      Name,
      Int32Array
    >;
    this.#list = this.#listed();
  }

  /** How many rows each column has room for, or will have once all have grown. */
  #room: number;

  get image(): Sections {
    return new Map(this.names.map((name) => [name, this.columns[name].subarray(0, this.size)]));
  }

  /** Adds a row, a number for each column in their order, and tells its place. */
  add(...row: readonly number[]): number {
    const at = this.size++;
    this.#grow(at);
    for (let column = 0; column < row.length; column++) (this.#list[column] as Int32Array)[at] = row[column] as number;
    return at;
  }

  /** The memory that it takes, in bytes. */
  get bytes(): number {
    return this.names.reduce((sum, name) => sum + this.columns[name].byteLength, 0);
  }

  /** Makes room well before it is needed, for one column now and then: to copy all at once would let questions wait. */
  #grow(at: number): void {
    if (at >= this.#room - (this.#room >> 2)) this.#room *= 2;
    const apart = this.#room >> 7;
    if (at % apart > 0) return;
    const name = this.names[(at / apart) % this.names.length] as Name;
    if (this.columns[name].length >= this.#room) return;
    this.columns[name] = this.#roomy(this.columns[name]);
    this.#list = this.#listed();
  }

  /** The columns in their order. */
  #list: readonly Int32Array[];
  #listed = (): readonly Int32Array[] => this.names.map((name) => this.columns[name]);

  #roomy(values?: Int32Array): Int32Array {
    const column = new Int32Array(this.#room);
    if (values) column.set(values);
    return column;
  }
}

/** A column alone. */
export class IntVector {
  values: Int32Array;
  size = 0;

  /** Empty, with room for so many; or with these numbers, which are its own from now on. */
  constructor(given: number | Int32Array) {
    this.values = typeof given === 'number' ? new Int32Array(Math.max(16, given)) : given;
    if (typeof given !== 'number') this.size = given.length;
  }

  add(value: number): void {
    if (this.size === this.values.length) {
      const grown = new Int32Array(Math.max(16, 2 * this.size));
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.size++] = value;
  }

  /** The numbers: a copy, and the numbers themselves. */
  copy(): Int32Array {
    return this.values.slice(0, this.size);
  }
  view(): Int32Array {
    return this.values.subarray(0, this.size);
  }
}

/** Which is the last of some records, so many numbers wide and rising by the first of them, whose first is at most this one; -1 if none is. */
export function lastAtMost(values: Int32Array, width: number, most: number): number {
  let [low, high] = [0, values.length / width];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle * width] as number) <= most) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
