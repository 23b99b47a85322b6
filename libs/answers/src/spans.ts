import { dayBefore } from '@in-force/events';
import { fromBasicDay, readViewOf } from '@in-force/index';
import type { SpanRow } from './answer.schema.js';
import type { Question } from './question.js';
import type { ReadModel } from './read-model.js';

/**
 * Yields the panel of the record at some clocks: for each measure the days on which it has a status, for which countries and items. What
 * depends on other measures (`dual-use`) is told without its content.
 */
export function* spanRows(model: ReadModel, question: Question): Generator<SpanRow> {
  const view = model.viewAt(question);
  for (const { id, from, to, countries, items, itemsMet, status } of model.indexAll().fullScan.spans(readViewOf(view))) {
    const data = view.life(id)?.announced.data;
    const end = fromBasicDay(to);
    yield {
      measure: id,
      title: data?.title ?? null,
      issuer: data?.issuer ?? null,
      kind: data?.kind ?? null,
      status,
      from: fromBasicDay(from),
      through: end && dayBefore(end),
      countries,
      items,
      itemsMet,
    };
  }
}
