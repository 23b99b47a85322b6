import { isSet } from '@in-force/columns';
import { ORDER } from '@in-force/rules';
import { CLOCK_WIDTH, type PackedRows, type Rows, WIDTH } from './packed-rows.js';
import type { BasicDay } from './status-spans.js';

/** What a span says, in one number: its status, and whose publications bear on it. */
export const rowCode = (rank: number, desk: number): number => rank | (desk << 3);
export const rankOf = (says: number): number => says & 7;
export const facetOf = (says: number): number => says >> 3;

const UNCONFIRMED = ORDER.indexOf('unconfirmed');
export const NONE = 255;

/**
 * The status of a span in the light of how far publications were read: what the calendar turned on a later day is unconfirmed. By
 * arithmetic, as no branch could be foretold.
 */
export const confirmed = (rank: number, turned: BasicDay, through: BasicDay): number => {
  const later = (through - turned) >> 31;
  return (rank & ~later) | (UNCONFIRMED & later);
};

/** A question on its way along the shelves, and what it found so far. */
export interface ScanState {
  readonly day: BasicDay;
  readonly position: number;
  readonly knownOn: BasicDay;
  /** Whether it sees less than everything. */
  readonly past: boolean;
  /** Which classes of goods it meets; null where any will do. */
  readonly classes: Int32Array | null;
  /** How far the publications of each desk were read: 0 for never, `OPEN` where that lies ahead of all that is known. */
  readonly checkedThrough: Int32Array;
  /** The desks that were not read through the day. */
  readonly behind: readonly number[];
  /** Rows that say no more what they said when they were put on the shelf. */
  readonly deleted: Uint8Array;
  /** Of each measure 1 where it is passed over; null where none is. */
  readonly passedOver: Uint8Array | null;
  /** Of each measure the best status found; `NONE` where it was not found. */
  readonly bestRank: Uint8Array;
  /** The desks of what was found. */
  readonly facetsSeen: Uint8Array;
  /** The measures found, and how many. */
  readonly hits: Int32Array;
  count: number;
}

/** What of what is met counts: some sets of countries, and some desks; null for all. */
export interface Filter {
  readonly sets: Int32Array | null;
  readonly facets: Uint8Array | null;
}

/**
 * Shows a probe some entries, which lie in order of their last day, the `longest` first, or else of their first day: it stops where no
 * more can be open. `stale`, whether one of the rows may have been struck.
 */
export function scan(
  probe: ScanState,
  { sets, facets: desks }: Filter,
  entries: PackedRows,
  start: number,
  end: number,
  longest: boolean,
  stale: boolean,
): void {
  const { values, clocks } = entries;
  const { day, position, knownOn, past, deleted: struck } = probe;
  // Outside of a span one of the differences is negative, and so is the bitwise or of them all: one branch, not six.
  for (let place = start; place < end; place++) {
    const at = place * WIDTH;
    const begun = day - (values[at] as number);
    if ((begun | ((values[at + 1] as number) - day - 1)) < 0) {
      if (longest || begun < 0) break;
      continue;
    }
    if (past) {
      const clock = place * CLOCK_WIDTH;
      if (
        ((position - (clocks[clock] as number)) |
          ((clocks[clock + 1] as number) - position - 1) |
          (knownOn - (clocks[clock + 2] as number)) |
          ((clocks[clock + 3] as number) - knownOn - 1)) <
        0
      )
        continue;
    }
    if (stale && struck[entries.rowAt(place)] === 1) continue;
    if (sets !== null && !isSet(sets, values[at + 6] as number)) continue;
    collect(probe, desks, values[at + 2] as number, values[at + 3] as number, values[at + 4] as number, values[at + 5] as number);
  }
}

/** Shows a probe some rows where they lie. They may have been struck. */
export function scanRows(
  probe: ScanState,
  { sets, facets: desks }: Filter,
  { columns }: Rows,
  rows: Int32Array,
  start: number,
  end: number,
): void {
  const { from, to, owner, says, turned, goods, set, recordedFrom, recordedTo, knownFrom, knownTo } = columns;
  const { day, position, knownOn, deleted: struck } = probe;
  for (let place = start; place < end; place++) {
    const row = rows[place] as number;
    if (
      ((day - (from[row] as number)) |
        ((to[row] as number) - day - 1) |
        (position - (recordedFrom[row] as number)) |
        ((recordedTo[row] as number) - position - 1) |
        (knownOn - (knownFrom[row] as number)) |
        ((knownTo[row] as number) - knownOn - 1)) <
      0
    )
      continue;
    if (struck[row] === 1) continue;
    if (sets !== null && !isSet(sets, set[row] as number)) continue;
    collect(probe, desks, owner[row] as number, says[row] as number, turned[row] as number, goods[row] as number);
  }
}

/** A probe meets what is open at its clocks, and where it asks. */
function collect(probe: ScanState, desks: Uint8Array | null, owner: number, says: number, turned: BasicDay, goods: number): void {
  const { bestRank: best } = probe;
  if (probe.passedOver !== null && probe.passedOver[owner] === 1) return;
  if (probe.classes !== null && !isSet(probe.classes, goods)) return;
  const desk = says >> 3;
  if (desks !== null && desks[desk] === 0) return;
  const rank = confirmed(says & 7, turned, probe.checkedThrough[desk] as number);
  const before = best[owner] as number;
  probe.hits[probe.count] = owner;
  probe.count += before === NONE ? 1 : 0;
  best[owner] = rank < before ? rank : before;
  probe.facetsSeen[desk] = 1;
}
