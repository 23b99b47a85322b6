import { type ExactDay, lastDayOf, type MeasureId, type Scope } from '@in-force/events';
import { type Run, runAround, sorted, turningDays } from './calendar.js';
import { unconfirmedChange } from './confirmation.js';
import { epochOf } from './epochs.js';
import type { Known } from './known.js';
import type { Life, Terms } from './life.js';
import { DUAL_USE, type Meeting, meet, type Part, type Reach } from './parts.js';
import type { Question } from './question.js';
import { type CalendarChange, joint, type OnDay, onDay, type PartStatus, type Status, statusByTexts, type TextStatus } from './status.js';

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
  /** What the texts say on the day asked about, of all parts alike. */
  readonly texts: OnDay;
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
  const onDualUse = turnsOnDualUse(life, reach);
  const meets = meetings(life, reach, onDualUse);
  const texts = onDay(life, on);
  const meeting = meets(texts);
  const given = { id, life, texts, terms: texts.terms, reach, meeting };
  const outside = outsideStatus(texts, meeting);
  if (outside) return { ...given, states: [], carriers: [], status: outside, byTerms: null, run: { since: null, until: null } };

  const named = turningDays(life, question.region);
  const turning = onDualUse ? sorted([...named, ...known.dualUseDays(life.announced.data.issuer)]) : named;
  const states = meeting.parts.map((part): State => {
    return { part, text: statusByTexts(texts, part), unconfirmed: unconfirmedChange(known, texts, part) };
  });
  const status = joint(states.map(statusOf)) as PartStatus;
  const carriers = states.filter((state) => statusOf(state) === status);
  if (status !== 'unconfirmed') {
    const run = runAround(on, turning, (day) => textStatus(onDay(life, day), meets) === status);
    return { ...given, states, carriers, status, byTerms: null, run };
  }
  const byTerms = joint(carriers.map(({ text }) => text)) as TextStatus;
  const run = runAround(on, turning, (day) => jointByTexts(onDay(life, day), carriers) === byTerms);
  return { ...given, states, carriers, status, byTerms, run };
}

/** The status of a part as answers show it. */
export const statusOf = ({ text, unconfirmed }: State): PartStatus => (unconfirmed ? 'unconfirmed' : text);

/** What a question asks of a scope, at these clocks. */
function reachOf(known: Known, { region, item }: Question): Reach {
  const items = item === null ? null : 'slug' in item ? [item.slug] : known.listedUnder(item);
  return { region, items, dualUse: known.dualUse };
}

/** Where the question and the measure meet on a day. That stays as it is while neither the scope changes nor a bloc. */
type Meets = (texts: OnDay) => Meeting;

function meetings(life: Life, reach: Reach, daily: boolean): Meets {
  let [scope, epoch, meeting]: [Scope?, number?, Meeting?] = [];
  return ({ day, terms }) => {
    const now = epochOf(day);
    if (meeting === undefined || daily || scope !== terms.scope || epoch !== now)
      [scope, epoch, meeting] = [terms.scope, now, meet(life, terms, day, reach)];
    return meeting;
  };
}

/** The status of a measure that says nothing about what was asked, or null where it does. */
function outsideStatus({ life, day }: OnDay, { parts, unrecorded }: Meeting): 'not-known' | 'not-applicable' | null {
  if (life.announced.data.knownThroughLaterAct && day < lastDayOf(life.announced.publishedOn)) return 'not-known';
  if (parts.length > 0) return null;
  return unrecorded ? 'not-known' : 'not-applicable';
}

/** The joint status by the texts alone, of all parts asked about; and of some parts. */
function textStatus(texts: OnDay, meets: Meets): Status {
  const meeting = meets(texts);
  return outsideStatus(texts, meeting) ?? (joint(meeting.parts.map((part) => statusByTexts(texts, part))) as TextStatus);
}
const jointByTexts = (texts: OnDay, of: readonly State[]) => joint(of.map(({ part }) => statusByTexts(texts, part)));

/** The first day on which a life bound anyone by the texts; null where it never does. */
const bound = new WeakMap<Life, ExactDay | null>();

/** Whether the measure bound anyone by the texts on some day up to this one. */
export function everBound(life: Life, on: ExactDay): boolean {
  if (life.announced.data.knownThroughLaterAct) return true;
  let first = bound.get(life);
  if (first === undefined) {
    const whole = meetings(life, { region: null, items: null, dualUse: () => new Set() }, false);
    // A status begins only on the days that the texts name.
    first = turningDays(life, null).find((day) => textStatus(onDay(life, day), whole) === 'in-force') ?? null;
    bound.set(life, first);
  }
  return first !== null && first <= on;
}

function turnsOnDualUse({ announced, amendments }: Life, { items }: Reach): boolean {
  const scopes = [announced.data.scope, ...amendments.flatMap(({ data }) => data.scope ?? [])];
  return (
    items !== null &&
    (items.includes(DUAL_USE) || scopes.some((scope) => scope.items !== 'all' && scope.items.some(({ item }) => item === DUAL_USE)))
  );
}
