import type { RecordView } from '@in-force/rules';
import { nearest } from '@in-force/words';
import MiniSearch from 'minisearch';
import { InvalidRequest } from './errors.js';
import { type Page, pageOf } from './page.js';
import type { Question } from './question.js';
import type { Found } from './registers.schema.js';
import { type Document, documents, KINDS } from './search-documents.js';
import { soughtIn, termsOf } from './search-terms.js';

/** What was made searchable at some clocks is kept as long as what is known at them. */
const indexes = new WeakMap<RecordView, MiniSearch<Document>>();

/**
 * Finds what holds all the words asked for, or words that begin so, in what is known at the clocks: one type after another, measures
 * first and sources last, the best of each first. Where nothing is found, names the words of the record that are near.
 *
 * @throws {InvalidRequest} when no word is asked for.
 */
export function search(known: RecordView, question: Question): Page<Found> & { readonly near?: readonly string[] } {
  const words = soughtIn(question.q ?? '');
  if (words.length === 0)
    throw new InvalidRequest([{ pointer: '/q', detail: 'Write the words to be found, such as q=dysprosium licence.' }]);
  const index = indexOf(known);
  const results = index.search(words.join(' '), { combineWith: 'AND', prefix: true, boost: { title: 2, id: 4 } });
  const found = results.map(({ type, id, title, text, link, publishedOn, score }): Found => {
    return { type, id, title, snippet: snippet(text || title, words), link, publishedOn, score: Math.round(score * 1000) / 1000 };
  });
  const page = pageOf(found.sort(inOrder), keyOf, question);
  return found.length > 0 ? page : { ...page, near: words.flatMap((word) => wordsNear(index, word)) };
}

function indexOf(known: RecordView): MiniSearch<Document> {
  const kept = indexes.get(known);
  if (kept) return kept;
  const index = new MiniSearch<Document>({
    idField: 'key',
    fields: ['id', 'title', 'text'],
    storeFields: ['key', 'type', 'id', 'title', 'text', 'link', 'publishedOn'],
    tokenize: termsOf,
    processTerm: (term) => term,
    searchOptions: { tokenize: (text) => text.split(' '), processTerm: (term) => term },
  });
  index.addAll([...documents(known).values()]);
  indexes.set(known, index);
  return index;
}

/** Returns the words of the record that may have been meant by one that it does not hold. */
function wordsNear(index: MiniSearch<Document>, word: string): readonly string[] {
  if (index.search(word, { prefix: true }).length > 0) return [];
  const held = new Set(index.search(word, { fuzzy: 0.4, maxFuzzy: 3 }).flatMap(({ terms }) => terms));
  return nearest(
    word,
    [...held].map((term) => [term, term] as const),
  );
}

const inOrder = (a: Found, b: Found): number =>
  KINDS.indexOf(a.type) - KINDS.indexOf(b.type) || b.score - a.score || (keyOf(a) < keyOf(b) ? -1 : 1);

const keyOf = ({ type, id }: Found): string => `${type}/${id}`;

/** Around the first word found: so many signs before and after. */
const AROUND = 80;

function snippet(text: string, words: readonly string[]): string {
  const plain = text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
  const at = Math.max(0, Math.min(...words.map((word) => plain.indexOf(word)).filter((place) => place >= 0), text.length));
  const from = at === text.length ? 0 : Math.max(0, at - AROUND);
  const to = Math.min(text.length, from + 2 * AROUND);
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
}
