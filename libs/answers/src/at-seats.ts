import type { ExactDay, MeasureId, Region } from '@in-force/events';
import type { ColumnIndex } from '@in-force/index';
import { dayAt, type RecordView } from '@in-force/rules';
import type { Question } from './question.js';

/** Returns the day that a question asks about an issuer's measures: of a moment, the one that it is then at its seat. */
export const dayFor = ({ at, on }: Pick<Question, 'at' | 'on'>, issuer: Region): ExactDay =>
  at === null ? on : dayAt(Date.parse(at), issuer);

/** Returns a question as it is asked of one measure: about one day. */
export const onItsDay = (view: RecordView, id: MeasureId, question: Question): Question =>
  question.at === null ? question : { ...question, at: null, on: dayFor(question, view.life(id)?.announced.data.issuer ?? 'world') };

/** Returns the questions about one day that a question stands for: of a moment, one a day, about the issuers at whose seats it is then. */
export function dayByDay(index: ColumnIndex, question: Question): readonly Question[] {
  if (question.at === null) return [question];
  const days = new Map<ExactDay, Region[]>();
  for (const issuer of question.issuer ?? index.issuers()) {
    const day = dayFor(question, issuer);
    days.set(day, [...(days.get(day) ?? []), issuer]);
  }
  return [...days].map(([on, issuer]) => ({ ...question, at: null, on, issuer }));
}
