import { atOrBelow, countriesOf, type ExactDay, isBloc, itemName, type Region, topmost, WORLD_REGION } from '@in-force/events';
import { type Assessed, statusOf } from './assessment.js';
import type { AskedGoods } from './goods.js';
import type { Cell } from './parts.js';

/** Countries treated alike, and what of the goods asked about has the status there. Null: all that was asked. */
export interface BearsOn {
  readonly items: readonly string[] | null;
  readonly regions: readonly Region[] | null;
}

type Bearing = Cell & { readonly bears: boolean };

/**
 * Returns what of a question has the status of a measure, one entry for each set of countries treated alike: each entry, asked singly, is
 * met in full and has the same status. An item that is in two states itself is named by what lies below it.
 */
export function bearsOn({ meeting, states, status, life, reach, terms }: Assessed, on: ExactDay): readonly BearsOn[] {
  if (states.length === 1 && !meeting.beyond) return [{ items: null, regions: null }];
  const cells = meeting.cells().map((cell, at) => ({ ...cell, bears: statusOf(states[at] as Assessed['states'][number]) === status }));
  const { goods, region } = reach;
  const groups = new Map<string, { readonly countries: string[]; readonly items: readonly string[]; readonly whole: boolean }>();
  for (const [country, here] of byCountry(cells)) {
    const items = here.flatMap((cell) => (cell.bears ? cell.items : []));
    const whole = here.every(({ bears }) => bears) && coversAll(goods, items, meeting.beyond);
    const key = `${whole} ${items.join()}`;
    const alike = groups.get(key);
    if (alike) alike.countries.push(country);
    else if (items.length > 0) groups.set(key, { countries: [country], items, whole });
  }
  const { scope } = terms;
  const words = [...scope.regions, ...(scope.except ?? []), ...(region === null ? [] : [region])];
  return [...groups.values()].flatMap(({ countries, items, whole }): BearsOn[] => {
    const regions = countries.length === meeting.asked.size ? null : regionWords(new Set(countries), words, on, life.announced.data.issuer);
    const named = whole ? null : topmost(undivided(items)).map(itemName);
    return named?.length === 0 ? [] : [{ items: named, regions }];
  });
}

function byCountry(cells: readonly Bearing[]): Map<string, Bearing[]> {
  const found = new Map<string, Bearing[]>();
  for (const cell of cells)
    for (const country of cell.countries) {
      const here = found.get(country);
      if (here) here.push(cell);
      else found.set(country, [cell]);
    }
  return found;
}

/** Returns whether some items are all that was asked about. */
function coversAll(goods: AskedGoods | null, items: readonly string[], beyond: boolean): boolean {
  if (goods === null) return true;
  if (goods.code !== null) return !beyond;
  const all = new Set(items);
  return goods.items.every((item) => [...atOrBelow(item)].every((below) => all.has(below)));
}

/** Returns those of some items of which all that lies below is among them too. */
function undivided(items: readonly string[]): string[] {
  const all = new Set(items);
  return [...all].filter((item) => /\w/.test(item) && [...atOrBelow(item)].every((below) => all.has(below)));
}

/** Countries in words that have the same members: the world, the blocs among `words` that lie in them whole, and the rest one by one. */
function regionWords(countries: ReadonlySet<string>, words: readonly Region[], on: ExactDay, issuer: Region): readonly Region[] {
  const holds = (region: Region) => [...countriesOf(region, on, issuer)].every((country) => countries.has(country));
  if (holds(WORLD_REGION)) return [WORLD_REGION];
  const left = new Set(countries);
  const blocs = [...new Set(words)]
    .filter((word) => isBloc(word) && holds(word))
    .filter((bloc) => {
      const members = [...countriesOf(bloc, on, issuer)].filter((country) => left.has(country));
      for (const country of members) left.delete(country);
      return members.length > 0;
    });
  return [...blocs, ...[...left].sort()];
}
