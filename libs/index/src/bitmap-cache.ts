import { Bitmap } from '@in-force/columns';
import { remember } from '@in-force/rules';
import { LRUCache } from 'lru-cache';

/** Bitmaps by what they were asked for, so that no number is tested twice under one key. */
export class BitmapCache {
  readonly #bitmaps: LRUCache<string, Bitmap>;

  /** `max` is the number of keys that are cached: those used last. */
  constructor(max: number) {
    this.#bitmaps = new LRUCache({ max });
  }

  /** Returns the words of a bitmap of the numbers below `size` that pass the test, which is the same for every call with this key. */
  wordsOf(key: string, size: number, test: (number: number) => boolean): Int32Array {
    return remember(this.#bitmaps, key, () => new Bitmap()).extend(size, test);
  }
}
