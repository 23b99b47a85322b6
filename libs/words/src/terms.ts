import { thingKey } from './fold.js';
import { type Hints, nearby, nearest, someHints } from './near.js';
import { quoted, refuse } from './unreadable.js';

/** What words that mean the same have in common: neither case nor what joins them, British and American, one or many. */
const keyOf = (text: string): string => thingKey(text.replace(/([a-z])([A-Z])/g, '$1 $2')).replaceAll(' ', '');

/** Words by their keys, once for each list of them. */
const keys = new WeakMap<readonly string[], ReadonlyMap<string, string>>();

function keysOf<Word extends string>(words: readonly Word[]): ReadonlyMap<string, Word> {
  let found = keys.get(words);
  if (!found) keys.set(words, (found = new Map(words.map((word) => [keyOf(word), word]))));
  return found as ReadonlyMap<string, Word>;
}

/**
 * Reads one of some words: `Suspended`, `in force`, `export-license`.
 *
 * @throws {Unreadable} for any other, with all of them and what is near.
 */
export function readTerm<Word extends string>(text: string, words: readonly Word[], hints: Hints = someHints()): Word {
  if (words.includes(text as Word)) return text as Word;
  const found = keysOf(words).get(keyOf(text));
  return found ?? refuse(`${quoted(text)} is none of: ${words.join(', ')}.${nearby(hints, () => near(text, words))}`);
}

const near = (text: string, words: readonly string[]): readonly string[] =>
  nearest(
    keyOf(text),
    words.map((word) => [keyOf(word), word]),
  );

/** So many faults of a list are told. */
const TOLD = 3;

/**
 * Reads some of some words, separated by commas.
 *
 * @throws {Unreadable} naming those that are none.
 */
export function readTerms<Word extends string>(text: string, words: readonly Word[], hints: Hints = someHints()): readonly Word[] {
  const faults: string[] = [];
  const found = text.split(/[,;、]/).map((part) => {
    try {
      return readTerm(part.trim() || part, words, hints);
    } catch (error) {
      if (faults.length < TOLD) faults.push((error as Error).message);
      return null;
    }
  });
  return faults.length > 0 ? refuse(faults.join(' ')) : (found as Word[]);
}
