import { z } from 'zod';
import { Text } from './define.js';
import { ControlCode, HsCode, ItemSlug } from './items.js';
import { Region } from './regions.js';

/**
 * One line of a control list: which item it is, and how the act words and numbers it. A line that the vocabulary has no item for stands
 * on its codes alone, named as the act names it.
 */
export const ListedItem = z
  .strictObject({
    item: ItemSlug.optional(),
    name: Text.optional(),
    codes: z.array(ControlCode).min(1).optional(),
    hs: z.array(HsCode).min(1).optional(),
    note: Text.optional(),
  })
  .refine(
    ({ item, name, codes, hs }) => item !== undefined || (name !== undefined && (codes ?? hs) !== undefined),
    'must have an item, or else a name and codes or hs',
  );
export type ListedItem = z.infer<typeof ListedItem>;

/** Returns the item of a line: one of ours, else the line itself, by its first code as questions spell it (`1C902`, `hs:8112`). */
export const itemOfLine = ({ item, codes = [], hs = [] }: ListedItem): string => item ?? codes[0] ?? `hs:${hs[0]}`;

/** The items an act covers: all goods, a list, or (an empty list) no goods at all. */
export const Items = z.union([z.literal('all'), z.array(ListedItem)], 'must be all, or a list of items');

/** Whom an act is limited to. Such an act leaves the region as such untouched. */
export const Limit = z.strictObject({
  to: z.enum(['entities', 'end-uses']),
  names: z.array(Text),
});

/** The regions a measure bears on, the items it covers, and those it is limited to. */
export const Scope = z.strictObject({
  regions: z.array(Region).min(1),
  except: z.array(Region).min(1).optional(),
  items: Items,
  limit: Limit.optional(),
  /** The sides of the scope that were recorded in part: outside that part the answer is `not-known`. */
  inPart: z
    .array(z.enum(['regions', 'items']))
    .min(1)
    .optional(),
  /** False where the goods of a licensing requirement are no dual-use goods, so that no list of `dual-use` contains them. */
  dualUse: z.literal(false).optional(),
  /** The act's own words on its reach beyond the lists: `goods of China incl. Hong Kong`. */
  note: Text.optional(),
});
export type Scope = z.infer<typeof Scope>;

/** A part of a measure's scope that an act touches; whatever is not named is whole. */
export const Parts = z
  .strictObject({
    regions: z.array(Region).min(1).optional(),
    except: z.array(Region).min(1).optional(),
    items: z.array(ItemSlug).min(1).optional(),
  })
  .refine(
    ({ regions, except, items }) => regions || except || items,
    'must name regions, except or items; leave parts out for the whole scope',
  );
export type Parts = z.infer<typeof Parts>;

/** The rate of a tariff or fee: the words, and the percentage where there is one. */
export const Rate = z.strictObject({ text: Text, percent: z.number().nonnegative().optional() });
export type Rate = z.infer<typeof Rate>;

/** A figure as it was said: `about 2,000`. A value or a bound stands only where the words give one. */
export const Quantity = z
  .strictObject({
    what: Text,
    said: Text,
    value: z.number().optional(),
    atLeast: z.number().optional(),
    atMost: z.number().optional(),
    approximate: z.literal(true).optional(),
    unit: Text.optional(),
  })
  .refine(
    ({ atLeast, atMost }) => atLeast === undefined || atMost === undefined || atLeast <= atMost,
    'must have atLeast no greater than atMost',
  );
export type Quantity = z.infer<typeof Quantity>;
