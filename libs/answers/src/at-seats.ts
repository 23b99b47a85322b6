import type { ExactDay, MeasureId, Region } from '@in-force/events';
import type { ColumnIndex } from '@in-force/index';
import { dayAt, type RecordView } from '@in-force/rules';
import type { Question } from './question.js';

/** Returns a question as it is asked of one measure: of a moment, on the day that it is then at the seat of the issuer. */
export function onItsDay(view: RecordView, id: MeasureId, question: Question): Question {
  const { at } = question;
  return at === null ? question : { ...question, at: null, on: dayAt(Date.parse(at), view.life(id)?.announced.data.issuer ?? 'world') };
}

/** Returns the days about which a question of a moment asks, with the issuers at whose seats it is that day; itself, where it is of one day. */
export function byDay(index: ColumnIndex, question: Question): readonly Question[] {
  const { at } = question;
  if (at === null) return [question];
  const days = new Map<ExactDay, Region[]>();
  for (const issuer of question.issuer ?? index.issuers()) {
    const day = dayAt(Date.parse(at), issuer);
    days.set(day, [...(days.get(day) ?? []), issuer]);
  }
  return [...days].map(([on, issuer]) => ({ ...question, at: null, on, issuer }));
}
