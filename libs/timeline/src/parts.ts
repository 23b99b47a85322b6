import { ancestors, countriesOf, type ExactDay, itemOfLine, type Parts, type Region, type Scope } from '@in-force/events';
import { epochOf, isDated } from './epochs.js';
import type { Life, Terms } from './life.js';

/** One country and one item that stand for all that the measure's own events do not tell apart from them. */
export interface Part {
  readonly country: string;
  /** An item, `ALL_OTHER_GOODS`, or `NO_GOODS`. */
  readonly item: string;
}

/** What a question asks of a scope. Null: whatever the scope itself covers. */
export interface Reach {
  readonly region: Region | null;
  readonly items: readonly string[] | null;
  /** What `dual-use` of an issuer contains on a day. */
  readonly dualUse: (issuer: Region, day: ExactDay) => ReadonlySet<string>;
}

/** How a question meets a scope on a day. */
export interface Meeting {
  /** The asked countries that the scope covers. */
  readonly countries: ReadonlySet<string>;
  readonly parts: readonly Part[];
  /** Something that was asked lies outside the scope. */
  readonly beyond: boolean;
  /** Nothing asked lies inside, and the scope was recorded in part just there. */
  readonly unrecorded: boolean;
}

export const DUAL_USE = 'dual-use';
const ALL_OTHER_GOODS = '*';
const NO_GOODS = '-';

/** Whether an item is another, or lies below it. */
export const within = (item: string, other: string): boolean => item === other || ancestors(item).has(other);

const covered = new Map<string, ReadonlySet<string>>();
/** How many wordings are kept with their countries: the latest. */
const KEPT = 1_000;
/** The same by the words themselves, which need not be spelled out to be found: as long as no bloc changes, where any is named. */
const coveredBy = new WeakMap<readonly Region[], Covered>();

interface Covered {
  readonly except: readonly Region[] | undefined;
  readonly issuer: Region;
  readonly epoch: number | null;
  readonly countries: ReadonlySet<string>;
}

/**
 * The countries a scope covers on a day: its regions by their members that day, without its exclusions. The same set for the same
 * words while no bloc changes.
 */
export function scopeCountries({ regions, except }: Pick<Scope, 'regions' | 'except'>, day: ExactDay, issuer: Region): ReadonlySet<string> {
  if (regions.length === 1 && !except) return countriesOf(regions[0] as Region, day, issuer);
  const latest = coveredBy.get(regions);
  if (latest?.issuer === issuer && latest.except === except && (latest.epoch === null || latest.epoch === epochOf(day)))
    return latest.countries;
  const epoch = isDated(issuer, { regions, except }) ? epochOf(day) : null;
  const key = `${regions.join()} ${except?.join() ?? ''} ${issuer} ${epoch}`;
  let countries = covered.get(key);
  if (!countries) {
    const found = new Set(regions.flatMap((region) => [...countriesOf(region, day, issuer)]));
    for (const region of except ?? []) for (const country of countriesOf(region, day, issuer)) found.delete(country);
    countries = found;
    if (covered.size >= KEPT) covered.clear();
    covered.set(key, countries);
  }
  coveredBy.set(regions, { except, issuer, epoch, countries });
  return countries;
}

const named = new WeakMap<object, readonly string[]>();

/** The items that a scope lists, each once. */
export function namedIn({ items }: Pick<Scope, 'items'>): readonly string[] {
  if (items === 'all') return [];
  let found = named.get(items);
  if (!found) named.set(items, (found = [...new Set(items.map(itemOfLine))]));
  return found;
}

/** Where a question and the scope of a measure meet on a day, cut into the parts that the measure's events tell apart. */
export function meet(life: Life, { scope }: Terms, day: ExactDay, reach: Reach): Meeting {
  const { issuer } = life.announced.data;
  const inScope = scopeCountries(scope, day, issuer);
  const asked = reach.region === null ? inScope : countriesOf(reach.region, day, issuer);
  const countries = common(asked, inScope);
  const items = meetItems(life, scope, day, reach);
  const told = life.stops.flatMap(({ parts }) => (parts ? [parts] : []));
  const parts = classes(countries, told, (part, country) => touchesCountry(part, country, day, issuer)).flatMap((country) =>
    classes(items.inside, told, touchesItem).map((item) => ({ country, item })),
  );
  return {
    countries,
    parts,
    beyond: items.beyond || countries.size < asked.size,
    unrecorded:
      parts.length === 0 &&
      ((countries.size === 0 && asked.size > 0 && inPart(scope, 'regions')) || (items.inside.length === 0 && inPart(scope, 'items'))),
  };
}

