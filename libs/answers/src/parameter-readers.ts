import { type ExactDay, type Instant, latestDayAt, type Region } from '@in-force/events';
import { type AskedItem, quarterOf } from '@in-force/rules';
import { readDay, readInstant, readItem, readParty, readRegion, readRegions, readTerm, readTerms, refuse } from '@in-force/words';
import type { Moment } from './question.js';

/** What a parameter is read with: the moment of asking, and whether a reading is asked for too. */
interface ReadContext {
  readonly now: Instant;
  readonly reading: boolean;
}

/** Reads the value of a parameter as a user wrote it, or throws `Unreadable`. */
export type Read<Value> = (text: string, context: ReadContext) => Value;

const DIGITS = /^\d{1,15}$/;

/** Reads a day; `today`, `yesterday` and `tomorrow` are days in UTC, as the default of `on` is. */
export const day: Read<ExactDay> = (text, { now }) => readDay(text, now.slice(0, 10));

/** Reads a day by which something can be known: one that has come somewhere on Earth. */
export const pastDay: Read<ExactDay> = (text, context) => {
  const known = day(text, context);
  const latest = latestDayAt(context.now);
  return known <= latest
    ? known
    : refuse(`${known} has not come yet anywhere on Earth; nobody can know by then. Use ${latest} or earlier, or leave it out.`);
};

/** Reads a moment of the record: a position, or an instant that has come. */
export const moment: Read<Moment> = (text, { now }) => {
  if (DIGITS.test(text)) return { position: Number(text) };
  const instant = readInstant(text);
  return instant > now
    ? refuse(`${text} has not come yet; nobody knows what the record will hold. Use ${now} or earlier, or leave it out.`)
    : { instant };
};

/** Reads a moment, as the beginning of its quarter of an hour. */
export const quarter: Read<Instant> = (text) => quarterOf(readInstant(text, 'no instant'));

export const region: Read<Region> = (text) => readRegion(text);

export const regions: Read<readonly Region[]> = (text) => readRegions(text);

export const item: Read<AskedItem> = (text) => readItem(text);

export const party: Read<string> = (text) => readParty(text);

/** Reads one of some words. */
export const oneOf =
  <Word extends string>(words: readonly Word[]): Read<Word> =>
  (text) =>
    readTerm(text, words);

/** Reads some of some words, comma-separated. */
export const someOf =
  <Word extends string>(words: readonly Word[]): Read<readonly Word[]> =>
  (text) =>
    readTerms(text, words);

const TRUTHS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

export const truth: Read<boolean> = (text) => TRUTHS.get(text.toLowerCase()) ?? refuse('Write true or false.');

/** Reads a whole number from 1 to a bound. `things` names what is counted. */
export const upTo =
  (most: number, things = ''): Read<number> =>
  (text) =>
    DIGITS.test(text) && Number(text) >= 1 && Number(text) <= most ? Number(text) : refuse(`Write a number${things} from 1 to ${most}.`);

/** The most times ahead that one question names, and the longest of them, in days. */
const [MOST_LEADS, LONGEST_LEAD] = [10, 366];

/** Reads durations in days or weeks, comma-separated; the longest comes first, each once. */
export const leads: Read<readonly number[]> = (text) => {
  const days = text.split(',').map((one) => {
    const [, number = '', unit = ''] = /^P(\d{1,3})([DW])$/i.exec(one.trim()) ?? [];
    const count = Number(number) * (unit.toUpperCase() === 'W' ? 7 : 1);
    if (count >= 1 && count <= LONGEST_LEAD) return count;
    return refuse(`"${one}" is no time ahead; write one such as P7D or P2W, from P1D to P${LONGEST_LEAD}D.`);
  });
  const distinct = [...new Set(days)].sort((a, b) => b - a);
  return distinct.length <= MOST_LEADS ? distinct : refuse(`Name at most ${MOST_LEADS} times ahead.`);
};

/** Reads a text that passes a test. `detail` says what to write. */
export const text =
  (passes: (text: string) => boolean, detail: (text: string) => string): Read<string> =>
  (written) =>
    passes(written) ? written : refuse(detail(written));
