/** Of which of some numbered things, that become more, something is true: a bit for each, so that little memory tells of many. */
export class Bitmap {
  #words = new Int32Array(4);
  #size = 0;

  /** The bits for so many things; `of` is asked about those that it was not asked about before. */
  wordsFor(size: number, of: (number: number) => boolean): Int32Array {
    if (size > 32 * this.#words.length) {
      const grown = new Int32Array(Math.max(size >> 4, 2 * this.#words.length));
      grown.set(this.#words);
      this.#words = grown;
    }
    const words = this.#words;
    for (; this.#size < size; this.#size++)
      if (of(this.#size)) words[this.#size >> 5] = (words[this.#size >> 5] as number) | (1 << (this.#size & 31));
    return words;
  }
}

/** The marks that are kept under a key. */
export function bitmapFor(kept: Map<string, Bitmap>, key: string): Bitmap {
  let marks = kept.get(key);
  if (!marks) kept.set(key, (marks = new Bitmap()));
  return marks;
}

/** Whether a bit is set. */
export const isSet = (words: Int32Array, number: number): boolean => (((words[number >> 5] as number) >> (number & 31)) & 1) === 1;
