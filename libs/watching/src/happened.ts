import type { ReadModel } from '@in-force/answers';
import {
  dayAfter,
  type ExactDay,
  formOf,
  lastDayOf,
  type MeasureId,
  measureOf,
  type Recorded,
  type Region,
  subjectOfStream,
} from '@in-force/events';
import { gather, measuresTouchedBy, type RecordView, type Steps } from '@in-force/rules';
import { hangs } from './behind.js';
import { issuerOf } from './judged.js';
import type { NamedDays } from './named-days.js';
import { keyOf, ORIGIN, type Place, sortByPlace } from './place.js';
import type { Run } from './runs.js';

/** The views of the record before and after a run of events, and its moment. */
interface Sides {
  readonly before: RecordView;
  readonly after: RecordView;
  /** In milliseconds since 1970. */
  readonly at: number;
}

/** A measure that events touch, and where it is told what they change of it. */
export interface Placed {
  readonly id: MeasureId;
  readonly place: Place;
}

/** Events that were recorded together, and the measures that they touch whatever is asked, in order of their places. */
export interface Happened extends Sides {
  readonly events: readonly Recorded[];
  readonly touched: readonly Placed[];
}

/** The record as it is read here. */
interface ReadRecord {
  readonly model: ReadModel;
  readonly days: NamedDays;
  viewAt(position: number): RecordView;
}

/** Finds what happened in a run. */
export function* happenedIn(record: ReadRecord, { from, through, at }: Run): Steps<Happened> {
  const { model, days } = record;
  const sides = { before: record.viewAt(from - 1), after: record.viewAt(through), at };
  const events = Array.from({ length: through - from + 1 }, (_, index) => model.eventAt(from + index));
  const touched = new Set<MeasureId>();
  for (const event of events) {
    yield;
    if (!shows(model, event.stream)) continue;
    for (const measure of spokenOfBy(model, days, event)) touched.add(measure);
    for (const measure of checkedBy(days, sides, event)) touched.add(measure);
  }
  return { ...sides, events, touched: yield* placed(sides, touched) };
}

/** Puts measures in the order in which it is told what events change of them: by issuer and id. */
export function* placed({ before, after, at }: Sides, measures: Iterable<MeasureId>): Steps<readonly Placed[]> {
  const { position } = after.clocks;
  const found = yield* gather(measures, (id): Placed[] => {
    const issuer = issuerOf(after, id) ?? issuerOf(before, id) ?? 'world';
    return [{ id, place: { ...ORIGIN, at, position, issuer, key: keyOf(id) } }];
  });
  return yield* sortByPlace(found, ({ place }) => place);
}

/** The subjects of which answers about measures show nothing. */
const UNSHOWN: ReadonlySet<string> = new Set(['licensing', 'negotiation']);

/** Returns whether answers about measures show anything of a stream: of statements those alone that ever read one. */
function shows({ events }: ReadModel, stream: string): boolean {
  const subject = subjectOfStream(stream);
  if (subject !== 'statement') return !UNSHOWN.has(subject);
  return events.streamOnce(stream).some((event) => (formOf(event).data as { readonly readings?: unknown }).readings !== undefined);
}

/** Returns the measures that an event speaks of, and those that words are about which also are about one of them. */
function spokenOfBy(model: ReadModel, days: NamedDays, event: Recorded): ReadonlySet<MeasureId> {
  const found = new Set([...measuresTouchedBy(event), ...days.spokenOf(event.stream)]);
  const own = measureOf(event.stream);
  // How a promise stands, or whose an easing is, may hang on who made any of the measures that it is about.
  for (const stream of own === null ? [] : model.events.streamsAbout(own))
    if (hangs(stream)) for (const measure of days.spokenOf(stream)) found.add(measure);
  return found;
}

/** Returns the measures on which a look at publications may shed light: those of which days lie between how far was read and how far now. */
function checkedBy(days: NamedDays, { before, after }: Sides, event: Recorded): ReadonlySet<MeasureId> {
  const found = new Set<MeasureId>();
  const issuer = subjectOfStream(event.stream) === 'record' ? event.stream.slice('record-'.length) : null;
  if (issuer === null) return found;
  const turns = [...days.bodiesOf(issuer)].flatMap((body) => {
    const [was, is] = [throughOf(before, issuer, body), throughOf(after, issuer, body)];
    return was === is ? [] : [was, is];
  });
  if (turns.length === 0) return found;
  const [first, last] = [turns.reduce((a, b) => (a < b ? a : b)), turns.reduce((a, b) => (a > b ? a : b))];
  for (const day of days.between(first, dayAfter(last))) for (const measure of days.on(day)) found.add(measure);
  return found;
}

const throughOf = (view: RecordView, issuer: Region, body: string | null): ExactDay => {
  const check = view.check(issuer, body);
  return check === null ? NEVER : lastDayOf(check.data.through);
};
const NEVER: ExactDay = '0000-01-01';
