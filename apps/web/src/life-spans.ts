import type { Question } from '@in-force/answers';
import { dayBefore, type ExactDay } from '@in-force/events';
import { assess, type RecordView, type Status, type TextStatus, turningDays } from '@in-force/rules';

/** Days on which a measure has one status under a question; `through` is null where none is set. */
export interface Span {
  readonly from: ExactDay;
  readonly through: ExactDay | null;
  readonly status: Status;
  readonly byTerms: TextStatus | null;
}

/** Returns the life of a measure under a question, span by span, from the day on which it was public or began to apply. */
export function lifeSpans(view: RecordView, id: string, question: Question): readonly Span[] {
  const life = view.life(id);
  if (!life) return [];
  const spans: Span[] = [];
  for (const on of turningDays(life, question.region)) {
    const assessed = assess(view, id, { ...question, on });
    const { status } = assessed;
    const byTerms = assessed.life === null ? null : assessed.byTerms;
    const last = spans.at(-1);
    if (last ? last.status === status && last.byTerms === byTerms : BEFORE.has(status)) continue;
    if (last) spans[spans.length - 1] = { ...last, through: dayBefore(on) };
    spans.push({ from: on, through: null, status, byTerms });
  }
  return spans;
}

/** What a measure is before its life begins. */
const BEFORE: ReadonlySet<string> = new Set(['not-known', 'not-announced', 'not-applicable']);
