import { type Day, dayBefore, type ExactDay, instrumentOf, lastDayOf } from '@in-force/events';
import {
  type Assessed,
  assess,
  gather,
  type Life,
  type RecordView,
  type Seen,
  type Steps,
  suspendedBy,
  turningDays,
} from '@in-force/rules';
import type { Question } from './question.js';
import { type Tense, tenseOf } from './tense.js';
import { entryOf, type TimelineEntry, type Turn, wanted } from './timeline-entry.js';
import { actTitle, inWords } from './wording.js';

type MeasureTurn = Extract<Turn, 'starts' | 'suspension-starts' | 'suspension-ends' | 'expires' | 'is-revoked' | 'reach-changes'>;

const AFTER: Readonly<Record<string, MeasureTurn>> = {
  'in-force': 'starts',
  suspended: 'suspension-starts',
  expired: 'expires',
  revoked: 'is-revoked',
};

/** Returns the days on which the status of a measure changes by the texts. */
export function turns(known: RecordView, question: Question, from: ExactDay, to: ExactDay): Steps<TimelineEntry[]> {
  const { measure } = question;
  const measures = measure === null ? known.record.measures() : known.record.measures().filter((id) => id === measure);
  return gather(measures, (id) => turnsOf(known, id, question, from, to));
}

/** Returns the same of one measure. */
export function turnsOf(known: RecordView, id: string, question: Question, from: ExactDay, to: ExactDay): TimelineEntry[] {
  const life = known.life(id);
  if (!life) return [];
  const days = turningDays(life, question.region).filter((day) => from <= day && day <= to);
  return days.flatMap((on) => turnOn(known, id, question, on) ?? []);
}

/**
 * Returns what the calendar does to a measure on a day; null where it does nothing that no event of its own tells. Told in the tense of the
 * day, or in another.
 */
export function turnOn(
  known: RecordView,
  id: string,
  question: Question,
  on: ExactDay,
  tense: Tense = tenseOf(known, on),
): TimelineEntry | null {
  const life = known.life(id);
  if (!life || (!wanted(known, id, question, on) && !wanted(known, id, question, dayBefore(on)))) return null;
  const before = assess(known, id, { ...question, on: dayBefore(on) });
  const after = assess(known, id, { ...question, on });
  if (before.life === null || after.life === null) return null;
  const what = turned(before, after);
  if (what === null) return null;
  const by = setBy(life, after, what, on);
  if (by && lastDayOf(by.publishedOn) >= on) return null; // an act that applies at once, or backwards, tells it itself
  const sure = after.status !== 'unconfirmed';
  const act = by?.instrument && by.instrument.id !== instrumentOf(id) ? ` (${actTitle(by.instrument)})` : '';
  const { firstDay } = after.terms;
  const day = what === 'starts' && firstDay !== null && lastDayOf(firstDay) === on ? firstDay : on;
  const text = `${SAID[what](`“${after.terms.title}”`, day, sure || tense === 'ahead' ? tense : 'unknown', act)}.`;
  return entryOf(known, { on, what, moved: 'clock', measures: [id], by, confirmed: sure, text });
}

/** Returns what the calendar did between two days; null where it did nothing that is not told by an event of its own. */
function turned(before: Assessed, after: Assessed): MeasureTurn | null {
  const [was, is] = [before.byTerms ?? before.status, after.byTerms ?? after.status];
  // What was published that day is told by its own entry; an announcement is no date that arrives.
  if (was === is || is === 'announced' || is === 'not-announced' || is === 'not-known') return null;
  if (is === 'not-applicable' && (was === 'not-announced' || was === 'not-known')) return null; // there was nothing to reach anybody
  if (was === 'not-applicable' || is === 'not-applicable') return 'reach-changes';
  if (was === 'suspended' && is === 'in-force') return 'suspension-ends';
  return AFTER[is] ?? 'starts';
}

/** How a change is told: as it was, as it is to be, or, where nobody knows whether it came, as it was due. */
type Telling = Tense | 'unknown';

const UNKNOWN = 'whether it did is not known';

const SAID: Readonly<Record<MeasureTurn, (title: string, on: Day, telling: Telling, act: string) => string>> = {
  starts: (title, on, telling, act) =>
    ({
      past: `${title} applied from ${inWords(on)}${act}`,
      now: `${title} applies from ${inWords(on)}${act}`,
      ahead: `${title} is to apply from ${inWords(on)}${act}`,
      unknown: `${title} was due to apply from ${inWords(on)}${act}; ${UNKNOWN}`,
    })[telling],
  'suspension-starts': (title, on, telling, act) =>
    ({
      past: `${title} was suspended from ${inWords(on)}${act}`,
      now: `${title} is suspended from ${inWords(on)}${act}`,
      ahead: `${title} is to be suspended from ${inWords(on)}${act}`,
      unknown: `${title} was to be suspended from ${inWords(on)}${act}; whether it was is not known`,
    })[telling],
  'suspension-ends': (title, on, telling, act) =>
    ({
      past: `The suspension of ${title} ended on ${inWords(dayBefore(on))}${act}: it applied again from ${inWords(on)}`,
      now: `The suspension of ${title} ended on ${inWords(dayBefore(on))}${act}: it applies again from ${inWords(on)}`,
      ahead: `The suspension of ${title} is to end on ${inWords(dayBefore(on))}${act}`,
      unknown: `The suspension of ${title} was due to end on ${inWords(dayBefore(on))}${act}; ${UNKNOWN}`,
    })[telling],
  expires: (title, on, telling, act) =>
    ({
      past: `${title} ran out${act}: ${inWords(dayBefore(on))} was its last day`,
      now: `${title} has run out${act}: ${inWords(dayBefore(on))} was its last day`,
      ahead: `${title} is to run out${act}: ${inWords(dayBefore(on))} is to be its last day`,
      unknown: `${title} was due to run out with ${inWords(dayBefore(on))}, its last day${act}; ${UNKNOWN}`,
    })[telling],
  'is-revoked': (title, on, telling, act) =>
    ({
      past: `${title} was revoked from ${inWords(on)}${act}`,
      now: `${title} is revoked from ${inWords(on)}${act}`,
      ahead: `${title} is to end by its revocation${act}: ${inWords(on)} is to be the first day without it`,
      unknown: `${title} was to end by its revocation on ${inWords(on)}${act}; ${UNKNOWN}`,
    })[telling],
  'reach-changes': (title, on, telling) =>
    ({
      past: `${title} reached other countries from ${inWords(on)}: a bloc’s membership changed`,
      now: `${title} reaches other countries from ${inWords(on)}: a bloc’s membership changed`,
      ahead: `${title} is to reach other countries from ${inWords(on)}: a bloc’s membership is to change`,
      unknown: `What ${title} reached from ${inWords(on)}, as a bloc’s membership changed, is not known`,
    })[telling],
};

/** Returns the act that set the date of a change; null where a bloc's membership did. */
function setBy(life: Life, { carriers, terms, texts }: Assessed, what: MeasureTurn, on: ExactDay): Seen | null {
  const [carrier] = carriers;
  if (what === 'reach-changes' || !carrier) return null;
  if (what === 'expires' || what === 'is-revoked') return texts.ended?.by ?? null;
  if (what === 'suspension-starts') return suspendedBy(life, carrier.part, on)?.event ?? null;
  if (what === 'starts') return terms.startBy;
  const resumed = life.stops.find(({ suspends, from }) => !suspends && from === on);
  return resumed?.event ?? suspendedBy(life, carrier.part, dayBefore(on))?.event ?? null;
}
