import { isSet } from '@in-force/columns';
import { BitmapCache } from '@in-force/index';

describe('BitmapCache', () => {
  const even = (number: number) => number % 2 === 0;

  it('tests no number twice under one key, and each key by itself', () => {
    const cache = new BitmapCache(2);
    const tested: number[] = [];
    const noted = (number: number) => tested.push(number) > 0 && even(number);
    cache.wordsOf('even', 3, noted);
    const words = cache.wordsOf('even', 40, noted);
    expect(tested).toEqual([...Array(40).keys()]);
    expect([...Array(40).keys()].filter((number) => isSet(words, number))).toEqual([...Array(40).keys()].filter(even));
    expect(
      isSet(
        cache.wordsOf('none', 40, () => false),
        2,
      ),
    ).toBe(false);
  });

  it('keeps the keys used last, and makes the others anew', () => {
    const cache = new BitmapCache(2);
    const made: string[] = [];
    const ask = (key: string) => cache.wordsOf(key, 1, () => made.push(key) > 0);
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) ask(key);
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });
});
