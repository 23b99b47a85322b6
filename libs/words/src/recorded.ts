import { ControlCode, Country, Day, HsCode, ItemSlug, Party, PartyRegion, Region } from '@in-force/events';
import { z } from 'zod';
import { readRecordedDay } from './days.js';
import { readControlCode, readHsCode, readItemSlug } from './items.js';
import { type Hints, someHints } from './near.js';
import { readParty, readRegion } from './regions.js';
import { readTerm } from './terms.js';
import { quoted, Unreadable } from './unreadable.js';

/** What is wrong in data that is to be recorded: the keys that lead there, and why, with what to write. */
export interface Fault {
  readonly path: readonly PropertyKey[];
  readonly why: string;
  /** Keys that the schema does not know. */
  readonly unknown?: readonly string[];
}

/** Data as its schema reads it, or all that is wrong with it. */
export type Recordable<Schema extends z.ZodType> =
  | { readonly data: z.infer<Schema>; readonly faults: null }
  | { readonly data: null; readonly faults: readonly Fault[] };

type Reader = (text: string, hints: Hints) => string;

/** The words that schemas are made of, and who reads them: by their definitions, which what is described in other words shares. */
const READERS: ReadonlyMap<object, Reader> = readersOf([
  [Day, readRecordedDay],
  [Region, readRegion],
  [Country, readRegion],
  [PartyRegion, readRegion],
  [Party, readParty],
  [ItemSlug, readItemSlug],
  [ControlCode, readControlCode],
  [HsCode, readHsCode],
]);

function readersOf(words: readonly (readonly [z.ZodType, Reader])[]): ReadonlyMap<object, Reader> {
  return new Map(words.map(([{ def }, read]) => [def, read]));
}

/**
 * Reads data that is to be recorded. Its words may be written as people write them; what comes out has their one spelling. Every fault is
 * told, with its value.
 */
export function readRecordable<Schema extends z.ZodType>(schema: Schema, value: unknown, hints: Hints = someHints()): Recordable<Schema> {
  const misread: Fault[] = [];
  const spelled = spell(schema, value, [], (path, why) => void misread.push({ path, why }), hints);
  const read = schema.safeParse(spelled);
  if (read.success && misread.length === 0) return { data: read.data, faults: null };
  const told = new Set(misread.map(({ path }) => path.join('\n')));
  const others = (read.error?.issues ?? [])
    .flatMap((issue) => faultsOf(issue, [], spelled))
    .filter(({ path }) => !told.has(path.join('\n')));
  return { data: null, faults: [...misread, ...others] };
}

type Tell = (path: readonly PropertyKey[], why: string) => void;

/** Returns a value with the words that its schema knows in their one spelling; tells what it cannot read, and leaves it. */
function spell(schema: z.ZodType, value: unknown, path: readonly PropertyKey[], tell: Tell, hints: Hints): unknown {
  const read = READERS.get(schema.def) ?? (schema instanceof z.ZodEnum ? termReader(schema) : undefined);
  if (read) return word(schema, read, value, path, tell, hints);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return value === null || value === undefined ? value : spell(schema.unwrap() as z.ZodType, value, path, tell, hints);
  if (schema instanceof z.ZodUnion) return spell(optionFor(schema.options as readonly z.ZodType[], value), value, path, tell, hints);
  if (schema instanceof z.ZodLiteral)
    return typeof value === 'string' && /^all(?: goods)?$/i.test(value) && schema.values.has('all') ? 'all' : value;
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return value.map((one, at) => spell(schema.element as z.ZodType, one, [...path, at], tell, hints));
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isMap || !(schema instanceof z.ZodObject || schema instanceof z.ZodRecord)) return value;
  const of = (key: string): z.ZodType | undefined =>
    schema instanceof z.ZodRecord ? (schema.valueType as z.ZodType) : Object.hasOwn(schema.shape, key) ? schema.shape[key] : undefined;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      const below = of(key);
      return [key, below ? spell(below, one, [...path, key], tell, hints) : one];
    }),
  );
}

const termReader = (schema: z.ZodEnum) => (text: string, hints: Hints) => readTerm(text, schema.options as string[], hints);

/** Returns which of some schemas a value is to be read by: the first of its sort, of maps the one that knows most of its keys. */
function optionFor(options: readonly z.ZodType[], value: unknown): z.ZodType {
  const known = (schema: z.ZodType): number => {
    if (Array.isArray(value)) return schema instanceof z.ZodArray ? 1 : 0;
    if (typeof value !== 'object' || value === null) return schema instanceof z.ZodArray || schema instanceof z.ZodObject ? 0 : 1;
    return schema instanceof z.ZodObject ? 1 + Object.keys(value).filter((key) => Object.hasOwn(schema.shape, key)).length : 0;
  };
  return options.reduce((best, option) => (known(option) > known(best) ? option : best));
}

function word(schema: z.ZodType, read: Reader, value: unknown, path: readonly PropertyKey[], tell: Tell, hints: Hints): unknown {
  // A number has lost the zeros at its beginning and end, and a code such as 1E902 is one: only years and days cannot have.
  const text = typeof value === 'number' && schema.def === Day.def && Number.isInteger(value) ? String(value) : value;
  if (typeof text === 'number') {
    tell(path, `${text} is a number; write the word as text, in quotes and with every sign${Number.isFinite(text) ? `: "${text}"` : ''}.`);
    return value;
  }
  if (typeof text !== 'string') return value;
  try {
    return read(text, hints);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    tell(path, error.message);
    return value;
  }
}

/** Returns what an issue of a schema says. Of a union, what is wrong by the option that fits best. */
function faultsOf(issue: z.core.$ZodIssue, at: readonly PropertyKey[], value: unknown): Fault[] {
  const path = [...at, ...issue.path];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ path: [...path, key], why: issue.message, unknown: [key] }));
  if (issue.code === 'invalid_union') {
    const [best] = issue.errors
      .filter((issues) => issues.every((one) => one.path.length > 0 || one.code === 'unrecognized_keys' || one.code === 'custom'))
      .sort((a, b) => a.length - b.length);
    if (best && best.length > 0) return best.flatMap((one) => faultsOf(one, path, value));
  }
  return [{ path, why: `${whyOf(issue)}${standing(value, path)}` }];
}

const SORTS: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  object: 'a map',
  record: 'a map',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

const whyOf = (issue: z.core.$ZodIssue): string =>
  issue.code === 'invalid_type' && issue.message.startsWith('Invalid input')
    ? `must be ${SORTS[issue.expected] ?? issue.expected}`
    : issue.message;

/** Says what stands at a place, where that is a word or a number, or that nothing does. */
function standing(value: unknown, path: readonly PropertyKey[]): string {
  let found: unknown = value;
  for (const key of path) found = typeof found === 'object' && found !== null ? (found as Record<PropertyKey, unknown>)[key] : undefined;
  if (found === undefined) return '; nothing stands there';
  if (typeof found === 'string') return `; ${quoted(found)} stands there`;
  return typeof found === 'number' || typeof found === 'boolean' || found === null ? `; ${found} stands there` : '';
}
