import {
  type Day,
  type ExactDay,
  instrumentOf,
  type Kind,
  type MeasureId,
  type Rate,
  type Reading,
  type Region,
  UNSETTLED,
} from '@in-force/events';
import { type Assessed, assess, everBound, statusOf } from './assess.js';
import { because } from './because.js';
import { facilitations, type OpenFacilitation } from './facilitations.js';
import type { Known } from './known.js';
import { namedIn } from './parts.js';
import { type Promised, promised } from './promises.js';
import { itemName, type Question } from './question.js';
import { agrees, type PartyReading, readings } from './readings.js';
import type { Status, TextStatus } from './status.js';

/** A measure as an answer shows it. Every fact but the status is null where nothing announces it at the clocks asked. */
export interface Control {
  readonly id: MeasureId;
  readonly instrument: string;
  readonly title: string | null;
  readonly issuer: Region | null;
  readonly kind: Kind | null;
  readonly rate: Rate | null;
  readonly status: Status;
  /** Under `unconfirmed`: the status that the texts alone give. */
  readonly byTerms: TextStatus | null;
  readonly asScheduled: boolean;
  readonly firstDay: Day | null;
  readonly since: ExactDay | null;
  readonly until: ExactDay | null;
  readonly tookEffect: boolean | null;
  readonly coverage: 'full' | 'partial' | 'entities' | 'end-uses' | null;
  readonly regions: readonly Region[] | null;
  readonly except: readonly Region[] | null;
  readonly entities: readonly string[] | null;
  readonly endUses: readonly string[] | null;
  readonly items: readonly string[] | null;
  readonly notes: readonly string[] | null;
  readonly facilitations: readonly OpenFacilitation[] | null;
  readonly readAs: Reading['reads'] | null;
  readonly promised: readonly Promised[] | null;
  readonly contested: readonly PartyReading[] | null;
  readonly because: readonly string[];
}

/** The answer for one measure, and what the rules made of it on the way. */
export function control(
  known: Known,
  id: MeasureId,
  question: Question,
): { readonly control: Control; readonly assessed: ReturnType<typeof assess> } {
  const assessed = assess(known, id, question);
  const asScheduled = scheduled(known, question.on);
  if (assessed.life === null) return { control: { ...NOTHING, id, instrument: instrumentOf(id), asScheduled }, assessed };
  const { terms, status, byTerms, run, life } = assessed;
  const { scope } = terms;
  const { issuer, kind } = life.announced.data;
  const applies = assessed.states.length > 0;
  const asked = { measure: id, issuer, on: question.on, countries: assessed.meeting.countries, since: run.since };
  const said = applies ? readings(known, asked) : [];
  const limited = (to: 'entities' | 'end-uses') => (scope.limit?.to === to ? scope.limit.names : []);
  return {
    assessed,
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
      tookEffect: applies ? tookEffect(assessed, question.on) : null,
      coverage: applies ? coverage(assessed) : null,
      regions: scope.regions,
      except: scope.except ?? [],
      entities: limited('entities'),
      endUses: limited('end-uses'),
      items: itemNames(assessed),
      notes: notes(assessed, question),
      facilitations: applies ? facilitations(known, asked).open : [],
      readAs: said.find(({ party }) => party === question.reading)?.reading ?? null,
      promised: promised(known, id, question.on).promised,
      contested: said.filter(({ reading }) => !agrees(reading, byTerms ?? status)),
      because: because(known, assessed, question.on),
    },
  };
}

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

/** Whether a day lies after all that an answer can know of. */
export const scheduled = (known: Known, on: ExactDay): boolean => on > lastKnowableDay(known, on);

/** The last day of which the answer can know anything: `knownOn`, else the UTC day of the last event recorded. */
function lastKnowableDay({ clocks, facts }: Known, on: ExactDay): ExactDay {
  return clocks.knownOn ?? facts.recordedAt(clocks.position)?.slice(0, 10) ?? on;
}

/** Null while the first day is ahead and nothing suspends it. */
function tookEffect({ life, status, byTerms }: Assessed, on: ExactDay): boolean | null {
  const state = byTerms ?? status;
  return state === 'announced' || state === 'not-announced' ? null : everBound(life, on);
}

/** Limited measures leave the region as such untouched; else whether all that was asked has this one status. */
function coverage({ terms, states, meeting }: Assessed): Control['coverage'] {
  if (terms.scope.limit) return terms.scope.limit.to;
  return meeting.beyond || new Set(states.map(statusOf)).size > 1 ? 'partial' : 'full';
}

function itemNames({ terms: { scope } }: Assessed): readonly string[] {
  return scope.items === 'all' ? ['all'] : namedIn(scope).map(itemName);
}

/** What the reader should know of the scope: the act's own words on its reach, and what nobody has researched. */
function notes({ terms: { scope }, life }: Assessed, { region }: Question): string[] {
  const unsettled = UNSETTLED.filter(
    ({ issuer, regions }) =>
      issuer === life.announced.data.issuer && region !== null && regions.includes(region) && scope.regions.includes('world'),
  );
  return [...(scope.note ? [scope.note] : []), ...unsettled.map(({ note }) => note)];
}
