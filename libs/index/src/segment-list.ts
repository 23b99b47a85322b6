import type { Rows } from './packed-rows.js';
import type { Filter, Probe } from './scan.js';
import { Volume } from './segment.js';

/** Rows in a volume, at the most: what one tidying may take at once. */
const FULL = 1_024;

/** Rows of one sort that bear on one place, in volumes: each new row goes into the last one, so that the others stay as they are. */
export class Shelf {
  readonly #volumes: Volume[] = [];
  /** Of each volume the days between which all its rows lie: what a day passes over, it need not even touch. */
  #days = new Int32Array(4);

  constructor(private readonly rows: Rows) {}

  /** The memory it takes, in bytes. */
  get bytes(): number {
    return this.#volumes.reduce((sum, { bytes }) => sum + bytes, this.#days.byteLength);
  }

  put(row: number): void {
    const last = this.#last(row);
    last.put(row);
    const { from, to } = this.rows.columns;
    const at = 2 * this.#volumes.length - 2;
    this.#days[at] = Math.min(this.#days[at] as number, from[row] as number);
    this.#days[at + 1] = Math.max(this.#days[at + 1] as number, to[row] as number);
  }

  /** The volume with room for a row. */
  #last(row: number): Volume {
    const last = this.#volumes.at(-1);
    if (last && last.size < FULL) return last;
    const next = 2 * this.#volumes.length;
    if (next === this.#days.length) {
      const grown = new Int32Array(2 * next);
      grown.set(this.#days);
      this.#days = grown;
    }
    this.#days[next] = this.rows.columns.from[row] as number;
    const fresh = new Volume(this.rows, row);
    this.#volumes.push(fresh);
    return fresh;
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

  /** Shows a probe what is open on its day. */
  visit(probe: Probe, filter: Filter): void {
    const { day } = probe;
    const days = this.#days;
    for (let at = 0; at < this.#volumes.length; at++)
      if (day >= (days[2 * at] as number) && day < (days[2 * at + 1] as number)) (this.#volumes[at] as Volume).visit(probe, filter);
  }
}
