import type { Control } from '@in-force/answers';
import { findItem } from '@in-force/events';
import { itemName } from './items.js';
import type { Texts } from './text.js';

/** So many names are told one by one; of more, how many and some of them. */
const FEW = 5;

/** Returns what of a question a control bears on, where that is not all of it. */
export function bearingText(texts: Texts, { bearsOn, coverage, via, entities, endUses }: Control): string {
  const told = (bearsOn ?? []).map(({ items, regions }) => {
    const things = items && namesText(texts, items.map(thing), 'items');
    const places =
      regions &&
      namesText(
        texts,
        regions.map((code) => texts.placed(code)),
        'places',
      );
    if (things && places) return texts.say('bearing.both', { items: things, places });
    return things ? texts.say('bearing.items', { items: things }) : places ? texts.say('bearing.places', { places }) : '';
  });
  const limited =
    coverage === 'entities'
      ? texts.count('bearing.entities', entities?.length ?? 0)
      : coverage === 'end-uses'
        ? texts.say('bearing.uses', { uses: (endUses ?? []).join('; ') })
        : '';
  const through = via && via.length > 0 ? texts.count('bearing.via', via.length) : '';
  return [...told, limited, through].filter(Boolean).join(' ');
}

function namesText(texts: Texts, names: readonly string[], what: 'items' | 'places'): string {
  if (names.length <= FEW) return texts.row(names);
  return texts.say(`bearing.some.${what}`, { count: names.length, names: texts.row(names.slice(0, 2)) });
}

const thing = (item: string): string => {
  const slug = findItem(item);
  return slug === undefined ? item : itemName({ slug });
};
