import { type Region, regionName } from '@in-force/events';
import { ACT_WORDS, SMALL_WORDS } from './acts.data.js';
import { fold } from './fold.js';

/** What is known of an act by which it may be named. */
export interface KnownAct {
  readonly id: string;
  readonly issuer: Region;
  readonly body: string;
  readonly number: string | null;
  readonly day: string;
  readonly title: string;
}

/** Returns the id that a text is when it is spelled as ids are: lower-case, a clause after a dot. */
export const asId = (text: string): string => text.trim().toLowerCase().replace('#', '.');

/** An act’s number as a text names it: `61/2025`, 61 and 2025, 61. */
interface Numbered {
  readonly words: readonly string[];
  readonly numbers: readonly string[];
  /** Two numbers with a stroke between them, in their order. */
  readonly pair: string | null;
  /** The clause after a dot. */
  readonly clause: string;
}

function numberedIn(text: string): Numbered {
  const [, whole = '', clause = ''] = /^(.*\/\s?\d{4})(\.[a-z0-9-]+)?$/i.exec(text.trim()) ?? [];
  const plain = whole || text;
  const english = ACT_WORDS.reduce(
    (words, [chinese, meant]) => words.replaceAll(chinese, ` ${meant} `),
    plain.normalize('NFKC').toLowerCase(),
  );
  const parts = fold(english).match(/\d+|\p{L}+/gu) ?? [];
  const pair = /(\d+)\s?\/\s?(\d+)/.exec(plain);
  return {
    words: parts.filter((part) => /\D/.test(part) && !SMALL_WORDS.has(part)),
    numbers: parts.filter((part) => /^\d+$/.test(part)).map((digits) => String(Number(digits))),
    pair: pair && `${Number(pair[1])}/${Number(pair[2])}`,
    clause: clause.toLowerCase(),
  };
}

/**
 * Returns the ids of the acts that a text names by number: `61/2025`, `Announcement 61`, `MOFCOM Announcement No. 61 of 2025`,
 * `商务部公告2025年第61号`, with its clause where one follows. Every word and every number of it must be the act’s own; none where it
 * holds no number.
 */
export function actsNumbered(text: string, acts: Iterable<KnownAct>): readonly string[] {
  const asked = numberedIn(text);
  if (asked.numbers.length === 0 || text.length > LONGEST) return [];
  const found: string[] = [];
  for (const act of acts) if (names(asked, act)) found.push(act.id + asked.clause);
  return found;
}

/** Longer texts are no number of an act. */
const LONGEST = 200;

function names({ words, numbers, pair }: Numbered, act: KnownAct): boolean {
  if (act.number === null) return false;
  const own = numberedIn(act.number);
  const year = act.day.replace('~', '').slice(0, 4);
  if (pair !== null && own.pair !== null && pair !== own.pair) return false;
  if (!numbers.every((number) => number === year || own.numbers.includes(number))) return false;
  if (!own.numbers.every((number) => number === year || numbers.includes(number))) return false;
  if (words.length === 0) return true;
  const said = new Set(fold(`${act.title} ${act.body} ${act.number} ${act.id} ${act.issuer} ${regionName(act.issuer)}`).split(' '));
  return words.every((word) => said.has(word) || (SYNONYMS.get(word) ?? []).some((other) => said.has(other)));
}

/** Short words for what titles write out, and the other way round. */
const SYNONYMS: ReadonlyMap<string, readonly string[]> = new Map([
  ['eo', ['executive']],
  ['ministry', ['mofcom']],
  ['commerce', ['mofcom']],
  ['customs', ['gacc']],
  ['notice', ['announcement']],
  ['decree', ['order']],
  ['order', ['decree']],
  ['prc', ['cn']],
  ['chinese', ['cn']],
]);
