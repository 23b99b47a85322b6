import type { ControlsInForce, Question } from '@in-force/answers';
import { dayAfter, type ExactDay, lastDayOf, streamOf } from '@in-force/events';
import { checkedThrough, RecordView, sorted } from '@in-force/rules';
import { lifeSpans, type Span } from './life-spans.js';

/** The life of a measure as it could be known from a day on. */
export interface Belief {
  readonly knownOn: ExactDay;
  readonly spans: readonly Span[];
}

/**
 * Returns what was believed of a measure, belief by belief, the oldest first: each begins where something on it was published, or where
 * what was known reached beyond the last look at its issuer’s publications.
 */
export function beliefsOf(model: ControlsInForce, id: string, question: Question, today: ExactDay): readonly Belief[] {
  const position = model.viewAt(question).clocks.position;
  const whole = new RecordView(model.events, { position, knownOn: null });
  const life = whole.life(id);
  if (!life) return [];
  const published = whole.seen(streamOf('measure', id)).map(({ publishedOn }) => lastDayOf(publishedOn));
  const checked = checkedThrough(whole, life);
  const days = sorted([...published, ...(checked ? [dayAfter(checked)] : [])]).filter((day) => day <= today);
  const beliefs: Belief[] = [];
  for (const knownOn of days) {
    const view = new RecordView(model.events, { position, knownOn });
    const spans = lifeSpans(view, id, { ...question, knownOn });
    const before = beliefs.at(-1);
    if (spans.length > 0 && JSON.stringify(spans) !== JSON.stringify(before?.spans)) beliefs.push({ knownOn, spans });
  }
  return beliefs;
}
