import type { Day, ExactDay, Kind, MeasureId, Rate, Reading, Region } from '@in-force/events';
import type { BearsOn, OpenFacilitation, PartyReading, Promised, Status, TextStatus } from '@in-force/rules';

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
  /** Where coverage is not full: what of the question has this status. */
  readonly bearsOn: readonly BearsOn[] | null;
  /** Where an item was asked and the scope names `dual-use`: the measures through which it bears on that item. */
  readonly via: readonly Via[] | null;
  /** True where it bites only through other measures, so that lists put it last. */
  readonly frame: boolean;
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

/** A measure through which another bears on an item, and its status under the same question. */
export interface Via {
  readonly id: MeasureId;
  readonly status: Status;
}

/** A control of which nothing is known at the clocks asked. */
export const NOTHING: Omit<Control, 'id' | 'instrument' | 'asScheduled'> = {
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
