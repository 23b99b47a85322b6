import {
  addDays,
  type Day,
  type ExactDay,
  lastDayOf,
  type Parts,
  type Recorded,
  type Region,
  regionChanges,
  type Scope,
} from '@in-force/events';
import type { Wording } from './alike.js';
import { sorted } from './calendar.js';
import { type DayNumber, dayNumber } from './spans.js';

/** An event, or what a correction says in its place, as far as questions meet it. */
interface Form {
  readonly publishedOn?: Day;
  readonly data: {
    readonly issuer?: Region;
    readonly scope?: Scope;
    readonly parts?: Parts;
    readonly regions?: Region[];
    readonly readings?: readonly { readonly regions: Region[] }[];
    readonly from?: Day | null;
    readonly firstDay?: Day | null;
    readonly on?: Day | null;
    readonly through?: Day | null;
    readonly lastDay?: Day | null;
  };
}

/** Events, and what corrections among them say in the place of others. */
const formsOf = (said: readonly Recorded[]): readonly Form[] =>
  said.flatMap((event) => (event.type === 'record.corrected' ? [event as Form, event.data.replacement as Form] : [event as Form]));

/** The days on which anything said was published, in any form of it. */
export const publicationDays = (said: readonly Recorded[]): readonly DayNumber[] =>
  sorted(formsOf(said).flatMap(({ publishedOn }) => (publishedOn ? [lastDayOf(publishedOn)] : []))).map(dayNumber);

/** The days on which anything that is said may begin or end. More than needed does no harm. */
export function daysOf(said: readonly Recorded[]): readonly DayNumber[] {
  const days: ExactDay[] = [];
  const regions = new Set<Region>();
  const first = (day: Day | null | undefined) => day && days.push(lastDayOf(day));
  const after = (day: Day | null | undefined) => day && days.push(addDays(lastDayOf(day), 1));
  for (const { publishedOn, data } of formsOf(said)) {
    for (const day of [publishedOn, data.from, data.firstDay, data.on]) first(day);
    for (const day of [data.through, data.lastDay]) after(day);
    if (data.issuer) regions.add(data.issuer);
    for (const place of [...placesOf(data), ...(data.parts ? [data.parts] : [])])
      for (const region of [...(place.regions ?? []), ...(place.except ?? [])]) regions.add(region);
  }
  return sorted([...days, ...[...regions].flatMap(regionChanges)]).map(dayNumber);
}

/** All words that anything said holds regions and items against, in any form of it. */
export function wordingOf(said: readonly Recorded[]): Wording {
  const data = formsOf(said).map((form) => form.data);
  return {
    issuers: [...new Set(data.flatMap(({ issuer }) => issuer ?? []))],
    places: distinct(data.flatMap(placesOf)),
    items: distinct(
      data.flatMap(({ scope }) => (scope ? [scope.items === 'all' ? scope.items : scope.items.map(({ item }) => item)] : [])),
    ),
    parts: distinct(data.flatMap(({ parts }) => parts ?? [])),
  };
}

/** The places of scopes, readings and easings. */
const placesOf = ({ scope, regions, readings }: Form['data']): readonly Pick<Scope, 'regions' | 'except'>[] => [
  ...(scope ? [{ regions: scope.regions, ...(scope.except && { except: scope.except }) }] : []),
  ...(regions ? [{ regions }] : []),
  ...(readings ?? []).map((reading) => ({ regions: reading.regions })),
];

/** The same words once. */
const distinct = <Words>(all: readonly Words[]): Words[] => [...new Map(all.map((words) => [JSON.stringify(words), words])).values()];
