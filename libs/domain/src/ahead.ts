import { type Day, type Event, type ExactDay, firstDayOf, lastDayOf, type Source } from '@in-force/events';
import type { Proposed } from './admission.js';
import { Refusal, type RefusalCode } from './refusal.js';
import type { Saying, StreamState } from './stream-state.js';

/** Refuses what nobody can have read by today, and a plan as a start: days of lesser precision count from their first. */
export function refuseAhead(event: Proposed, state: StreamState, today: ExactDay | null): void {
  const says: Saying = event.type === 'record.corrected' ? state.replacementOf(event) : event;
  if (isPlan(says)) throw new Refusal('plan-is-no-start', says.publishedOn);
  if (today === null) return;
  const refuse = (code: RefusalCode, day: Day | null) => {
    if (day !== null && firstDayOf(day) > today) throw new Refusal(code, day);
  };
  for (const { publishedOn } of [event, says]) refuse('published-ahead', publishedOn);
  for (const { published } of [...event.sources, ...mended(event)]) refuse('source-ahead', published);
  if (says.type === 'record.checked') refuse('check-ahead', says.data.through);
}

const mended = (event: Event): readonly Source[] => (event.type === 'record.corrected' ? (event.data.replacement.sources ?? []) : []);

/** Returns whether it says that something came about, and was public before the day of that. */
const isPlan = (says: Saying): boolean =>
  (says.type === 'measure.took-effect' || says.type === 'measure.expired') && lastDayOf(says.publishedOn) < firstDayOf(says.data.on);
