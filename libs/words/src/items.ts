import { ControlCode, findItem, HsCode, ITEMS } from '@in-force/events';
import { fold, Spellings, thingKey } from './fold.js';
import { ITEM_NAMES, ITEM_TWINS, NO_ITEMS } from './items.data.js';
import { type Hints, nearby, nearest, someHints } from './near.js';
import { quoted, refuse } from './unreadable.js';

/** An item that was written: one of ours, a control code, or a prefix of the Harmonized System. */
export type WrittenItem = { readonly slug: string } | { readonly code: string } | { readonly hs: string };

const NAMED: readonly (readonly [name: string, slug: string])[] = [
  ...ITEMS.flatMap(({ slug, name, symbol, aliases = [] }) =>
    [slug, name, ...(symbol ? [symbol] : []), ...aliases].map((text): [string, string] => [text, slug]),
  ),
  ...Object.entries(ITEM_NAMES).flatMap(([slug, names]) => names.split(', ').map((name): [string, string] => [name, slug])),
];
const names = new Spellings(thingKey, NAMED);
const symbols: ReadonlySet<string> = new Set(ITEMS.flatMap(({ symbol }) => symbol ?? []));
const near = NAMED.filter(([name]) => !symbols.has(name)).map(([name, slug]) => [fold(name), slug] as const);
const refusals = new Spellings<string>(
  thingKey,
  NO_ITEMS.flatMap(([names, why]) => names.split(', ').map((name) => [name, why] as const)),
);
/** Capitals that are the formula of another thing than the symbol of the same letters. */
const FORMULAS: ReadonlyMap<string, string> = new Map([
  ['CO', 'carbon monoxide'],
  ['HF', 'hydrogen fluoride'],
  ['CS', 'carbon monosulfide'],
]);

/** Returns the slug of an item written as a symbol, a slug or a name; undefined for none of these. */
export function findItemNamed(text: string): string | undefined {
  return findItem(text) ?? (FORMULAS.has(text) ? undefined : names.find(text));
}

/**
 * Reads an item: a symbol, a slug, a name, a control code (`1c902a`), or an HS code (`HS 8112.92`, `8112`).
 *
 * @throws {Unreadable} for everything else, with what is near.
 */
export function readItem(text: string, hints: Hints = someHints()): WrittenItem {
  const [first = ''] = text;
  if (first >= '0' && first <= '9' && ControlCode.safeParse(text).success) return { code: text };
  if (/^hs:\d{2,10}$/.test(text)) return { hs: text.slice(3) };
  const slug = findItemNamed(text);
  if (slug !== undefined) return { slug };
  const bare = text.normalize('NFKC').trim();
  const hs = hsIn(bare);
  if (hs !== null) return { hs };
  const code = controlCodeIn(bare);
  return code !== null ? { code } : refuse(whyNone(text, hints));
}

/**
 * Reads an item of the vocabulary alone, as `readItem` does.
 *
 * @throws {Unreadable} for everything else, with what is near; of a code it says where codes stand.
 */
export function readItemSlug(text: string, hints: Hints = someHints()): string {
  const slug = findItemNamed(text);
  if (slug !== undefined) return slug;
  const bare = text.normalize('NFKC').trim();
  if (hsIn(bare) !== null || controlCodeIn(bare) !== null)
    return refuse(`${quoted(text)} is a code, no item; it stands under codes or hs, beside the item or a name.`);
  return refuse(whyNone(text, hints));
}

/** Reads a control code: `1c902` and `1C902A` are `1C902` and `1C902.a`. */
export function readControlCode(text: string): string {
  return controlCodeIn(text.normalize('NFKC').trim()) ?? refuse(`${quoted(text)} is no control code; write one such as 1C902.a.`);
}

/** Reads an HS code: `8112.92` and `HS 8112 92` are `811292`. */
export function readHsCode(text: string): string {
  const bare = text.normalize('NFKC').trim();
  if (HsCode.safeParse(bare).success) return bare;
  return hsIn(bare) ?? refuse(`${quoted(text)} is no HS code; write 2 to 10 digits, such as 811292.`);
}

const whyNone = (text: string, hints: Hints): string => {
  const formula = FORMULAS.get(text);
  if (formula) return `${quoted(text)} is no item: it may mean ${formula}. Write the symbol with one capital, or the name.`;
  const why = refusals.find(text);
  if (why !== undefined) return `${quoted(text)} is no item. ${why}`;
  return `Unknown item ${quoted(text)}. Use a symbol (Dy), a name (dysprosium), a control code (1C902) or hs:8112.${nearby(hints, () => nearItems(text))}`;
};

const nearItems = (text: string): readonly string[] => nearest(text, near, ITEM_TWINS);

const PREFIX = /^(?:hs|hts|htsus|cn|taric|hscode)(?:\s?(?:code|heading|number|no\.?))?\s?[:.]?\s?(?=\d)/i;
/** A heading of four digits, or of two and two, and what follows it. */
const HEADING = /^\d\d\.?\d\d[\d.\s]{0,16}$/;

/** Returns the digits of an HS code; null where a text is none. Fewer than four need `hs` before them. */
function hsIn(text: string): string | null {
  if (/^hs:/i.test(text) && !/^hs:\s?\d/i.test(text)) return refuse(HS);
  const prefix = PREFIX.exec(text)?.[0] ?? '';
  const rest = text.slice(prefix.length);
  if (!HEADING.test(rest) && (prefix === '' || /\D/.test(rest))) return null;
  const digits = rest.replace(/[.\s]/g, '');
  return HsCode.safeParse(digits).success ? digits : refuse(HS);
}

const HS = 'Write hs: and 2 to 10 digits, such as hs:8112.';

/** Returns a control code as lists print it; null where a text is none. */
function controlCodeIn(text: string): string | null {
  const [, head, rest = ''] = /^(?:ECCN\s?:?\s?)?(\d[A-E]\d{3})([a-z\d.\s]{0,24})$/i.exec(text) ?? [];
  if (!head) return null;
  const code = [head.toUpperCase(), ...(rest.toLowerCase().match(/[a-z]+|\d+/g) ?? [])].join('.');
  return ControlCode.safeParse(code).success ? code : null;
}
