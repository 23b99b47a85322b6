import { type ExactDay, idOf } from '@in-force/events';
import {
  byDay,
  type CommitmentStatus,
  daysAfter,
  type RecordView,
  type Seen,
  speaks,
  standingOf,
  told,
  type Word,
  wordOn,
} from '@in-force/rules';
import type { Commitment, Outcome } from './commitment.schema.js';
import { type Page, pageOf } from './page.js';
import type { Question } from './question.js';

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
