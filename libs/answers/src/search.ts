import { atOnce, gather, type RecordView, type Steps, sortInSteps } from '@in-force/rules';
import { nearest } from '@in-force/words';
import MiniSearch from 'minisearch';
import { InvalidRequest } from './errors.js';
import { type Page, pageOf } from './page.js';
import type { Question } from './question.js';
import type { Found } from './registers.schema.js';
import { type Document, documents, KINDS } from './search-documents.js';
import { soughtIn, termsOf } from './search-terms.js';

/** How many documents are searched at once. Words are weighed by how rare they are among these. */
const SHARD = 2_000;

/** The search indexes of the documents known at one pair of clocks: some hundreds of megabytes for a large record. */
type Shards = readonly MiniSearch<Document>[];

/** The most views whose search indexes are kept: those searched last. An index goes with its view at the latest. */
const KEPT = 2;
const indexes = new WeakMap<RecordView, Shards>();
let asked: readonly WeakRef<RecordView>[] = [];

/**
 * Finds what holds all the words asked for, or words that begin so, in what is known at the clocks: one type after another, measures
 * first and sources last, the best of each first. Where nothing is found, names the words of the record that are near.
 *
 * @throws {InvalidRequest} when no word is asked for.
 */
export function* listFound(known: RecordView, question: Question): Steps<Page<Found> & { readonly near?: readonly string[] }> {
  const words = soughtIn(question.q ?? '');
  if (words.length === 0)
    throw new InvalidRequest([{ pointer: '/q', detail: 'Write the words to be found, such as q=dysprosium licence.' }]);
  const shards = indexes.get(known) ?? (yield* indexOf(known));
  keep(known, shards);
  const results = yield* gather(shards, (shard) =>
    shard.search(words.join(' '), { combineWith: 'AND', prefix: true, boost: { title: 2, id: 4 } }),
  );
  const found = results.map((result): Result => ({ ...(result as unknown as Document), score: Math.round(result.score * 1000) / 1000 }));
  const { entries, next } = pageOf(yield* sortInSteps(found, inOrder), keyOf, question);
  const page = { entries: yield* gather(entries, (result) => [show(result, words)]), next };
  if (found.length > 0) return page;
  const near: string[] = [];
  for (const word of words) near.push(...(yield* wordsNear(shards, word)));
  return { ...page, near };
}

/** Returns the same at once. */
export const search = atOnce(listFound);

type Result = Document & { readonly score: number };

const show = ({ type, id, title, text, link, publishedOn, score }: Result, words: readonly string[]): Found => {
  return { type, id, title, snippet: snippet(text || title, words), link, publishedOn, score };
};

function keep(known: RecordView, shards: Shards): void {
  indexes.set(known, shards);
  const others = asked.filter((one) => one.deref() !== known);
  for (const view of others.slice(KEPT - 1).map((one) => one.deref())) if (view) indexes.delete(view);
  asked = [new WeakRef(known), ...others.slice(0, KEPT - 1)];
}

function* indexOf(known: RecordView): Steps<Shards> {
  const shards: MiniSearch<Document>[] = [];
  let count = 0;
  for (const document of (yield* documents(known)).values()) {
    if (count++ % SHARD === 0) shards.push(emptyIndex());
    shards.at(-1)?.add(document);
    yield;
  }
  return shards;
}

const emptyIndex = () =>
  new MiniSearch<Document>({
    idField: 'key',
    fields: ['id', 'title', 'text'],
    storeFields: ['key', 'type', 'id', 'title', 'text', 'link', 'publishedOn'],
    tokenize: termsOf,
    processTerm: (term) => term,
    searchOptions: { tokenize: (text) => text.split(' '), processTerm: (term) => term },
  });

/** Returns the words of the record that may have been meant by one that it does not hold. */
function* wordsNear(shards: Shards, word: string): Steps<readonly string[]> {
  for (const index of shards) {
    if (index.search(word, { prefix: true }).length > 0) return [];
    yield;
  }
  const like = yield* gather(shards, (index) => index.search(word, { fuzzy: 0.4, maxFuzzy: 3 }).flatMap(({ terms }) => terms));
  return nearest(
    word,
    [...new Set(like)].map((term) => [term, term] as const),
  );
}

const inOrder = (a: Result, b: Result): number =>
  KINDS.indexOf(a.type) - KINDS.indexOf(b.type) || b.score - a.score || (keyOf(a) < keyOf(b) ? -1 : 1);

const keyOf = ({ type, id }: Document): string => `${type}/${id}`;

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
