import { isSet } from '@in-force/columns';
import { ORDER } from '@in-force/rules';
import type { BasicDay } from './basic-day.js';
import { CLOCK_WIDTH, type PackedRows, type Rows, WIDTH } from './packed-rows.js';
import { facetOf, type RowCode, rankOf } from './row-code.js';

const UNCONFIRMED = ORDER.indexOf('unconfirmed');

/** The rank of a measure that is no hit. */
export const NONE = 255;

/** The state of one question while segments are scanned: what it asks, and its hits so far. */
export interface ScanState {
  readonly day: BasicDay;
  readonly position: number;
  readonly knownOn: BasicDay;
  /** True where a clock is set back, so that rows may not show. */
  readonly past: boolean;
  /** The words of a bitmap of the classes of goods asked about; null for all. */
  readonly classes: Int32Array | null;
  /** The last day through which each facet was read: 0 for never, `OPEN` where that lies ahead of all that is known. */
  readonly checkedThrough: Int32Array;
  /** The facets whose publications were not read through the day. */
  readonly behind: readonly number[];
  /** Tombstones: 1 for each row that is deleted. */
  readonly deleted: Uint8Array;
  /** 1 for each measure that is left out; null where none is. */
  readonly without: Uint8Array | null;
  /** The best rank of each measure so far; `NONE` where it is no hit. */
  readonly bestRank: Uint8Array;
  /** 1 for each facet of a hit. */
  readonly facetsSeen: Uint8Array;
  /** The measures that are hits, of which there are `count`. */
  readonly hits: Int32Array;
  count: number;
}

/** A filter of the rows of one partition: the words of a bitmap of sets of countries, and 1 for each facet; null for all. */
export interface Filter {
  readonly sets: Int32Array | null;
  readonly facets: Uint8Array | null;
}

/**
 * Returns the status of a span in the light of how far publications were read: unconfirmed where it rests on a later day. By
 * arithmetic, as no branch could be predicted.
 */
export function confirmedRank(rank: number, unconfirmedFrom: BasicDay, checkedThrough: BasicDay): number {
  const later = (checkedThrough - unconfirmedFrom) >> 31;
  return (rank & ~later) | (UNCONFIRMED & later);
}

/**
 * Scans packed rows from `start` to before `end`, which are in order of their last day, the latest first, where `byLastDay`, else of
 * their first day: stops where no later row can be open on the day. `mayBeDeleted` is whether any of them may be.
 */
export function scanPacked(
  state: ScanState,
  { sets, facets }: Filter,
  rows: PackedRows,
  start: number,
  end: number,
  byLastDay: boolean,
  mayBeDeleted: boolean,
): void {
  const { values, clocks } = rows;
  const { day, position, knownOn, past, deleted } = state;
  // Outside of a span one of the differences is negative, and so is the bitwise or of them all: one branch, not six.
  for (let index = start; index < end; index++) {
    const at = index * WIDTH;
    const sinceFrom = day - (values[at] as number);
    if ((sinceFrom | ((values[at + 1] as number) - day - 1)) < 0) {
      if (byLastDay || sinceFrom < 0) break;
      continue;
    }
    if (past) {
      const clock = index * CLOCK_WIDTH;
      if (
        ((position - (clocks[clock] as number)) |
          ((clocks[clock + 1] as number) - position - 1) |
          (knownOn - (clocks[clock + 2] as number)) |
          ((clocks[clock + 3] as number) - knownOn - 1)) <
        0
      )
        continue;
    }
    if (mayBeDeleted && deleted[rows.rowAt(index)] === 1) continue;
    if (sets !== null && !isSet(sets, values[at + 6] as number)) continue;
    collect(state, facets, values[at + 2] as number, values[at + 3] as number, values[at + 4] as number, values[at + 5] as number);
  }
}

/** Scans rows of the table that are listed from `start` to before `end`, in any order. */
export function scanRows(
  state: ScanState,
  { sets, facets }: Filter,
  { columns }: Rows,
  rows: Int32Array,
  start: number,
  end: number,
): void {
  const { from, to, measure, code, unconfirmedFrom, goods, set, recordedFrom, recordedTo, knownFrom, knownTo } = columns;
  const { day, position, knownOn, deleted } = state;
  for (let index = start; index < end; index++) {
    const row = rows[index] as number;
    if ((from[row] as number) > day || (to[row] as number) <= day) continue;
    if ((recordedFrom[row] as number) > position || (recordedTo[row] as number) <= position) continue;
    if ((knownFrom[row] as number) > knownOn || (knownTo[row] as number) <= knownOn) continue;
    if (deleted[row] === 1) continue;
    if (sets !== null && !isSet(sets, set[row] as number)) continue;
    collect(state, facets, measure[row] as number, code[row] as number, unconfirmedFrom[row] as number, goods[row] as number);
  }
}

/** Makes a measure a hit, or its rank a better one, where the row is of a class of goods and a facet asked about. */
function collect(
  state: ScanState,
  facets: Uint8Array | null,
  measure: number,
  code: RowCode,
  unconfirmedFrom: BasicDay,
  goods: number,
): void {
  const { bestRank } = state;
  if (state.without !== null && state.without[measure] === 1) return;
  if (state.classes !== null && !isSet(state.classes, goods)) return;
  const facet = facetOf(code);
  if (facets !== null && facets[facet] === 0) return;
  const rank = confirmedRank(rankOf(code), unconfirmedFrom, state.checkedThrough[facet] as number);
  const before = bestRank[measure] as number;
  state.hits[state.count] = measure;
  state.count += before === NONE ? 1 : 0;
  bestRank[measure] = rank < before ? rank : before;
  state.facetsSeen[facet] = 1;
}
