import type { Control, ControlsInForce, Question } from '@in-force/answers';
import { compareIds, type Region } from '@in-force/events';
import { dayAt, type Place } from '@in-force/watching';

/** Returns the answer about today at a place in the list of changes: each measure on the day that it is then at its issuer's seat. */
export function answerOfToday(readModel: ControlsInForce, question: Question, { at, position }: Place): readonly Control[] {
  const recordedAt = { position };
  const view = readModel.viewAt({ recordedAt, knownOn: null });
  const issuers = question.issuer ?? new Set(view.record.measures().flatMap((id) => view.life(id)?.announced.data.issuer ?? []));
  const byDay = new Map<string, Region[]>();
  for (const issuer of issuers) {
    const day = dayAt(at, issuer);
    byDay.set(day, [...(byDay.get(day) ?? []), issuer]);
  }
  const whole = { ...question, recordedAt, limit: Number.POSITIVE_INFINITY, after: null };
  return [...byDay]
    .flatMap(([on, issuer]) => readModel.list({ ...whole, on, issuer }).controls)
    .filter(({ id }) => question.measure === null || id === question.measure)
    .sort((a, b) => Number(a.frame) - Number(b.frame) || compareIds(a.id, b.id));
}
