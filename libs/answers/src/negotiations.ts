import { idOf } from '@in-force/events';
import { atOnce, dayOrder, gather, is, meetings, type RecordView, roundOn, type Steps, speaks, told } from '@in-force/rules';
import { type Candidate, type Page, pageInOrder } from './page.js';
import type { Question } from './question.js';
import type { Negotiation } from './talks.schema.js';

/** Returns the tracks that are known, those that speak of a measure or have a party where one is named. */
export function* listNegotiations(known: RecordView, question: Question): Steps<Page<Negotiation>> {
  const { on, party, measure } = question;
  const tracks = yield* gather(known.record.streams('negotiation'), (stream): Candidate<Negotiation>[] => {
    const seen = known.seen(stream);
    const opened = seen.find(is('negotiation.opened'));
    if (!opened) return [];
    const rounds = meetings(seen).flatMap((meeting) => roundOn(known, meeting, on) ?? []);
    const concluded = seen.find(is('negotiation.concluded'));
    const parties = [...opened.data.parties, ...rounds.flatMap((round) => round.parties)];
    if (party !== null && !parties.includes(party)) return [];
    if (measure !== null && !rounds.some((round) => speaks(round, measure))) return [];
    const id = idOf(stream);
    const end = concluded ? { ...told(known, concluded), ...concluded.data } : null;
    const show = () => ({ id, ...told(known, opened), ...opened.data, rounds, concluded: end });
    return [{ key: id, order: dayOrder(opened.publishedOn, id), show }];
  });
  return yield* pageInOrder(tracks, question);
}

/** Returns the same at once. */
export const negotiations = atOnce(listNegotiations);
