import { dayNumber, type ExactDay, lastDayOf, type MeasureId, type Region } from '@in-force/events';
import type { RecordView } from './record-view.js';
import { byDay, type Data, is, publicBy, type SeenOf } from './told.js';
import type { Seen } from './visible.js';

/** A word: a promise of a party in the form that it has on a day, and what came of it by then. */
export interface Word {
  readonly made: SeenOf<'commitment.made'>;
  readonly narrowed: SeenOf<'commitment.narrowed'> | null;
  /** The promise of that day: the word itself, or its narrower form. */
  readonly promise: Data<'commitment.narrowed'>;
  /** The latest that came of it. */
  readonly outcome: SeenOf<'commitment.fulfilled' | 'commitment.broken'> | null;
}

export const COMMITMENT_STATUSES = ['open', 'overdue', 'unconfirmed', 'fulfilled', 'broken'] as const;
export type CommitmentStatus = (typeof COMMITMENT_STATUSES)[number];

/** Publications by which something is judged: an issuer's, of one body; of any where none is named. */
export interface CheckOf {
  readonly issuer: Region;
  readonly body: string | null;
}

/** A word as it stood on a day; null before it was public. */
export function wordOn(stream: readonly Seen[], on: ExactDay): Word | null {
  const seen = stream.filter(publicBy(on));
  const made = seen.find(is('commitment.made'));
  if (!made) return null;
  const narrowed = seen.findLast(is('commitment.narrowed')) ?? null;
  const outcome = seen.findLast(
    (event): event is SeenOf<'commitment.fulfilled' | 'commitment.broken'> =>
      is('commitment.fulfilled')(event) || is('commitment.broken')(event),
  );
  return { made, narrowed, promise: (narrowed ?? made).data, outcome: outcome ?? null };
}

/**
 * Returns how a word stands on a day: kept or broken from the day of that on; open through its due day, and later for those who cannot have
 * known more; then overdue, if the party's publications were read through that day, else unconfirmed: nobody knows whether it was kept.
 */
export function standingOf(known: RecordView, word: Word, on: ExactDay): CommitmentStatus {
  const { outcome } = word;
  if (outcome) return outcome.type === 'commitment.broken' ? 'broken' : 'fulfilled';
  const due = dueBy(known, word, on);
  if (due === null) return 'open';
  const read = checksBehind(known, word).every(({ issuer, body }) => {
    const check = known.check(issuer, body);
    return check !== null && lastDayOf(check.data.through) >= due;
  });
  return read ? 'overdue' : 'unconfirmed';
}

/** Returns the due day of a word that is past, also for those who know; else null. */
function dueBy({ clocks: { knownOn } }: RecordView, { promise }: Word, on: ExactDay): ExactDay | null {
  const due = promise.due === undefined ? null : lastDayOf(promise.due);
  return due !== null && due < on && (knownOn === null || knownOn > due) ? due : null;
}

/**
 * Returns the publications that would show whether a word was kept: of each body of the party's measures that it is about; else any of the
 * party's.
 */
function checksBehind(known: RecordView, { made, promise }: Word): readonly CheckOf[] {
  const { party } = made.data;
  const bodies = promise.about.flatMap((measure) => {
    const announced = known.life(measure)?.announced;
    return announced?.data.issuer === party ? [announced.instrument?.body ?? null] : [];
  });
  return [...new Set(bodies.length > 0 ? bodies : [null])].map((body) => ({ issuer: party, body }));
}

/** Returns how many days after a word something was. */
export const daysAfter = ({ made }: Word, day: string): number => dayNumber(lastDayOf(day)) - dayNumber(lastDayOf(made.publishedOn));

/** A word about a measure that is neither kept nor broken. */
export interface Promised {
  readonly party: string;
  readonly speaker: string;
  readonly person?: string;
  readonly saidOn: string;
  readonly what: string;
  readonly due: string | null;
  readonly lasting: string | null;
  readonly standing: CommitmentStatus;
  readonly event: string;
}

/**
 * Returns the words about a measure that are open, overdue or unconfirmed on a day. Region plays no part, and no status rests on one. With
 * the publications that a further check of may give another standing.
 */
export function promised(
  known: RecordView,
  measure: MeasureId,
  on: ExactDay,
): { readonly promised: Promised[]; readonly rests: readonly CheckOf[] } {
  const words = known
    .about(measure, 'commitment')
    .flatMap((stream) => wordOn(stream, on) ?? [])
    .filter(({ promise, outcome }) => outcome === null && promise.about.includes(measure));
  const shown = words.map((word): Promised => {
    const { made, narrowed, promise } = word;
    const { party, speaker, person } = made.data;
    return {
      party,
      speaker,
      ...(person !== undefined && { person }),
      saidOn: made.publishedOn,
      what: promise.text,
      due: promise.due ?? null,
      lasting: promise.lasting ?? null,
      standing: standingOf(known, word, on),
      event: (narrowed ?? made).id,
    };
  });
  return {
    promised: shown.sort(
      byDay(
        ({ saidOn }) => saidOn,
        ({ event }) => event,
      ),
    ),
    rests: words.flatMap((word) => (dueBy(known, word, on) === null ? [] : checksBehind(known, word))),
  };
}
