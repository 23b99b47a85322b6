import { type Control, control, type Question } from '@in-force/answers';
import type { ExactDay, MeasureId, Region } from '@in-force/events';
import { assess, type CheckOf, dayAt, isAskedAbout, type RecordView } from '@in-force/rules';

/** What an answer says of a measure: its control without what it rests on, and without how far that can be known. */
export type Facts = Omit<Control, 'id' | 'because' | 'asScheduled'>;

/** A measure under a question on one day. */
export interface Judged {
  readonly id: MeasureId;
  readonly issuer: Region | null;
  readonly on: ExactDay;
  readonly control: Control;
  /** The looks at publications that may change it. */
  readonly rests: readonly CheckOf[];
  /** Whether it stands in the answer. */
  readonly answers: boolean;
}

/** Returns the issuer of a measure, where it is known at these clocks. */
export const issuerOf = (view: RecordView, id: MeasureId): Region | null => view.life(id)?.announced.data.issuer ?? null;

/** Returns whether a measure passes the filters of a question; one that nobody announces passes those that name no issuer and no kind. */
export const isAsked = (view: RecordView, id: MeasureId, question: Question): boolean =>
  (question.measure === null || question.measure === id) && isAskedAbout(question, view.life(id)?.announced.data ?? null);

/** A side of a change: the record as it stood, and the moment. */
export interface Side {
  readonly view: RecordView;
  readonly at: number;
}

/** Returns the civil day that it is at a moment at the seat of a measure's issuer. */
const dayOf = ({ view, at }: Side, id: MeasureId): ExactDay => dayAt(at, issuerOf(view, id) ?? 'world');

/** Judges a measure at a moment: on the civil day that it is then at its issuer's seat. */
export const judgeAt = (side: Side, id: MeasureId, question: Question): Judged => judgeOn(side.view, id, question, dayOf(side, id));

/** Returns whether a measure is out of the question at a moment: it is not known, or bears on nothing that is asked. Cheaper than to judge it. */
export function isBeside(side: Side, id: MeasureId, question: Question): boolean {
  const { status } = assess(side.view, id, { ...question, on: dayOf(side, id) });
  return (status === 'not-known' || status === 'not-applicable') && !question.status.includes(status);
}

/** Judges a measure on a day. */
export function judgeOn(view: RecordView, id: MeasureId, question: Question, on: ExactDay): Judged {
  const { control: judged, rests } = control(view, id, { ...question, on });
  const status = judged.readAs ?? judged.status;
  const answers = isAsked(view, id, question) && (question.status as readonly string[]).includes(status);
  return { id, issuer: issuerOf(view, id), on, control: judged, rests, answers };
}

/** Returns the facts of a control. */
export function factsOf({ id: _, because: __, asScheduled: ___, ...facts }: Control): Facts {
  return facts;
}

/** Returns the facts of each of two sides that are other ones on the other. */
export function differing(before: Facts, after: Facts): readonly [before: Partial<Facts>, after: Partial<Facts>] {
  const names = (Object.keys(after) as (keyof Facts)[]).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  const some = (facts: Facts) => Object.fromEntries(names.map((name) => [name, facts[name]])) as Partial<Facts>;
  return [some(before), some(after)];
}
