import { type ExactDay, lastDayOf, type MeasureAnnounced, type Recorded } from '@in-force/events';
import { life as lifeOf, visible } from '@in-force/rules';
import type { ItemClasses } from './item-classes.js';
import { type BasicDay, basicDay, type Span, says, spansOf } from './status-spans.js';

/** No position, and no day, comes after it. */
export const OPEN = 2 ** 31 - 1;

/** A span of a measure, and between which positions and which days of `knownOn` the record showed it. */
export interface Version {
  readonly span: Span;
  readonly facet: number;
  readonly recordedFrom: number;
  /** The first position without it. */
  readonly recordedTo: number;
  readonly knownFrom: BasicDay;
  /** The first day without it. */
  readonly knownTo: BasicDay;
}

/** The facts of an announcement that checks and filters ask about, by number. */
export type FacetOf = (announced: MeasureAnnounced['data'], body: string | null) => number;

/**
 * What a measure looked like at every pair of clocks, once more events are recorded: the versions before, some of which end at
 * the new positions, and those that begin there. Past positions never change: `taken` events are in `versions` already.
 */
export function versionsOf(
  events: readonly Recorded[],
  taken: number,
  versions: readonly Version[],
  shapes: ItemClasses,
  deskOf: FacetOf,
): readonly Version[] {
  let found = versions;
  for (let count = taken + 1; count <= events.length; count++) found = indexEvent(events.slice(0, count), found, shapes, deskOf);
  return found;
}

/** Takes in the last of these events. */
function indexEvent(events: readonly Recorded[], versions: readonly Version[], shapes: ItemClasses, deskOf: FacetOf): readonly Version[] {
  const event = events.at(-1) as Recorded;
  const { position } = event;
  // What is public only later changes nothing about what was known before. A correction may bear on any day.
  const since = event.type === 'record.corrected' || event.type === 'record.retracted' ? '' : lastDayOf(event.publishedOn);
  const first = since === '' ? 0 : basicDay(since);
  const days = publicationDays(events, since);
  const cells = days.map((day, index) => {
    const next = days[index + 1];
    return { from: basicDay(day), to: next === undefined ? OPEN : basicDay(next), ...seenAt(events, day, shapes, deskOf) };
  });
  const kept: Version[] = [];
  for (const version of versions) {
    const { span, facet: desk, recordedFrom, recordedTo, knownFrom, knownTo } = version;
    if (recordedTo !== OPEN || knownTo <= first) {
      kept.push(version);
      continue;
    }
    const from = Math.max(first, knownFrom);
    const over = cells.filter((cell) => cell.from < knownTo && cell.to > from);
    const same = over.map((cell) => (cell.desk === desk ? cell.spans.findIndex((other) => isSame(other, span)) : -1));
    if (over.length > 0 && !same.includes(-1)) {
      for (const [index, { spans }] of over.entries()) spans.splice(same[index] as number, 1);
      kept.push(version);
    } else {
      if (knownFrom < first) kept.push({ span, facet: desk, recordedFrom, recordedTo, knownFrom, knownTo: first });
      kept.push({ span, facet: desk, recordedFrom, recordedTo: position, knownFrom: from, knownTo });
    }
  }
  for (const { from, to, spans, desk } of cells)
    for (const span of spans) kept.push({ span, facet: desk, recordedFrom: position, recordedTo: OPEN, knownFrom: from, knownTo: to });
  return kept;
}

const isSame = (a: Span, b: Span): boolean => a.from === b.from && a.to === b.to && says(a, b);

function seenAt(
  events: readonly Recorded[],
  knownOn: ExactDay,
  shapes: ItemClasses,
  deskOf: FacetOf,
): { readonly spans: Span[]; readonly desk: number } {
  const life = lifeOf(visible(events, { position: OPEN, knownOn }));
  if (!life) return { spans: [], desk: -1 };
  return { spans: spansOf(life, shapes), desk: deskOf(life.announced.data, life.announced.instrument?.body ?? null) };
}

/** The distinct days of publication from one on, corrections included, in order. */
function publicationDays(events: readonly Recorded[], since: ExactDay | ''): ExactDay[] {
  const days: ExactDay[] = [];
  const add = (day: ExactDay) => {
    if (day >= since && !days.includes(day)) days.push(day);
  };
  for (const event of events) {
    add(lastDayOf(event.publishedOn));
    if (event.type === 'record.corrected' && event.data.replacement.publishedOn) add(lastDayOf(event.data.replacement.publishedOn));
  }
  return days.sort();
}
