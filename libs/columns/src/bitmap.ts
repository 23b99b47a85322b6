import { IntVector } from './vector.js';

/**
 * A bitmap: a set of whole numbers from 0 on, one bit each, that grows with the numbers put into it. Membership costs O(1), what
 * compares two bitmaps O(words). Loops that cannot afford a call read `words` with `isSet`.
 */
export class Bitmap {
  readonly #words: IntVector;
  /** The numbers below this one were decided by `extend`. */
  #decided = 0;

  /** Creates the empty set, with words for numbers below `capacity`; or the set whose words are given. */
  constructor(given: number | Int32Array = 0) {
    this.#words = new IntVector(typeof given === 'number' ? new Int32Array((given + 31) >> 5) : given);
  }

  /** Returns the bits, 32 in a word, the lowest number in the lowest bit. */
  get words(): Int32Array {
    return this.#words.view();
  }

  add(number: number): void {
    const word = number >> 5;
    this.#words.fillTo(word + 1, 0);
    this.#words.values[word] = (this.#words.values[word] as number) | (1 << (number & 31));
  }

  has(number: number): boolean {
    return number >> 5 < this.#words.size && isSet(this.#words.values, number);
  }

  /** Adds the numbers below `size` that pass the test. Tests no number twice. @returns the words, for `isSet` of a number below `size`. */
  extend(size: number, test: (number: number) => boolean): Int32Array {
    this.#words.fillTo((size + 31) >> 5, 0);
    for (; this.#decided < size; this.#decided++) if (test(this.#decided)) this.add(this.#decided);
    return this.#words.values;
  }

  /** Returns whether two sets have a number in common. */
  intersects(other: Bitmap): boolean {
    const [mine, others] = [this.#words, other.#words];
    for (let word = Math.min(mine.size, others.size) - 1; word >= 0; word--)
      if (((mine.values[word] as number) & (others.values[word] as number)) !== 0) return true;
    return false;
  }

  /** Adds what two other sets have in common. @returns whether that is anything. */
  addIntersection(a: Bitmap, b: Bitmap): boolean {
    const size = Math.min(a.#words.size, b.#words.size);
    this.#words.fillTo(size, 0);
    const { values } = this.#words;
    let any = 0;
    for (let word = 0; word < size; word++) {
      const both = (a.#words.values[word] as number) & (b.#words.values[word] as number);
      any |= both;
      values[word] = (values[word] as number) | both;
    }
    return any !== 0;
  }

  /** Returns whether two sets of the same capacity have the same numbers. */
  equals(other: Bitmap): boolean {
    const [mine, others] = [this.#words, other.#words];
    for (let word = 0; word < mine.size; word++) if (mine.values[word] !== others.values[word]) return false;
    return true;
  }

  /** Returns the numbers in the set, ascending. */
  members(): number[] {
    const found: number[] = [];
    for (const [word, all] of this.words.entries())
      for (let bits = all; bits !== 0; bits &= bits - 1) found.push(32 * word + 31 - Math.clz32(bits & -bits));
    return found;
  }
}

/** Returns whether a number is in the set that has these words. */
export const isSet = (words: Int32Array, number: number): boolean => (((words[number >> 5] as number) >> (number & 31)) & 1) === 1;
