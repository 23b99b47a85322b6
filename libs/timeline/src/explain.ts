import type { Assessed, Unannounced } from './assess.js';
import { reasons } from './because.js';
import { checkedThrough } from './confirmation.js';
import type { Control } from './control.js';
import { inWords, itemsInWords, place, provenance, regionsInWords, sentence } from './describe.js';
import type { Known } from './known.js';
import { type Question, spellItem } from './question.js';
import { suspendedBy, type TextStatus } from './status.js';

/** Why a measure has its status, in plain sentences: the status, what rests on the calendar, the acts behind it, and what else is said. */
export function explain(known: Known, assessed: Assessed | Unannounced, control: Control, question: Question): string[] {
  if (assessed.life === null)
    return [`Nothing that was recorded and public at the clocks asked announces ${assessed.id}. That is no proof that it did not exist.`];
  const acts = reasons(known, assessed, question.on);
  return [
    statusSentence(assessed, control, question),
    ...unconfirmedSentences(known, assessed),
    ...acts.map(sentence),
    ...factSentences(control, question),
  ];
}

/** What was asked about: `France (Dy)`. */
function asked({ region, item }: Question): string {
  const where = region === null ? 'whomever it covers' : place(region);
  return item === null ? where : `${where} (${spellItem(item)})`;
}

function statusSentence(assessed: Assessed, { title: name, status, byTerms }: Control, question: Question): string {
  const title = `“${name}”`;
  const day = inWords(question.on);
  if (status === 'not-applicable') return `${title} does not apply to ${asked(question)} on ${day}: ${reach(assessed)}.`;
  if (status === 'not-known') {
    return assessed.life.announced.data.knownThroughLaterAct && assessed.meeting.parts.length > 0
      ? `What held on ${day} is not known: ${title} is known only through a later act ${provenance(assessed.life.announced)}.`
      : `Whether ${title} applies to ${asked(question)} is not known: its scope was recorded in part, and ${reach(assessed)} as far as recorded.`;
  }
  if (status !== 'unconfirmed') return `On ${day} ${title} ${texts[status](assessed, question)}.`;
  return `On ${day} it is unconfirmed what holds of ${title} for ${asked(question)}. By the texts alone it ${texts[byTerms as TextStatus](assessed, question)}.`;
}

const reach = ({ terms: { scope } }: Assessed): string => `it bears on ${regionsInWords(scope)} and covers ${itemsInWords(scope)}`;

/** The run of a status: ` from 7 November 2025 through 10 November 2026`, ` since 4 April 2025`. */
function span({ run: { since, until } }: Assessed): string {
  if (since && until) return ` from ${inWords(since)} through ${inWords(until)}`;
  return `${since ? ` since ${inWords(since)}` : ''}${until ? ` through ${inWords(until)}` : ''}`;
}

/** One text for each status that the texts alone can give. */
const texts: Readonly<Record<TextStatus, (assessed: Assessed, question: Question) => string>> = {
  'in-force': (assessed, question) => `is in force for ${asked(question)}${span(assessed)}`,
  suspended: (assessed, question) => {
    const [carrier] = assessed.carriers;
    const stop = carrier && suspendedBy(assessed.life, carrier.part, question.on);
    return `is suspended for ${asked(question)}${span(assessed)}${assessed.run.until ? '' : ', until further notice'}${stop ? ` ${provenance(stop.event)}` : ''}`;
  },
  announced: ({ terms }) =>
    terms.firstDay
      ? `is announced and does not apply yet: its first day is ${inWords(terms.firstDay)}`
      : 'is announced and does not apply yet: its first day is not fixed',
  'not-announced': ({ life, terms }) =>
    `was not public yet: it was published on ${inWords(life.announced.publishedOn)}${terms.firstDay ? `, to apply from ${inWords(terms.firstDay)}` : ''}`,
  expired: ({ texts: { ended: ending } }) => {
    return `has run out: ${ending ? `${inWords(ending.on)} is the first day without it, by ${ending.byCalendar ? 'its own terms' : 'a recorded expiry'} ${provenance(ending.by)}` : ''}`;
  },
  revoked: ({ texts: { ended: ending } }) => {
    return `is revoked: ${ending ? `${inWords(ending.on)} is the first day without it ${provenance(ending.by)}` : ''}`;
  },
};

/** What the calendar did on a day. */
const CHANGES = {
  start: (day: string) => `its first day, ${day}, came`,
  'suspension-end': (day: string) => `its suspension ran out, ${day} being the first day without it`,
  'last-day': (day: string) => `its last day passed, ${day} being the first day without it`,
} as const;

function unconfirmedSentences(known: Known, assessed: Assessed): string[] {
  if (assessed.status !== 'unconfirmed') return [];
  const checked = checkedThrough(known, assessed.life);
  const issuer = place(assessed.life.announced.data.issuer);
  const looked = checked
    ? `the publications of ${issuer} were last read through ${inWords(checked)}`
    : `nobody has recorded a look at the publications of ${issuer}`;
  const changes = new Map(
    assessed.carriers.flatMap(({ unconfirmed }) => (unconfirmed ? [[`${unconfirmed.change}${unconfirmed.on}`, unconfirmed]] : [])),
  );
  return [...changes.values()].map(
    ({ change, on, by }) =>
      `Only the calendar says that ${CHANGES[change](inWords(on))} ${provenance(by)}; ${looked}, and no act on this measure published since confirms it.`,
  );
}

function factSentences(
  { rate, tookEffect, coverage, contested, promised, facilitations, notes, asScheduled }: Control,
  { on }: Question,
): string[] {
  return [
    ...(rate && coverage ? [`Its rate that day is ${rate.text}.`] : []),
    ...(tookEffect === false ? [`It has bound nobody on any day up to ${inWords(on)}.`] : []),
    ...(coverage && coverage !== 'full' ? [COVERAGE[coverage]] : []),
    ...(contested ?? []).map(
      ({ party, speaker, reading, publishedOn, source }) =>
        `${speaker} (${party}) reads it as ${reading}, since ${inWords(publishedOn)} (source: ${source.publisher}); that changes nothing in the status.`,
    ),
    ...(promised ?? []).map(
      ({ party, speaker, saidOn, what, due }) =>
        `Promised, not an act: ${speaker} (${party}), ${inWords(saidOn)}: ${what}${due ? ` Due ${inWords(due)}.` : ''}`,
    ),
    ...(facilitations ?? []).map(
      ({ title, kind, from, through }) =>
        `Eased while it stays: ${title} (${kind}, from ${inWords(from)}${through ? ` through ${inWords(through)}` : ''}).`,
    ),
    ...(notes ?? []),
    ...(asScheduled ? [`${inWords(on)} lies after all that this answer can know: it shows what is scheduled.`] : []),
  ];
}

const COVERAGE = {
  partial: 'This holds for a part of what was asked: another part has another status, or lies outside its scope.',
  entities: 'It binds dealings with the listed entities only and leaves the region as such untouched.',
  'end-uses': 'It binds named users or uses only and leaves the region as such untouched.',
} as const;
