import { type ExactDay, formOf, isMending, lastDayOf, type MeasureAnnounced, type Recorded } from '@in-force/events';
import { life as lifeOf, visible } from '@in-force/rules';
import { type BasicDay, basicDay } from './basic-day.js';
import type { ScopePartitions } from './scope-partitions.js';
import { isSamePart, type Span, spansOf } from './status-spans.js';

/** The end of what has none yet: greater than every position, and every day. */
export const OPEN = 2 ** 31 - 1;

/** A bitemporal version of a span: the positions of the record and the days of `knownOn` between which the record shows it. */
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

/** Returns the number of the facet of a measure: of what its announcement says, and of the body that published it. */
export type FacetOf = (announced: MeasureAnnounced['data'], body: string | null) => number;

/**
 * Returns the versions of a measure's spans at every pair of clocks, once more events are recorded: those before, some of which end at
 * the new positions, and those that begin there. The first `indexed` events are in `versions` already: past positions never change.
 */
export function versionsOf(
  events: readonly Recorded[],
  indexed: number,
  versions: readonly Version[],
  scopes: ScopePartitions,
  facetOf: FacetOf,
): readonly Version[] {
  let found = versions;
  for (let count = indexed + 1; count <= events.length; count++) found = afterLast(events.slice(0, count), found, scopes, facetOf);
  return found;
}

/** The spans of a measure that are known from one day of publication to the next. */
interface KnownSpans {
  readonly from: BasicDay;
  readonly to: BasicDay;
  readonly spans: Span[];
  readonly facet: number;
}

/** Returns the versions after the last of these events. */
function afterLast(
  events: readonly Recorded[],
  versions: readonly Version[],
  scopes: ScopePartitions,
  facetOf: FacetOf,
): readonly Version[] {
  const event = events.at(-1) as Recorded;
  const { position } = event;
  // What is public only later changes nothing about what was known before. A correction may bear on any day.
  const since = isMending(event) ? '' : lastDayOf(event.publishedOn);
  const first = since === '' ? 0 : basicDay(since);
  const days = publicationDays(events, since);
  const known = days.map((day, at): KnownSpans => {
    const next = days[at + 1];
    return { from: basicDay(day), to: next === undefined ? OPEN : basicDay(next), ...spansKnownOn(events, day, scopes, facetOf) };
  });
  const after: Version[] = [];
  for (const version of versions) {
    const { span, facet, recordedFrom, recordedTo, knownFrom, knownTo } = version;
    if (recordedTo !== OPEN || knownTo <= first) {
      after.push(version);
      continue;
    }
    const from = Math.max(first, knownFrom);
    const overlapping = known.filter((one) => one.from < knownTo && one.to > from);
    const same = overlapping.map((one) => (one.facet === facet ? one.spans.findIndex((other) => isSame(other, span)) : -1));
    if (overlapping.length > 0 && !same.includes(-1)) {
      for (const [at, { spans }] of overlapping.entries()) spans.splice(same[at] as number, 1);
      after.push(version);
    } else {
      if (knownFrom < first) after.push({ span, facet, recordedFrom, recordedTo, knownFrom, knownTo: first });
      after.push({ span, facet, recordedFrom, recordedTo: position, knownFrom: from, knownTo });
    }
  }
  for (const { from, to, spans, facet } of known)
    for (const span of spans) after.push({ span, facet, recordedFrom: position, recordedTo: OPEN, knownFrom: from, knownTo: to });
  return after;
}

const isSame = (a: Span, b: Span): boolean => a.from === b.from && a.to === b.to && isSamePart(a, b);

/** Returns the spans of a measure as known on a day, and its facet; none where it was not public then. */
function spansKnownOn(
  events: readonly Recorded[],
  knownOn: ExactDay,
  scopes: ScopePartitions,
  facetOf: FacetOf,
): Pick<KnownSpans, 'spans' | 'facet'> {
  const life = lifeOf(visible(events, { position: OPEN, knownOn }));
  if (!life) return { spans: [], facet: -1 };
  return { spans: spansOf(life, scopes), facet: facetOf(life.announced.data, life.announced.instrument?.body ?? null) };
}

/** Returns the distinct days of publication from a day on, those of corrections included, in ascending order. */
function publicationDays(events: readonly Recorded[], since: ExactDay | ''): ExactDay[] {
  const days: ExactDay[] = [];
  const add = (day: ExactDay) => {
    if (day >= since && !days.includes(day)) days.push(day);
  };
  for (const event of events) {
    const { publishedOn = event.publishedOn } = formOf(event);
    add(lastDayOf(event.publishedOn));
    add(lastDayOf(publishedOn));
  }
  return days.sort();
}
