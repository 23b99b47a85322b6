import { idOf } from '@in-force/events';
import { byDay, is, meetings, type RecordView, roundOn, speaks, told } from '@in-force/rules';
import { type Page, pageOf } from './page.js';
import type { Question } from './question.js';
import type { Negotiation } from './talks.schema.js';

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
