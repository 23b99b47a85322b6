import { type ExactDay, lastDayOf } from '@in-force/events';
import type { Assessed } from './assessment.js';
import { confirmingAct } from './confirmation.js';
import type { Life } from './life.js';
import { touches } from './parts.js';
import type { RecordView } from './record-view.js';
import { calendarChanges, type OnDay } from './status.js';
import { inOrder, type Seen } from './visible.js';

/** Returns the events that make a status so, in order; each with the corrections that gave it its form. */
export function because(known: RecordView, assessed: Assessed, on: ExactDay): string[] {
  const ids = reasons(known, assessed, on).flatMap(({ id, correctedBy = [] }) => [id, ...correctedBy]);
  return [...new Set(ids)];
}

/** Returns the events on which a status rests, in order; those of the measures through which it bears on what was asked among them. */
export function reasons(known: RecordView, assessed: Assessed, on: ExactDay): Seen[] {
  const through = assessed.carriers.flatMap(({ part }) => part.through ?? []);
  if (through.length === 0) return ownReasons(known, assessed, on);
  const measures = [...new Set(through.map(({ measure }) => measure))];
  const others = measures.flatMap((id) => {
    const life = known.life(id);
    return life ? baseOf(life, on) : [];
  });
  const events = [...ownReasons(known, assessed, on), ...others].map((event) => [event.id, event] as const);
  return [...new Map(events).values()].sort(inOrder);
}

/** Returns the events that make a measure what it is on a day, but for its suspensions and its end. */
const baseOf = (life: Life, on: ExactDay): Seen[] => [
  life.announced,
  ...life.amendments.filter(({ data }) => lastDayOf(data.from) <= on),
  ...(life.started ? [life.started] : []),
];

function ownReasons(known: RecordView, { life, texts, carriers }: Assessed, on: ExactDay): Seen[] {
  const base = baseOf(life, on);
  if (carriers.length === 0) return base.filter(({ type }) => type !== 'measure.took-effect').sort(inOrder);
  const { ended } = texts;
  if (ended && !ended.byCalendar) return [...new Set([...base, ended.by])].sort(inOrder);
  const { issuer } = life.announced.data;
  const stopped = life.stops.filter(({ from, parts }) => from <= on && carriers.some(({ part }) => touches(parts, part, on, issuer)));
  return [...new Set<Seen>([...base, ...stopped.map(({ event }) => event), ...confirmations(known, texts, carriers)])].sort(inOrder);
}

/** Returns where a status rests on the calendar: the check that reached the day, or fell short of it, and the act that confirms it. */
function confirmations(known: RecordView, texts: OnDay, carriers: Assessed['carriers']): Seen[] {
  const { life } = texts;
  const changes = carriers.flatMap(({ part }) => calendarChanges(texts, part));
  if (changes.length === 0) return [];
  const check = known.check(life.announced.data.issuer, life.announced.instrument?.body ?? null);
  return [...(check ? [check] : []), ...changes.flatMap((change) => confirmingAct(life, change) ?? [])];
}
