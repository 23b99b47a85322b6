import { Bitmap, intsOf, type Sections } from '@in-force/columns';
import { COUNTRIES } from '@in-force/events';

/** The words of a bitmap of countries, by their number in the vocabulary. */
const WORDS = Math.ceil(COUNTRIES.length / 32);
const countryNumbers = new Map(COUNTRIES.map((country, number) => [country, number]));

/** Sets of countries, each kept once and numbered, as many measures share them. */
export class CountrySets {
  /** The sets by number. */
  readonly all: Bitmap[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(sections?: Sections) {
    const words = sections ? intsOf(sections, 'countrySets') : new Int32Array(0);
    for (let at = 0; at < words.length; at += WORDS) this.#numberOf(new Bitmap(words.subarray(at, at + WORDS)));
  }

  /** Returns the sets as a section of a snapshot. */
  get sections(): Sections {
    const countrySets = new Int32Array(WORDS * this.all.length);
    for (const [number, { words }] of this.all.entries()) countrySets.set(words, WORDS * number);
    return new Map([['countrySets', countrySets]]);
  }

  /** Returns the number of a set of countries, and gives it the next one where it has none. */
  numberOf(countries: Iterable<string>): number {
    return this.#numberOf(countrySetOf(countries));
  }

  #numberOf(set: Bitmap): number {
    const key = set.words.join();
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.all.push(set) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }
}

/** Returns a set of countries. */
export function countrySetOf(countries: Iterable<string>): Bitmap {
  const set = new Bitmap(COUNTRIES.length);
  for (const country of countries) set.add(countryNumbers.get(country) as number);
  return set;
}
