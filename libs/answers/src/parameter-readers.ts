import {
  ControlCode,
  ExactDay,
  findItem,
  findRegion,
  HsCode,
  Instant,
  latestDayAt,
  nearItems,
  nearRegions,
  Party,
  type Region,
} from '@in-force/events';
import type { AskedItem } from '@in-force/rules';
import type { Moment } from './question.js';

/** What a parameter is read with: the moment of asking, and whether a reading is asked for too. */
interface ReadContext {
  readonly now: Instant;
  readonly reading: boolean;
}

/** Reads the value of a parameter as a user wrote it, or throws `Unreadable`. */
export type Read<Value> = (text: string, context: ReadContext) => Value;

/** Says why a parameter cannot be read. */
export class Unreadable extends Error {}

/** Refuses what was written, and says what to write. */
export const no = (message: string): never => {
  throw new Unreadable(message);
};

const near = (suggestions: readonly string[]): string => (suggestions.length > 0 ? ` Near: ${suggestions.join(', ')}.` : '');

const DIGITS = /^\d{1,15}$/;

export const day: Read<ExactDay> = (text) => {
  const parsed = ExactDay.safeParse(text);
  return parsed.success ? parsed.data : no(`"${text}" is no day that exists; write a full day such as 2025-11-20.`);
};

/** Reads a day by which something can be known: one that has come somewhere on Earth. */
export const pastDay: Read<ExactDay> = (text, context) => {
  const known = day(text, context);
  const latest = latestDayAt(context.now);
  return known <= latest
    ? known
    : no(`${known} has not come yet anywhere on Earth; nobody can know by then. Use ${latest} or earlier, or leave it out.`);
};

/** Reads a moment of the record: a position, or an instant that has come. */
export const moment: Read<Moment> = (text, { now }) => {
  if (DIGITS.test(text)) return { position: Number(text) };
  const instant = Instant.safeParse(text);
  if (!instant.success) return no(`"${text}" is neither a position (digits) nor an instant with an offset, such as 2026-11-23T09:30:00Z.`);
  return instant.data > now
    ? no(`${text} has not come yet; nobody knows what the record will hold. Use ${now} or earlier, or leave it out.`)
    : { instant: instant.data };
};

export const region: Read<Region> = (text) =>
  findRegion(text) ??
  no(`Unknown region "${text}". Use an ISO 3166-1 code such as DE, a bloc such as EU, or world.${near(nearRegions(text))}`);

export const regions: Read<readonly Region[]> = (text, context) => text.split(',').map((code) => region(code, context));

export const item: Read<AskedItem> = (text) => {
  if (text.startsWith('hs:'))
    return HsCode.safeParse(text.slice(3)).success ? { hs: text.slice(3) } : no('Write hs: and 2 to 10 digits, such as hs:8112.');
  const slug = findItem(text);
  if (slug) return { slug };
  if (ControlCode.safeParse(text).success) return { code: text };
  return no(`Unknown item "${text}". Use a symbol (Dy), a name (dysprosium), a control code (1C902) or hs:8112.${near(nearItems(text))}`);
};

export const party: Read<string> = (text) =>
  Party.safeParse(text).success ? text : no(`"${text}" is no party; write a code such as US, EU or CN.`);

/** Reads one of some words. */
export const oneOf =
  <Word extends string>(words: readonly Word[]): Read<Word> =>
  (text) =>
    words.find((known) => known === text) ?? no(`"${text}" is none of: ${words.join(', ')}.`);

/** Reads some of some words, comma-separated. */
export const someOf =
  <Word extends string>(words: readonly Word[]): Read<readonly Word[]> =>
  (text, context) =>
    text.split(',').map((word) => oneOf(words)(word, context));

export const truth: Read<boolean> = (text) => (text === 'true' ? true : text === 'false' ? false : no('Write true or false.'));

/** Reads a whole number from 1 to a bound. `things` names what is counted. */
export const upTo =
  (most: number, things = ''): Read<number> =>
  (text) =>
    DIGITS.test(text) && Number(text) >= 1 && Number(text) <= most ? Number(text) : no(`Write a number${things} from 1 to ${most}.`);

/** Reads a text that passes a test. `detail` says what to write. */
export const text =
  (passes: (text: string) => boolean, detail: (text: string) => string): Read<string> =>
  (written) =>
    passes(written) ? written : no(detail(written));
