import { countriesOf, dayAfter, type ExactDay, lastDayOf } from '@in-force/events';
import {
  atOnce,
  daysOf,
  easesFor,
  easing,
  easingStanding,
  gather,
  meetings,
  type RecordView,
  roundStanding,
  type Seen,
  type Steps,
  standingOf,
  streamsOf,
  type Word,
  wordOn,
} from '@in-force/rules';
import { meeting as meetingInWords, speakerOf } from './happened.js';
import type { Question } from './question.js';
import { tenseOf } from './tense.js';
import { entryOf, type TimelineEntry, wanted } from './timeline-entry.js';
import { byInWords, inWords, stopped, whenInWords } from './wording.js';

/** Which dates that are not of measures a list has: all of them, or those that no event of their own tells. */
type Which = 'all' | 'untold';

/**
 * Returns the dates between two days that are not of measures: ends of easings, rounds, and those that words give; of some streams, or of
 * all.
 */
export function listAppointed(
  known: RecordView,
  question: Question,
  from: ExactDay,
  to: ExactDay,
  which: Which,
  streams: Iterable<string> = streamsOf(known.record, DATED),
): Steps<TimelineEntry[]> {
  return gather(streams, (stream) =>
    [...easingEnds(known, question, stream), ...rounds(known, question, stream, which), ...words(known, question, stream)].filter(
      ({ on, through }) => on <= to && (through ?? on) >= from,
    ),
  );
}

const DATED = ['facilitation', 'negotiation', 'commitment'] as const;

/** Returns the same at once. */
export const appointed = atOnce(listAppointed);

/** Returns the measures that something is about and that pass the filters; null where what it is about does not. */
function passing(known: RecordView, question: Question, about: readonly string[], on: ExactDay): readonly string[] | null {
  const measures = about.filter((id) => wanted(known, id, { ...question, region: null, item: null }, on));
  const open = question.measure === null && question.kind === null && question.issuer === null;
  return measures.length > 0 || (about.length === 0 && open) ? measures : null;
}

function easingEnds(known: RecordView, question: Question, stream: string): TimelineEntry[] {
  const one = easing(known, known.seen(stream));
  if (!one || one.through === null) return [];
  const last = lastDayOf(one.through);
  const on = dayAfter(last);
  const measures = passing(known, question, one.opened.data.about, on);
  const { region } = question;
  if (measures === null || (region !== null && !easesFor(one, countriesOf(region, last, one.issuer ?? ''), last))) return [];
  const sure = easingStanding(known, one, on) !== 'unconfirmed';
  const title = `The easing “${one.opened.data.title}”`;
  const text =
    tenseOf(known, on) === 'ahead'
      ? `${title} is to end: ${inWords(one.through)} is to be its last day.`
      : sure
        ? `${title} ended: ${inWords(one.through)} was its last day.`
        : `${title} was due to end on ${inWords(one.through)}; whether it did is not known.`;
  return [entryOf(known, { on, what: 'easing-ends', moved: 'clock', measures, by: one.opened, confirmed: sure, text })];
}

/** Rounds on their days: as they were held, as they are to be, or, where there is no word of it, as they were to be. */
function rounds(known: RecordView, question: Question, stream: string, which: Which): TimelineEntry[] {
  return meetings(known.seen(stream)).flatMap((meeting): TimelineEntry[] => {
    const { held, scheduled } = meeting;
    const { from, through } = daysOf(meeting);
    const past = tenseOf(known, dayAfter(through)) !== 'ahead';
    const standing = roundStanding(known, meeting, past ? dayAfter(through) : through);
    const by = standing === 'held' ? held : scheduled;
    const measures = by && passing(known, question, by.data.about, from);
    if (!by || !measures || standing === 'called-off' || (standing === 'held' && which === 'untold')) return [];
    const named = meetingInWords(by.data);
    const text =
      standing === 'unconfirmed'
        ? `These talks were to be held: ${named}. Whether they were is not known.`
        : `${tenseOf(known, from) === 'ahead' ? 'Talks to be held' : 'Talks'}: ${stopped(named)}`;
    const saidBy = standing === 'held' ? null : { party: null, speaker: by.data.parties.join(', ') };
    return [
      entryOf(known, {
        on: from,
        through,
        what: 'round',
        moved: 'clock',
        measures,
        by,
        confirmed: standing === 'held' ? true : standing === 'unconfirmed' ? false : null,
        saidBy,
        text,
      }),
    ];
  });
}

