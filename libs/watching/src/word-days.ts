import { type Day, type ExactDay, formOf, lastDayOf, type Recorded, seatOf } from '@in-force/events';

/** Returns the days that words name, with whose they are: a party's days are counted at its seat, those of talks in UTC. */
export function wordDaysOf(events: readonly Recorded[]): readonly { readonly day: ExactDay; readonly party: string }[] {
  const party = events.flatMap(({ data }) => (data as { readonly party?: string }).party ?? [])[0];
  const named = events.flatMap((event) => {
    const { due, lasting, from } = formOf(event).data as { readonly due?: Day; readonly lasting?: Day; readonly from?: Day };
    return [due, lasting, from].flatMap((day) => (day ? [lastDayOf(day)] : []));
  });
  return [...new Set(named)].map((day) => ({ day, party: party !== undefined && seatOf(party).city !== null ? party : 'world' }));
}
