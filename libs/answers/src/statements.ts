import { idOf, type ListedItem, lastDayOf, type MeasureId, type Quote, type Reading } from '@in-force/events';
import { byDay, is, type RecordView, type SeenOf, type Sourced, type Told, told } from '@in-force/rules';
import { aboutOf } from './about.js';
import { type Page, pageOf } from './page.js';
import type { Question } from './question.js';

/** The exact words of a source, in the language that it has them in, and whose page shows them. */
interface Quoted extends Quote {
  readonly publisher: string;
  readonly url: string | null;
}

/** What a party or a person said. It changes no status. */
export interface Statement extends Told {
  readonly id: string;
  readonly title: string;
  /** The country or bloc for which it was said; null where it was said for none. */
  readonly party: string | null;
  readonly speaker: string;
  /** The human being who said it, by name. */
  readonly person: string | null;
  /** What was said, as the record tells it. */
  readonly text: string;
  /** What was said, word for word, where a source has it. */
  readonly quotes: readonly Quoted[];
  /** What it claims to be so. */
  readonly claim: string | null;
  /** The measures that it speaks of. */
  readonly about: readonly MeasureId[];
  /** The rounds, statements and easings that it speaks of. */
  readonly refersTo: readonly string[];
  /** The items that it speaks of. */
  readonly items: readonly ListedItem[];
  /** How it reads measures: in force, suspended, removed or unclear. */
  readonly readings: readonly Reading[];
}

/** Returns what was said between two days, by whom and of what the question asks, in order. O(statements). */
export function statements(known: RecordView, question: Question): Page<Statement> {
  const { from, to, party, person, about, on } = question;
  const speaks = about === null ? null : aboutOf(known, about);
  const passes = ({ data, publishedOn }: SeenOf<'statement.made'>): boolean => {
    const day = lastDayOf(publishedOn);
    return (
      (from === null || day >= from) &&
      day <= (to ?? on) &&
      (party === null || data.party === party) &&
      (person === null || names(`${data.person ?? ''} ${data.speaker}`, person)) &&
      (speaks === null || speaks(data))
    );
  };
  const found = known.record.streams('statement').flatMap((stream) =>
    known
      .seen(stream)
      .filter(is('statement.made'))
      .filter(passes)
      .map((event) => statement(known, event)),
  );
  return pageOf(
    found.sort(
      byDay(
        ({ publishedOn }) => publishedOn,
        ({ id }) => id,
      ),
    ),
    ({ id }) => id,
    question,
  );
}

function statement(known: RecordView, event: SeenOf<'statement.made'>): Statement {
  const { title, party = null, speaker, person = null, text, claim = null, about, refersTo = [], items = [], readings = [] } = event.data;
  const where = told(known, event);
  const own = { title, party, speaker, person, text, quotes: quotesIn(where), claim, about, refersTo, items, readings };
  return { id: idOf(event.stream), ...own, ...where };
}

/** Returns the exact words that some sources have, each once, as the first of them has it. */
function quotesIn({ sources }: Sourced): readonly Quoted[] {
  const found = new Map<string, Quoted>();
  for (const { quote, publisher, url } of sources) if (quote && !found.has(quote.text)) found.set(quote.text, { ...quote, publisher, url });
  return [...found.values()];
}

/** Returns whether a name holds each word of another, or one that begins so; case and diacritics do not count. */
function names(name: string, asked: string): boolean {
  const words = foldedWords(name);
  return foldedWords(asked).every((word) => words.some((own) => own.startsWith(word)));
}

const foldedWords = (text: string): readonly string[] =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];
