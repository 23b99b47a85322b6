import type { Question, ReadModel } from '@in-force/answers';
import { type MeasureId, type Recorded, subjectOfStream } from '@in-force/events';
import { asksDualUse, gather, lists, type RecordView, type Steps } from '@in-force/rules';
import { type Happened, type Placed, placed } from './happened.js';

/** Finds the measures of which events may change the answer, in order of their places; more than those does no harm. */
export function* touchedFor(model: ReadModel, happened: Happened, question: Question): Steps<readonly Placed[]> {
  const { before, after, touched, events } = happened;
  yield* before.findGoods(question.item);
  yield* after.findGoods(question.item);
  if (meaningOf(before, question) !== meaningOf(after, question)) return yield* placed(happened, model.events.measures());
  if (!tellsThroughOthers(events, question)) return touched;
  const own = new Set(touched.map(({ id }) => id));
  const others = yield* throughOthers(model, [before, after], own, question);
  return others.every((id) => own.has(id)) ? touched : yield* placed(happened, new Set([...own, ...others]));
}

/** Returns whether measures that bear on what is asked only through others may have anything to be told of: dates, and what a look confirms. */
const tellsThroughOthers = (run: readonly Recorded[], { frames, lead }: Question): boolean =>
  frames || lead.length > 0 || run.some(({ stream }) => subjectOfStream(stream) === 'record');

/** Returns what a code stands for, which hangs on what measures list; nothing where no code is asked. */
const meaningOf = (view: RecordView, { item }: Question): string =>
  item === null || 'slug' in item ? '' : (view.goods(item)?.items ?? []).toSorted().join();

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
