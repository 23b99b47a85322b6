import { compareKeys, type IdKey, idKey, type MeasureId } from '@in-force/events';

/**
 * Sorts the numbers of measures by their ids, through the rank of each number in a sorted list of all ids. New ids may be added to `ids`
 * at any time. Sorting compares no ids and costs O(n log n) comparisons of numbers; after new ids O(all ids) once.
 */
export class IdOrder {
  /** The keys of the ids by number, the numbers in order of id, and the rank of each number in that order. */
  readonly #keys: IdKey[] = [];
  #ordered: number[] = [];
  #ranks = new Int32Array(0);

  /** `ids` are those of all measures, by number. */
  constructor(private readonly ids: readonly MeasureId[]) {}

  /** Sorts numbers in place. */
  sort(measures: Int32Array): void {
    if (this.#ordered.length < this.ids.length) this.#merge();
    for (let at = 0; at < measures.length; at++) measures[at] = this.#ranks[measures[at] as number] as number;
    measures.sort();
    for (let at = 0; at < measures.length; at++) measures[at] = this.#ordered[measures[at] as number] as number;
  }

  /** Sorts the numbers of new ids and merges them into the order. */
  #merge(): void {
    const compare = (a: number, b: number) => compareKeys(this.#keys[a] as IdKey, this.#keys[b] as IdKey);
    const added: number[] = [];
    for (let measure = this.#keys.length; measure < this.ids.length; measure++) {
      this.#keys.push(idKey(this.ids[measure] as MeasureId));
      added.push(measure);
    }
    added.sort(compare);
    const all: number[] = [];
    let next = 0;
    for (const measure of this.#ordered) {
      while (next < added.length && compare(added[next] as number, measure) < 0) all.push(added[next++] as number);
      all.push(measure);
    }
    this.#ordered = [...all, ...added.slice(next)];
    this.#ranks = new Int32Array(this.#ordered.length);
    for (const [rank, measure] of this.#ordered.entries()) this.#ranks[measure] = rank;
  }
}