/** Returns the days that words give: by when something was to be done, when that was overdue, and to which day it would last. */
function words(known: RecordView, question: Question, stream: string): TimelineEntry[] {
  const seen = known.seen(stream);
  const forms = seen.flatMap((event) => (event.type === 'commitment.made' || event.type === 'commitment.narrowed' ? [event.data] : []));
  const days = (which: 'due' | 'lasting') => [...new Set(forms.flatMap((form) => (form[which] ? [lastDayOf(form[which])] : [])))];
  return [
    ...days('due').flatMap((day) => [...dueOn(known, question, seen, day), ...overdueAfter(known, question, seen, day)]),
    ...days('lasting').flatMap((day) => lastingTo(known, question, seen, day)),
  ];
}

function wordEntry(
  known: RecordView,
  question: Question,
  { made, narrowed, promise }: Word,
  entry: Pick<TimelineEntry, 'on' | 'what' | 'text'> & { confirmed?: boolean },
): TimelineEntry[] {
  const measures = passing(known, question, promise.about, entry.on);
  if (measures === null) return [];
  const { party, speaker } = made.data;
  return [entryOf(known, { ...entry, moved: 'clock', measures, by: narrowed ?? made, saidBy: { party, speaker } })];
}

/** Returns the day by which something was to be done, if it was still to be done then. */
function dueOn(known: RecordView, question: Question, seen: readonly Seen[], day: ExactDay): TimelineEntry[] {
  const word = wordOn(seen, day);
  if (!word?.promise.due || lastDayOf(word.promise.due) !== day || word.outcome) return [];
  const after = dayAfter(day);
  const standing = tenseOf(known, after) === 'ahead' ? 'open' : standingOf(known, wordOn(seen, after) ?? word, after);
  const told = standing === 'unconfirmed' ? { end: ' Whether it was kept is not known.', confirmed: false } : { end: '' };
  const text = `${speakerOf(word.made.data)} ${tenseOf(known, day) === 'past' ? 'had' : 'has'} promised this by ${byInWords(word.promise.due)}: ${stopped(word.promise.text)}${told.end}`;
  return wordEntry(known, question, word, { on: day, what: 'commitment-due', text, ...('confirmed' in told && { confirmed: false }) });
}

/** Returns the day after, where the publications of the party were read and nothing was found that kept it. */
function overdueAfter(known: RecordView, question: Question, seen: readonly Seen[], due: ExactDay): TimelineEntry[] {
  const on = dayAfter(due);
  const word = wordOn(seen, on);
  if (!word?.promise.due || lastDayOf(word.promise.due) !== due || tenseOf(known, on) === 'ahead') return [];
  if (standingOf(known, word, on) !== 'overdue') return [];
  const text = `${speakerOf(word.made.data)} had promised this by ${byInWords(word.promise.due)}, and it was overdue from ${inWords(on)}: ${stopped(word.promise.text)}`;
  return wordEntry(known, question, word, { on, what: 'commitment-overdue', text, confirmed: true });
}

/** Returns the day to which what is promised would last, while no act has kept or broken it. */
function lastingTo(known: RecordView, question: Question, seen: readonly Seen[], day: ExactDay): TimelineEntry[] {
  const word = wordOn(seen, day);
  if (!word?.promise.lasting || lastDayOf(word.promise.lasting) !== day || word.outcome) return [];
  const { made, promise } = word;
  const text = `${speakerOf(made.data)} promised ${whenInWords(made.publishedOn)} that this would last to ${inWords(promise.lasting as string)}, and no act says so: ${stopped(promise.text)}`;
  return wordEntry(known, question, word, { on: day, what: 'lasting', text });
}
