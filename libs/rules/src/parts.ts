import { countriesOf, type ExactDay, type MeasureId, type Parts, type Region, type Scope } from '@in-force/events';
import { LRUCache } from 'lru-cache';
import { type AskedGoods, asksDualUse, beyondGoods, covered, namesDualUse, touchesItem } from './goods.js';
import type { CalendarChange, Life, Terms } from './life.js';
import { epochOf, isDated } from './membership-epochs.js';

/** Goods of another measure that is in force by the texts in some countries, and so are `dual-use` there. */
export interface Piece {
  readonly measure: MeasureId;
  readonly countries: ReadonlySet<string>;
  /** The goods asked about that it covers. */
  readonly items: readonly string[];
  /** True where it covers all that was asked under a code. */
  readonly whole: boolean;
  /** The calendar's change, nobody's, on which it rests that this is in force; null where it is confirmed. */
  readonly unconfirmed: CalendarChange | null;
}

/** One country and one item that stand for all that the measure's own events do not tell apart from them. */
export interface Part {
  readonly country: string;
  readonly item: string;
  /** The pieces of other measures that make this `dual-use`, where the measure covers it only so; else null. */
  readonly through: readonly Piece[] | null;
}

/** The countries and items for which a part stands. */
export interface Cell {
  readonly countries: readonly string[];
  readonly items: readonly string[];
}

/** The reach of a question: a region and goods, null for whatever the scope itself covers. */
export interface Reach {
  readonly region: Region | null;
  readonly goods: AskedGoods | null;
  /** Returns where `dual-use` of a measure meets the question; not asked where nothing is asked of goods. */
  readonly asDualUse: (life: Life, terms: Terms, day: ExactDay, reach: Reach) => Meeting;
}

/** The meeting of a question and a scope on a day. */
export interface Meeting {
  /** The asked countries that the scope covers, and how many were asked about. */
  readonly countries: ReadonlySet<string>;
  readonly asked: ReadonlySet<string>;
  readonly parts: readonly Part[];
  /** Of each part, what it stands for. */
  readonly cells: () => readonly Cell[];
  /** Something that was asked lies outside the scope. */
  readonly beyond: boolean;
  /** Nothing asked lies inside, and the scope was recorded in part just there. */
  readonly unrecorded: boolean;
}

const coveredCountries = new LRUCache<string, ReadonlySet<string>>({ max: 1_000 }); // more wordings than acts of a few years use
/** The same by the words themselves, which need not be spelled out to be found: as long as no bloc changes, where any is named. */
const coveredBy = new WeakMap<readonly Region[], Covered>();

interface Covered {
  readonly except: readonly Region[] | undefined;
  readonly issuer: Region;
  readonly epoch: number | null;
  readonly countries: ReadonlySet<string>;
}

/**
 * Returns the countries a scope covers on a day: its regions by their members that day, without its exclusions. The same set for the same
 * words while no bloc changes.
 */
export function scopeCountries({ regions, except }: Pick<Scope, 'regions' | 'except'>, day: ExactDay, issuer: Region): ReadonlySet<string> {
  if (regions.length === 1 && !except) return countriesOf(regions[0] as Region, day, issuer);
  const latest = coveredBy.get(regions);
  if (latest?.issuer === issuer && latest.except === except && (latest.epoch === null || latest.epoch === epochOf(day)))
    return latest.countries;
  const epoch = isDated(issuer, { regions, except }) ? epochOf(day) : null;
  const key = `${regions.join()} ${except?.join() ?? ''} ${issuer} ${epoch}`;
  let countries = coveredCountries.get(key);
  if (!countries) {
    const found = new Set(regions.flatMap((region) => [...countriesOf(region, day, issuer)]));
    for (const region of except ?? []) for (const country of countriesOf(region, day, issuer)) found.delete(country);
    countries = found;
    coveredCountries.set(key, countries);
  }
  coveredBy.set(regions, { except, issuer, epoch, countries });
  return countries;
}

/** Returns the parts that acts on a measure name. */
export const toldApart = ({ stops }: Life): readonly Parts[] => stops.flatMap(({ parts }) => (parts ? [parts] : []));

