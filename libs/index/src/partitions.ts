import { type Marks, marksOf } from '@in-force/columns';
import { COUNTRIES, countriesOf, type ExactDay, isBloc, type Kind, members, type Region } from '@in-force/events';
import { epochOf } from '@in-force/rules';
import type { Desks } from './facets.js';
import { common, placesIn, type Shapes, setOf } from './item-classes.js';
import type { Filter } from './scan.js';

/** A room to look into, and what to look for there. */
export interface Step extends Filter {
  readonly room: number;
}

/** What a question says of where to look. */
export interface Where {
  readonly region: Region | null;
  readonly on: ExactDay;
  /** The issuers and kinds asked about, null for all. */
  readonly issuer: readonly Region[] | null;
  readonly kind: readonly Kind[] | null;
}

/** Sets of more countries than these stand in one room for all countries, not in the room of each. */
const WIDE = 8;
const WIDE_ROOM = COUNTRIES.length;
/** All rooms: one for each country, and the wide one. */
export const ROOMS: readonly number[] = [...Array(WIDE_ROOM + 1).keys()];

/** How many ways to walk are kept. */
const KEPT = 1_000;

/** Where rows stand by the countries that they bear on, and where a question looks for them. */
export class Rooms {
  readonly #ofSet: (readonly number[])[] = [];
  readonly #steps = new Map<string, { readonly size: number; readonly steps: readonly Step[] }>();
  readonly #setsMet = new Map<string, Marks>();

  constructor(
    private readonly shapes: Shapes,
    private readonly desks: Desks,
  ) {}

  /** The rooms of a set of countries. */
  of(set: number): readonly number[] {
    for (let next = this.#ofSet.length; next <= set; next++) {
      const countries = placesIn(this.shapes.sets[next] as Int32Array);
      this.#ofSet.push(countries.length > WIDE ? [WIDE_ROOM] : countries);
    }
    return this.#ofSet[set] as readonly number[];
  }

  /** Where to look for a region's measures. Kept while there is nothing new to look for. */
  steps(where: Where): readonly Step[] {
    const { region, on, issuer, kind } = where;
    const key = `${region} ${epochOf(on)} ${issuer ?? ''} ${kind ?? ''}`;
    const size = this.desks.all.length + this.shapes.sets.length;
    const kept = this.#steps.get(key);
    if (kept?.size === size) return kept.steps;
    const steps = this.#walk(region, on, this.desks.asked(where));
    if (this.#steps.size >= KEPT) this.#steps.clear();
    this.#steps.set(key, { size, steps });
    return steps;
  }

  #walk(region: Region | null, on: ExactDay, asked: Uint8Array | null): Step[] {
    if (region === null) return ROOMS.map((room) => ({ room, sets: null, desks: asked }));
    if (region === 'world') return this.#abroad(on, asked);
    const countries = isBloc(region) ? members(region, on) : [region];
    const rooms = countries.map((country) => ({ room: COUNTRIES.indexOf(country), sets: null, desks: asked }));
    return countries.length === 0 ? [] : [...rooms, { room: WIDE_ROOM, sets: this.#sets(countries), desks: asked }];
  }

  /** Where to look for what bears on the world: in every country's room, but for the measures of that country's own issuers. */
  #abroad(on: ExactDay, asked: Uint8Array | null): Step[] {
    const issuers = this.desks.issuers();
    const but = (own: readonly Region[]) =>
      Uint8Array.from(this.desks.all, ({ issuer }, desk) => (asked?.[desk] !== 0 && !own.includes(issuer) ? 1 : 0));
    const homes = new Map(issuers.map((issuer) => [issuer, isBloc(issuer) ? members(issuer, on) : [issuer]]));
    const rooms = COUNTRIES.map((country, room) => {
      const own = issuers.filter((issuer) => homes.get(issuer)?.includes(country));
      return { room, sets: null, desks: own.length > 0 ? but(own) : asked };
    });
    // Only a bloc can be home to all the countries of a wide set.
    const blocs = issuers.filter(isBloc);
    const wide = blocs.map((bloc) => ({
      room: WIDE_ROOM,
      sets: this.#sets([...countriesOf('world', on, bloc)]),
      desks: but(issuers.filter((issuer) => issuer !== bloc)),
    }));
    return [...rooms, { room: WIDE_ROOM, sets: null, desks: blocs.length > 0 ? but(blocs) : asked }, ...wide];
  }

  /** Which sets of countries have one of these. */
  #sets(countries: readonly string[]): Int32Array {
    const wanted = setOf(countries);
    const { sets } = this.shapes;
    return marksOf(this.#setsMet, countries.join()).upTo(sets.length, (set) => common(sets[set] as Int32Array, wanted));
  }
}
