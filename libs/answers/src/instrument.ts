import { compareIds, type Instrument, instrumentOf, measureOf } from '@in-force/events';
import { gather, inOrder, ORDER, type RecordView, type Status, type Steps, sortInSteps, sourcesAt } from '@in-force/rules';
import { nearIds } from '@in-force/words';
import type { ActAnswer } from './answer.schema.js';
import { type Control, control } from './control.js';
import { Unknown } from './errors.js';
import type { Question } from './question.js';

/**
 * Answers for one act.
 *
 * @throws {Unknown} when the log never held it.
 */
export function* act(known: RecordView, id: string, question: Question): Steps<ActAnswer> {
  const { record: facts } = known;
  const own = facts
    .measures()
    .filter((measure) => instrumentOf(measure) === id)
    .toSorted(compareIds);
  const streams = facts.byInstrument(id);
  if (own.length === 0 && streams.length === 0) throw new Unknown(`No act "${id}" in this log.`, nearIds(id, facts.instruments()));
  const seen = yield* gather(streams, (stream) => known.seen(stream).filter(({ instrument }) => instrument?.id === id));
  const events = yield* sortInSteps(seen, inOrder);
  const [first] = events;
  const measures = yield* gather(own, (measure) => [control(known, measure, question).control]);
  const made = measures.filter(({ title }) => title !== null);
  if (!first) return { id, ...UNSEEN, measures: [], touched: null };
  const touched = [...new Set(events.flatMap(({ stream }) => measureOf(stream) ?? []))];
  const { issuer, body, number, day, title } = first.instrument as Instrument;
  const status = made.length > 0 ? actStatus(made) : own.length > 0 ? 'not-known' : null;
  const [address = null] = events.flatMap((event) => sourcesAt(known, event).address ?? []);
  return { id, issuer, body, number, day, title, address, status, measures: made, touched };
}

const UNSEEN = { issuer: null, body: null, number: null, day: null, title: null, address: null, status: 'not-known' } as const;

/**
 * Returns the joint status of the measures an act made; those to which the question does not apply are left aside while another one
 * applies.
 */
function actStatus(measures: readonly Control[]): Status | 'partly-in-force' {
  const applying = measures.filter(({ status }) => status !== 'not-applicable' && status !== 'not-known');
  const statuses = new Set((applying.length > 0 ? applying : measures).map(({ status }) => status));
  const [only] = statuses;
  if (statuses.size === 1 && only) return only;
  if (statuses.has('in-force')) return 'partly-in-force';
  return ORDER.find((status) => statuses.has(status)) ?? 'not-known';
}
