import { type Image, numbers } from './image.js';

/** Whole numbers in columns that grow together: a row is a place in all of them. */
export class Table<Name extends string> {
  readonly columns: Record<Name, Int32Array>;
  size = 0;

  constructor(
    readonly names: readonly Name[],
    image?: Image,
  ) {
    const [first] = names;
    const column = (name: Name) => (image ? numbers(image, name) : new Int32Array(1024));
    this.columns = Object.fromEntries(names.map((name) => [name, column(name)])) as Record<Name, Int32Array>;
    if (image && first !== undefined) this.size = numbers(image, first).length;
  }

  get image(): Image {
    return new Map(this.names.map((name) => [name, this.columns[name].subarray(0, this.size)]));
  }

  /** Adds a row, and tells its place. */
  add(row: Readonly<Record<Name, number>>): number {
    const at = this.size++;
    if (at === this.columns[this.names[0] as Name].length) this.#resize(2 * at);
    for (const name of this.names) this.columns[name][at] = row[name];
    return at;
  }

  /** The memory that it takes, in bytes. */
  get bytes(): number {
    return 4 * this.names.length * this.columns[this.names[0] as Name].length;
  }

  #resize(capacity: number): void {
    for (const name of this.names) {
      const grown = new Int32Array(Math.max(capacity, 16));
      grown.set(this.columns[name]);
      this.columns[name] = grown;
    }
  }
}

/** A column alone. */
export class Places {
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
  taken = (): Int32Array => this.values.slice(0, this.size);
  view = (): Int32Array => this.values.subarray(0, this.size);
}
