import { Bitmap, intsOf, type Section, type Sections, sectionsUnder, textsOf } from '@in-force/columns';
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

/** The words of a bitmap of countries, by their number in the vocabulary. */
const WORDS = Math.ceil(COUNTRIES.length / 32);
const countryNumbers = new Map(COUNTRIES.map((country, number) => [country, number]));

/** The number that stands for whatever is no item of the vocabulary, such as a line on codes alone: scopes of all goods cover it. */
const ELSEWHERE = -1;

/** The number of each item in the vocabulary. */
const ITEM_NUMBERS: ReadonlyMap<string, number> = new Map(ITEMS.map(({ slug }, number) => [slug, number]));
/** Of each item its own number and those of the items above it. */
const SELF_AND_ABOVE = ITEMS.map(({ slug }) => [slug, ...ancestors(slug)].map((item) => ITEM_NUMBERS.get(item) as number));

/** A country group: countries of a scope that no act distinguishes, and one of them. */
export interface CountryGroup {
  /** The number of the set of countries. */
  readonly set: number;
  readonly country: string;
}

/** The goods of a scope in item classes: classes of items that no act distinguishes. */
export interface Goods {
  readonly key: string;
  /** One item of each class. */
  readonly classes: readonly string[];
  /** Of each item of the vocabulary the classes that it meets, as bits. */
  readonly met: Int32Array;
  readonly namesDualUse: boolean;
  /** The number of the first class; the others follow. */
  readonly first: number;
}

/** A scope partition: a scope divided by the parts that acts distinguish, into item classes and country groups. */
export interface ScopePartition {
  readonly scope: Pick<Scope, 'regions' | 'except'>;
  /** The parts that acts name. */
  readonly parts: readonly Parts[];
  readonly issuer: Region;
  readonly goods: Goods;
  /** Whether a bloc is named, so that the country groups change as its members do. */
  readonly dated: boolean;
  /** The country groups by epoch, as far as they were asked about. */
  readonly groups: (readonly CountryGroup[])[];
}

/** The classes of one scope, at the most: a bit each, which are more than any acts ever distinguished. */
const MOST_CLASSES = 31;
/** How many scope partitions are cached, before the cache is cleared. */
const CACHED = 1_000;
/** How many goods have their bits in one block. */
const BLOCK_GOODS = 2_048;

/**
 * Item classes and sets of countries, each kept once and numbered, as many measures share them. They are the classes of a partition
 * refinement: countries, or items, with the same signature (the parts that touch them) form one class. Dividing a scope costs
 * O(parts · items) once; the latest are cached.
 */
export class ItemClasses {
  /** The sets of countries by number. */
  readonly sets: Bitmap[] = [];
  /** The item classes by number: the goods of which they are a class, and its bit there. */
  readonly classes: { readonly goods: Goods; readonly bit: number }[] = [];
  readonly #setNumbers = new Map<string, number>();
  readonly #goods = new Map<string, Goods>();
  readonly #partitions = new Map<string, ScopePartition>();
  /** The country groups of countries that no act distinguishes. */
  readonly #undivided = new WeakMap<ReadonlySet<string>, readonly CountryGroup[]>();
  /** The JSON of each goods but for its bits, which lie in blocks one after another; and how much of the last block is used. */
  readonly #lines: string[] = [];
  readonly #blocks: Int32Array[] = [];
  #used = 0;

