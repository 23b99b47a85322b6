import type { Bitmap } from '@in-force/columns';
import { COUNTRIES, countriesOf, type ExactDay, isBloc, members, type Region } from '@in-force/events';
import { type AskedMeasures, epochOf } from '@in-force/rules';
import { LRUCache } from 'lru-cache';
import { BitmapCache } from './bitmap-cache.js';
import { type CountrySets, countrySetOf } from './country-sets.js';
import type { Facets } from './facets.js';
import type { Filter } from './scan.js';

/** A step of a scan plan: a partition, and what to look for in it. */
export interface ScanStep extends Filter {
  readonly partition: number;
}

/** The part of a query that decides which partitions are scanned. */
export interface PlaceQuery extends AskedMeasures {
  readonly region: Region | null;
  readonly on: ExactDay;
}

/** Rows of more countries than these are kept in the shared partition, once, and not in that of each country. */
const FEW_COUNTRIES = 8;
const SHARED_PARTITION = COUNTRIES.length;
/** All partitions: one for each country, by its number, and the shared one. */
export const PARTITIONS: readonly number[] = [...Array(SHARED_PARTITION + 1).keys()];

/** A scan plan, and the number of facets and of sets of countries for which it was made. */
interface Planned {
  readonly size: number;
  readonly plan: readonly ScanStep[];
}

/**
 * Partitions by list (as in PostgreSQL): says in which ones rows are kept by the countries they bear on, and plans which ones a question
 * scans, and for what. Plans are cached, so that planning costs O(1) while no new facet or set of countries comes.
 */
export class Partitions {
  /** The partitions of each set of countries. */
  readonly #ofSet: (readonly number[])[] = [];
  readonly #plans = new LRUCache<string, Planned>({ max: 1_000 }); // every region today, and others by day, issuer and kind
  /** By countries, the sets that have one of them. */
  readonly #setsMeeting = new BitmapCache(1_000); // every country, and every state of every bloc

  constructor(
    private readonly sets: CountrySets,
    private readonly facets: Facets,
  ) {}

  /** Returns the partitions in which rows of a set of countries are kept. */
  of(set: number): readonly number[] {
    for (let next = this.#ofSet.length; next <= set; next++) {
      const countries = (this.sets.all[next] as Bitmap).members();
      this.#ofSet.push(countries.length > FEW_COUNTRIES ? [SHARED_PARTITION] : countries);
    }
    return this.#ofSet[set] as readonly number[];
  }

  /** Returns the scan plan of a question. */
  steps(query: PlaceQuery): readonly ScanStep[] {
    const { region, on, issuer, kind } = query;
    const key = `${region} ${epochOf(on)} ${issuer ?? ''} ${kind ?? ''}`;
    const size = this.facets.all.length + this.sets.all.length;
    const cached = this.#plans.get(key);
    if (cached?.size === size) return cached.plan;
    const plan = this.#planFor(region, on, this.facets.asked(query));
    this.#plans.set(key, { size, plan });
    return plan;
  }

  #planFor(region: Region | null, on: ExactDay, facets: Uint8Array | null): ScanStep[] {
    if (region === null) return PARTITIONS.map((partition) => ({ partition, sets: null, facets }));
    if (region === 'world') return this.#planForWorld(on, facets);
    const countries = isBloc(region) ? members(region, on) : [region];
    const each = countries.map((country) => ({ partition: COUNTRIES.indexOf(country), sets: null, facets }));
    return countries.length === 0 ? [] : [...each, { partition: SHARED_PARTITION, sets: this.#setsWith(countries), facets }];
  }

  /** Plans for what bears on the world: every country's partition, but without the measures of that country's own issuers. */
  #planForWorld(on: ExactDay, asked: Uint8Array | null): ScanStep[] {
    const issuers = this.facets.issuers();
    const without = (own: readonly Region[]) =>
      Uint8Array.from(this.facets.all, ({ issuer }, facet) => (asked?.[facet] !== 0 && !own.includes(issuer) ? 1 : 0));
    const homes = new Map(issuers.map((issuer) => [issuer, isBloc(issuer) ? members(issuer, on) : [issuer]]));
    const each = COUNTRIES.map((country, partition) => {
      const own = issuers.filter((issuer) => homes.get(issuer)?.includes(country));
      return { partition, sets: null, facets: own.length > 0 ? without(own) : asked };
    });
    // Only a bloc can be home to all the countries of a set in the shared partition.
    const blocs = issuers.filter(isBloc);
    const ofBlocs = blocs.map((bloc) => ({
      partition: SHARED_PARTITION,
      sets: this.#setsWith([...countriesOf('world', on, bloc)]),
      facets: without(issuers.filter((issuer) => issuer !== bloc)),
    }));
    return [...each, { partition: SHARED_PARTITION, sets: null, facets: blocs.length > 0 ? without(blocs) : asked }, ...ofBlocs];
  }

  /** Returns the words of a bitmap of the sets that have one of these countries. */
  #setsWith(countries: readonly string[]): Int32Array {
    const wanted = countrySetOf(countries);
    const { all } = this.sets;
    return this.#setsMeeting.wordsOf(countries.join(), all.length, (set) => (all[set] as Bitmap).intersects(wanted));
  }
}
