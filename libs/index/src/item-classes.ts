import { type Section, type Sections, sectionsUnder, textsOf } from '@in-force/columns';
import { ITEMS, itemOfLine, type Kind, type Parts, type Scope } from '@in-force/events';
import { ALL_OTHER_GOODS, covered, DUAL_USE, isOfDualUse, namesDualUse, touchesItem } from '@in-force/rules';
import { ELSEWHERE, ITEM_NUMBERS, SELF_AND_ABOVE } from './item-numbers.js';

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

/** An item class: the goods of which it is one, and its bit there. */
export interface ItemClass {
  readonly goods: Goods;
  readonly bit: number;
}

/** The classes of one scope, at the most: a bit each, which are more than any acts ever distinguished. */
const MOST_CLASSES = 31;
/** The number of goods that have their bits in one block. */
const BLOCK_GOODS = 2_048;

/**
 * Item classes, each kept once and numbered, as many measures share them. They are the classes of a partition refinement: items with the
 * same signature (the parts that touch them) form one class. Dividing goods costs O(parts · items) once.
 */
export class ItemClasses {
  /** The item classes by number. */
  readonly all: ItemClass[] = [];
  readonly #goods = new Map<string, Goods>();
  /** The JSON of each goods but for its bits, which lie in blocks one after another; and how much of the last block is used. */
  readonly #lines: string[] = [];
  readonly #blocks: Int32Array[] = [];
  #used = 0;

  constructor(sections?: Sections) {
    if (!sections) return;
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

  /** Returns the classes as sections of a snapshot. */
  get sections(): Sections {
    const blocks = this.#blocks.map((block, at) => (at === this.#blocks.length - 1 ? block.subarray(0, this.#used) : block));
    return new Map<string, Section>([
      ...blocks.map((block, at): [string, Section] => [`itemBits ${at}`, block]),
      ['goods', this.#lines.slice()],
    ]);
  }

  /** Returns the goods of a scope in item classes. */
  goodsOf(scope: Scope, parts: readonly Parts[], kind: Kind): Goods {
    const { items } = scope;
    const listed = items === 'all' ? '*' : items.map(itemOfLine).sort().join();
    const key = `${listed} ${isOfDualUse(kind, scope)} | ${parts.flatMap((one) => one.items?.join() ?? []).join('/')}`;
    let goods = this.#goods.get(key);
    if (!goods) {
      const met = this.#nextBits();
      goods = { key, classes: classesOf(scope, parts, kind, met), met, namesDualUse: namesDualUse(scope), first: this.all.length };
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
    for (const number of goods.classes.keys()) this.all.push({ goods, bit: 1 << number });
  }
}

/** Returns whether an item class meets an item of the vocabulary, or `ELSEWHERE`. */
export const meetsItem = ({ goods, bit }: ItemClass, item: number): boolean =>
  item === ELSEWHERE ? goods.classes[31 - Math.clz32(bit)] === ALL_OTHER_GOODS : ((goods.met[item] as number) & bit) !== 0;

/** Returns which parts touch something, a digit each: what has the same signature is of one class. */
export const signatureOf = (parts: readonly Parts[], touches: (part: Parts) => boolean): string =>
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
