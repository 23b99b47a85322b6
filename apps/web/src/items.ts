import { ITEMS, type Item, itemOf } from '@in-force/events';
import type { AskedItem } from '@in-force/rules';

/** Returns an item as a sentence names it: its name, its symbol kept apart; a code as it is spelled. */
export function itemName(item: AskedItem): string {
  if ('hs' in item) return `HS ${item.hs}`;
  return 'code' in item ? item.code : inSentence(itemOf(item.slug).name);
}

/** A name within a sentence: small, unless it is spelled with capitals. */
const inSentence = (name: string): string => (/^[A-Z][a-z]+(?:[\s,-]|$)/.test(name) ? `${name[0]?.toLowerCase()}${name.slice(1)}` : name);

/** An item with those that lie below it. */
export interface Branch {
  readonly item: Item;
  readonly below: readonly Branch[];
}

/** Returns the items as trees, those that lie under several under the first. */
export function itemTree(): readonly Branch[] {
  const byParent = new Map<string, Item[]>();
  for (const item of ITEMS) {
    const parent = item.parents?.[0] ?? '';
    byParent.set(parent, [...(byParent.get(parent) ?? []), item]);
  }
  const branch = (item: Item): Branch => ({ item, below: (byParent.get(item.slug) ?? []).map(branch) });
  return (byParent.get('') ?? []).map(branch);
}
