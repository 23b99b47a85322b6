import { type ExactDay, lastDayOf } from '@in-force/events';
import type { RecordView } from './record-view.js';
import { byDay, type Data, entryOf, is, publicBy, type SeenOf, type Told, told } from './told.js';
import type { Seen } from './visible.js';

/** The standing of a round on a day: unconfirmed past its last day without word of it. */
export type RoundStanding = 'scheduled' | 'held' | 'called-off' | 'unconfirmed';

type Scheduled = SeenOf<'negotiation.round-scheduled'>;
type CalledOff = SeenOf<'negotiation.round-called-off'>;
type Held = SeenOf<'negotiation.round-held'>;

/** The knowledge of one round: that it was scheduled, called off, held. At least the first or the last is. */
export interface Meeting {
  readonly scheduled: Scheduled | null;
  readonly calledOff: CalledOff | null;
  readonly held: Held | null;
}

/** A round of talks, as it stands on the day asked about. */
export interface Round extends Told {
  readonly id: string;
  readonly standing: RoundStanding;
  readonly title: string;
  readonly parties: readonly string[];
  readonly place: string | null;
  readonly from: string;
  readonly through: string;
  readonly level: string | null;
  readonly persons: readonly string[];
  readonly outcome: string | null;
  readonly about: readonly string[];
  readonly scheduledOn: string | null;
  readonly calledOff: (Told & { readonly reason: string | null }) | null;
}

/**
 * Returns the rounds of a track, each once. What was held or called off is the scheduled round that it names; else, of those that are left,
 * the next whose days it shares, or the next that was still ahead.
 */
export function meetings(stream: readonly Seen[]): Meeting[] {
  const scheduled = stream.filter(is('negotiation.round-scheduled')).toSorted(byDay(startOf, ({ id }) => id));
  const held = matched(scheduled, stream.filter(is('negotiation.round-held')), touch);
  const calledOff = matched(
    scheduled.filter((round) => ![...held.values()].includes(round)),
    stream.filter(is('negotiation.round-called-off')),
    (round, off) => startOf(round) >= lastDayOf(off.publishedOn),
    scheduled,
  );
  const of = <E>(found: ReadonlyMap<E, Scheduled | null>, round: Scheduled): E | null =>
    [...found].findLast(([, one]) => one === round)?.[0] ?? null;
  return [
    ...scheduled.map((round) => ({ scheduled: round, held: of(held, round), calledOff: of(calledOff, round) })),
    ...[...held].flatMap(([event, round]) => (round === null ? [{ scheduled: null, held: event, calledOff: null }] : [])),
  ].sort(byDay((meeting) => daysOf(meeting).from, idOfMeeting));
}

/**
 * Returns which scheduled round each event is of: first those that name theirs, then each of the others the first that fits and is left.
 */
function matched<E extends Held | CalledOff>(
  left: readonly Scheduled[],
  events: readonly E[],
  fits: (round: Scheduled, event: E) => boolean,
  all: readonly Scheduled[] = left,
): ReadonlyMap<E, Scheduled | null> {
  const named = (of: string) => all.find((round) => round.id === of || entryOf(round) === of) ?? null;
  const found = new Map<E, Scheduled | null>(
    events.flatMap((event) => (event.data.of === undefined ? [] : [[event, named(event.data.of)]])),
  );
  const taken = new Set(found.values());
  for (const event of events) {
    if (found.has(event)) continue;
    const next = left.find((round) => !taken.has(round) && fits(round, event)) ?? null;
    found.set(event, next);
    taken.add(next);
  }
  return found;
}

const startOf = ({ data }: Scheduled | Held): ExactDay => lastDayOf(data.from);
const touch = (a: Scheduled, b: Held): boolean => startOf(a) <= lastDayOf(b.data.through) && startOf(b) <= lastDayOf(a.data.through);

/** Returns the days of a round: those on which it was held, else those for which it was scheduled. */
export function daysOf({ held, scheduled }: Meeting): { readonly from: ExactDay; readonly through: ExactDay } {
  const { from, through } = ((held ?? scheduled) as Held | Scheduled).data;
  return { from: lastDayOf(from), through: lastDayOf(through) };
}

/** Returns what people name a round by: the entry that told it was held; else the one that scheduled it. */
const idOfMeeting = ({ held, scheduled }: Meeting): string => entryOf((held ?? scheduled) as Seen);

/** Returns whether something names a round, by any of its events or of the entries that recorded them. */
export const isNamed = ({ held, scheduled }: Meeting, name: string): boolean =>
  [held, scheduled].some((event) => event !== null && (event.id === name || entryOf(event) === name));

/** Returns how a round stands on a day; null before anybody spoke of it, and before it began, where nobody had scheduled it. */
export function roundStanding(known: RecordView, { scheduled, calledOff, held }: Meeting, on: ExactDay): RoundStanding | null {
  if (held && startOf(held) <= on) return 'held';
  if (!scheduled || !publicBy(on)(scheduled)) return null;
  if (calledOff && publicBy(on)(calledOff)) return 'called-off';
  const last = lastDayOf(scheduled.data.through);
  const { knownOn } = known.clocks;
  return on <= last || (knownOn !== null && knownOn <= last) ? 'scheduled' : 'unconfirmed';
}

/** A round as it stands on a day; null where `roundStanding` is. */
export function roundOn(known: RecordView, meeting: Meeting, on: ExactDay): Round | null {
  const standing = roundStanding(known, meeting, on);
  if (standing === null) return null;
  const { scheduled, calledOff, held } = meeting;
  const event = (standing === 'held' ? held : scheduled) as Held | Scheduled;
  const { title, parties, place, from, through, level = null, about } = event.data;
  const { persons = [], outcome = null }: Partial<Data<'negotiation.round-held'>> = event.data;
  return {
    id: entryOf(event),
    ...told(known, event),
    standing,
    title,
    parties,
    place,
    from,
    through,
    level,
    persons,
    outcome,
    about,
    scheduledOn: scheduled && publicBy(on)(scheduled) ? scheduled.publishedOn : null,
    calledOff: standing === 'called-off' && calledOff ? { ...told(known, calledOff), reason: calledOff.data.reason ?? null } : null,
  };
}
