import { type Steps, sortInSteps } from '@in-force/rules';
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

/** What a list holds of an entry before it is on the page asked for: by what it is ordered, what names it, and how it is shown. */
export interface Candidate<Entry> {
  readonly order: string;
  readonly key: string;
  readonly show: () => Entry;
}

/** Compares entries of a list. */
export const byOrder = (a: { readonly order: string }, b: { readonly order: string }): number =>
  a.order < b.order ? -1 : a.order > b.order ? 1 : 0;

/** Sorts the entries of a list, and shows those of the page asked for. */
export function* pageInOrder<Entry>(all: readonly Candidate<Entry>[], question: Question): Steps<Page<Entry>> {
  const sorted = yield* sortInSteps(all, byOrder);
  const { entries, next } = pageOf(sorted, ({ key }) => key, question);
  const shown: Entry[] = [];
  for (const { show } of entries) {
    shown.push(show());
    yield;
  }
  return { entries: shown, next };
}
