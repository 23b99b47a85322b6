import { compareIds, compareKeys, type ExactDay, idKey, type MeasureId, partitionPoint } from '@in-force/events';
import { type ColumnIndex, type MeasureStatus, RulesIndex, type Statuses, sortStatuses } from '@in-force/index';
import { asksDualUse, type assess, atOnce, type RecordView, remember, type Steps } from '@in-force/rules';
import type { ControlsAnswer } from './answer.schema.js';
import { dayByDay, dayFor, onItsDay } from './at-seats.js';
import { type Control, control, readAs } from './control.js';
import { ASKED_STATUSES, type AskedStatus, type Question } from './question.js';
import type { ReadModel } from './read-model.js';
import { type ReadThrough, readThrough } from './read-through.js';

/** A measure, and its status or the reading asked for. */
export interface Standing {
  readonly id: MeasureId;
  readonly status: AskedStatus;
  /** Whether it is a frame that day. */
  readonly frame: boolean;
}

/** A list whose controls are not shown yet. */
export type ListOutline<Made> = Omit<ControlsAnswer, 'controls'> & {
  readonly ids: readonly MeasureId[];
  readonly show: (id: MeasureId) => Made;
};

/**
 * Finds what a list holds, and cuts its page out.
 *
 * @throws {InvalidRequest} when nothing in the record is listed under the control code asked.
 */
export function* outlineOf<Made>(model: ReadModel, question: Question, make: (control: Control) => Made): Steps<ListOutline<Made>> {
  const view = model.viewAt(question);
  yield* model.findGoods(view, question);
  const asked = model.asked(view, question);
  const { status, kind, issuer, limit, after } = question;
  const { selected, ...others } = yield* listStandings(model, question);
  const isLast = (id: MeasureId) => view.isFrame(id, onItsDay(view, id, question).on);
  const start = after === null ? 0 : firstAfter(selected, after, isLast);
  const ids = selected.slice(start, start + limit).map(({ id }) => id);
  return {
    asked: { ...asked, status, kind, issuer },
    ids,
    show: showerOn(model, view, question, make),
    ...others,
    recordedAt: model.events.recordedAt(view.clocks.position),
    next: start + ids.length < selected.length ? (ids.at(-1) ?? null) : null,
  };
}

/** Returns how to show a control, each on its own day where a moment is asked about. */
function showerOn<Made>(model: ReadModel, view: RecordView, question: Question, make: (control: Control) => Made) {
  if (question.at === null) return showerOf(model, view, question, make);
  const showers = new Map<ExactDay, (id: MeasureId) => Made>();
  return (id: MeasureId) => {
    const own = onItsDay(view, id, question);
    return remember(showers, own.on, () => showerOf(model, view, own, make))(id);
  };
}

/** Returns how to show a control: as it was shown before, where its answer rests on nothing but its own acts. */
function showerOf<Made>(model: ReadModel, view: RecordView, question: Question, make: (control: Control) => Made) {
  const { item } = question;
  const cached = model.cacheFor(make).shower(view, question);
  if (item === null) return cached;
  const fresh = (id: MeasureId) => make(control(view, id, question).control);
  if (!('slug' in item)) return fresh;
  const dependent = dependentOn(model.index, view, item);
  return (id: MeasureId) => (dependent.has(id) ? fresh(id) : cached(id));
}

/** Returns the measures in the states asked for, in order of id with frames last, and what a list says beside them. */
export function* listStandings(
  model: ReadModel,
  question: Question,
): Steps<{ readonly selected: readonly Standing[] } & Pick<ControlsAnswer, 'leftOut' | keyof ReadThrough>> {
  const view = model.viewAt(question);
  yield* model.findGoods(view, question);
  const index = yield* model.indexInSteps();
  const results: Statuses<AskedStatus>[] = [];
  for (const part of dayByDay(index, question)) results.push(...(yield* statusesOn(model, view, part)));
  if (question.at !== null && question.status.includes('not-known')) results.push(yield* unannounced(view, question));
  const others = new Map<AskedStatus, number>();
  for (const { counted } of results) for (const [status, more] of counted) others.set(status, (others.get(status) ?? 0) + more);
  const issuers = results.flatMap(({ issuers }) => [...issuers]);
  return {
    selected: framesLast(yield* merged(results)),
    leftOut: leftOut(others, question),
    ...readThrough(view, issuers, (issuer) => dayFor(question, issuer)),
  };
}

