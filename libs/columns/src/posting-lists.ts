import { intsOf, type Sections } from './sections.js';
import { IntVector } from './vector.js';

/**
 * Posting lists (an inverted index): for each key, a number from 0 on, the numbers added to it. The lists are linked backwards through
 * two vectors. Adding costs amortised O(1), reading a list O(its length).
 */
export class PostingLists {
  /** The index of each key's last posting; -1 where it has none. */
  readonly #last: IntVector;
  /** The number in each posting, and the index of the posting before it in its list; -1 where it is the first. */
  readonly #numbers: IntVector;
  readonly #previous: IntVector;

  constructor(sections?: Sections) {
    this.#last = new IntVector(sections ? intsOf(sections, 'last') : 16);
    this.#numbers = new IntVector(sections ? intsOf(sections, 'numbers') : 16);
    this.#previous = new IntVector(sections ? intsOf(sections, 'previous') : 16);
  }

  /** Returns the lists as sections of a snapshot. */
  get sections(): Sections {
    return new Map([
      ['last', this.#last.copy()],
      ['numbers', this.#numbers.view()],
      ['previous', this.#previous.view()],
    ]);
  }

  /** Adds a number at the end of a key's list. */
  add(key: number, number: number): void {
    this.#last.fillTo(key + 1, -1);
    this.#previous.add(this.#last.values[key] as number);
    this.#last.values[key] = this.#numbers.size;
    this.#numbers.add(number);
  }

  /** Returns whether a key's list contains a number. */
  has(key: number, number: number): boolean {
    for (let posting = this.#lastOf(key); posting >= 0; posting = this.#previous.values[posting] as number)
      if (this.#numbers.values[posting] === number) return true;
    return false;
  }

  /** Returns a key's list, in the order in which it was added. */
  of(key: number): number[] {
    const list: number[] = [];
    for (let posting = this.#lastOf(key); posting >= 0; posting = this.#previous.values[posting] as number)
      list.push(this.#numbers.values[posting] as number);
    return list.reverse();
  }

  #lastOf(key: number): number {
    return key < this.#last.size ? (this.#last.values[key] as number) : -1;
  }
}
