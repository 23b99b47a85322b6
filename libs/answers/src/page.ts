import { InvalidRequest } from './errors.js';
import type { Question } from './question.js';

/** A part of a list, and the key after which the next part begins; null on the last. */
export interface Page<Entry> {
  readonly entries: readonly Entry[];
  readonly next: string | null;
}

/**
 * Returns the part of a list that a question asks for.
 *
 * @throws {InvalidRequest} when it is to begin after an entry that the list does not hold.
 */
export function pageOf<Entry>(entries: readonly Entry[], keyOf: (entry: Entry) => string, { after, limit }: Question): Page<Entry> {
  const at = after === null ? -1 : entries.findIndex((entry) => keyOf(entry) === after);
  if (after !== null && at < 0)
    throw new InvalidRequest([{ pointer: '/after', detail: `This list holds no "${after}". Take the link \`next\` of the page before.` }]);
  const page = entries.slice(at + 1, at + 1 + limit);
  const last = page.at(-1);
  return { entries: page, next: last !== undefined && at + 1 + page.length < entries.length ? keyOf(last) : null };
}
