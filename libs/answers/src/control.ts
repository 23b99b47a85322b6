import { compareIds, type ExactDay, instrumentOf, itemName, type MeasureId, type Reading, UNSETTLED } from '@in-force/events';
import {
  type Assessed,
  agrees,
  assess,
  bearsOn,
  because,
  type CheckOf,
  calendarChanges,
  everBound,
  facilitations,
  isFrame,
  namedIn,
  promised,
  type RecordView,
  readings,
  remember,
  statusOf,
} from '@in-force/rules';
import type { Control, Via } from './control.schema.js';
import type { Question } from './question.js';

export type { Control };

/** A control of which nothing is known at the clocks asked. */
const NOTHING: Omit<Control, 'id' | 'instrument' | 'asScheduled'> = {
  title: null,
  issuer: null,
  kind: null,
  rate: null,
  status: 'not-known',
  byTerms: null,
  firstDay: null,
  since: null,
  until: null,
  tookEffect: null,
  coverage: null,
  bearsOn: null,
  via: null,
  frame: false,
  regions: null,
  except: null,
  entities: null,
  endUses: null,
  items: null,
  notes: null,
  facilitations: null,
  readAs: null,
  promised: null,
  contested: null,
  because: [],
};

/**
 * Returns the answer for one measure, and what the rules made of it on the way. `rests`: the checks that may change it, by issuer and body.
 */
export function control(
  known: RecordView,
  id: MeasureId,
  question: Question,
): { readonly control: Control; readonly assessed: ReturnType<typeof assess>; readonly rests: readonly CheckOf[] } {
  const assessed = assess(known, id, question);
  const asScheduled = scheduled(known, question.on);
  if (assessed.life === null) return { control: { ...NOTHING, id, instrument: instrumentOf(id), asScheduled }, assessed, rests: [] };
  const { terms, status, byTerms, run, life } = assessed;
  const { scope } = terms;
  const { issuer, kind } = life.announced.data;
  const applies = assessed.states.length > 0;
  const asked = meant(assessed, question);
  const said = applies ? readings(known, asked) : [];
  const covers = applies ? coverage(assessed) : null;
  const bound = applies ? tookEffect(known, assessed, question.on) : { bound: null, rests: false };
  const limited = (to: 'entities' | 'end-uses') => (scope.limit?.to === to ? scope.limit.names : []);
  const own: CheckOf = { issuer, body: life.announced.instrument?.body ?? null };
  const words = promised(known, id, question.on);
  const eased = applies ? facilitations(known, asked) : { open: [], rests: [] };
  const onCalendar = bound.rests || assessed.states.some(({ part }) => calendarChanges(assessed.texts, part).length > 0);
  return {
    assessed,
    rests: [...(onCalendar ? [own] : []), ...words.rests, ...eased.rests],
    control: {
      id,
      instrument: instrumentOf(id),
      title: terms.title,
      issuer,
      kind,
      rate: terms.rate,
      status,
      byTerms,
      asScheduled,
      firstDay: terms.firstDay,
      since: status === 'not-announced' ? null : run.since,
      until: run.until,
      tookEffect: bound.bound,
      coverage: covers,
      bearsOn: covers === null || covers === 'full' ? null : bearsOn(assessed, question.on),
      via: via(known, assessed, question),
      frame: isFrame(kind, scope),
      regions: scope.regions,
      except: scope.except ?? [],
      entities: limited('entities'),
      endUses: limited('end-uses'),
      items: itemNames(assessed),
      notes: notes(assessed, question),
      facilitations: eased.open,
      readAs: said.find(({ party }) => party === question.reading)?.reading ?? null,
      promised: words.promised,
      contested: said.filter(({ reading }) => !agrees(reading, byTerms ?? status)),
      because: because(known, assessed, question.on),
    },
  };
}

/** Of a measure the parts that are asked about, as words on it meet them. */
const meant = ({ id, life, meeting, run }: Assessed, { on }: Question) => ({
  measure: id,
  issuer: life.announced.data.issuer,
  on,
  countries: meeting.countries,
  since: run.since,
});

/** Returns how the party asked about reads a measure, null where it does not or none was asked about. */
export function readAs(known: RecordView, assessed: ReturnType<typeof assess>, question: Question): Reading['reads'] | null {
  if (question.reading === null || assessed.life === null || assessed.states.length === 0) return null;
  return readings(known, meant(assessed, question)).find(({ party }) => party === question.reading)?.reading ?? null;
}

/** Returns whether a day lies after all that an answer can know of. */
export const scheduled = (known: RecordView, on: ExactDay): boolean => on > lastKnowableDay(known, on);

/** Returns the last day of which the answer can know anything: `knownOn`, else the UTC day of the last event recorded. */
function lastKnowableDay({ clocks, record: facts }: RecordView, on: ExactDay): ExactDay {
  return clocks.knownOn ?? facts.recordedAt(clocks.position)?.slice(0, 10) ?? on;
}

/** Null while the first day is ahead and nothing suspends it. */
function tookEffect(known: RecordView, { life, status, byTerms }: Assessed, on: ExactDay): ReturnType<typeof everBound> {
  const state = byTerms ?? status;
  return state === 'announced' || state === 'not-announced' ? { bound: null, rests: false } : everBound(known, life, on);
}

/** Returns the measures through which one bears on the item asked about, in order; null where it covers what it does by itself. */
function via(known: RecordView, assessed: Assessed, question: Question): readonly Via[] | null {
  const through = assessed.states.flatMap(({ part }) => part.through ?? []);
  if (through.length === 0) return null;
  const ids = [...new Set(through.map(({ measure }) => measure))].sort(compareIds);
  const asked = `${question.on} ${question.region} ${assessed.reach.goods?.key}`;
  return ids.map((id) => ({ id, status: remember(known.statuses, `${id} ${asked}`, () => assess(known, id, question).status) }));
}

/** Limited measures leave the region as such untouched; else whether all that was asked has this one status. */
export function coverage({ terms, states, meeting }: Assessed): NonNullable<Control['coverage']> {
  if (terms.scope.limit) return terms.scope.limit.to;
  return meeting.beyond || new Set(states.map(statusOf)).size > 1 ? 'partial' : 'full';
}

function itemNames({ terms: { scope } }: Assessed): readonly string[] {
  return scope.items === 'all' ? ['all'] : namedIn(scope).map(itemName);
}

/** Returns what the reader should know of the scope: the act's own words on its reach, and what nobody has researched. */
function notes({ terms: { scope }, life }: Assessed, { region }: Question): string[] {
  const unsettled = UNSETTLED.filter(
    ({ issuer, regions }) =>
      issuer === life.announced.data.issuer && region !== null && regions.includes(region) && scope.regions.includes('world'),
  );
  return [...(scope.note ? [scope.note] : []), ...unsettled.map(({ note }) => note)];
}
