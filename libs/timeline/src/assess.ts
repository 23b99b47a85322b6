import { type ExactDay, lastDayOf, type MeasureId } from '@in-force/events';
import { type Run, runAround, sorted, turningDays } from './calendar.js';
import { unconfirmedChange } from './confirmation.js';
import type { Known } from './known.js';
import { type Life, type Terms, terms } from './life.js';
import { DUAL_USE, type Meeting, meet, type Part, type Reach } from './parts.js';
import type { Question } from './question.js';
import { type CalendarChange, joint, type PartStatus, type Status, statusByTexts, type TextStatus } from './status.js';

/** One part of a measure on the day asked about. */
export interface State {
  readonly part: Part;
  readonly text: TextStatus;
  /** The calendar's change, nobody's, on which the text status rests; null where it is confirmed or rests on acts. */
  readonly unconfirmed: CalendarChange | null;
}

/** A measure that nothing announces at the clocks asked. */
export interface Unannounced {
  readonly id: MeasureId;
  readonly life: null;
  readonly status: 'not-known';
}

/** What the rules make of one measure under one question, before it is put into words. */
export interface Assessed {
  readonly id: MeasureId;
  readonly life: Life;
  readonly terms: Terms;
  readonly reach: Reach;
  readonly meeting: Meeting;
  readonly states: readonly State[];
  /** The states that gave the whole its status. */
  readonly carriers: readonly State[];
  readonly status: Status;
  readonly byTerms: TextStatus | null;
  readonly run: Run;
}

/** Applies the table of LANGUAGE.md, "The status of a measure", to one measure and one question. */
export function assess(known: Known, id: MeasureId, question: Question): Assessed | Unannounced {
  const life = known.life(id);
  if (!life) return { id, life, status: 'not-known' };
  const { on } = question;
  const reach = reachOf(known, question);
  const standing = terms(life, on);
  const meeting = meet(life, standing, on, reach);
  const outside = outsideStatus(life, meeting, on);
  const turning = sorted([
    ...turningDays(life, question.region),
    ...(turnsOnDualUse(life, reach) ? known.dualUseDays(life.announced.data.issuer) : []),
  ]);
  const given = { id, life, terms: standing, reach, meeting };
  if (outside) return { ...given, states: [], carriers: [], status: outside, byTerms: null, run: { since: null, until: null } };

  const states = meeting.parts.map((part): State => {
    return { part, text: statusByTexts(life, part, on), unconfirmed: unconfirmedChange(known, life, part, on) };
  });
  const status = joint(states.map(statusOf)) as PartStatus;
  const carriers = states.filter((state) => statusOf(state) === status);
  if (status !== 'unconfirmed') {
    const run = runAround(on, turning, (day) => textStatus(life, day, reach) === status);
    return { ...given, states, carriers, status, byTerms: null, run };
  }
  const byTerms = joint(carriers.map(({ text }) => text)) as TextStatus;
  const run = runAround(on, turning, (day) => joint(carriers.map(({ part }) => statusByTexts(life, part, day))) === byTerms);
  return { ...given, states, carriers, status, byTerms, run };
}

/** The status of a part as answers show it. */
export const statusOf = ({ text, unconfirmed }: State): PartStatus => (unconfirmed ? 'unconfirmed' : text);

/** What a question asks of a scope, at these clocks. */
function reachOf(known: Known, { region, item }: Question): Reach {
  const items = item === null ? null : 'slug' in item ? [item.slug] : known.listedUnder(item);
  return { region, items, dualUse: known.dualUse };
}

/** The status of a measure that says nothing about what was asked, or null where it does. */
function outsideStatus(life: Life, { parts, unrecorded }: Meeting, day: ExactDay): 'not-known' | 'not-applicable' | null {
  if (life.announced.data.knownThroughLaterAct && day < lastDayOf(life.announced.publishedOn)) return 'not-known';
  if (parts.length > 0) return null;
  return unrecorded ? 'not-known' : 'not-applicable';
}

/** The joint status by the texts alone, of all parts asked about. */
function textStatus(life: Life, day: ExactDay, reach: Reach): Status {
  const meeting = meet(life, terms(life, day), day, reach);
  return outsideStatus(life, meeting, day) ?? (joint(meeting.parts.map((part) => statusByTexts(life, part, day))) as TextStatus);
}

/** Whether the measure bound anyone by the texts on some day up to this one. */
export function everBound(life: Life, on: ExactDay): boolean {
  const whole: Reach = { region: null, items: null, dualUse: () => new Set() };
  if (life.announced.data.knownThroughLaterAct) return true;
  return [...turningDays(life, null).filter((day) => day <= on), on].some((day) => textStatus(life, day, whole) === 'in-force');
}

function turnsOnDualUse({ announced, amendments }: Life, { items }: Reach): boolean {
  const scopes = [announced.data.scope, ...amendments.flatMap(({ data }) => data.scope ?? [])];
  return (
    items !== null &&
    (items.includes(DUAL_USE) || scopes.some((scope) => scope.items !== 'all' && scope.items.some(({ item }) => item === DUAL_USE)))
  );
}
