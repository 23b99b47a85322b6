import type { MeasureId, Region } from '@in-force/events';
import type { AskedMeasures, AskedOf, RecordView, Status } from '@in-force/rules';

/** A question to a status index: the statuses that measures have on a day, for a region and an item. */
export interface StatusQuery extends AskedOf, AskedMeasures {
  /** Each measure of these statuses is named; the others are counted. */
  readonly status: readonly string[];
}

/** A measure with its status, and whether it is a frame that day. */
export interface MeasureStatus<S = Status> {
  readonly id: MeasureId;
  readonly status: S;
  readonly frame: boolean;
}

/** The answer of a status index. */
export interface Statuses<S = Status> {
  /** The measures of the statuses wanted, in order of id. */
  readonly named: readonly MeasureStatus<S>[];
  /** The number of other measures that bear on what was asked, by status. */
  readonly counted: ReadonlyMap<S, number>;
  /** The issuers of all of them. */
  readonly issuers: ReadonlySet<Region>;
}

/**
 * Tells which measures bear on a day, a region and an item, and with which status, as a view of the record shows them. There are two:
 * `RulesIndex` judges each measure by the rules, and `ColumnIndex` looks it up. A contract test holds them to the same answers.
 */
export interface StatusIndex {
  statuses(query: StatusQuery, view: RecordView): Statuses;
}
