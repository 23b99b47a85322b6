import { idOf } from '@in-force/events';
import { byDay, type Data, is, meetings, type RecordView, type Round, roundOn, speaks, type Told, told } from '@in-force/rules';
import { type Page, pageOf } from './page.js';
import type { Question } from './question.js';

/** A track of talks, with its rounds in order. */
export interface Negotiation extends Told {
  readonly id: string;
  readonly title: string;
  readonly parties: readonly string[];
  readonly subject: string;
  /** Those that had been held or scheduled by the day asked about. */
  readonly rounds: readonly Round[];
  readonly concluded: (Told & Data<'negotiation.concluded'>) | null;
}

/** Returns the tracks that are known, those that speak of a measure or have a party where one is named. */
export function negotiations(known: RecordView, question: Question): Page<Negotiation> {
  const { on, party, measure } = question;
  const tracks = known.record.streams('negotiation').flatMap((stream): Negotiation[] => {
    const seen = known.seen(stream);
    const opened = seen.find(is('negotiation.opened'));
    if (!opened) return [];
    const rounds = meetings(seen).flatMap((meeting) => roundOn(known, meeting, on) ?? []);
    const concluded = seen.find(is('negotiation.concluded'));
    const parties = [...opened.data.parties, ...rounds.flatMap((round) => round.parties)];
    if (party !== null && !parties.includes(party)) return [];
    if (measure !== null && !rounds.some((round) => speaks(round, measure))) return [];
    return [
      {
        id: idOf(stream),
        ...told(known, opened),
        ...opened.data,
        rounds,
        concluded: concluded ? { ...told(known, concluded), ...concluded.data } : null,
      },
    ];
  });
  return pageOf(
    tracks.sort(
      byDay(
        ({ publishedOn }) => publishedOn,
        ({ id }) => id,
      ),
    ),
    ({ id }) => id,
    question,
  );
}
