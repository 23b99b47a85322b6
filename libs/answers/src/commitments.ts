import { type ExactDay, idOf, type MeasureId } from '@in-force/events';
import {
  byDay,
  type CommitmentStatus,
  daysAfter,
  type RecordView,
  type Seen,
  speaks,
  standingOf,
  type Told,
  told,
  type Word,
  wordOn,
} from '@in-force/rules';
import { type Page, pageOf } from './page.js';
import type { Question } from './question.js';

/** What came of a commitment: the act or event, and how many days after the word. */
interface Outcome extends Told {
  readonly on: string;
  readonly act: string;
  readonly afterDays: number;
}

/** A word that a party gave, in the form that it has on the day asked about. */
export interface Commitment extends Told {
  readonly id: string;
  readonly standing: CommitmentStatus;
  readonly party: string;
  readonly speaker: string;
  readonly person: string | null;
  readonly text: string;
  readonly about: readonly MeasureId[];
  readonly due: string | null;
  /** The day to which what is promised would last: words, no act. */
  readonly lasting: string | null;
  readonly saidOn: string;
  /** Days since it was said, up to the day asked about, or to what came of it. */
  readonly ageDays: number;
  readonly narrowedOn: string | null;
  readonly agreedAt: string | null;
  readonly fulfilled: Outcome | null;
  readonly broken: Outcome | null;
}

/** Returns whether a list that asks for some standings asks for this one: what is open is neither kept nor broken. */
const askedFor = (asked: readonly CommitmentStatus[], standing: CommitmentStatus): boolean =>
  asked.includes(standing) || (asked.includes('open') && standing !== 'fulfilled' && standing !== 'broken');

/** Returns the commitments that were public by the day asked about, in the standings asked for. */
export function commitments(known: RecordView, question: Question): Page<Commitment> {
  const { on, standing, party, measure } = question;
  const found = known.record.streams('commitment').flatMap((stream) => commitment(known, stream, on) ?? []);
  const passed = found.filter((one) => askedFor(standing, one.standing) && (party === null || one.party === party) && speaks(one, measure));
  return pageOf(
    passed.sort(
      byDay(
        ({ saidOn }) => saidOn,
        ({ id }) => id,
      ),
    ),
    ({ id }) => id,
    question,
  );
}

/** A commitment by its stream; null before it was public. */
export function commitment(known: RecordView, stream: string, on: ExactDay): Commitment | null {
  const word = wordOn(known.seen(stream), on);
  if (!word) return null;
  const { made, narrowed, promise } = word;
  const { party, speaker, person = null, agreedAt = null } = made.data;
  const [fulfilled, broken] = [outcome(known, word, 'commitment.fulfilled'), outcome(known, word, 'commitment.broken')];
  return {
    id: idOf(stream),
    ...told(known, made),
    standing: standingOf(known, word, on),
    party,
    speaker,
    person,
    text: promise.text,
    about: promise.about,
    due: promise.due ?? null,
    lasting: promise.lasting ?? null,
    saidOn: made.publishedOn,
    ageDays: (broken ?? fulfilled)?.afterDays ?? daysAfter(word, on),
    narrowedOn: narrowed?.publishedOn ?? null,
    agreedAt,
    fulfilled,
    broken,
  };
}

function outcome(known: RecordView, word: Word, type: Seen['type']): Outcome | null {
  const event = word.outcome?.type === type ? word.outcome : null;
  return event && { ...told(known, event), on: event.publishedOn, act: event.data.act, afterDays: daysAfter(word, event.publishedOn) };
}
