import { compareIds, idOf, instrumentOf, lastDayOf, subjectOfStream } from '@in-force/events';
import { byDay, inOrder, type RecordView, told } from '@in-force/rules';
import type { ListedAct } from './lists.schema.js';
import { type Page, pageOf } from './page.js';
import type { Question } from './question.js';

/** Returns the acts of some days that are known, of some issuers or on a measure where asked, in order of their day. O(acts). */
export function instruments(known: RecordView, question: Question): Page<ListedAct> {
  const { from, to, on, issuer, measure } = question;
  const found = known.record
    .instruments()
    .flatMap((id) => listedAct(known, id) ?? [])
    .filter(
      (act) =>
        (from === null || lastDayOf(act.day) >= from) &&
        lastDayOf(act.day) <= (to ?? on) &&
        (issuer?.includes(act.issuer) ?? true) &&
        (measure === null || act.touched.includes(measure)),
    );
  return pageOf(
    found.sort(
      byDay(
        ({ day }) => day,
        ({ id }) => id,
      ),
    ),
    ({ id }) => id,
    question,
  );
}

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
