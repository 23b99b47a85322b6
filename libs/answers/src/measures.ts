import { compareIds, instrumentOf, itemName, type MeasureId } from '@in-force/events';
import { isAskedAbout, namedIn, type RecordView, terms, told } from '@in-force/rules';
import type { ListedMeasure } from './lists.schema.js';
import { type Page, pageOf } from './page.js';
import type { Question } from './question.js';

/** Returns the measures that are known, of some issuers and kinds where asked, in order of their ids. O(measures log measures). */
export function measures(known: RecordView, question: Question): Page<ListedMeasure> {
  const { on } = question;
  const ids = known.record.measures().filter((id) => {
    const data = known.life(id)?.announced.data;
    return data !== undefined && isAskedAbout(question, data);
  });
  const { entries, next } = pageOf(ids.sort(compareIds), (id) => id, question);
  return { entries: entries.flatMap((id) => listedMeasure(known, id, on) ?? []), next };
}

function listedMeasure(known: RecordView, id: MeasureId, on: string): ListedMeasure | null {
  const life = known.life(id);
  if (life === null) return null;
  const { title, rate, firstDay, scope } = terms(life, on);
  const { issuer, kind } = life.announced.data;
  const { regions, except = [], limit } = scope;
  const items = scope.items === 'all' ? ['all'] : namedIn(scope).map(itemName);
  const outline = { id, instrument: instrumentOf(id), title, issuer, kind, rate, firstDay, regions, except, items };
  return { ...outline, limitedTo: limit?.names ?? [], ...told(known, life.announced) };
}
