import {
  type Assessed,
  asTold,
  type OpenFacilitation,
  type PartyReading,
  type Promised,
  type RecordView,
  reasons,
  type Unannounced,
} from '@in-force/rules';
import type { Control } from './control.js';
import { sentenceOf, speakerOf, termsOf } from './happened.js';
import type { Question } from './question.js';
import { statusSentences } from './status-in-words.js';
import { type Tense, tenseOf } from './tense.js';
import { daysInWords, inWords, stopped, whenInWords } from './wording.js';

/** Why a measure has its status, in plain sentences: the status, what rests on the calendar, the acts behind it, and what else is said. */
export function explain(known: RecordView, assessed: Assessed | Unannounced, control: Control, question: Question): string[] {
  if (assessed.life === null)
    return [`Nothing that was recorded and public at the clocks asked announces ${assessed.id}. That is no proof that it did not exist.`];
  const acts = reasons(known, assessed, question.on).toSorted(asTold);
  return [
    ...statusSentences({ known, assessed, control, question }),
    ...acts.map((act) => sentenceOf(known, act, assessed.id)),
    ...factSentences(control, question, tenseOf(known, question.on), assessed.terms.scope.note),
  ];
}

function factSentences(
  { rate, tookEffect, coverage, contested, promised, facilitations, notes, asScheduled, bearsOn }: Control,
  { on }: Question,
  tense: Tense,
  reach: string | undefined,
): string[] {
  const day = inWords(on);
  return [
    ...(rate && coverage ? [`Its rate on ${day}: ${stopped(rate.text)}`] : []),
    ...(tookEffect === false ? [`It had bound nobody on any day up to ${day}.`] : []),
    ...(coverage && coverage !== 'full' && !(coverage === 'partial' && bearsOn)
      ? [COVERAGE[coverage][tense === 'past' ? 'past' : 'now']]
      : []),
    ...(contested ?? []).map(readingInWords),
    ...(promised ?? []).map(promiseInWords),
    ...(facilitations ?? []).map(eased),
    // What is noted on its reach is no answer to whom it does not reach.
    ...(coverage ? (notes ?? []).map((note) => (note === reach ? `On its reach: ${stopped(note)}` : note)) : []),
    ...(asScheduled ? [`${day} lies after all that this answer can know: it shows what is scheduled.`] : []),
  ];
}

/** Returns how a party read a measure otherwise than the acts say. */
export const readingInWords = ({ party, speaker, reading, publishedOn, source }: PartyReading): string =>
  `${speakerOf({ speaker, party })} read it as ${reading} ${whenInWords(publishedOn)}${source ? ` (source: ${source.publisher})` : ''}; that changes nothing in the status.`;

/** Returns what was promised, and what is known of how it was kept. */
export function promiseInWords({ saidOn, what, due, lasting, standing, ...speaking }: Promised): string {
  return `${speakerOf(speaking)} promised ${whenInWords(saidOn)} (words, no act): ${stopped(what)}${termsOf({ due, lasting })}${STANDINGS[standing] ?? ''}`;
}

const STANDINGS: Readonly<Partial<Record<Promised['standing'], string>>> = {
  overdue: ' That day has passed, and nothing was found that kept it.',
  unconfirmed: ' Whether it was kept is not known.',
};

function eased({ title, kind, from, through, standing }: OpenFacilitation): string {
  const words = kind.replaceAll('-', ' ');
  if (standing === 'unconfirmed' && through !== null)
    return `Eased while it stays: ${title} (${words}, from ${inWords(from)}). It was due to end on ${inWords(through)}; whether it did is not known.`;
  return `Eased while it stays: ${title} (${words}, ${daysInWords(from, through ?? undefined)}).`;
}

const COVERAGE = {
  partial: {
    now: 'This holds for a part of what was asked: another part has another status, or lies outside its scope.',
    past: 'This held for a part of what was asked: another part had another status, or lay outside its scope.',
  },
  entities: {
    now: 'It binds dealings with the listed entities only and leaves the region as such untouched.',
    past: 'It bound dealings with the listed entities only and left the region as such untouched.',
  },
  'end-uses': {
    now: 'It binds named users or uses only and leaves the region as such untouched.',
    past: 'It bound named users or uses only and left the region as such untouched.',
  },
} as const;
