import { z } from 'zod';
import { ITEMS, type Item } from './items.data.js';

export { ITEMS, type Item };

const bySlug = new Map(ITEMS.map((item) => [item.slug, item]));

/** An item of ours, by its slug: `dysprosium`. */
export const ItemSlug = z
  .string()
  .refine((slug) => bySlug.has(slug), { error: ({ input }) => `unknown item "${input}": use one of the slugs of the items vocabulary` });
export type ItemSlug = z.infer<typeof ItemSlug>;

/** A code of a control list: `1C902`, `1C902.a`, `3C901.a.1`. */
export const ControlCode = z.string().regex(/^\d[A-E]\d{3}(?:\.[a-z0-9]+)*$/, 'must be a control code such as 1C902.a');
export type ControlCode = z.infer<typeof ControlCode>;

/** A code of the Harmonized System or of a national tariff below it: 2 to 10 digits, no dots. */
export const HsCode = z.string().regex(/^\d{2,10}$/, 'must be an HS code of 2 to 10 digits, without dots');
export type HsCode = z.infer<typeof HsCode>;

/** Returns whether a control code is another, or lies below it: 1C902.a within 1C902. */
export const codeWithin = (code: string, other: string): boolean => code === other || code.startsWith(`${other}.`);

/** Returns whether an HS code is another, or lies below it: 8112929010 within 8112. */
export const hsWithin = (code: string, other: string): boolean => code.startsWith(other);

/** Returns the item of a slug. Every slug that passed `ItemSlug` has one. */
export function itemOf(slug: string): Item {
  const item = bySlug.get(slug);
  if (!item) throw new Error(`Unknown item "${slug}".`);
  return item;
}

const above = new Map<string, ReadonlySet<string>>();

/** Returns all items above an item, itself not among them. */
export function ancestors(slug: string): ReadonlySet<string> {
  let found = above.get(slug);
  if (!found) {
    found = new Set((bySlug.get(slug)?.parents ?? []).flatMap((parent) => [parent, ...ancestors(parent)]));
    above.set(slug, found);
  }
  return found;
}

const below = new Map<string, ReadonlySet<string>>();

/** An item and all items below it. A line that stands on codes alone has nothing below it. */
export function atOrBelow(item: string): ReadonlySet<string> {
  let found = below.get(item);
  if (!found) {
    found = new Set(bySlug.has(item) ? ITEMS.flatMap(({ slug }) => (slug === item || ancestors(slug).has(item) ? [slug] : [])) : [item]);
    if (bySlug.has(item)) below.set(item, found);
  }
  return found;
}

/** Returns the items that lie at or below both of two, in the order of the vocabulary: two items meet where there is one. */
export function commonItems(a: string, b: string): readonly string[] {
  const [one, other] = [atOrBelow(a), atOrBelow(b)];
  if (other.has(a)) return [...one];
  return [...one].filter((item) => other.has(item));
}

/** Returns those of some items that lie below no other of them. */
export const topmost = (items: Iterable<string>): readonly string[] => {
  const all = new Set(items);
  return [...all].filter((item) => ![...ancestors(item)].some((above) => all.has(above)));
};

const symbols = new Map(ITEMS.flatMap(({ slug, symbol }) => (symbol ? [[symbol, slug] as const] : [])));

/** Returns the slug of an item by its symbol or its slug, spelled as answers spell them; undefined for anything else. */
export const findItem = (text: string): string | undefined => symbols.get(text) ?? (bySlug.has(text) ? text : undefined);

/** Returns an item as answers name it: its symbol, else its slug. */
export const itemName = (item: string): string => (findItem(item) === undefined ? item : (itemOf(item).symbol ?? item));
