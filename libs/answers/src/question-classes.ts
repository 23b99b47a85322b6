import {
  COUNTRIES,
  commonItems,
  type ExactDay,
  isBloc,
  memberedSince,
  members,
  membershipChanges,
  type Parts,
  type Region,
  type Scope,
  UNSETTLED,
} from '@in-force/events';
import { DUAL_USE, EPOCHS, isDated, scopeCountries, touchesCountry, within } from '@in-force/rules';

/** What regions and items are held against: the words of a measure, in any form of anything that is said of it. */
export interface Wording {
  readonly issuers: readonly Region[];
  /** Of scopes, readings and easings: a country is in or out. */
  readonly places: readonly Pick<Scope, 'regions' | 'except'>[];
  readonly items: readonly ('all' | readonly string[])[];
  readonly parts: readonly Parts[];
  /** The first day of the epoch in which any of it is first said or holds: before, nothing is in force. */
  readonly since: ExactDay;
}

const SINGLE: ReadonlySet<Region> = new Set(COUNTRIES);

/** Returns how a region is asked about: a country is the same at all times; a bloc is so many countries while none joins or leaves. */
export const askedPlace = (region: Region | null, on: ExactDay): string =>
  region === null || SINGLE.has(region) ? (region ?? '') : `${region} ${memberedSince(region, on)}`;

/**
 * Numbers regions, and items, so that those which no word tells apart have the same number: whatever is asked about them has the same
 * answer. Measures of the same words share one.
 */
export class QuestionClasses {
  readonly #places = new Map<string, number>();
  readonly #placeClasses = new Map<string, number>();
  readonly #items = new Map<string, number>();
  readonly #itemClasses = new Map<string, number>();

  constructor(private readonly wording: Wording) {}

  /** Returns the class of a place as `askedPlace` spells it. */
  placeOf(place: string): number {
    return this.#places.get(place) ?? this.#place(place);
  }

  /** Returns the class of an item; the empty text for any. */
  itemOf(item: string): number {
    return this.#items.get(item) ?? numbered(this.#items, item, this.#itemClasses, this.#bearing(item));
  }

  #place(place: string): number {
    const like = SINGLE.has(place) ? this.#standing(place) : this.#together(place);
    if (typeof like === 'string') return numbered(this.#places, place, this.#placeClasses, like);
    this.#places.set(place, like);
    return like;
  }

  /**
   * Returns how the members of a bloc lie to all that is named: the class of them all, where it is one and stays one; else the bloc is told
   * apart by its name and its days.
   */
  #together(place: string): string | number {
    const [bloc = '', day = ''] = place.split(' ');
    if (!isBloc(bloc)) return place;
    const { since } = this.wording;
    const first = memberedSince(bloc, since);
    if (day < first) return place;
    const states = [first, ...membershipChanges(bloc).filter((change) => change > since)];
    const classes = states.map((state) => [...new Set(members(bloc, state).map((country) => this.placeOf(country)))].sort((a, b) => a - b));
    const [now = [], ...later] = classes;
    if (later.some((others) => String(others) !== String(now))) return place;
    return now.length === 1 ? (now[0] as number) : place;
  }

  /** Returns how a country lies to all that is named, at all times. */
  #standing(country: string): string {
    const { issuers, parts } = this.wording;
    let standing = ' ';
    for (const set of (this.#sets ??= this.#setsOf())) standing += set.has(country) ? '1' : '0';
    for (const issuer of issuers) {
      for (const part of parts)
        for (const day of epochsOf(issuer, part)) standing += touchesCountry(part, country, day, issuer) ? '1' : '0';
      for (const { issuer: of, regions } of UNSETTLED) standing += of === issuer && regions.includes(country) ? 'u' : '-';
    }
    return standing;
  }

  #sets: readonly ReadonlySet<string>[] | undefined;

  /** Returns the countries of all places named, as they ever were. */
  #setsOf(): ReadonlySet<string>[] {
    const { issuers, places } = this.wording;
    const sets = issuers.flatMap((issuer) =>
      places.flatMap((place) => epochsOf(issuer, place).map((day) => scopeCountries(place, day, issuer))),
    );
    return [...new Set(sets)];
  }

  /** Returns whether each list of items covers an item, or names one below it; where acts tell items apart, each stands for itself. */
  #bearing(item: string): string {
    if (this.wording.parts.some(({ items }) => items)) return item;
    const bears = (named: 'all' | readonly string[]) => {
      if (named === 'all' || item === '' || named.some((one) => within(item, one))) return 'c';
      // What is met in part is told by what lies below both, so each item stands for itself.
      return item === DUAL_USE || named.some((one) => commonItems(item, one).length > 0) ? item : '-';
    };
    return ` ${this.wording.items.map(bears).join(' ')}`;
  }
}

/** A day of each state that regions were in: blocs change, and nothing else does. */
const epochsOf = (issuer: Region, words: Pick<Parts, 'regions' | 'except'>): readonly ExactDay[] =>
  isDated(issuer, words) ? EPOCHS : EPOCHS.slice(-1);

function numbered(numbers: Map<string, number>, name: string, classes: Map<string, number>, like: string): number {
  const number = classes.get(like) ?? classes.size;
  classes.set(like, number);
  numbers.set(name, number);
  return number;
}
