import { type Question, spellLead, type TimelineEntry, turnOn } from '@in-force/answers';
import { addDays, dayBefore, type ExactDay, type MeasureId } from '@in-force/events';
import { type RecordView, turningDays } from '@in-force/rules';
import type { Change } from './change.js';
import { differing, factsOf, isAsked, judgeOn } from './judged.js';
import type { Place } from './place.js';

/** A date that is near, and which of the times ahead tells of it. */
export interface Ahead {
  readonly entry: TimelineEntry;
  readonly due: ExactDay;
  readonly lead: number;
}

/** The dates of measures that are told ahead. */
const TOLD: ReadonlySet<string> = new Set(['starts', 'suspension-starts', 'suspension-ends', 'expires', 'is-revoked']);

/** Returns the date of a measure on a day, where it is one that is told ahead. */
export function dateOf(view: RecordView, id: MeasureId, question: Question, due: ExactDay): TimelineEntry | null {
  if (!isAsked(view, id, question)) return null;
  const entry = turnOn(view, id, question, due, 'ahead');
  return entry && TOLD.has(entry.what) ? entry : null;
}

/** Returns the dates of a measure that are near on a day, each with the shortest of the times ahead by which it is: it has passed last. */
export function datesNear(view: RecordView, id: MeasureId, question: Question, today: ExactDay): readonly Ahead[] {
  const [longest = 0] = question.lead;
  const life = view.life(id);
  if (life === null || longest === 0) return [];
  const near = turningDays(life, question.region).filter((day) => today < day && day <= addDays(today, longest));
  return near.flatMap((due): Ahead[] => {
    const lead = question.lead.findLast((days) => due <= addDays(today, days));
    const entry = lead === undefined ? null : dateOf(view, id, question, due);
    return entry && lead !== undefined ? [{ entry, due, lead }] : [];
  });
}

/** Returns a date of a measure that is near, as a change that is to come; null where the measure stands in the answer neither before nor after. */
export function aheadOf(view: RecordView, id: MeasureId, question: Question, { entry, due, lead }: Ahead, place: Place): Change | null {
  const [before, after] = [judgeOn(view, id, question, dayBefore(due)), judgeOn(view, id, question, due)];
  if (!before.answers && !after.answers) return null;
  const [was, is] = [factsOf(before.control), factsOf(after.control)];
  const [old, now] = before.answers && after.answers ? differing(was, is) : [was, is];
  return {
    place,
    on: due,
    at: new Date(place.at).toISOString(),
    cause: 'ahead',
    position: String(view.clocks.position),
    measure: id,
    measures: [id],
    title: after.control.title,
    before: before.answers ? old : null,
    after: after.answers ? now : null,
    became: before.answers && !after.answers ? after.control.status : null,
    due,
    lead: spellLead(lead),
    what: entry.what as Change['what'],
    text: entry.text,
    events: entry.event === null ? [] : [entry.event],
  };
}
