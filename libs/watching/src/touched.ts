import type { Question, ReadModel } from '@in-force/answers';
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
import { asksDualUse, gather, lists, measuresTouchedBy, type RecordView, type Steps } from '@in-force/rules';
import { hangs } from './behind.js';
import type { NamedDays } from './named-days.js';

/** The views of the record before and after a run of events. */
export interface Sides {
  readonly before: RecordView;
  readonly after: RecordView;
}

/** Finds the measures of which events may change the answer; more than those does no harm. */
export function* touchedByEvents(
  model: ReadModel,
  days: NamedDays,
  { before, after }: Sides,
  run: readonly Recorded[],
  question: Question,
): Steps<ReadonlySet<MeasureId>> {
  yield* before.findGoods(question.item);
  yield* after.findGoods(question.item);
  if (meaningOf(before, question) !== meaningOf(after, question)) return new Set(model.events.measures());
  const touched = new Set<MeasureId>();
  for (const event of run) {
    yield;
    if (!shows(model, event.stream)) continue;
    for (const measure of spokenOfBy(model, days, event)) touched.add(measure);
    for (const measure of checkedBy(days, { before, after }, event)) touched.add(measure);
  }
  if (!tellsThroughOthers(run, question)) return touched;
  return new Set([...touched, ...(yield* throughOthers(model, [before, after], touched, question))]);
}

/** Returns whether measures that bear on what is asked only through others may have anything to be told of: dates, and what a look confirms. */
const tellsThroughOthers = (run: readonly Recorded[], { frames, lead }: Question): boolean =>
  frames || lead.length > 0 || run.some(({ stream }) => subjectOfStream(stream) === 'record');

/** The subjects of which answers about measures show nothing. */
const UNSHOWN: ReadonlySet<string> = new Set(['licensing', 'negotiation']);

/** Returns whether answers about measures show anything of a stream: of statements those alone that ever read one. */
function shows({ events }: ReadModel, stream: string): boolean {
  const subject = subjectOfStream(stream);
  if (subject !== 'statement') return !UNSHOWN.has(subject);
  return events.streamOnce(stream).some((event) => (formOf(event).data as { readonly readings?: unknown }).readings !== undefined);
}

/** Returns what a code stands for, which hangs on what measures list; nothing where no code is asked. */
const meaningOf = (view: RecordView, { item }: Question): string =>
  item === null || 'slug' in item ? '' : (view.goods(item)?.items ?? []).toSorted().join();

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

/** Finds the measures that bear on what is asked through others, where a licensing requirement of the same issuer for that is touched. */
export function* throughOthers(
  model: ReadModel,
  views: readonly RecordView[],
  touched: ReadonlySet<MeasureId>,
  { item }: Question,
): Steps<readonly MeasureId[]> {
  const dependent = (yield* model.indexInSteps()).dependsOnOthers();
  for (const view of views) yield* view.findGoods(item);
  const asked = views.flatMap((view) => view.goods(item) ?? []);
  if (dependent.size === 0 || asked.length === 0 || asked.every(asksDualUse)) return [];
  const lives = (id: MeasureId) => views.flatMap((view) => view.life(id) ?? []);
  const through = yield* gather(touched, (id) => lives(id).filter((life) => asked.some((goods) => lists(life, goods))));
  const issuers = new Set(through.map(({ announced }) => announced.data.issuer));
  if (issuers.size === 0) return [];
  return yield* gather(dependent, (id) => (lives(id).some(({ announced }) => issuers.has(announced.data.issuer)) ? [id] : []));
}
