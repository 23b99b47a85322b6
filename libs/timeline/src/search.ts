import { idOf, instrumentOf, SUBJECTS } from '@in-force/events';
import MiniSearch from 'minisearch';
import { InvalidRequest } from './invalid.js';
import type { Known } from './known.js';
import { type Page, pageOf } from './page.js';
import type { Question } from './question.js';
import type { Seen } from './visible.js';

/** Something in the record that holds the words asked for. */
export interface Found {
  readonly type: 'measure' | 'instrument' | 'statement' | 'commitment' | 'negotiation' | 'licensing' | 'facilitation' | 'source';
  readonly id: string;
  readonly title: string;
  /** The words around the first that was found. */
  readonly snippet: string;
  readonly link: string;
  readonly publishedOn: string;
  readonly score: number;
}

interface Document extends Omit<Found, 'snippet' | 'score'> {
  readonly key: string;
  readonly text: string;
}

const HAN = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u;

/** Words without case and diacritics; of scripts without spaces, each sign. */
const wordsOf = (text: string): string[] =>
  (
    text
      .normalize('NFD')
      .replace(/\p{Mn}/gu, '')
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).flatMap((word) => (HAN.test(word) ? [...word] : [word]));

/** What was made searchable at some clocks is kept as long as what is known at them. */
const indexes = new WeakMap<Known, MiniSearch<Document>>();

/**
 * Finds what holds all the words asked for, or words that begin so, in what is known at the clocks.
 *
 * @throws {InvalidRequest} when no word is asked for.
 */
export function search(known: Known, question: Question): Page<Found> {
  const words = wordsOf(question.q ?? '');
  if (words.length === 0)
    throw new InvalidRequest([{ pointer: '/q', detail: 'Write the words to be found, such as q=dysprosium licence.' }]);
  let index = indexes.get(known);
  if (!index) {
    index = new MiniSearch<Document>({
      idField: 'key',
      fields: ['id', 'title', 'text'],
      storeFields: ['key', 'type', 'id', 'title', 'text', 'link', 'publishedOn'],
      tokenize: wordsOf,
      processTerm: (term) => term,
    });
    index.addAll([...documents(known).values()]);
    indexes.set(known, index);
  }
  const results = index.search(words.join(' '), { combineWith: 'AND', prefix: true, boost: { title: 2, id: 4 } });
  const found = results.map(({ type, id, title, text, link, publishedOn, score }): Found => {
    return { type, id, title, snippet: snippet(text || title, words), link, publishedOn, score: Math.round(score * 1000) / 1000 };
  });
  return pageOf(
    found.sort((a, b) => b.score - a.score || (keyOf(a) < keyOf(b) ? -1 : 1)),
    keyOf,
    question,
  );
}

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

function documents(known: Known): Map<string, Document> {
  const found = new Map<string, Document>();
  const add = (document: Omit<Document, 'key'>) => {
    const key = `${document.type}/${document.id}`;
    const before = found.get(key);
    const text = before?.text.includes(document.text) ? before.text : [before?.text, document.text].filter(Boolean).join(' ');
    found.set(key, { ...(before ?? document), key, text });
  };
  for (const stream of SUBJECTS.flatMap((subject) => known.facts.streams(subject)))
    for (const event of known.seen(stream)) {
      const told = telling(event, known);
      if (told) add(told);
      const { instrument, publishedOn } = event;
      if (instrument)
        add({
          type: 'instrument',
          id: instrument.id,
          title: instrument.title,
          text: `${instrument.body} ${instrument.number ?? ''} ${instrument.issuer}`,
          link: `/v1/instruments/${instrument.id}`,
          publishedOn,
        });
      for (const { publisher, title, url, supports } of event.sources)
        add({
          type: 'source',
          id: url ?? `${publisher}: ${title}`,
          title,
          text: `${publisher} ${supports ?? ''}`,
          link: url ?? `/v1/events/${event.id}`,
          publishedOn,
        });
    }
  return found;
}

/** What an event says in words, under the subject it is about. */
function telling(event: Seen, known: Known): Omit<Document, 'key'> | null {
  const { type, data, stream, publishedOn, summary = '', note = '' } = event;
  const id = idOf(stream);
  const said = (...texts: (string | undefined)[]) => [...texts, summary, note].filter(Boolean).join(' ');
  switch (type) {
    case 'measure.announced': {
      const items =
        data.scope.items === 'all'
          ? []
          : data.scope.items.flatMap(({ item, name, codes = [], hs = [], note }) => [item, name, ...codes, ...hs, note]);
      const names = data.scope.limit?.names ?? [];
      return {
        type: 'measure',
        id,
        title: data.title,
        text: said(instrumentOf(id), ...items, ...names, data.scope.note),
        link: `/v1/measures/${id}`,
        publishedOn,
      };
    }
    case 'statement.made':
      return {
        type: 'statement',
        id,
        title: data.title,
        text: said(data.text, data.speaker, data.party, data.claim),
        link: `/v1/events/${event.id}`,
        publishedOn,
      };
    case 'commitment.made':
    case 'commitment.narrowed':
      return {
        type: 'commitment',
        id,
        title: data.text,
        text: said('speaker' in data ? `${data.speaker} ${data.party}` : ''),
        link: `/v1/commitments/${id}`,
        publishedOn,
      };
    case 'negotiation.opened':
      return {
        type: 'negotiation',
        id,
        title: data.title,
        text: said(data.subject, data.parties.join(' ')),
        link: `/v1/negotiations/${id}`,
        publishedOn,
      };
    case 'negotiation.round-held':
      return {
        type: 'negotiation',
        id,
        title: data.title,
        text: said(data.title, data.place ?? '', data.outcome ?? '', ...(data.persons ?? [])),
        link: `/v1/negotiations/${id}`,
        publishedOn,
      };
    case 'licensing.reported':
      return {
        type: 'licensing',
        id: event.id,
        title: data.title,
        text: said(data.text, data.speaker, data.party),
        link: `/v1/events/${event.id}`,
        publishedOn,
      };
    case 'facilitation.opened':
      return { type: 'facilitation', id, title: data.title, text: said(data.text, data.kind), link: `/v1/facilitations`, publishedOn };
    default:
      return type.startsWith('measure.')
        ? { type: 'measure', id, title: known.life(id)?.announced.data.title ?? id, text: said(), link: `/v1/measures/${id}`, publishedOn }
        : null;
  }
}
