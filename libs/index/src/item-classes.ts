import { intsOf, type Section, type Sections, sectionsUnder, textsOf } from '@in-force/columns';
import { ancestors, COUNTRIES, type ExactDay, ITEMS, itemOfLine, type Kind, type Parts, type Region, type Scope } from '@in-force/events';
import {
  ALL_OTHER_GOODS,
  type AskedGoods,
  covered,
  DUAL_USE,
  EPOCHS,
  epochOf,
  isDated,
  isOfDualUse,
  namesDualUse,
  scopeCountries,
  touchesCountry,
  touchesItem,
} from '@in-force/rules';

/** Countries as bits, by their place in the vocabulary. */
export type CountrySet = Int32Array;

const WORDS = Math.ceil(COUNTRIES.length / 32);
const placeOf = new Map(COUNTRIES.map((country, place) => [country, place]));

/** The place that stands for whatever is no item of the vocabulary, such as a line on codes alone: scopes of all goods cover it. */
const ELSEWHERE = -1;

/** The place of each item in the vocabulary. */
const PLACES: ReadonlyMap<string, number> = new Map(ITEMS.map(({ slug }, place) => [slug, place]));
/** Of each item its own place and those above it. */
const ABOVE = ITEMS.map(({ slug }) => [slug, ...ancestors(slug)].map((item) => PLACES.get(item) as number));

/** Countries of a scope that no act tells apart, with one that stands for them. */
export interface Group {
  readonly set: number;
  readonly country: string;
}

/** Goods of a scope as acts tell them apart: the classes, and which of them each item meets, and covers whole or lies in, as bits. */
export interface Goods {
  readonly key: string;
  readonly classes: readonly string[];
  readonly met: Int32Array;
  readonly namesDualUse: boolean;
  /** The number of the first class; the others follow. */
  readonly first: number;
}

/** A scope as acts tell it apart: the classes of its goods, and the groups of its countries by the state of the blocs. */
export interface ScopePartition {
  readonly scope: Pick<Scope, 'regions' | 'except'>;
  readonly told: readonly Parts[];
  readonly issuer: Region;
  readonly goods: Goods;
  /** Whether a bloc is named, so that the groups change as its members do. */
  readonly dated: boolean;
  readonly groups: (readonly Group[])[];
}

/** More classes than bits would be more parts than any act ever told apart. */
const BITS = 31;

/** How many wordings are kept with their countries. */
const KEPT = 1_000;
/** How many classes of goods lie in a block. */
const BLANKS = 2_048;

