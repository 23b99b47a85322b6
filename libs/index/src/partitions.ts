import { type Bitmap, bitmapFor } from '@in-force/columns';
import { COUNTRIES, countriesOf, type ExactDay, isBloc, type Kind, members, type Region } from '@in-force/events';
import { epochOf } from '@in-force/rules';
import type { Facets } from './facets.js';
import { common, type ItemClasses, placesIn, setOf } from './item-classes.js';
import type { Filter } from './scan.js';

/** A room to look into, and what to look for there. */
export interface ScanStep extends Filter {
  readonly partition: number;
}

/** What a question says of where to look. */
export interface PlaceQuery {
  readonly region: Region | null;
  readonly on: ExactDay;
  /** The issuers and kinds asked about, null for all. */
  readonly issuer: readonly Region[] | null;
  readonly kind: readonly Kind[] | null;
}

/** Sets of more countries than these stand in one room for all countries, not in the room of each. */
const WIDE = 8;
const SHARED_PARTITION = COUNTRIES.length;
/** All rooms: one for each country, and the wide one. */
export const PARTITIONS: readonly number[] = [...Array(SHARED_PARTITION + 1).keys()];

/** How many ways to walk are kept. */
const KEPT = 1_000;

/** Where rows stand by the countries that they bear on, and where a question looks for them. */
export class Partitions {
  readonly #ofSet: (readonly number[])[] = [];
  readonly #plans = new Map<string, { readonly size: number; readonly plan: readonly ScanStep[] }>();
  readonly #bitmaps = new Map<string, Bitmap>();

  constructor(
    private readonly classes: ItemClasses,
    private readonly facets: Facets,
  ) {}

  /** The rooms of a set of countries. */
  of(set: number): readonly number[] {
    for (let next = this.#ofSet.length; next <= set; next++) {
      const countries = placesIn(this.classes.sets[next] as Int32Array);
      this.#ofSet.push(countries.length > WIDE ? [SHARED_PARTITION] : countries);
    }
    return this.#ofSet[set] as readonly number[];
  }

  /** Where to look for a region's measures. Kept while there is nothing new to look for. */
  steps(where: PlaceQuery): readonly ScanStep[] {
    const { region, on, issuer, kind } = where;
    const key = `${region} ${epochOf(on)} ${issuer ?? ''} ${kind ?? ''}`;
    const size = this.facets.all.length + this.classes.sets.length;
    const kept = this.#plans.get(key);
    if (kept?.size === size) return kept.plan;
    const steps = this.#planFor(region, on, this.facets.asked(where));
    if (this.#plans.size >= KEPT) this.#plans.clear();
    this.#plans.set(key, { size, plan: steps });
    return steps;
  }

  #planFor(region: Region | null, on: ExactDay, asked: Uint8Array | null): ScanStep[] {
    if (region === null) return PARTITIONS.map((partition) => ({ partition, sets: null, facets: asked }));
    if (region === 'world') return this.#planForWorld(on, asked);
    const countries = isBloc(region) ? members(region, on) : [region];
    const alone = countries.map((country) => ({ partition: COUNTRIES.indexOf(country), sets: null, facets: asked }));
    return countries.length === 0 ? [] : [...alone, { partition: SHARED_PARTITION, sets: this.#sets(countries), facets: asked }];
  }

  /** Where to look for what bears on the world: in every country's room, but for the measures of that country's own issuers. */
  #planForWorld(on: ExactDay, asked: Uint8Array | null): ScanStep[] {
    const issuers = this.facets.issuers();
    const but = (own: readonly Region[]) =>
      Uint8Array.from(this.facets.all, ({ issuer }, desk) => (asked?.[desk] !== 0 && !own.includes(issuer) ? 1 : 0));
    const homes = new Map(issuers.map((issuer) => [issuer, isBloc(issuer) ? members(issuer, on) : [issuer]]));
    const alone = COUNTRIES.map((country, partition) => {
      const own = issuers.filter((issuer) => homes.get(issuer)?.includes(country));
      return { partition, sets: null, facets: own.length > 0 ? but(own) : asked };
    });
    // Only a bloc can be home to all the countries of a wide set.
    const blocs = issuers.filter(isBloc);
    const wide = blocs.map((bloc) => ({
      partition: SHARED_PARTITION,
      sets: this.#sets([...countriesOf('world', on, bloc)]),
      facets: but(issuers.filter((issuer) => issuer !== bloc)),
    }));
    return [...alone, { partition: SHARED_PARTITION, sets: null, facets: blocs.length > 0 ? but(blocs) : asked }, ...wide];
  }

  /** Which sets of countries have one of these. */
  #sets(countries: readonly string[]): Int32Array {
    const wanted = setOf(countries);
    const { sets } = this.classes;
    return bitmapFor(this.#bitmaps, countries.join()).wordsFor(sets.length, (set) => common(sets[set] as Int32Array, wanted));
  }
}
