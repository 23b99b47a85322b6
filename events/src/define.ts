import { z } from 'zod';

/** Plain JSON: what you wrote is what you read. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** The definition of an event type: its name, the version of its shape, the schema of that shape, and the way up from older ones. */
export interface EventDefinition<Type extends string = string, Schema extends z.ZodType = z.ZodType> {
  readonly type: Type;
  readonly version: number;
  readonly schema: Schema;
  /** From version n to version n + 1. Every version below the current one has its step. */
  readonly upcasts: Readonly<Record<number, (data: never) => unknown>>;
}

/** Defines an event type. `upcasts` holds one step from every earlier version to the one after it. */
export function event<Type extends string, Schema extends z.ZodType>(
  type: Type,
  version: number,
  schema: Schema,
  upcasts: Readonly<Record<number, (data: never) => unknown>> = {},
): EventDefinition<Type, Schema> {
  for (let from = 1; from < version; from++) if (!upcasts[from]) throw new Error(`${type} has no upcast from version ${from}.`);
  return { type, version, schema, upcasts };
}

/** The type and data that a definition describes. */
export type EventOf<Definition extends EventDefinition> =
  Definition extends EventDefinition<infer Type, infer Schema> ? { readonly type: Type; readonly data: z.infer<Schema> } : never;

/** A name in lower case with dashes, and dots for clauses: `cn-mofcom-2025-61.3`. */
export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/, 'must be lower-case words joined by dashes, with dots before a clause');

/** The id of a measure: issuer, body, year, number, and a clause after a dot. The part before the dot is the instrument. */
export const MeasureId = Slug;
export type MeasureId = z.infer<typeof MeasureId>;

/** A party to talks or promises: a region code, or the short name of an organisation of states (`WTO`). */
export const Party = z.string().regex(/^[A-Z][A-Z0-9-]{1,15}$/, 'must be a region code or an organisation’s short name in capitals');

/** Words that say something. A new line within them is spelled one way. */
export const Text = z
  .string()
  .trim()
  .overwrite((text) => text.replaceAll('\r\n', '\n'))
  .min(1);

/** Control characters but tab and newline (a lone carriage return too), halves of a letter, and what stands where a decoding failed. */
const SPOILT = /[^\P{Cc}\t\n]|[\p{Cs}\ufffd]/u;

/**
 * Returns why words may not be recorded as they stand, and what to do; null where they may. Schemas do not ask it: what was recorded before
 * is read as it is.
 */
export function spoilt(text: string): string | null {
  const words = text.trim().replaceAll('\r\n', '\n');
  const at = words.search(SPOILT);
  if (at < 0) return null;
  const sign = `U+${words.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}`;
  const place = at === 0 ? 'at its beginning' : `after "${words.slice(Math.max(0, at - 20), at)}"`;
  if (sign === 'U+FFFD') return `holds U+FFFD ${place}, the trace of a wrong decoding; write the letter that stood there`;
  if (sign === 'U+000D') return `holds a lone carriage return (U+000D) ${place}; write a new line (U+000A)`;
  return `holds ${sign} ${place}, which is no letter; leave it out`;
}
