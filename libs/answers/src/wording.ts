import {
  type Day,
  findItem,
  type Instrument,
  isBloc,
  itemOf,
  itemOfLine,
  lastDayOf,
  type Parts,
  type Region,
  regionName,
  type Scope,
} from '@in-force/events';
import type { BearsOn, RecordView } from '@in-force/rules';
import { type Question, spellItem } from './question.js';

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A day in words, as precise as it is known: `8 November 2025`, `November 2025`, `about 2 December 2025`. */
export function inWords(day: Day): string {
  const about = day.startsWith('~') ? 'about ' : '';
  const [year = '', month, date] = day.replace('~', '').split('-');
  return about + [date && String(Number(date)), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(' ');
}

/** Returns the day by which something is to be: of lesser precision, the end of it. */
export const byInWords = (day: Day): string => (/^~?\d{4}(?:-\d{2})?$/.test(day) ? `the end of ${inWords(day)}` : inWords(day));

/**
 * From one day through another: `on 30 October 2025` where both are the same, `until further notice` where the last is null. A month and a
 * year that both share are said once: `from 25 through 26 October 2025`.
 */
export function daysInWords(from: Day | null | undefined, through: Day | null | undefined): string {
  if (from && from === through) return whenInWords(from);
  const end = through === null ? 'until further notice' : through && `through ${inWords(through)}`;
  return [from && `from ${through ? sharing(from, through) : inWords(from)}`, end].filter(Boolean).join(' ');
}

/** Returns the first day of a span without what its last day says again. */
function sharing(from: Day, through: Day): string {
  const [first, last] = [inWords(from).split(' '), inWords(through).split(' ')];
  if (first.length !== 3 || last.length !== 3 || first[2] !== last[2]) return inWords(from);
  return first.slice(0, first[1] === last[1] ? 1 : 2).join(' ');
}

/** Returns when something was: `on 30 October 2025`, `in November 2025`, `about 7 June 2025`. */
export const whenInWords = (day: Day): string =>
  day.startsWith('~') ? inWords(day) : `${day.length === 10 ? 'on' : 'in'} ${inWords(day)}`;

/** Names in a row: `a, b and c`. */
export const row = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** A text as a sentence: with a full stop, if it has no end of its own. */
export const stopped = (text: string): string => (/[.!?…][”"’)]?$/.test(text) ? text : `${text}.`);

/** Regions whose names take an article in a sentence. */
const THE: ReadonlySet<string> = new Set('US GB NL PH AE BS GM MV SC DO CF CD CG KM MH SB EU EEA EFTA G7 GCC CPTPP FIVE-EYES'.split(' '));

/** A region as a sentence names it: `the United States`; of `world` every country but the issuer’s. */
export function place(code: Region, issuer?: Region): string {
  if (code !== 'world') return `${THE.has(code) ? 'the ' : ''}${regionName(code)}`;
  if (issuer === undefined) return 'every other country';
  return isBloc(issuer) ? `every country outside ${place(issuer)}` : `every country but ${place(issuer)}`;
}

/** Returns the regions a scope bears on, in words. */
export function regionsInWords({ regions, except }: Pick<Scope, 'regions' | 'except'>, issuer?: Region): string {
  return row(regions.map((region) => place(region, issuer))) + (except ? ` except ${row(except.map((region) => place(region)))}` : '');
}

/** An item as a sentence names it: `gallium antimonide`, `NdFeB magnets that contain dysprosium`; a code as it is spelled. */
export function thing(item: string): string {
  const slug = findItem(item);
  if (slug === undefined) return item;
  const { name } = itemOf(slug);
  return /^[A-Z][a-z]+(?:[\s,-]|$)/.test(name) ? name[0]?.toLowerCase() + name.slice(1) : name;
}

/** An item as it was asked about. */
export const askedThing = (item: NonNullable<Question['item']>): string => ('slug' in item ? thing(item.slug) : spellItem(item));

/** How many names of a kind are told one by one. */
const FEW = 5;

/** Returns the items a scope covers, in words. */
export function itemsInWords({ items }: Pick<Scope, 'items'>): string {
  if (items === 'all') return 'all goods';
  const names = [...new Set(items.map((line) => (line.item === undefined && line.name ? line.name : thing(itemOfLine(line)))))];
  if (names.length === 0) return 'no goods';
  return names.length > 12 ? `${names.slice(0, 12).join(', ')} and ${names.length - 12} more` : row(names);
}

/**
 * Returns what of a question a status is of: `of antimony, only gallium antimonide`; of more than five, how many and some of them. Empty
 * where it is of all that was asked.
 */
export function bearsOnInWords(
  bearsOn: readonly BearsOn[] | null | undefined,
  { region, item }: Pick<Question, 'region' | 'item'>,
  issuer?: Region,
): string {
  const things = item === null ? 'the items it covers' : askedThing(item);
  const places = region === null ? 'the countries it bears on' : place(region, issuer);
  const told = (bearsOn ?? []).map(({ items, regions }) => {
    const named = regions?.map((one) => place(one, issuer)) ?? null;
    if (items === null) return named && `of ${places}, ${some(named, 'countries')}`;
    return `of ${things}, ${some(items.map(thing), 'items')}${named ? `, for ${some(named, 'countries')}` : ''}`;
  });
  return told.filter(Boolean).join('; ');
}

const some = (names: readonly string[], what: string): string =>
  names.length > FEW ? `${names.length} ${what} such as ${row(names.slice(0, 2))}` : `only ${row(names)}`;

/** Parts of a scope, in words: ` in dysprosium for the European Union`. */
export function partsInWords(parts: Parts | undefined, issuer?: Region): string {
  if (!parts) return '';
  const { regions = ['world'], except, items } = parts;
  const where = parts.regions || except ? ` for ${regionsInWords({ regions, ...(except && { except }) }, issuer)}` : '';
  return `${items ? ` in ${row(items.map(thing))}` : ''}${where}`;
}

/** An act by its name, with its number where the name leaves that out. */
export function actTitle({ title, number }: Instrument): string {
  const told = (part: string) => new RegExp(`(?<![\\p{L}\\d])${part}(?![\\p{L}\\d])`, 'u').test(title);
  return (number?.match(/[\p{L}\d]+/gu) ?? []).every(told) ? title : `${title}, ${number}`;
}

/** An act as a sentence names it: `MOFCOM Announcement 70/2025 (China, 7 November 2025)`. */
export const actInWords = (act: Instrument): string => `${actTitle(act)} (${regionName(act.issuer)}, ${inWords(act.day)})`;

/** An act by its id, as a sentence names it: by the record, where that is known; else by the id. */
export function actNamed(known: Pick<RecordView, 'record' | 'seen'>, id: string): string {
  for (const stream of known.record.byInstrument(id)) {
    const act = known.seen(stream).find(({ instrument }) => instrument?.id === id)?.instrument;
    if (act) return actInWords(act);
  }
  return id;
}

/** Returns whether a text names the day already: `Madrid talks of 14-15 September 2025`. */
export const namesDay = (text: string, ...days: readonly Day[]): boolean => days.some((day) => text.includes(inWords(lastDayOf(day))));
