/** Whole numbers in columns that grow together: a row is a place in all of them. */
export class Table<Name extends string> {
  readonly columns: Record<Name, Int32Array>;
  size = 0;

  constructor(
    readonly names: readonly Name[],
    capacity = 1024,
  ) {
    this.columns = Object.fromEntries(names.map((name) => [name, new Int32Array(capacity)])) as Record<Name, Int32Array>;
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

  constructor(capacity: number) {
    this.values = new Int32Array(Math.max(16, capacity));
  }

  add(value: number): void {
    if (this.size === this.values.length) {
      const grown = new Int32Array(2 * this.size);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.size++] = value;
  }

  taken = (): Int32Array => this.values.slice(0, this.size);
}
