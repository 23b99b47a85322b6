import type { Question } from '@in-force/answers';
import { addDays, type ExactDay, type MeasureId, regionChanges } from '@in-force/events';
import { beginningOf, dayAt, mayHaveTurned, type RecordView, type Steps } from '@in-force/rules';
import { issuerOf } from './judged.js';
import type { NamedDays } from './named-days.js';
import { keyOf, ORDER, ORIGIN, type Place, sortByPlace } from './place.js';
import { throughOthers } from './touched.js';

/** What a day brings to one measure, or to words: whether it may change the answer, and the days that come near. */
export interface DayStep {
  readonly place: Place;
  /** The id of the measure; null where it is of words. */
  readonly id: MeasureId | null;
  /** The stream of those words; null where it is of a measure. */
  readonly stream: string | null;
  /** Whether the day may change what the answer says of it. */
  readonly turns: boolean;
  /** The days that come near, each with the time ahead that tells of it. */
  readonly near: readonly { readonly due: ExactDay; readonly lead: number }[];
}

type Growing = { -readonly [Name in keyof DayStep]: DayStep[Name] } & { near: { due: ExactDay; lead: number }[] };

/** The time in which days begin: between the moments of two runs, of which the first is that of the state. */
interface Span {
  readonly view: RecordView;
  readonly from: number;
  /** The last moment at which a day may begin. */
  readonly through: number;
}

/** Finds what the days bring that begin in a span, while the record stands as it does: in order of moment, issuer and id. */
export function* dayStepsIn(days: NamedDays, { view, from, through }: Span, question: Question): Steps<readonly DayStep[]> {
  const steps = new Map<string, Growing>();
  const { position } = view.clocks;
  if (through < from || position === 0 || !mayHaveTurned(from - 1, through)) return [];
  // East of Greenwich a day begins before it does in UTC.
  const [first, last] = [dayAt(from, 'world'), addDays(dayAt(through, 'world'), 1)];
  const stepOf = (issuer: string, named: string, day: ExactDay, id: MeasureId | null): Growing | null => {
    const at = beginningOf(day, issuer);
    if (at < from || at > through) return null;
    const key = `${at} ${named}`;
    let step = steps.get(key);
    if (!step) {
      const place: Place = { ...ORIGIN, at, order: ORDER.day, position, issuer, key: keyOf(named) };
      steps.set(key, (step = { place, id, stream: id === null ? named : null, turns: false, near: [] }));
    }
    return step;
  };
  const ofMeasure = (id: MeasureId, day: ExactDay): Growing | null => {
    const issuer = issuerOf(view, id);
    return issuer === null ? null : stepOf(issuer, id, day, id);
  };
  for (const day of days.between(first, last)) yield* turn(days.on(day), day);
  for (const day of question.region === null ? [] : regionChanges(question.region))
    if (first <= day && day <= last) yield* turn(new Set(view.record.measures()), day);
  for (const lead of question.lead)
    for (const due of days.between(addDays(first, lead), addDays(last, lead))) {
      for (const id of [...days.on(due)]) {
        ofMeasure(id, addDays(due, -lead))?.near.push({ due, lead });
        yield;
      }
      for (const { stream, party } of question.words ? days.wordsOn(due) : [])
        stepOf(party, stream, addDays(due, -lead), null)?.near.push({ due, lead });
    }
  return yield* sortByPlace(steps.values(), ({ place }) => place);

  function* turn(measures: ReadonlySet<MeasureId>, day: ExactDay): Steps<void> {
    // What follows from others alone is told to who asks for it.
    const others = question.frames ? yield* throughOthers(days.model, [view], measures, question) : [];
    for (const id of [...measures, ...others]) {
      const step = ofMeasure(id, day);
      if (step) step.turns = true;
      yield;
    }
  }
}
