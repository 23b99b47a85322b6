import { intsOf, type Sections } from './sections.js';
import { IntVector } from './vector.js';

/** The tables over which the numbers are spread by the upper bits of their hash. A power of two: 2 ** 8. */
const TABLES = 256;
const tableOf = (hash: number): number => hash >>> 24;

/**
 * A hash index with open addressing and linear probing: finds numbers by the text they stand for. It keeps hashes and no text, so
 * whoever looks a text up compares it. Finding and adding cost O(1) expected; the tables are many and small, so that none takes long
 * to grow.
 */
export class HashIndex {
  readonly #hashes: IntVector;
  /** The slots of each table, a power of two of them, each with a number or -1; and how many of them are used. */
  readonly #tables: Int32Array[];
  readonly #used = new Int32Array(TABLES);

  constructor(sections?: Sections) {
    this.#hashes = new IntVector(sections ? intsOf(sections, 'hashes') : 16);
    const slots = 2 ** Math.ceil(Math.log2(4 + (3 * this.#hashes.size) / TABLES));
    this.#tables = Array.from({ length: TABLES }, () => new Int32Array(slots).fill(-1));
    for (let number = 0; number < this.#hashes.size; number++) this.#insert(number);
  }

  /** Returns the hashes as a section of a snapshot: the tables are made from them. */
  get sections(): Sections {
    return new Map([['hashes', this.#hashes.view()]]);
  }

  /** Adds a text under the next number, counted from 0. @returns the number. */
  add(text: string): number {
    const number = this.#hashes.size;
    this.#hashes.add(hashOf(text));
    this.#insert(number);
    return number;
  }

  /** Returns the number of a text, which is the one that `isText` accepts; undefined where there is none. */
  find(text: string, isText: (number: number) => boolean): number | undefined {
    const hash = hashOf(text);
    const slots = this.#tables[tableOf(hash)] as Int32Array;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = slots[slot] as number;
      if (number < 0) return undefined;
      if (this.#hashes.values[number] === hash && isText(number)) return number;
    }
  }

  /** Gives a number a slot; doubles the slots of its table once half of them are used. */
  #insert(number: number): void {
    const table = tableOf(this.#hashes.values[number] as number);
    let slots = this.#tables[table] as Int32Array;
    const used = (this.#used[table] as number) + 1;
    this.#used[table] = used;
    if (2 * used > slots.length) {
      const smaller = slots;
      this.#tables[table] = slots = new Int32Array(2 * smaller.length).fill(-1);
      for (const earlier of smaller) if (earlier >= 0) this.#store(slots, earlier);
    }
    this.#store(slots, number);
  }

  /** Puts a number into the first free slot from the one of its hash on. */
  #store(slots: Int32Array, number: number): void {
    const mask = slots.length - 1;
    let slot = (this.#hashes.values[number] as number) & mask;
    while ((slots[slot] as number) >= 0) slot = (slot + 1) & mask;
    slots[slot] = number;
  }
}

/** Returns the FNV-1a hash of a text, of 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}
