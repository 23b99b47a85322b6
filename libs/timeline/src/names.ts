import { type Image, numbers, texts } from './image.js';
import { Places } from './table.js';

/** Finds numbers by the text they stand for. Keeps no text: whoever asks compares. */
export class Hashed {
  #slots: Int32Array;
  readonly #hashes: Places;

  constructor(image?: Image) {
    this.#hashes = new Places(image ? numbers(image, 'hashes') : 16);
    this.#slots = image ? Int32Array.from(numbers(image, 'slots')) : new Int32Array(32).fill(-1);
  }

  get image(): Image {
    return new Map([
      ['hashes', this.#hashes.view()],
      ['slots', this.#slots.slice()],
    ]);
  }

  /** Adds the next number, counted from 0. */
  add(text: string): number {
    const number = this.#hashes.size;
    this.#hashes.add(hashOf(text));
    if (2 * this.#hashes.size > this.#slots.length) this.#grow();
    else this.#place(number);
    return number;
  }

  /** The number that `is` agrees to; undefined if there is none. */
  find(text: string, is: (number: number) => boolean): number | undefined {
    const hash = hashOf(text);
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = this.#slots[slot] as number;
      if (number < 0) return undefined;
      if (this.#hashes.values[number] === hash && is(number)) return number;
    }
  }

  #place(number: number): void {
    const mask = this.#slots.length - 1;
    let slot = (this.#hashes.values[number] as number) & mask;
    while ((this.#slots[slot] as number) >= 0) slot = (slot + 1) & mask;
    this.#slots[slot] = number;
  }

  #grow(): void {
    this.#slots = new Int32Array(4 * this.#slots.length).fill(-1);
    for (let number = 0; number < this.#hashes.size; number++) this.#place(number);
  }
}

/** Names, numbered from 0 as they came. */
export class Names {
  readonly all: string[];
  readonly #hashed: Hashed;

  constructor(image?: Image) {
    this.all = image ? [...texts(image, 'names')] : [];
    this.#hashed = new Hashed(image);
  }

  get image(): Image {
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
export class Links {
  readonly #last: Places;
  readonly #to: Places;
  readonly #before: Places;

  constructor(image?: Image) {
    this.#last = new Places(image ? numbers(image, 'last') : 16);
    this.#to = new Places(image ? numbers(image, 'to') : 16);
    this.#before = new Places(image ? numbers(image, 'before') : 16);
  }

  get image(): Image {
    return new Map([
      ['last', this.#last.taken()],
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
