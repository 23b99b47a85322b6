import { idOf, lastDayOf } from '@in-force/events';
import { byDay, is, type RecordView, type SeenOf, type Sourced, told } from '@in-force/rules';
import { aboutOf } from './about.js';
import type { Quoted, Statement } from './lists.schema.js';
import { type Page, pageOf } from './page.js';
import type { Question } from './question.js';
import { speakerNamed } from './speakers.js';

/** Returns what was said between two days, by whom and of what the question asks, in order. O(statements). */
export function statements(known: RecordView, question: Question): Page<Statement> {
  const { from, to, party, person, about, on } = question;
  const speaks = about === null ? null : aboutOf(known, about);
  const isAsked = person === null ? null : speakerNamed(known, person);
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
