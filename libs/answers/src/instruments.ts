import { compareIds, idOf, instrumentOf, lastDayOf, subjectOfStream } from '@in-force/events';
import { atOnce, dayOrder, gather, inOrder, type RecordView, type Steps, told } from '@in-force/rules';
import type { ListedAct } from './lists.schema.js';
import { type Page, pageInOrder } from './page.js';
import type { Question } from './question.js';

/** Returns the acts of some days that are known, of some issuers or on a measure where asked, in order of their day. O(acts). */
export function* listInstruments(known: RecordView, question: Question): Steps<Page<ListedAct>> {
  const { from, to, on, issuer, measure } = question;
  const passes = (act: ListedAct): boolean =>
    (from === null || lastDayOf(act.day) >= from) &&
    lastDayOf(act.day) <= (to ?? on) &&
    (issuer?.includes(act.issuer) ?? true) &&
    (measure === null || act.touched.includes(measure));
  const found = yield* gather(known.record.instruments(), (id) => {
    const act = listedAct(known, id);
    return act && passes(act) ? [{ key: id, order: dayOrder(act.day, id), show: () => act }] : [];
  });
  return yield* pageInOrder(found, question);
}

/** Returns the same at once. */
export const instruments = atOnce(listInstruments);

/** Returns an act by its id; null before it was known. */
function listedAct(known: RecordView, id: string): ListedAct | null {
  const events = known.record
    .byInstrument(id)
    .flatMap((stream) => known.seen(stream))
    .filter(({ instrument }) => instrument?.id === id)
    .sort(inOrder);
  const [first] = events;
  if (!first?.instrument) return null;
  const { issuer, body, number, day, title } = first.instrument;
  const on = events.filter(({ stream }) => subjectOfStream(stream) === 'measure').map(({ stream }) => idOf(stream));
  const touched = [...new Set(on)].sort(compareIds);
  const made = touched.filter((measure) => instrumentOf(measure) === id);
  return { id, issuer, body, number, day, title, made, touched, ...told(known, first) };
}
