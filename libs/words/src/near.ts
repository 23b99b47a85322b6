import { distance as editDistance } from 'fastest-levenshtein';
import { fold } from './fold.js';

/** Longer texts are no mistyped word. */
const LONGEST = 60;
const FEW = 3;

/** Returns how many letters may be wrong in a word, by its length. */
const bearable = (length: number): number => (length <= 4 ? 1 : length <= 7 ? 2 : 3);

/**
 * Returns what may have been meant by a word that was mistyped, or begun: the nearest first, no more than a few. Where one of two that are
 * easily taken for each other may have been meant, so may the other: `twins` are named together.
 */
export function nearest(
  text: string,
  spellings: Iterable<readonly [folded: string, meaning: string]>,
  twins: readonly (readonly string[])[] = [],
): readonly string[] {
  const written = fold(text);
  if (written.length < 2 || written.length > LONGEST) return [];
  const most = bearable(written.length);
  const found = new Map<string, number>();
  for (const [spelling, meaning] of spellings) {
    const distance = distanceOf(written, spelling, most);
    if (distance <= most && distance < (found.get(meaning) ?? Number.POSITIVE_INFINITY)) found.set(meaning, distance);
  }
  const least = Math.min(...found.values());
  const close = [...found].filter(([, distance]) => distance <= least + 1).sort(([, a], [, b]) => a - b);
  const named = close.slice(0, FEW).map(([meaning]) => meaning);
  return [...new Set(named.flatMap((meaning) => [meaning, ...twins.filter((group) => group.includes(meaning)).flat()]))];
}

/** Returns by how many letters a word differs from a spelling; one that only begins it by half as many as two differ, so that it comes next. */
function distanceOf(written: string, spelling: string, most: number): number {
  if (written.length > 2 && spelling.startsWith(written)) return 0.5;
  if (Math.abs(written.length - spelling.length) > most) return Number.POSITIVE_INFINITY;
  const distance = editDistance(written, spelling);
  return distance === 2 && written.length === spelling.length && exchanged(written, spelling) ? 1 : distance;
}

/** Returns whether two words of which two letters differ are the same but for two neighbours. */
function exchanged(written: string, spelling: string): boolean {
  const at = [...written].findIndex((letter, index) => letter !== spelling[index]);
  return written[at] === spelling[at + 1] && written[at + 1] === spelling[at];
}

/** So many ids are named. */
const IDS = 5;

/** Returns the ids that may have been meant by one that is none: those that differ in a letter or two, else those that begin alike. */
export function nearIds(id: string, ids: readonly string[]): readonly string[] {
  const written = id.toLowerCase().slice(0, LONGEST);
  const most = bearable(written.length) - 1;
  const distances = ids
    .filter((other) => Math.abs(other.length - written.length) <= most)
    .map((other) => [editDistance(written, other), other] as const)
    .filter(([distance]) => distance <= most);
  if (distances.length > 0)
    return distances
      .sort(([a], [b]) => a - b)
      .slice(0, IDS)
      .map(([, other]) => other);
  for (let length = written.length; length > 2; length--) {
    const alike = ids.filter((other) => other.startsWith(written.slice(0, length)));
    if (alike.length > 0) return alike.slice(0, IDS);
  }
  return [];
}

/** How many hints are still given: of many faults, the first ones get one. */
export interface Hints {
  left: number;
}

/** Says what is near, where anything is and a hint is left. */
export function nearby(hints: Hints, find: () => readonly string[]): string {
  if (hints.left <= 0) return '';
  hints.left -= 1;
  const found = find();
  return found.length > 0 ? ` Near: ${found.join(', ')}.` : '';
}

/** Returns hints for one request. */
export const someHints = (): Hints => ({ left: 10 });
