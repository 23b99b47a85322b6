import { HashIndex } from './hash-index.js';
import { type Sections, textsOf } from './sections.js';

/** A dictionary (as in dictionary encoding of a column): gives names numbers from 0 on, in the order in which they came. O(1) expected. */
export class Dictionary {
  /** The names by number. */
  readonly names: string[];
  readonly #numbers: HashIndex;

  constructor(sections?: Sections) {
    this.names = sections ? [...textsOf(sections, 'names')] : [];
    this.#numbers = new HashIndex(sections);
  }

  /** Returns the names and their hashes as sections of a snapshot. */
  get sections(): Sections {
    return this.#numbers.sections.set('names', this.names.slice());
  }

  /** Returns the number of a name; undefined where it has none. */
  find(name: string): number | undefined {
    return this.#numbers.find(name, (number) => this.names[number] === name);
  }

  /** Returns the number of a name, and gives it the next one where it has none. */
  numberOf(name: string): number {
    return this.find(name) ?? this.#add(name);
  }

  #add(name: string): number {
    this.names.push(name);
    return this.#numbers.add(name);
  }
}
