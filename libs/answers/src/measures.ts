import { compareIds, instrumentOf, itemName, type MeasureId } from '@in-force/events';
import { atOnce, gather, isAskedAbout, namedIn, type RecordView, type Steps, sortInSteps, terms, told } from '@in-force/rules';
import type { ListedMeasure } from './lists.schema.js';
import { type Page, pageOf } from './page.js';
import type { Question } from './question.js';

/** Returns the measures that are known, of some issuers and kinds where asked, in order of their ids. O(measures log measures). */
export function* listMeasures(known: RecordView, question: Question): Steps<Page<ListedMeasure>> {
  const { on } = question;
  const ids = yield* gather(known.record.measures(), (id) => {
    const data = known.life(id)?.announced.data;
    return data !== undefined && isAskedAbout(question, data) ? [id] : [];
  });
  const { entries, next } = pageOf(yield* sortInSteps(ids, compareIds), (id) => id, question);
  return { entries: yield* gather(entries, (id) => listedMeasure(known, id, on)), next };
}

/** Returns the same at once. */
export const measures = atOnce(listMeasures);

function listedMeasure(known: RecordView, id: MeasureId, on: string): ListedMeasure[] {
  const life = known.life(id);
  if (life === null) return [];
  const { title, rate, firstDay, scope } = terms(life, on);
  const { issuer, kind } = life.announced.data;
  const { regions, except = [], limit } = scope;
  const items = scope.items === 'all' ? ['all'] : namedIn(scope).map(itemName);
  const outline = { id, instrument: instrumentOf(id), title, issuer, kind, rate, firstDay, regions, except, items };
  return [{ ...outline, limitedTo: limit?.names ?? [], ...told(known, life.announced) }];
}
