import { type ExactDay, idOf } from '@in-force/events';
import {
  atOnce,
  type CommitmentStatus,
  dayOrder,
  daysAfter,
  gather,
  type RecordView,
  type Seen,
  type Steps,
  speaks,
  standingOf,
  told,
  type Word,
  wordOn,
} from '@in-force/rules';
import type { Commitment, Outcome } from './commitment.schema.js';
import { type Page, pageInOrder } from './page.js';
import type { Question } from './question.js';

/** Returns whether a list that asks for some standings asks for this one: what is open is neither kept nor broken. */
const askedFor = (asked: readonly CommitmentStatus[], standing: CommitmentStatus): boolean =>
  asked.includes(standing) || (asked.includes('open') && standing !== 'fulfilled' && standing !== 'broken');

/** Returns the commitments that were public by the day asked about, in the standings asked for. */
export function* listCommitments(known: RecordView, question: Question): Steps<Page<Commitment>> {
  const { on, standing, party, measure } = question;
  const found = yield* gather(known.record.streams('commitment'), (stream) => {
    const one = commitment(known, stream, on);
    const passes = one && askedFor(standing, one.standing) && (party === null || one.party === party) && speaks(one, measure);
    return passes ? [{ key: one.id, order: dayOrder(one.saidOn, one.id), show: () => one }] : [];
  });
  return yield* pageInOrder(found, question);
}

/** Returns the same at once. */
export const commitments = atOnce(listCommitments);

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