/** Returns the measures of a question about one day, by their status. */
function* statusesOn(model: ReadModel, view: RecordView, question: Question): Steps<Statuses<AskedStatus>[]> {
  const { index } = model;
  const read = question.reading === null ? NONE : model.events.readBy(question.reading);
  const { unindexed } = model;
  const known = judgedByRules(index, view, question);
  const judged = known && unindexed.size > 0 ? new Set([...known, ...unindexed]) : known;
  const results: Statuses<AskedStatus>[] =
    judged === null
      ? [yield* new RulesIndex((id) => !read.has(id)).judge(question, view)]
      : [
          index.statuses(question, view, new Set([...judged, ...read]), model.indexedView(view)),
          ...(judged.size > 0 ? [yield* new RulesIndex((id) => judged.has(id) && !read.has(id), judged).judge(question, view)] : []),
        ];
  if (read.size > 0) results.push(yield* asRead(view, read, question));
  return results;
}

/** Returns the measures that nothing announces at the clocks of a question: nobody's yet, on whichever day. */
function* unannounced(view: RecordView, question: Question): Steps<Statuses<AskedStatus>> {
  const { named } = yield* new RulesIndex().judge({ ...question, status: ['not-known'] }, view);
  return { named, counted: new Map(), issuers: new Set() };
}

/** Returns the same at once. */
export const findStandings = atOnce(listStandings);

const NONE: ReadonlySet<MeasureId> = new Set();

/** Returns the measures that only the rules can judge: their answer rests on more than their own acts. Null: all of them. */
export function judgedByRules(index: ColumnIndex, view: RecordView, { item, status }: Question): ReadonlySet<MeasureId> | null {
  if (status.includes('not-known') || status.includes('not-applicable')) return null;
  const dependent = dependentOn(index, view, item);
  // Only a code finds what is listed by codes alone.
  return item === null || 'slug' in item ? dependent : new Set([...dependent, ...index.listedByCodes()]);
}

/** Returns the measures of which the goods asked about depend on other measures. */
function dependentOn(index: ColumnIndex, view: RecordView, item: Question['item']): ReadonlySet<MeasureId> {
  const goods = view.goods(item);
  return goods === null || asksDualUse(goods) ? NONE : index.dependsOnOthers();
}

/** Returns the measures that a party reads, with its reading for a status where that bears on what was asked. */
function asRead(view: RecordView, read: ReadonlySet<MeasureId>, question: Question): Steps<Statuses<AskedStatus>> {
  const status = (assessed: ReturnType<typeof assess>) => readAs(view, assessed, question) ?? assessed.status;
  return sortStatuses(view, read, question, status);
}

/** Puts the measures of several results together, each of which are in order of id, as they are then. */
function* merged(results: readonly Statuses<AskedStatus>[]): Steps<readonly MeasureStatus<AskedStatus>[]> {
  let all: readonly MeasureStatus<AskedStatus>[] = [];
  for (const { named } of results) if (named.length > 0) all = all.length > 0 ? yield* together(all, named) : named;
  return all;
}

function* together<One extends MeasureStatus<AskedStatus>>(ones: readonly One[], others: readonly One[]): Steps<readonly One[]> {
  const all: One[] = [];
  let at = 0;
  for (const one of ones) {
    for (; at < others.length && compareIds((others[at] as One).id, one.id) < 0; at++) all.push(others[at] as One);
    all.push(one);
    yield;
  }
  return all.concat(others.slice(at));
}

function framesLast(named: readonly MeasureStatus<AskedStatus>[]): readonly Standing[] {
  const [list, frames]: [Standing[], Standing[]] = [[], []];
  for (const one of named) (one.frame ? frames : list).push(one);
  return list.concat(frames);
}

/** Returns where in a list, in order of id with frames last, the entries begin that come after an id. */
function firstAfter(selected: readonly Standing[], after: MeasureId, isLast: (id: MeasureId) => boolean): number {
  const key = idKey(after);
  const last = isLast(after);
  const isBefore = (id: MeasureId) => (isLast(id) === last ? compareKeys(idKey(id), key) <= 0 : last);
  return partitionPoint(0, selected.length, (at) => isBefore((selected[at] as Standing).id));
}

/** Returns what passed the other filters and was not asked for, counted. */
function leftOut(others: ReadonlyMap<AskedStatus, number>, { status, reading }: Question): Readonly<Partial<Record<AskedStatus, number>>> {
  const counted = ASKED_STATUSES.filter(
    (one) =>
      !status.includes(one) &&
      one !== 'not-known' &&
      one !== 'not-applicable' &&
      (reading !== null || (one !== 'removed' && one !== 'unclear')),
  );
  return Object.fromEntries(counted.map((one) => [one, others.get(one) ?? 0]));
}