/** What many measures have in common, kept once and numbered: sets of countries, and classes of goods. */
export class ItemClasses {
  constructor(sections?: Sections) {
    if (!sections) return;
    const words = intsOf(sections, 'sets');
    for (let at = 0; at < words.length; at += WORDS) this.#number(words.subarray(at, at + WORDS));
    const blocks = [...sectionsUnder(sections, 'met ').values()] as Int32Array[];
    const lines = textsOf(sections, 'goods').values();
    for (const block of blocks) {
      this.#blocks.push(block);
      for (this.#used = 0; this.#used < block.length; ) {
        const line = lines.next().value as string;
        const met = block.subarray(this.#used, this.#used + ITEMS.length);
        this.#keep({ ...(JSON.parse(line) as Omit<Goods, 'met'>), met }, line);
      }
    }
  }

  get image(): Sections {
    const sets = new Int32Array(WORDS * this.sets.length);
    for (const [at, set] of this.sets.entries()) sets.set(set, WORDS * at);
    const met = this.#blocks.map((block, at) => (at === this.#blocks.length - 1 ? block.subarray(0, this.#used) : block));
    return new Map<string, Section>([
      ['sets', sets],
      ...met.map((block, at): [string, Section] => [`met ${at}`, block]),
      ['goods', this.#lines.slice()],
    ]);
  }

  /** The sets of countries, and the classes of goods, by number. */
  readonly sets: CountrySet[] = [];
  readonly classes: { readonly goods: Goods; readonly bit: number }[] = [];
  readonly #setNumbers = new Map<string, number>();
  readonly #cuts = new Map<string, ScopePartition>();
  readonly #goods = new Map<string, Goods>();
  /** What is written down of each of them. */
  readonly #lines: string[] = [];

  /** The number of a set of countries. */
  setOf(countries: Iterable<string>): number {
    return this.#number(setOf(countries));
  }

  #number(words: CountrySet): number {
    const key = words.join();
    let number = this.#setNumbers.get(key);
    if (number === undefined) {
      number = this.sets.push(words) - 1;
      this.#setNumbers.set(key, number);
    }
    return number;
  }

  /** How acts cut a scope, but for what `dual-use` contains, which has days. The latest are kept. */
  partitionScope(scope: Scope, told: readonly Parts[], issuer: Region, kind: Kind): ScopePartition {
    const { regions, except, items } = scope;
    const places = `${issuer} ${regions.join()} ${except?.join() ?? ''} ${isOfDualUse(kind, scope)}`;
    const goods = items === 'all' ? '*' : items.map(itemOfLine).join();
    const apart = told
      .map((parts) => `${parts.regions?.join() ?? ''}-${parts.except?.join() ?? ''}-${parts.items?.join() ?? ''}`)
      .join('/');
    const key = `${places} ${goods} ${apart}`;
    let cut = this.#cuts.get(key);
    if (!cut) {
      const dated = isDated(issuer, scope, ...told);
      cut = { scope: { regions, ...(except && { except }) }, told, issuer, goods: this.#goodsOf(scope, told, kind), dated, groups: [] };
      if (this.#cuts.size >= KEPT) this.#cuts.clear();
      this.#cuts.set(key, cut);
    }
    return cut;
  }

  /** The countries of a scope on a day, by what acts tell apart: the same while no bloc changes. */
  groupsOn({ scope, told, issuer, dated, groups }: ScopePartition, day: ExactDay): readonly Group[] {
    const epoch = dated ? epochOf(day) : 0;
    const found = groups[epoch];
    if (found) return found;
    // Any day of an epoch has the same members.
    const on = EPOCHS[epoch] as string;
    const countries = scopeCountries(scope, on, issuer);
    const named = told.filter(({ regions, except }) => regions || except);
    const made =
      named.length === 0
        ? this.#whole(countries)
        : this.#apart(countries, (parts, country) => touchesCountry(parts, country, on, issuer), named);
    groups[epoch] = made;
    return made;
  }

  /** Countries that nothing tells apart; the same words give the same set. */
  #whole(countries: ReadonlySet<string>): readonly Group[] {
    let groups = this.#wholes.get(countries);
    if (!groups) {
      groups = [...countries].slice(0, 1).map((country) => ({ set: this.setOf(countries), country }));
      this.#wholes.set(countries, groups);
    }
    return groups;
  }

  readonly #wholes = new WeakMap<ReadonlySet<string>, readonly Group[]>();

  #apart(countries: ReadonlySet<string>, touched: (parts: Parts, country: string) => boolean, told: readonly Parts[]): readonly Group[] {
    const of = new Map<string, string[]>();
    for (const country of countries) {
      const signed = signature(told, (parts) => touched(parts, country));
      const alike = of.get(signed);
      if (alike) alike.push(country);
      else of.set(signed, [country]);
    }
    return [...of.values()].map((alike) => ({ set: this.setOf(alike), country: alike[0] as string }));
  }

  /** The classes of the goods of a scope. */
  #goodsOf(scope: Scope, told: readonly Parts[], kind: Kind): Goods {
    const { items } = scope;
    const listed = items === 'all' ? '*' : items.map(itemOfLine).sort().join();
    const key = `${listed} ${isOfDualUse(kind, scope)} | ${told.flatMap((parts) => parts.items?.join() ?? []).join('/')}`;
    let goods = this.#goods.get(key);
    if (!goods) {
      const met = this.#blank();
      goods = { key, classes: classesOf(scope, told, kind, met), met, namesDualUse: namesDualUse(scope), first: this.classes.length };
      const { met: _, ...rest } = goods;
      this.#keep(goods, JSON.stringify(rest));
    }
    return goods;
  }

