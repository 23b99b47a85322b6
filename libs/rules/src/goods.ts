import {
  atOrBelow,
  codeWithin,
  commonItems,
  hsWithin,
  ITEMS,
  itemOfLine,
  type Kind,
  type ListedItem,
  type Parts,
  type Scope,
} from '@in-force/events';

export const DUAL_USE = 'dual-use';
/** The goods that a scope of all goods covers beside the items of the vocabulary. */
export const ALL_OTHER_GOODS = '*';
/** The goods of a scope without goods, so that it has a part. */
const NO_GOODS = '-';

/** The goods a question asks about: items of the vocabulary and lines on codes alone, and the code by which it found them, if by one. */
export interface AskedGoods {
  readonly items: readonly string[];
  readonly code: { readonly hs: string } | { readonly code: string } | null;
  /** The same text for the same goods. */
  readonly key: string;
}

/** Returns whether an item is another, or lies below it. */
export const within = (item: string, other: string): boolean => atOrBelow(other).has(item);

const named = new WeakMap<object, readonly string[]>();

/** Returns the items that a scope lists, each once. */
export function namedIn({ items }: Pick<Scope, 'items'>): readonly string[] {
  if (items === 'all') return [];
  let found = named.get(items);
  if (!found) named.set(items, (found = [...new Set(items.map(itemOfLine))]));
  return found;
}

export const namesDualUse = (scope: Pick<Scope, 'items'>): boolean => namedIn(scope).includes(DUAL_USE);

/**
 * Returns whether the goods of a measure are dual-use goods, which a list of `dual-use` contains: those of a licensing requirement that
 * says nothing else.
 */
export const isOfDualUse = (kind: Kind, { items, dualUse }: Pick<Scope, 'items' | 'dualUse'>): boolean =>
  kind === 'export-licence' && dualUse !== false && items !== 'all' && items.length > 0;

/** Returns whether a question asks for `dual-use` as an item of its own. */
export const asksDualUse = (asked: AskedGoods | null): boolean => asked?.items.length === 1 && asked.items[0] === DUAL_USE;

/** Returns whether a measure is a frame: it licenses or manages `dual-use` and nothing else, and so bites through other measures. */
export const isFrame = (kind: Kind, scope: Scope): boolean =>
  (kind === 'export-licence' || kind === 'trade-management') && !scope.limit && namesDualUse(scope) && namedIn(scope).length === 1;

/**
 * Yields what lies at or below both what is asked and what a scope covers; all that the scope covers, first what it lists, where nothing is
 * asked, and where `dual-use` is and the goods are of it. What `dual-use` contains is not among it: that has days and countries.
 */
export function* covered(scope: Pick<Scope, 'items' | 'dualUse'>, kind: Kind, asked: AskedGoods | null): Generator<string> {
  const { items } = scope;
  if (asked !== null && !(asksDualUse(asked) && !namesDualUse(scope) && isOfDualUse(kind, scope))) {
    for (const item of asked.items)
      if (items === 'all') yield* atOrBelow(item);
      else for (const listed of namedIn(scope)) yield* commonItems(item, listed);
    return;
  }
  if (items === 'all') yield ALL_OTHER_GOODS;
  else if (items.length === 0) yield NO_GOODS;
  yield* namedIn(scope);
  if (items === 'all') for (const { slug } of ITEMS) yield slug;
  else for (const listed of namedIn(scope)) yield* atOrBelow(listed);
}

/**
 * Returns whether some of what is asked lies outside a scope: an item that no line covers whole, or that is listed under other codes only.
 */
export function beyondGoods(scope: Pick<Scope, 'items'>, asked: AskedGoods | null): boolean {
  const { items } = scope;
  if (asked === null || items === 'all') return false;
  return (
    asked.items.length === 0 ||
    !asked.items.every((item) => items.some((line) => within(item, itemOfLine(line)) && meetsCode(line, asked.code)))
  );
}

/** Returns the codes of a line that lie under a code or above it; null where it names none of that sort. */
export function codesMet(
  { hs, codes }: Pick<ListedItem, 'hs' | 'codes'>,
  asked: NonNullable<AskedGoods['code']>,
): readonly string[] | null {
  if ('hs' in asked) return hs?.filter((listed) => hsWithin(listed, asked.hs) || hsWithin(asked.hs, listed)) ?? null;
  return codes?.filter((listed) => codeWithin(listed, asked.code) || codeWithin(asked.code, listed)) ?? null;
}

/** Returns whether a line lists something under a code, or above it, or names no codes of that sort. */
const meetsCode = (line: ListedItem, asked: AskedGoods['code']): boolean => asked === null || codesMet(line, asked)?.length !== 0;

/** Returns whether an act on these parts of a scope touches an item. */
export const touchesItem = ({ items }: Parts, item: string): boolean => !items || items.some((other) => within(item, other));
