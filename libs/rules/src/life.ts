import {
  addDays,
  type Day,
  type ExactDay,
  lastDayOf,
  type MeasureAmended,
  type MeasureAnnounced,
  type MeasureExpired,
  type MeasureResumed,
  type MeasureRevoked,
  type MeasureSuspended,
  type MeasureSuspensionExtended,
  type MeasureTookEffect,
  type Parts,
  type Rate,
  type Scope,
} from '@in-force/events';
import { isFrame } from './goods.js';
import type { Seen } from './visible.js';

/** A stop of a measure, or of what stopped it: days added to its suspended days, or taken away for good from a day on. */
export interface Stop {
  readonly event: Seen<MeasureSuspended | MeasureSuspensionExtended | MeasureResumed>;
  readonly suspends: boolean;
  readonly from: ExactDay;
  /** Null: until further notice. */
  readonly through: ExactDay | null;
  readonly parts: Parts | undefined;
}

/** A measure as the events that a question sees make it. The order of recording plays no part. */
export interface Life {
  readonly announced: Seen<MeasureAnnounced>;
  readonly amendments: readonly Seen<MeasureAmended>[];
  /** The earliest first day that was recorded as a fact. */
  readonly started: Seen<MeasureTookEffect> | null;
  readonly endings: readonly Seen<MeasureRevoked | MeasureExpired>[];
  readonly stops: readonly Stop[];
  /** Every act on the measure, in order. */
  readonly acts: readonly Seen[];
}

/** A change that only the calendar made. */
export interface CalendarChange {
  readonly change: 'start' | 'suspension-end' | 'last-day';
  /** The first day of the new state. */
  readonly on: ExactDay;
  /** The text that set the date. */
  readonly by: Seen;
}

/** The terms of a measure as they stand on a day, amendments included. */
export interface Terms {
  readonly title: string;
  readonly scope: Scope;
  readonly rate: Rate | null;
  /** As spelled; null while not fixed, and where the measure is known only through a later act. */
  readonly firstDay: Day | null;
  /** The first day with it; null while not fixed. The earliest of days where only a later act shows it. */
  readonly start: ExactDay | null;
  /** The event that fixed the start. */
  readonly startBy: Seen;
  /** The first day after its own last day; null where it has none. */
  readonly end: ExactDay | null;
  readonly endBy: Seen;
}

/** Before every day of any record. */
const ALWAYS: ExactDay = '0000-01-01';

/** Folds the events of a measure, or gives null where none of them announces it. */
export function life(acts: readonly Seen[]): Life | null {
  let announced: Life['announced'] | null = null;
  let started: Life['started'] = null;
  const amendments: Seen<MeasureAmended>[] = [];
  const endings: Seen<MeasureRevoked | MeasureExpired>[] = [];
  const stopping: Seen<MeasureSuspended | MeasureSuspensionExtended | MeasureResumed>[] = [];
  for (const act of acts)
    switch (act.type) {
      case 'measure.announced':
        announced ??= act;
        break;
      case 'measure.took-effect':
        if (started === null || lastDayOf(act.data.on) < lastDayOf(started.data.on)) started = act;
        break;
      case 'measure.amended':
        amendments.push(act);
        break;
      case 'measure.revoked':
      case 'measure.expired':
        endings.push(act);
        break;
      case 'measure.suspended':
      case 'measure.suspension-extended':
      case 'measure.resumed':
        stopping.push(act);
    }
  return announced && { announced, amendments, started, endings, stops: stops(stopping), acts };
}

/** Resolves each extension against the suspension it extends; one whose suspension is not seen adds nothing. */
function stops(events: readonly Seen<MeasureSuspended | MeasureSuspensionExtended | MeasureResumed>[]): Stop[] {
  if (events.length === 0) return [];
  const running = new Map<string, { readonly root: string; readonly parts: Parts | undefined }>();
  const lastDays = new Map<string, ExactDay | null>();
  let latest = '';
  return events.flatMap((event): Stop[] => {
    if (event.type === 'measure.resumed')
      return [{ event, suspends: false, from: lastDayOf(event.data.from), through: null, parts: event.data.parts }];
    const through = event.data.through === null ? null : lastDayOf(event.data.through);
    if (event.type === 'measure.suspended') {
      latest = event.id;
      running.set(event.id, { root: event.id, parts: event.data.parts });
      lastDays.set(event.id, through);
      return [{ event, suspends: true, from: lastDayOf(event.data.from), through, parts: event.data.parts }];
    }
    const extended = running.get(event.data.suspension ?? latest);
    if (!extended) return [];
    const lastDay = lastDays.get(extended.root) ?? null;
    const from = event.data.from ? lastDayOf(event.data.from) : lastDay && addDays(lastDay, 1);
    const parts = event.data.parts ?? extended.parts;
    running.set(event.id, { root: extended.root, parts });
    lastDays.set(extended.root, through);
    return from === null ? [] : [{ event, suspends: true, from, through, parts }];
  });
}

/** Returns the terms on a day: the announcement, and whole over it what each amendment that counts by then gives. */
export function terms({ announced, amendments, started }: Life, day: ExactDay): Terms {
  const { data } = announced;
  let { title, scope } = data;
  let rate = data.rate ?? null;
  let firstDay = data.firstDay;
  let lastDay = data.lastDay ?? null;
  let startBy: Seen = announced;
  let endBy: Seen = announced;
  for (const amendment of amendments) {
    if (lastDayOf(amendment.data.from) > day) continue;
    const amended = amendment.data;
    title = amended.title ?? title;
    scope = amended.scope ?? scope;
    if (amended.rate !== undefined) rate = amended.rate;
    if (amended.firstDay !== undefined) [firstDay, startBy] = [amended.firstDay, amendment];
    if (amended.lastDay !== undefined) [lastDay, endBy] = [amended.lastDay, amendment];
  }
  if (started) [firstDay, startBy] = [started.data.on, started];
  const start = firstDay === null && data.knownThroughLaterAct ? ALWAYS : firstDay && lastDayOf(firstDay);
  return { title, scope, rate, firstDay, start, startBy, end: lastDay && addDays(lastDayOf(lastDay), 1), endBy };
}

/** Returns the days from which other terms of a measure count, in the order in which its amendments were made. */
export const termDays = ({ amendments }: Life): readonly ExactDay[] => amendments.map(({ data }) => lastDayOf(data.from));

/** Returns whether a measure is a frame on a day: it licenses or manages `dual-use` and nothing else. */
export const isFrameOn = (life: Life, day: ExactDay): boolean => isFrame(life.announced.data.kind, terms(life, day).scope);

/** Returns every scope that a measure ever had, as far as it is known. */
export const scopesOf = ({ announced, amendments }: Life): readonly Scope[] => [
  announced.data.scope,
  ...amendments.flatMap(({ data }) => data.scope ?? []),
];
