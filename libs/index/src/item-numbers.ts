import { ancestors, ITEMS } from '@in-force/events';
import type { AskedGoods } from '@in-force/rules';

/** The number that stands for whatever is no item of the vocabulary, such as a line on codes alone: scopes of all goods cover it. */
export const ELSEWHERE = -1;

/** The number of each item in the vocabulary. */
export const ITEM_NUMBERS: ReadonlyMap<string, number> = new Map(ITEMS.map(({ slug }, number) => [slug, number]));
/** Of each item its own number and those of the items above it. */
export const SELF_AND_ABOVE = ITEMS.map(({ slug }) => [slug, ...ancestors(slug)].map((item) => ITEM_NUMBERS.get(item) as number));

/** Returns the numbers in the vocabulary of the items asked about; null for any. */
export const itemNumbers = (goods: AskedGoods | null): readonly number[] | null =>
  goods?.items.map((one) => ITEM_NUMBERS.get(one) ?? ELSEWHERE) ?? null;