  constructor(sections?: Sections) {
    if (!sections) return;
    const words = intsOf(sections, 'countrySets');
    for (let at = 0; at < words.length; at += WORDS) this.#numberOf(new Bitmap(words.subarray(at, at + WORDS)));
    const blocks = [...sectionsUnder(sections, 'itemBits ').values()] as Int32Array[];
    const lines = textsOf(sections, 'goods').values();
    for (const block of blocks) {
      this.#blocks.push(block);
      for (this.#used = 0; this.#used < block.length; ) {
        const line = lines.next().value as string;
        const met = block.subarray(this.#used, this.#used + ITEMS.length);
        this.#add({ ...(JSON.parse(line) as Omit<Goods, 'met'>), met }, line);
      }
    }
  }

  /** Returns the classes and sets as sections of a snapshot. */
  get sections(): Sections {
    const countrySets = new Int32Array(WORDS * this.sets.length);
    for (const [number, { words }] of this.sets.entries()) countrySets.set(words, WORDS * number);
    const blocks = this.#blocks.map((block, at) => (at === this.#blocks.length - 1 ? block.subarray(0, this.#used) : block));
    return new Map<string, Section>([
      ['countrySets', countrySets],
      ...blocks.map((block, at): [string, Section] => [`itemBits ${at}`, block]),
      ['goods', this.#lines.slice()],
    ]);
  }

  /** Returns the number of a set of countries, and gives it the next one where it has none. */
  numberOfSet(countries: Iterable<string>): number {
    return this.#numberOf(countrySetOf(countries));
  }

  /** Divides a scope by the parts that acts distinguish, except for the items that `dual-use` contains, which change by day. */
  partitionScope(scope: Scope, parts: readonly Parts[], issuer: Region, kind: Kind): ScopePartition {
    const { regions, except, items } = scope;
    const words = `${issuer} ${regions.join()} ${except?.join() ?? ''} ${isOfDualUse(kind, scope)}`;
    const goods = items === 'all' ? '*' : items.map(itemOfLine).join();
    const distinguished = parts
      .map((one) => `${one.regions?.join() ?? ''}-${one.except?.join() ?? ''}-${one.items?.join() ?? ''}`)
      .join('/');
    const key = `${words} ${goods} ${distinguished}`;
    let partition = this.#partitions.get(key);
    if (!partition) {
      const dated = isDated(issuer, scope, ...parts);
      const named = { regions, ...(except && { except }) };
      partition = { scope: named, parts, issuer, goods: this.#goodsOf(scope, parts, kind), dated, groups: [] };
      if (this.#partitions.size >= CACHED) this.#partitions.clear();
      this.#partitions.set(key, partition);
    }
    return partition;
  }

  /** Returns the country groups of a scope on a day, which are the same on all days of an epoch. */
  groupsOn({ scope, parts, issuer, dated, groups }: ScopePartition, day: ExactDay): readonly CountryGroup[] {
    const epoch = dated ? epochOf(day) : 0;
    const cached = groups[epoch];
    if (cached) return cached;
    // Any day of an epoch has the same members.
    const on = EPOCHS[epoch] as string;
    const countries = scopeCountries(scope, on, issuer);
    const naming = parts.filter(({ regions, except }) => regions || except);
    const made =
      naming.length === 0
        ? this.#undividedGroup(countries)
        : this.#divide(countries, (one, country) => touchesCountry(one, country, on, issuer), naming);
    groups[epoch] = made;
    return made;
  }

  #numberOf(set: Bitmap): number {
    const key = set.words.join();
    let number = this.#setNumbers.get(key);
    if (number === undefined) {
      number = this.sets.push(set) - 1;
      this.#setNumbers.set(key, number);
    }
    return number;
  }

  /** Returns countries as one group, none where there are none. Cached by the set, which is shared between scopes of the same words. */
  #undividedGroup(countries: ReadonlySet<string>): readonly CountryGroup[] {
    let groups = this.#undivided.get(countries);
    if (!groups) {
      groups = [...countries].slice(0, 1).map((country) => ({ set: this.numberOfSet(countries), country }));
      this.#undivided.set(countries, groups);
    }
    return groups;
  }

  /** Returns countries in groups of one signature each. */
  #divide(
    countries: ReadonlySet<string>,
    touches: (part: Parts, country: string) => boolean,
    parts: readonly Parts[],
  ): readonly CountryGroup[] {
    const bySignature = new Map<string, string[]>();
    for (const country of countries) {
      const signature = signatureOf(parts, (part) => touches(part, country));
      const group = bySignature.get(signature);
      if (group) group.push(country);
      else bySignature.set(signature, [country]);
    }
    return [...bySignature.values()].map((group) => ({ set: this.numberOfSet(group), country: group[0] as string }));
  }

  /** Returns the goods of a scope in item classes. */
  #goodsOf(scope: Scope, parts: readonly Parts[], kind: Kind): Goods {
    const { items } = scope;
    const listed = items === 'all' ? '*' : items.map(itemOfLine).sort().join();
    const key = `${listed} ${isOfDualUse(kind, scope)} | ${parts.flatMap((one) => one.items?.join() ?? []).join('/')}`;
    let goods = this.#goods.get(key);
    if (!goods) {
      const met = this.#nextBits();
      goods = { key, classes: classesOf(scope, parts, kind, met), met, namesDualUse: namesDualUse(scope), first: this.classes.length };
      const { met: _, ...rest } = goods;
      this.#add(goods, JSON.stringify(rest));
    }
    return goods;
  }

