import {
  addDays,
  type Day,
  type ExactDay,
  formOf,
  itemOfLine,
  lastDayOf,
  type Parts,
  type Region,
  regionChanges,
  type Scope,
} from '@in-force/events';
import { type BasicDay, basicDay } from '@in-force/index';
import { EPOCHS, epochOf, type Seen, sorted } from '@in-force/rules';
import type { Wording } from './question-classes.js';

/** An event, or what a correction says in its place, as far as questions meet it. */
interface Form {
  readonly type?: string;
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
    readonly due?: Day | null;
  };
}

/** Events, and what corrections among them say in the place of others. */
const formsOf = (said: readonly Seen[]): readonly Form[] => said.flatMap((event) => [...new Set([event as Form, formOf(event) as Form])]);

/** Returns the days on which anything said was published, in any form of it. */
export const publicationDays = (said: readonly Seen[]): readonly BasicDay[] =>
  sorted(formsOf(said).flatMap(({ publishedOn }) => (publishedOn ? [lastDayOf(publishedOn)] : []))).map(basicDay);

/** Acts count from the days that they name: when one was published turns nothing, but for the announcement. */
const turnsNothing = /^measure\.(?!announced$)/;

/** Returns the days on which anything that is said may begin or end by its own words. More than needed does no harm. */
function daysNamed(forms: readonly Form[]): ExactDay[] {
  const days: ExactDay[] = [];
  const first = (day: Day | null | undefined) => day && days.push(lastDayOf(day));
  const after = (day: Day | null | undefined) => day && days.push(addDays(lastDayOf(day), 1));
  for (const { type = '', publishedOn, data } of forms) {
    for (const day of [data.from, data.firstDay, data.on]) first(day);
    for (const day of [data.through, data.lastDay, data.due]) after(day);
    if (!turnsNothing.test(type)) first(publishedOn);
  }
  return days;
}

/** Returns the days on which anything that is said may begin or end, members of the regions that it names among them. */
export function daysNamedIn(said: readonly Seen[]): readonly ExactDay[] {
  const forms = formsOf(said);
  const regions = new Set<Region>();
  for (const { data } of forms) {
    if (data.issuer) regions.add(data.issuer);
    for (const place of [...placesOf(data), ...(data.parts ? [data.parts] : [])])
      for (const region of [...(place.regions ?? []), ...(place.except ?? [])]) regions.add(region);
  }
  return sorted([...daysNamed(forms), ...[...regions].flatMap(regionChanges)]);
}

/** Returns all words that anything said holds regions and items against, in any form of it. */
export function wordingOf(said: readonly Seen[]): Wording {
  const forms = formsOf(said);
  const data = forms.map((form) => form.data);
  const [earliest = EPOCHS[0] as ExactDay] = daysNamed(forms).sort();
  return {
    issuers: [...new Set(data.flatMap(({ issuer }) => issuer ?? []))],
    places: distinct(data.flatMap(placesOf)),
    items: distinct(data.flatMap(({ scope }) => (scope ? [scope.items === 'all' ? scope.items : scope.items.map(itemOfLine)] : []))),
    parts: distinct(data.flatMap(({ parts }) => parts ?? [])),
    since: EPOCHS[epochOf(addDays(earliest, -1))] as ExactDay,
  };
}

/** Returns the places of scopes, readings and easings. */
const placesOf = ({ scope, regions, readings }: Form['data']): readonly Pick<Scope, 'regions' | 'except'>[] => [
  ...(scope ? [{ regions: scope.regions, ...(scope.except && { except: scope.except }) }] : []),
  ...(regions ? [{ regions }] : []),
  ...(readings ?? []).map((reading) => ({ regions: reading.regions })),
];

/** Returns the same words once. */
const distinct = <Words>(all: readonly Words[]): Words[] => [...new Map(all.map((words) => [JSON.stringify(words), words])).values()];
