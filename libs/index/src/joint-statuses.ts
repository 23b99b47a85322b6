import { COUNTRIES } from '@in-force/events';
import { NONE } from './scan.js';

/** What a measure is for each of some regions, in their order: the rank of its joint status, or `NONE`; and whether all of the region has it. */
export interface RegionStatuses {
  readonly ranks: Uint8Array;
  readonly whole: Uint8Array;
}

/** The joint statuses of regions, of the ranks that rows give their countries: the first in order, all of it where none differs. */
export class JointStatuses implements RegionStatuses {
  readonly ranks: Uint8Array;
  readonly whole: Uint8Array;
  readonly #best = new Uint8Array(COUNTRIES.length).fill(NONE);
  readonly #differs = new Uint8Array(COUNTRIES.length);

  constructor(regions: number) {
    this.ranks = new Uint8Array(regions);
    this.whole = new Uint8Array(regions);
  }

  /** Adds the rank that a row gives its countries. */
  add(countries: readonly number[], rank: number): void {
    for (const country of countries) {
      const best = this.#best[country] as number;
      if (best !== NONE && best !== rank) this.#differs[country] = 1;
      if (rank < best) this.#best[country] = rank;
    }
  }

  /** Joins what was added, for regions of these countries, and begins anew. @returns whether any of them has a status. */
  join(regions: readonly (readonly number[])[]): boolean {
    let any = false;
    for (const [at, countries] of regions.entries()) {
      let [joint, whole] = [NONE, 1];
      for (const country of countries) {
        const best = this.#best[country] as number;
        if (best === NONE || this.#differs[country] === 1 || (joint !== NONE && best !== joint)) whole = 0;
        if (best < joint) joint = best;
      }
      this.ranks[at] = joint;
      this.whole[at] = whole;
      any ||= joint !== NONE;
    }
    this.#best.fill(NONE);
    this.#differs.fill(0);
    return any;
  }
}