  /** Returns a number of 0 for each item: the bits of the goods that are added next. */
  #nextBits(): Int32Array {
    if (this.#used === (this.#blocks.at(-1)?.length ?? 0)) {
      this.#blocks.push(new Int32Array(BLOCK_GOODS * ITEMS.length));
      this.#used = 0;
    }
    // A scope that could not be divided may have left bits there.
    return (this.#blocks.at(-1) as Int32Array).subarray(this.#used, this.#used + ITEMS.length).fill(0);
  }

  #add(goods: Goods, line: string): void {
    this.#used += ITEMS.length;
    this.#goods.set(goods.key, goods);
    this.#lines.push(line);
    for (const number of goods.classes.keys()) this.classes.push({ goods, bit: 1 << number });
  }
}

/** Returns whether an item class meets an item of the vocabulary, or `ELSEWHERE`. */
export const meetsItem = ({ goods, bit }: ItemClasses['classes'][number], item: number): boolean =>
  item === ELSEWHERE ? goods.classes[31 - Math.clz32(bit)] === ALL_OTHER_GOODS : ((goods.met[item] as number) & bit) !== 0;

/** Returns a set of countries. */
export function countrySetOf(countries: Iterable<string>): Bitmap {
  const set = new Bitmap(COUNTRIES.length);
  for (const country of countries) set.add(countryNumbers.get(country) as number);
  return set;
}

/** Returns which parts touch something, a digit each: what has the same signature is of one class. */
const signatureOf = (parts: readonly Parts[], touches: (part: Parts) => boolean): string =>
  parts.map((part) => (touches(part) ? 1 : 0)).join('');

/** Returns one item of each item class of a scope, and sets in `met` the classes that each item of the vocabulary meets. */
function classesOf(scope: Scope, parts: readonly Parts[], kind: Kind, met: Int32Array): string[] {
  const naming = parts.filter(({ items }) => items);
  const numbers = new Map<string, number>();
  const classes: string[] = [];
  const bitOf = (item: string): number => {
    const signature = signatureOf(naming, (part) => touchesItem(part, item));
    let number = numbers.get(signature);
    if (number === undefined) {
      number = classes.push(item) - 1;
      if (number >= MOST_CLASSES) throw new Error(`A measure falls into more than ${MOST_CLASSES} parts.`);
      numbers.set(signature, number);
    }
    return 1 << number;
  };
  let all = 0;
  const setBit = (item: number, bit: number) => {
    met[item] = (met[item] as number) | bit;
  };
  for (const item of new Set(covered(scope, kind, null))) {
    const bit = bitOf(item);
    all |= bit;
    for (const above of SELF_AND_ABOVE[ITEM_NUMBERS.get(item) ?? -1] ?? []) setBit(above, bit);
  }
  if (!namesDualUse(scope) && isOfDualUse(kind, scope)) setBit(ITEM_NUMBERS.get(DUAL_USE) as number, all);
  return classes;
}

/** Returns the numbers in the vocabulary of the items asked about; null for any. */
export const itemNumbers = (goods: AskedGoods | null): readonly number[] | null =>
  goods?.items.map((one) => ITEM_NUMBERS.get(one) ?? ELSEWHERE) ?? null;
