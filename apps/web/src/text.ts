import { lastDayOf, regionName } from '@in-force/events';
import { remember } from '@in-force/rules';
import type { ComponentChildren } from 'preact';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { filled, type Values } from './gaps.js';
import { ENGLISH, type Key } from './text.data.js';

export type { Key };

type Pieces = Readonly<Record<string, ComponentChildren>>;

/** A language that nobody speaks: whatever the page says of its own is in brackets and accented, so that what is not taken from the texts shows. */
const PSEUDO = 'en-XA';

const LANGUAGES: readonly string[] = ['en', PSEUDO];

const ACCENTED: Readonly<Record<string, string>> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', n: 'ñ', c: 'ç', A: 'Á', E: 'É', O: 'Ó' };
const pseudo = (text: string): string =>
  `⟦${text.replace(/\{\w+\}|[a-zA-Z]/g, (sign) => (sign.length > 1 ? sign : (ACCENTED[sign] ?? sign)))}⟧`;

/** The texts of the page in one language, and its way to write days, numbers and places. */
export class Texts {
  readonly #days: Intl.DateTimeFormat;
  readonly #plural: Intl.PluralRules;
  readonly #regions: Intl.DisplayNames;
  readonly #all: Intl.ListFormat;
  readonly #any: Intl.ListFormat;
  readonly #numbers: Intl.NumberFormat;
  readonly #alphabet: Intl.Collator;
  readonly #written = new Map<string, string>();

  constructor(readonly lang: string) {
    const zone = { timeZone: 'UTC' } as const;
    this.#days = new Intl.DateTimeFormat('en-GB', { ...zone, day: 'numeric', month: 'long', year: 'numeric' });
    this.#plural = new Intl.PluralRules(lang);
    this.#regions = new Intl.DisplayNames([lang], { type: 'region', fallback: 'none' });
    this.#all = new Intl.ListFormat(lang, { type: 'conjunction' });
    this.#any = new Intl.ListFormat(lang, { type: 'disjunction' });
    this.#numbers = new Intl.NumberFormat(lang);
    this.#alphabet = new Intl.Collator(lang);
  }

  /** Returns a text, its gaps filled. */
  say(key: Key, values: Values = {}): string {
    return filled(this.#text(key), values);
  }

  /** Returns a text of a number: the form of the language for it, `key.one` or `key.other`. */
  count(key: string, count: number, values: Values = {}): string {
    const form = `${key}.${this.#plural.select(count)}`;
    return this.say((form in ENGLISH ? form : `${key}.other`) as Key, { count: this.number(count), ...values });
  }

  /** Returns a number as a sentence writes it: a small one in a word. */
  number(count: number): string {
    const key = `number.${count}`;
    return key in ENGLISH ? this.say(key as Key) : this.#numbers.format(count);
  }

  /** Returns a text as a sentence begins. */
  opening = (text: string): string => text.replace(/^⟦?\p{L}/u, (letter) => letter.toUpperCase());

  /** Returns a text with elements in its gaps. */
  fill(key: Key, pieces: Pieces): ComponentChildren[] {
    return ENGLISH[key].split(/(\{\w+\})/).map((piece) => (/^\{\w+\}$/.test(piece) ? pieces[piece.slice(1, -1)] : this.#spoken(piece)));
  }

  /** Returns a day as the language writes it, as precise as it is known. */
  day(day: string): string {
    return remember(this.#written, day, () => this.#inWords(day));
  }

  #inWords(day: string): string {
    const [, about, year = '', month, date] = /^(~?)(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(day) ?? [];
    if (year === '') return day;
    const parts = this.#days.formatToParts(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(date ?? 1)));
    const shown = parts.filter(({ type }) => type === 'year' || (type === 'month' && month) || (type === 'day' && date));
    const text = shown.map(({ value }) => value).join(' ');
    return this.#own(about ? this.say('day.about', { day: text }) : text);
  }

  /** Returns the days from one through another as the language writes them: `18–19 November 2026`. */
  days(from: string, through: string): string {
    if (from === through) return this.day(from);
    const exact = [from, through].every((day) => lastDayOf(day) === day);
    if (!exact) return this.say('days.range', { from: this.day(from), through: this.day(through) });
    return this.#own(this.#days.formatRange(Date.parse(from), Date.parse(through)));
  }

  /** The months in short, as pictures name them. */
  get months(): readonly string[] {
    const short = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'short' });
    return Array.from({ length: 12 }, (_, month) => this.#own(short.format(Date.UTC(2025, month, 15))));
  }

  /** Returns the name of a place. */
  place(code: string): string {
    if (code === 'world') return this.say('place.world');
    const name = /^[A-Z]{2}$/.test(code) && code !== 'EU' ? this.#regions.of(code) : undefined;
    return this.#own(this.lang === 'en' || name === undefined ? regionName(code) : name);
  }

  /** Returns the name of a place as a sentence uses it: with its article, where the language has one. */
  placed(code: string): string {
    return ARTICLE.has(code) ? this.say('place.the', { place: this.place(code) }) : this.place(code);
  }

  /** Returns names in a row. */
  row(names: readonly string[]): string {
    return this.#all.format(names);
  }

  /** Returns names of which one is meant. */
  either(names: readonly string[]): string {
    return this.#any.format(names);
  }

  /** Returns names in the order of the alphabet. */
  sorted = (names: readonly string[]): string[] => names.toSorted(this.#alphabet.compare);

  /** Returns the language of what the record says, where the page speaks another. */
  get record(): { readonly lang?: string } {
    return this.lang === 'en' ? {} : { lang: 'en' };
  }

  #text(key: Key): string {
    return this.#spoken(ENGLISH[key]);
  }

  #spoken = (text: string): string => (this.lang === PSEUDO && /[a-zA-Z]/.test(text) ? pseudo(text) : text);

  #own = (text: string): string => (this.lang === PSEUDO ? `⟦${text}⟧` : text);
}

const ARTICLE: ReadonlySet<string> = new Set(
  'US GB NL PH AE BS GM MV SC DO CF CD CG KM MH SB EU EEA EFTA G7 ASEAN GCC CPTPP FIVE-EYES'.split(' '),
);

const made = new Map<string, Texts>();
const textsIn = (lang: string): Texts => remember(made, lang, () => new Texts(lang));

/** Returns the texts in the language asked for, else in the first that the reader accepts and we have. */
export function textsFor(lang: string | undefined, accepted = ''): Texts {
  const wanted = [lang ?? '', ...accepted.split(',').map((one) => (one.split(';', 1)[0] ?? '').trim())];
  return textsIn(wanted.find((one) => LANGUAGES.includes(one)) ?? 'en');
}

export const TextsContext = createContext(textsIn('en'));

/** Returns the texts of the page that is being rendered. */
export const useTexts = (): Texts => useContext(TextsContext);