/** Returns where a question and the scope of a measure meet on a day, cut into the parts that the measure's events tell apart. */
export function meet(life: Life, terms: Terms, day: ExactDay, reach: Reach): Meeting {
  const { scope } = terms;
  if (reach.goods !== null && !asksDualUse(reach.goods) && namesDualUse(scope)) return reach.asDualUse(life, terms, day, reach);
  const { issuer, kind } = life.announced.data;
  const { asked, countries } = meetCountries(scope, day, issuer, reach.region);
  const told = toldApart(life);
  const goods = () => covered(scope, kind, reach.goods);
  const inCountry = (parts: Parts, country: string) => touchesCountry(parts, country, day, issuer);
  const byItem = told.filter(({ items }) => items);
  const items = firsts(goods(), byItem, touchesItem);
  const parts = firsts(countries, told, inCountry).flatMap((country) => items.map((item) => ({ country, item, through: null })));
  return {
    countries,
    asked,
    parts,
    cells: () =>
      classes(countries, told, inCountry).flatMap((some) =>
        classes(goods(), byItem, touchesItem).map((items) => ({ countries: some, items })),
      ),
    beyond: countries.size < asked.size || beyondGoods(scope, reach.goods),
    unrecorded: (countries.size === 0 && beyondRecorded(scope, asked, day, issuer)) || (items.length === 0 && inPart(scope, 'items')),
  };
}

/** Returns the countries asked about, and those of them that a scope covers. */
export function meetCountries(scope: Scope, day: ExactDay, issuer: Region, region: Region | null) {
  const inScope = scopeCountries(scope, day, issuer);
  const asked = region === null ? inScope : countriesOf(region, day, issuer);
  return { asked, countries: common(asked, inScope) };
}

/** Returns the things that are in both sets, in the order of the first. */
function common(asked: ReadonlySet<string>, inScope: ReadonlySet<string>): ReadonlySet<string> {
  if (asked === inScope) return inScope;
  let all = true;
  for (const country of asked) all &&= inScope.has(country);
  return all ? asked : new Set([...asked].filter((country) => inScope.has(country)));
}

export const inPart = (scope: Scope, what: 'regions' | 'items'): boolean => scope.inPart?.includes(what) ?? false;

/**
 * Returns whether some of the countries asked about lie outside what is recorded of a scope; those that it excludes are known to be outside
 * of it.
 */
export function beyondRecorded(scope: Scope, asked: ReadonlySet<string>, day: ExactDay, issuer: Region): boolean {
  if (!inPart(scope, 'regions')) return false;
  const excluded = scopeCountries({ regions: scope.except ?? [] }, day, issuer);
  return [...asked].some((country) => !excluded.has(country));
}

type Touches = (parts: Parts, thing: string) => boolean;

const signature = (told: readonly Parts[], thing: string, touches: Touches): string =>
  told.map((parts) => (touches(parts, thing) ? 1 : 0)).join('');

/** Returns the first of each class of things that no act tells apart. */
function firsts(things: Iterable<string>, told: readonly Parts[], touches: Touches): string[] {
  const first = new Map<string, string>();
  for (const thing of things) {
    if (told.length === 0) return [thing];
    const signed = signature(told, thing, touches);
    if (!first.has(signed)) first.set(signed, thing);
  }
  return [...first.values()];
}

/** Returns the same classes, each with all that is in it. */
export function classes(things: Iterable<string>, told: readonly Parts[], touches: Touches): (readonly string[])[] {
  if (told.length === 0) {
    const whole = [...new Set(things)];
    return whole.length > 0 ? [whole] : [];
  }
  return classesBy(new Set(things), (thing) => signature(told, thing, touches));
}

/** Returns things in classes of the same sign, in the order of their first. */
export function classesBy(things: Iterable<string>, sign: (thing: string) => string): (readonly string[])[] {
  const all = new Map<string, string[]>();
  for (const thing of things) {
    const signed = sign(thing);
    const alike = all.get(signed);
    if (alike) alike.push(thing);
    else all.set(signed, [thing]);
  }
  return [...all.values()];
}

/** Returns whether an act on these parts of a scope touches a part that day. No parts: the whole scope. */
export function touches(
  parts: Parts | undefined,
  { country, item }: Pick<Part, 'country' | 'item'>,
  day: ExactDay,
  issuer: Region,
): boolean {
  return !parts || (touchesCountry(parts, country, day, issuer) && touchesItem(parts, item));
}

export function touchesCountry({ regions = ['world'], except }: Parts, country: string, day: ExactDay, issuer: Region): boolean {
  const inSome = (some: readonly Region[]) => some.some((region) => region === country || countriesOf(region, day, issuer).has(country));
  return (regions.includes('world') || inSome(regions)) && !(except && inSome(except));
}
