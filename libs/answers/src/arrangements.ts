import { compareIds, dayBefore, type ExactDay, idOf, type MeasureId, measureOf } from '@in-force/events';
import {
  appliesFrom,
  assess,
  atOnce,
  byDay,
  dayOrder,
  gather,
  is,
  isNamed,
  type Meeting,
  meetings,
  type RecordView,
  roundOn,
  type Seen,
  type Steps,
} from '@in-force/rules';
import type { Commitment } from './commitment.schema.js';
import { commitment } from './commitments.js';
import { type Page, pageInOrder } from './page.js';
import type { Question } from './question.js';
import type { Arrangement, Kept, Touched } from './talks.schema.js';

/** Returns the rounds at which anything was promised that was known by the day asked about, each with what came of it. */
export function* listArrangements(known: RecordView, question: Question): Steps<Page<Arrangement>> {
  const { on, party, measure } = question;
  const promises = yield* promisesAt(known, on);
  const found = yield* gather(known.record.streams('negotiation'), (stream) => {
    const seen = known.seen(stream);
    if (!seen.some(is('negotiation.opened'))) return [];
    return meetings(seen).flatMap((meeting) => arrangement(known, question, idOf(stream), meeting, promises) ?? []);
  });
  const passed = found.filter(
    ({ parties, about, commitments }) =>
      (party === null || parties.includes(party) || commitments.some((one) => one.party === party)) &&
      (measure === null ||
        about.includes(measure) ||
        commitments.some((one) => one.about.includes(measure) || one.touched.some((touched) => touched.measure === measure))),
  );
  const listed = passed.map((one) => ({ key: one.id, order: dayOrder(one.from, one.id), show: () => one }));
  return yield* pageInOrder(listed, question);
}

/** Returns the same at once. */
export const arrangements = atOnce(listArrangements);

/** Returns the commitments that name a round at which they were agreed. */
const promisesAt = (known: RecordView, on: ExactDay): Steps<readonly Commitment[]> =>
  gather(known.record.streams('commitment'), (stream) => {
    const [agreed] = known.seen(stream).flatMap((event) => (event.type === 'commitment.made' ? (event.data.agreedAt ?? []) : []));
    const one = agreed === undefined ? null : commitment(known, stream, on);
    return one ? [one] : [];
  });

function arrangement(
  known: RecordView,
  question: Question,
  track: string,
  meeting: Meeting,
  promises: readonly Commitment[],
): Arrangement | null {
  const made = promises.filter(({ agreedAt }) => agreedAt !== null && isNamed(meeting, agreedAt));
  const round = made.length === 0 ? null : roundOn(known, meeting, question.on);
  if (round === null) return null;
  const kept = made
    .sort(
      byDay(
        ({ saidOn }) => saidOn,
        ({ id }) => id,
      ),
    )
    .map((promise) => keptBy(known, question, promise));
  return { ...round, track, commitments: kept };
}

function keptBy(known: RecordView, question: Question, promise: Commitment): Kept {
  const { fulfilled } = promise;
  if (fulfilled === null) return { ...promise, fulfilledBy: null, touched: [] };
  const { act, afterDays } = fulfilled;
  const events = known.record.byInstrument(act).flatMap((stream) => known.seen(stream).filter(({ instrument }) => instrument?.id === act));
  return {
    ...promise,
    fulfilledBy: { act, instrument: events[0]?.instrument ?? null, afterDays },
    touched: touchedBy(
      known,
      question,
      events.filter(({ stream }) => measureOf(stream) !== null),
    ),
  };
}

/** Returns the measures that the events of an act are on, each with its status before and from the day that the act names. */
function touchedBy(known: RecordView, question: Question, events: readonly Seen[]): Touched[] {
  const days = new Map<MeasureId, ExactDay>();
  for (const event of events) {
    const measure = idOf(event.stream);
    const stop = known.life(measure)?.stops.find((one) => one.event.id === event.id);
    const from = stop?.from ?? appliesFrom(event);
    if (from < (days.get(measure) ?? '~')) days.set(measure, from);
  }
  const whole: Question = { ...question, region: null, item: null };
  return [...days]
    .sort(([a], [b]) => compareIds(a, b))
    .flatMap(([measure, from]): Touched[] => {
      const [was, is] = [dayBefore(from), from].map((on) => assess(known, measure, { ...whole, on }));
      const title = is?.life ? is.terms.title : null;
      return was && is && title !== null ? [{ measure, title, from, before: was.status, after: is.status }] : [];
    });
}
