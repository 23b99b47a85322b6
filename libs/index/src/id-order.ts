import { compareKeys, type IdKey, idKey, type MeasureId } from '@in-force/events';

/** Puts measures, which have numbers, in order of their ids. New ones may be named at any time; none ever goes. */
export class IdOrder {
  /** The keys of ids by number, the numbers in order, and the rank of each number in it. */
  readonly #keys: IdKey[] = [];
  #ordered: number[] = [];
  #ranks = new Int32Array(0);

  /** `ids` are those of all measures, by number. */
  constructor(private readonly ids: readonly MeasureId[]) {}

  /** Sorts numbers where they lie. */
  sort(measures: Int32Array): void {
    if (this.#ordered.length < this.ids.length) this.#order();
    for (let at = 0; at < measures.length; at++) measures[at] = this.#ranks[measures[at] as number] as number;
    measures.sort();
    for (let at = 0; at < measures.length; at++) measures[at] = this.#ordered[measures[at] as number] as number;
  }

  /** Puts the measures that came last among the others. */
  #order(): void {
    const compare = (a: number, b: number) => compareKeys(this.#keys[a] as IdKey, this.#keys[b] as IdKey);
    const late: number[] = [];
    for (let place = this.#keys.length; place < this.ids.length; place++) {
      this.#keys.push(idKey(this.ids[place] as MeasureId));
      late.push(place);
    }
    late.sort(compare);
    const all: number[] = [];
    let next = 0;
    for (const place of this.#ordered) {
      while (next < late.length && compare(late[next] as number, place) < 0) all.push(late[next++] as number);
      all.push(place);
    }
    this.#ordered = [...all, ...late.slice(next)];
    this.#ranks = new Int32Array(this.#ordered.length);
    for (const [rank, place] of this.#ordered.entries()) this.#ranks[place] = rank;
  }
}
