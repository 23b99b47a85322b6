import { type ExactDay, lastDayOf, type MeasureId, type Scope } from '@in-force/events';
import type { AskedOf } from './asked.js';
import { type Run, runAround, sorted, turningDays } from './change-days.js';
import { confirmingAct, unconfirmedChange } from './confirmation.js';
import { asksDualUse, namesDualUse } from './goods.js';
import type { CalendarChange, Life, Terms } from './life.js';
import { epochOf } from './membership-epochs.js';
import { type Meeting, meet, type Part, type Reach } from './parts.js';
import type { RecordView } from './record-view.js';
import { remember } from './remember.js';
import { calendarChanges, joint, type OnDay, onDay, type PartStatus, type Status, statusByTexts, type TextStatus } from './status.js';

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

/** A measure as the rules judge it under one question, before that is put into words. */
export interface Assessed {
  readonly id: MeasureId;
  readonly life: Life;
  /** The texts on the day asked about, of all parts alike. */
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

const NONE: readonly State[] = [];
const NEVER: Run = { since: null, until: null };

/** Applies the table of docs/language.md, "The status of a measure", to one measure and one question. */
export function assess(known: RecordView, id: MeasureId, question: AskedOf): Assessed | Unannounced {
  const life = known.life(id);
  if (!life) return { id, life, status: 'not-known' };
  const { on } = question;
  const reach = reachOf(known, question);
  const framed = isFramed(life, reach);
  const meets = meetings(life, reach, framed);
  const texts = onDay(life, on);
  const meeting = meets(texts);
  const { terms } = texts;
  const outside = outsideStatus(texts, meeting);
  // Spelled out, as in all of these: to spread what is given takes longer than all the rest.
  if (outside) return { id, life, texts, terms, reach, meeting, states: NONE, carriers: NONE, status: outside, byTerms: null, run: NEVER };

  const named = turningDays(life, question.region);
  const turning = framed ? sorted([...named, ...known.frames.days(life.announced.data.issuer, reach)]) : named;
  const states = meeting.parts.map((part): State => {
    const text = statusByTexts(texts, part);
    return { part, text, unconfirmed: unconfirmedChange(known, texts, part) ?? doubtPassedOn(part, text) };
  });
  const status = joint(states.map(statusOf)) as PartStatus;
  const carriers = states.filter((state) => statusOf(state) === status);
  if (status !== 'unconfirmed') {
    const run = runAround(on, turning, (day) => textStatus(onDay(life, day), meets) === status);
    return { id, life, texts, terms, reach, meeting, states, carriers, status, byTerms: null, run };
  }
  const byTerms = joint(carriers.map(({ text }) => text)) as TextStatus;
  const statusThen = framed ? (texts: OnDay) => textStatus(texts, meets) : (texts: OnDay) => jointByTexts(texts, carriers);
  const run = runAround(on, turning, (day) => statusThen(onDay(life, day)) === byTerms);
  return { id, life, texts, terms, reach, meeting, states, carriers, status, byTerms, run };
}

/** Returns the doubt of a part that is in force only through other measures, none of which is confirmed to be; null where one is. */
function doubtPassedOn({ through }: Part, text: TextStatus): CalendarChange | null {
  if (text !== 'in-force' || through === null || !through.every(({ unconfirmed }) => unconfirmed)) return null;
  return through[0]?.unconfirmed ?? null;
}

/** Returns the status of a part as answers show it. */
export const statusOf = ({ text, unconfirmed }: State): PartStatus => (unconfirmed ? 'unconfirmed' : text);

/** Returns what a question asks of a scope, at these clocks. */
const reachOf = (known: RecordView, { region, item }: AskedOf): Reach => ({
  region,
  goods: known.goods(item),
  asDualUse: known.frames.meet,
});

/** Returns where the question and the measure meet on a day, which stays as it is while neither the scope changes nor a bloc. */
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

/** Returns the status of a measure that says nothing about what was asked, or null where it does. */
function outsideStatus({ life, day }: OnDay, { parts, unrecorded }: Meeting): 'not-known' | 'not-applicable' | null {
  if (life.announced.data.knownThroughLaterAct && day < lastDayOf(life.announced.publishedOn)) return 'not-known';
  if (parts.length > 0) return null;
  return unrecorded ? 'not-known' : 'not-applicable';
}

/** Returns the joint status by the texts alone, of all parts asked about; and of some parts. */
function textStatus(texts: OnDay, meets: Meets): Status {
  const meeting = meets(texts);
  return outsideStatus(texts, meeting) ?? (joint(meeting.parts.map((part) => statusByTexts(texts, part))) as TextStatus);
}
const jointByTexts = (texts: OnDay, of: readonly State[]) => joint(of.map(({ part }) => statusByTexts(texts, part)));

/**
 * The first days on which a life bound anyone by the texts: at all, and where no calendar's change is left to confirm. Null where none is.
 */
interface Bound {
  readonly first: ExactDay | null;
  readonly settled: ExactDay | null;
}
const bounds = new WeakMap<Life, Bound>();
/** The first day that binds and is confirmed, by the check that confirms it. */
const confirmedBounds = new WeakMap<Life, Map<string, ExactDay | null>>();

const WHOLE: Reach = {
  region: null,
  goods: null,
  asDualUse: () => {
    throw new Error('Nothing is asked of goods.');
  },
};

/** Returns the first day on which some part is in force by the texts and passes. A status begins only on the days that the texts name. */
function firstBound(life: Life, passes: (texts: OnDay, part: Part) => boolean): ExactDay | null {
  const meets = meetings(life, WHOLE, false);
  const binds = (texts: OnDay) => meets(texts).parts.some((part) => statusByTexts(texts, part) === 'in-force' && passes(texts, part));
  return turningDays(life, null).find((day) => binds(onDay(life, day))) ?? null;
}

const boundOf = (life: Life): Bound =>
  remember(bounds, life, () => ({
    first: firstBound(life, () => true),
    settled: firstBound(life, (texts, part) => calendarChanges(texts, part).every((change) => confirmingAct(life, change))),
  }));

/**
 * Returns whether a measure bound anyone by the texts on some day up to this one; null where only days that are themselves unconfirmed say
 * so. `rests` where a check of its issuer may change that.
 */
export function everBound(known: RecordView, life: Life, on: ExactDay): { readonly bound: boolean | null; readonly rests: boolean } {
  if (life.announced.data.knownThroughLaterAct) return { bound: true, rests: false };
  const { first, settled } = boundOf(life);
  if (first === null || first > on) return { bound: false, rests: false };
  if (settled !== null && settled <= on) return { bound: true, rests: false };
  const check = known.checkKey(life.announced.data.issuer, life.announced.instrument?.body ?? null);
  const confirmed = remember(
    remember(confirmedBounds, life, () => new Map<string, ExactDay | null>()),
    check,
    () => firstBound(life, (texts, part) => unconfirmedChange(known, texts, part) === null),
  );
  return { bound: confirmed !== null && confirmed <= on ? true : null, rests: true };
}

/**
 * Returns whether what a measure covers of the goods asked hangs on other measures: it ever names `dual-use`, and something else is asked.
 */
function isFramed({ announced, amendments }: Life, { goods }: Reach): boolean {
  if (goods === null || asksDualUse(goods)) return false;
  return namesDualUse(announced.data.scope) || amendments.some(({ data }) => data.scope && namesDualUse(data.scope));
}