/** The things that are in both sets, in the order of the first. */
function common(asked: ReadonlySet<string>, inScope: ReadonlySet<string>): ReadonlySet<string> {
  if (asked === inScope) return inScope;
  let all = true;
  for (const country of asked) all &&= inScope.has(country);
  return all ? asked : new Set([...asked].filter((country) => inScope.has(country)));
}

const inPart = (scope: Scope, what: 'regions' | 'items'): boolean => scope.inPart?.includes(what) ?? false;

/** The first of each class of things that no act tells apart. */
function classes(things: Iterable<string>, told: readonly Parts[], touched: (parts: Parts, thing: string) => boolean): string[] {
  const first = new Map<string, string>();
  for (const thing of things) {
    const signature = told.map((parts) => (touched(parts, thing) ? 1 : 0)).join('');
    if (!first.has(signature)) first.set(signature, thing);
    if (told.length === 0) break;
  }
  return [...first.values()];
}

function meetItems(
  life: Life,
  scope: Scope,
  day: ExactDay,
  reach: Reach,
): { readonly inside: readonly string[]; readonly beyond: boolean } {
  if (scope.items !== 'all' && scope.items.length === 0)
    return reach.items === null ? { inside: [NO_GOODS], beyond: false } : { inside: [], beyond: true };
  const { issuer } = life.announced.data;
  const named = namedIn(scope);
  const listed = reach.items !== null && named.includes(DUAL_USE) ? [...named, ...reach.dualUse(issuer, day)] : named;
  const covers = (item: string) => scope.items === 'all' || listed.some((other) => within(item, other));
  const told = life.stops.flatMap(({ parts }) => parts?.items ?? []).filter(covers);
  if (reach.items === null)
    return { inside: [...new Set([...(scope.items === 'all' ? [ALL_OTHER_GOODS] : named), ...told])], beyond: false };
  const lies = (item: string, target: string) =>
    within(item, target) || (target === DUAL_USE && [...reach.dualUse(issuer, day)].some((content) => within(item, content)));
  const inside = reach.items.flatMap((target) => [
    ...(covers(target) ? [target] : []),
    ...[...listed, ...told].filter((item) => lies(item, target)),
  ]);
  return { inside: [...new Set(inside)], beyond: reach.items.length === 0 ? scope.items !== 'all' : !reach.items.every(covers) };
}

/**
 * The goods of a scope without a day: those it names, those that acts on it tell apart, and what a question without an item finds
 * inside. Right only where the scope does not name `dual-use`, whose content has days.
 */
export function goodsOf({ items }: Pick<Scope, 'items'>, told: readonly Parts[]) {
  const named = namedIn({ items });
  const covers = (item: string) => items === 'all' || named.some((other) => within(item, other));
  const apart = told.flatMap((parts) => parts.items ?? []).filter(covers);
  const bare = items !== 'all' && items.length === 0;
  return {
    key: `${items === 'all' ? '*' : named.toSorted().join()} | ${told.map((parts) => parts.items?.join() ?? '').join('/')}`,
    named,
    apart,
    inside: bare ? [NO_GOODS] : [...new Set([...(items === 'all' ? [ALL_OTHER_GOODS] : named), ...apart])],
  };
}

/** Whether an act on these parts of a scope touches a part that day. No parts: the whole scope. */
export function touches(parts: Parts | undefined, { country, item }: Part, day: ExactDay, issuer: Region): boolean {
  return !parts || (touchesCountry(parts, country, day, issuer) && touchesItem(parts, item));
}

export function touchesCountry({ regions = ['world'], except }: Parts, country: string, day: ExactDay, issuer: Region): boolean {
  const inSome = (some: readonly Region[]) => some.some((region) => region === country || countriesOf(region, day, issuer).has(country));
  return (regions.includes('world') || inSome(regions)) && !(except && inSome(except));
}

export const touchesItem = ({ items }: Parts, item: string): boolean => !items || items.some((other) => within(item, other));
