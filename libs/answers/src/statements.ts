import { idOf, lastDayOf } from '@in-force/events';
import { atOnce, dayOrder, gather, is, type RecordView, type SeenOf, type Sourced, type Steps, told } from '@in-force/rules';
import { aboutOf } from './about.js';
import type { Quoted, Statement } from './lists.schema.js';
import { type Page, pageInOrder } from './page.js';
import type { Question } from './question.js';
import { speakerNamed } from './speakers.js';

/** Returns what was said between two days, by whom and of what the question asks, in order. O(statements). */
export function* listStatements(known: RecordView, question: Question): Steps<Page<Statement>> {
  const { from, to, party, person, about, on } = question;
  const speaks = about === null ? null : aboutOf(known, about);
  const isAsked = person === null ? null : yield* speakerNamed(known, person);
  const passes = ({ data, publishedOn }: SeenOf<'statement.made'>): boolean => {
    const day = lastDayOf(publishedOn);
    return (
      (from === null || day >= from) &&
      day <= (to ?? on) &&
      (party === null || data.party === party) &&
      (isAsked === null || isAsked(data)) &&
      (speaks === null || speaks(data))
    );
  };
  const found = yield* gather(known.record.streams('statement'), (stream) =>
    known
      .seen(stream)
      .filter(is('statement.made'))
      .filter(passes)
      .map((event) => {
        const key = idOf(event.stream);
        return { key, order: dayOrder(event.publishedOn, key), show: () => statement(known, event) };
      }),
  );
  return yield* pageInOrder(found, question);
}

/** Returns the same at once. */
export const statements = atOnce(listStatements);

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
