import { IntVector } from './column-table.js';
import { intsOf, type Sections, textsOf } from './sections.js';

/** Tables that numbers are spread over by their hash: each is small, so that none takes long to grow. A power of two. */
const TABLES = 256;

/** Finds numbers by the text they stand for. Keeps no text: whoever asks compares. */
export class HashIndex {
  readonly #hashes: IntVector;
  /** Of each table its slots, a power of two of them, and how many are taken. */
  readonly #slots: Int32Array[];
  readonly #taken = new Int32Array(TABLES);

  constructor(sections?: Sections) {
    this.#hashes = new IntVector(sections ? intsOf(sections, 'hashes') : 16);
    const room = 2 ** Math.ceil(Math.log2(4 + (3 * this.#hashes.size) / TABLES));
    this.#slots = Array.from({ length: TABLES }, () => new Int32Array(room).fill(-1));
    for (let number = 0; number < this.#hashes.size; number++) this.#take(number);
  }

  get image(): Sections {
    return new Map([['hashes', this.#hashes.view()]]);
  }

  /** Adds the next number, counted from 0. */
  add(text: string): number {
    const number = this.#hashes.size;
    this.#hashes.add(hashOf(text));
    this.#take(number);
    return number;
  }

  /** The number that `is` agrees to; undefined if there is none. */
  find(text: string, is: (number: number) => boolean): number | undefined {
    const hash = hashOf(text);
    const slots = this.#slots[hash >>> 24] as Int32Array;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = slots[slot] as number;
      if (number < 0) return undefined;
      if (this.#hashes.values[number] === hash && is(number)) return number;
    }
  }

  /** Gives a number a slot, and its table more of them once half are taken. */
  #take(number: number): void {
    const table = (this.#hashes.values[number] as number) >>> 24;
    let slots = this.#slots[table] as Int32Array;
    const taken = (this.#taken[table] as number) + 1;
    this.#taken[table] = taken;
    if (2 * taken > slots.length) {
      const before = slots;
      this.#slots[table] = slots = new Int32Array(2 * before.length).fill(-1);
      for (const earlier of before) if (earlier >= 0) this.#place(slots, earlier);
    }
    this.#place(slots, number);
  }

  #place(slots: Int32Array, number: number): void {
    const mask = slots.length - 1;
    let slot = (this.#hashes.values[number] as number) & mask;
    while ((slots[slot] as number) >= 0) slot = (slot + 1) & mask;
    slots[slot] = number;
  }
}

/** Names, numbered from 0 as they came. */
export class Dictionary {
  readonly all: string[];
  readonly #hashed: HashIndex;

  constructor(sections?: Sections) {
    this.all = sections ? [...textsOf(sections, 'names')] : [];
    this.#hashed = new HashIndex(sections);
  }

  get image(): Sections {
    return this.#hashed.image.set('names', this.all.slice());
  }

  find = (name: string): number | undefined => this.#hashed.find(name, (number) => this.all[number] === name);

  /** The number of a name, new or not. */
  numberOf(name: string): number {
    return this.find(name) ?? this.#add(name);
  }

  #add(name: string): number {
    this.all.push(name);
    return this.#hashed.add(name);
  }
}

/** What numbers are linked to: each to some others, once each. */
export class PostingLists {
  readonly #last: IntVector;
  readonly #to: IntVector;
  readonly #before: IntVector;

  constructor(sections?: Sections) {
    this.#last = new IntVector(sections ? intsOf(sections, 'last') : 16);
    this.#to = new IntVector(sections ? intsOf(sections, 'to') : 16);
    this.#before = new IntVector(sections ? intsOf(sections, 'before') : 16);
  }

  get image(): Sections {
    return new Map([
      ['last', this.#last.copy()],
      ['to', this.#to.view()],
      ['before', this.#before.view()],
    ]);
  }

  add(from: number, to: number): void {
    while (this.#last.size <= from) this.#last.add(-1);
    this.#before.add(this.#last.values[from] as number);
    this.#last.values[from] = this.#to.size;
    this.#to.add(to);
  }

  has(from: number, to: number): boolean {
    for (let at = this.#first(from); at >= 0; at = this.#before.values[at] as number) if (this.#to.values[at] === to) return true;
    return false;
  }

  /** What a number is linked to, in the order in which it was. */
  of(from: number): number[] {
    const found: number[] = [];
    for (let at = this.#first(from); at >= 0; at = this.#before.values[at] as number) found.push(this.#to.values[at] as number);
    return found.reverse();
  }

  #first = (from: number): number => (from < this.#last.size ? (this.#last.values[from] as number) : -1);
}

/** FNV-1a, of 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}
