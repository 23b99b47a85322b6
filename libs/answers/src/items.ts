import { ancestors, atOrBelow, ITEMS, type Item, itemOfLine, type ListedItem } from '@in-force/events';
import { atOnce, type RecordView, type Steps, scopesOf } from '@in-force/rules';
import type { VocabularyItem } from './lists.schema.js';
import { type Page, pageOf } from './page.js';
import type { Question } from './question.js';

const BELOW = new Map<string, string[]>();
for (const { slug, parents = [] } of ITEMS) for (const parent of parents) BELOW.set(parent, [...(BELOW.get(parent) ?? []), slug]);

/**
 * Returns the items of the vocabulary, with the codes that known measures list them under; where one is asked about, those at, above and
 * below it. O(items + lines of measures with codes).
 */
export function* listItems(known: RecordView, question: Question): Steps<Page<VocabularyItem>> {
  const asked = question.item === null ? null : (known.goods(question.item)?.items ?? []);
  const near = (slug: string) => asked?.some((item) => atOrBelow(item).has(slug) || ancestors(item).has(slug)) ?? true;
  const { entries, next } = pageOf(
    ITEMS.filter(({ slug }) => near(slug)),
    (one) => one.slug,
    question,
  );
  const lines = yield* linesByItem(known);
  return { entries: entries.map((item) => listed(item, lines.get(item.slug) ?? [])), next };
}

/** Returns the same at once. */
export const items = atOnce(listItems);

function listed(item: Item, lines: readonly ListedItem[]): VocabularyItem {
  const { slug, name, symbol = null, aliases = [], parents = [] } = item;
  const once = (codes: readonly string[]) => [...new Set(codes)].sort();
  const codes = once(lines.flatMap((line) => line.codes ?? []));
  const hs = once(lines.flatMap((line) => line.hs ?? []));
  return { slug, name, symbol, aliases, above: parents, below: BELOW.get(slug) ?? [], codes, hs };
}

/** Returns the lines of known measures that bear codes, by their item. */
function* linesByItem(known: RecordView): Steps<ReadonlyMap<string, readonly ListedItem[]>> {
  const found = new Map<string, ListedItem[]>();
  for (const measure of known.record.coded()) {
    const life = known.life(measure);
    yield;
    if (life === null) continue;
    for (const { items } of scopesOf(life))
      for (const line of items === 'all' ? [] : items) {
        const item = itemOfLine(line);
        const lines = found.get(item);
        if (lines) lines.push(line);
        else found.set(item, [line]);
      }
  }
  return found;
}
