import type { Control, ControlsInForce, Question } from '@in-force/answers';
import type { Place } from '@in-force/watching';

/** Returns the answer about today at a place in the list of changes: each measure on the day that it is then at its issuer's seat. */
export function answerOfToday(readModel: ControlsInForce, question: Question, { at, position }: Place): readonly Control[] {
  const now = new Date(at).toISOString();
  const whole = { ...question, at: now, on: now.slice(0, 10), recordedAt: { position }, limit: Number.POSITIVE_INFINITY, after: null };
  return readModel.list(whole).controls.filter(({ id }) => question.measure === null || id === question.measure);
}
