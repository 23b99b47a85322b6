import { type Probe, type Rows, Volume } from './volume.js';

/** Rows in a volume, at the most: what one tidying may take at once. */
const FULL = 4_096;

/** Rows of one sort that bear on one place, in volumes: each new row goes into the last one, so that the others stay as they are. */
export class Shelf {
  readonly #volumes: Volume[] = [];

  constructor(private readonly rows: Rows) {}

  /** The memory it takes, in bytes. */
  get bytes(): number {
    return this.#volumes.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  put(row: number): void {
    let last = this.#volumes.at(-1);
    if (last === undefined || last.size >= FULL) this.#volumes.push((last = new Volume(this.rows, row)));
    last.put(row);
  }

  /** A row on it was struck. */
  strike(row: number): void {
    this.#volumes.findLast(({ first }) => first <= row)?.strike();
  }

  /** Puts one volume that has need of it in order. @returns whether there was one. */
  tidy(struck: Uint8Array): boolean {
    const untidy = this.#volumes.find((volume) => volume.untidy);
    untidy?.tidy(struck);
    return untidy !== undefined;
  }

  /** Shows a probe what is open on its day. `sets` and `desks` tell which of them it asks about, null for all; `past`, whether it sees less than everything. */
  visit(probe: Probe, sets: Int32Array | null, desks: Uint8Array | null, past: boolean): void {
    for (const volume of this.#volumes) volume.visit(probe, sets, desks, past);
  }
}
