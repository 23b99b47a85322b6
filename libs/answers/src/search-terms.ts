import { isBloc, regionName } from '@in-force/events';
import { MONTHS } from './wording.js';

const HAN = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u;

/** What is sought as it is written: a day, the number of an act, a rate. */
const WHOLE = /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)|(?<!\d)\d+\/\d{4}(?!\d)|\d+(?:[.,]\d+)?\s?%/g;

/** Returns a text without case and diacritics. */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC')
    .toLowerCase();

/** The months by the first three letters of their names. */
const NUMBERS = new Map(MONTHS.map((month, index) => [month.slice(0, 3).toLowerCase(), index + 1]));
const MONTH = `(${MONTHS.map((month) => `${month.slice(0, 3)}(?:${month.slice(3)})?`.toLowerCase()).join('|')}|sept)\\.?`;

const isoDay = (year = '', month: string | number = '', day = ''): string =>
  ` ${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')} `;
const numberOf = (month = ''): number => NUMBERS.get(month.slice(0, 3)) ?? 0;

/** The ways in which days and numbers of acts are written, each with the one in which they are found. */
const SPELLINGS: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [new RegExp(`(?<!\\d)(\\d{1,2})\\s+${MONTH},?\\s+(\\d{4})(?!\\d)`, 'g'), (_, day, month, year) => isoDay(year, numberOf(month), day)],
  [
    new RegExp(`(?<!\\p{L})${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})(?!\\d)`, 'gu'),
    (_, month, day, year) => isoDay(year, numberOf(month), day),
  ],
  [/(?<!\d)(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/g, (_, year, month, day) => isoDay(year, month, day)],
  [/(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/g, (_, year, month, day) => isoDay(year, month, day)],
  [/(?<!\d)(\d{4})\s*年\s*第\s*(\d+)\s*号/g, (_, year, number) => ` ${number}/${year} `],
  [/(?<!\p{L})no\.?\s*(\d+)(?:\s+of|,)\s+(\d{4})(?!\d)/gu, (_, number, year) => ` ${number}/${year} `],
  [/(?<!\d)(\d+)\s+of\s+(\d{4})(?!\d)/g, (_, number, year) => ` ${number}/${year} `],
];

/** Returns a folded text with its days and numbers of acts in the one spelling in which they are found. */
const respelled = (plain: string): string => SPELLINGS.reduce((text, [written, spell]) => text.replace(written, spell), plain);

/** Words without case and diacritics; of scripts without spaces, each sign. */
const wordsOf = (text: string): string[] => (text.match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((word) => (HAN.test(word) ? [...word] : [word]));

const wholesOf = (text: string): string[] => (text.match(WHOLE) ?? []).map((whole) => whole.replace(',', '.').replace(/\s/, ''));

/** Words of which each stands for the others. */
const SAME: readonly (readonly string[])[] = [
  ['purchasing', 'procurement', 'buying'],
  ['licence', 'license'],
  ['licences', 'licenses'],
  ['centre', 'center'],
  ['defence', 'defense'],
];
const OTHERS = new Map(SAME.flatMap((words) => words.map((word) => [word, words.filter((one) => one !== word)] as const)));

/** Returns the words of the names of the blocs that a text names by their codes: `GCC-EU Business Forum`. */
const blocsIn = (text: string): string[] =>
  (text.match(/[A-Z][A-Z0-9-]+/g) ?? [])
    .flatMap((code) => [code, ...code.split('-')])
    .filter((code) => isBloc(code))
    .flatMap((code) => wordsOf(folded(regionName(code))));

/** Returns the terms by which a text is found: its words and those that mean the same, blocs by name, days, numbers of acts and rates whole. */
export function termsOf(text: string): string[] {
  const plain = folded(text);
  const words = wordsOf(plain);
  return [...words, ...words.flatMap((word) => OTHERS.get(word) ?? []), ...blocsIn(text), ...wholesOf(respelled(plain))];
}

/** Returns the terms that are sought: what is a day, a number of an act or a rate only as such, everything else word by word. */
export function soughtIn(text: string): string[] {
  const plain = respelled(folded(text));
  return [...wholesOf(plain), ...wordsOf(plain.replace(WHOLE, ' '))];
}