  /** What the items meet, class by class of goods, in blocks; and how much of the last one is used. */
  readonly #blocks: Int32Array[] = [];
  #used = 0;

  /** A number for each item, which are those of the goods that are kept next. */
  #blank(): Int32Array {
    if (this.#used === (this.#blocks.at(-1)?.length ?? 0)) {
      this.#blocks.push(new Int32Array(BLANKS * ITEMS.length));
      this.#used = 0;
    }
    // A scope that cannot be kept may have left something there.
    return (this.#blocks.at(-1) as Int32Array).subarray(this.#used, this.#used + ITEMS.length).fill(0);
  }

  #keep(goods: Goods, line: string): void {
    this.#used += ITEMS.length;
    this.#goods.set(goods.key, goods);
    this.#lines.push(line);
    for (const place of goods.classes.keys()) this.classes.push({ goods, bit: 1 << place });
  }
}

/** Whether a class of goods meets the item at a place of the vocabulary. */
export const meetsItem = ({ goods, bit }: ItemClasses['classes'][number], place: number): boolean =>
  place === ELSEWHERE ? goods.classes[31 - Math.clz32(bit)] === ALL_OTHER_GOODS : ((goods.met[place] as number) & bit) !== 0;

const signature = (told: readonly Parts[], touched: (parts: Parts) => boolean): string =>
  told.map((parts) => (touched(parts) ? 1 : 0)).join('');

/** Numbers the classes of the goods of a scope, each by one of them, and notes which of them each item of the vocabulary meets. */
function classesOf(scope: Scope, told: readonly Parts[], kind: Kind, met: Int32Array): string[] {
  const named = told.filter(({ items }) => items);
  const bits = new Map<string, number>();
  const classes: string[] = [];
  const bitOf = (item: string): number => {
    const signed = signature(named, (parts) => touchesItem(parts, item));
    let found = bits.get(signed);
    if (found === undefined) {
      found = classes.push(item) - 1;
      if (found >= BITS) throw new Error(`A measure falls into more than ${BITS} parts.`);
      bits.set(signed, found);
    }
    return 1 << found;
  };
  let all = 0;
  const meet = (place: number, bit: number) => {
    met[place] = (met[place] as number) | bit;
  };
  for (const item of new Set(covered(scope, kind, null))) {
    const bit = bitOf(item);
    all |= bit;
    for (const above of ABOVE[PLACES.get(item) ?? -1] ?? []) meet(above, bit);
  }
  if (!namesDualUse(scope) && isOfDualUse(kind, scope)) meet(PLACES.get(DUAL_USE) as number, all);
  return classes;
}

/** Countries as a set. */
export function setOf(countries: Iterable<string>): CountrySet {
  const words = new Int32Array(WORDS);
  for (const country of countries) {
    const place = placeOf.get(country) as number;
    words[place >> 5] = (words[place >> 5] as number) | (1 << (place & 31));
  }
  return words;
}

/** Whether two sets of countries have one in common. */
export function common(a: CountrySet, b: CountrySet): boolean {
  for (let word = 0; word < WORDS; word++) if (((a[word] as number) & (b[word] as number)) !== 0) return true;
  return false;
}

/** Adds to a set what two others have in common. @returns whether that is anything. */
export function addCommon(to: CountrySet, a: CountrySet, b: CountrySet): boolean {
  let any = 0;
  for (let word = 0; word < WORDS; word++) {
    const both = (a[word] as number) & (b[word] as number);
    any |= both;
    to[word] = (to[word] as number) | both;
  }
  return any !== 0;
}

/** The places of the countries in a set. */
export function placesIn(set: CountrySet): number[] {
  const found: number[] = [];
  for (let word = 0; word < WORDS; word++)
    for (let bits = set[word] as number; bits !== 0; bits &= bits - 1) found.push(32 * word + 31 - Math.clz32(bits & -bits));
  return found;
}

/** Returns the numbers in the vocabulary of the items asked about; null for any. */
export const itemNumbers = (goods: AskedGoods | null): readonly number[] | null =>
  goods?.items.map((one) => PLACES.get(one) ?? ELSEWHERE) ?? null;
