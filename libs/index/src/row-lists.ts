import { BINDING, ORDER, type PartStatus } from '@in-force/rules';
import { PARTITIONS, type Partitions, type ScanStep } from './partitions.js';
import { rankOf } from './row-code.js';
import type { ScanState } from './scan.js';
import { SegmentList } from './segment-list.js';
import { OPEN } from './span-versions.js';
import { UnconfirmedIndex } from './unconfirmed-index.js';
import type { VersionTable } from './version-table.js';

/** The clocks at which a row ends, as bits: 0 for a row that ends at none. */
type Ending = number;
export const RECORDED = 1;
export const KNOWN = 2;
const ENDINGS: readonly Ending[] = [0, RECORDED, KNOWN, RECORDED | KNOWN];

/**
 * By the clocks that a question sets back, the endings of the rows that may show: a row that ends at a clock shows only where that is set
 * back.
 */
const VISIBLE_ENDINGS = ENDINGS.map((setBack) => ENDINGS.filter((ending) => (ending & ~setBack) === 0));

/** Returns the number of the list that holds the rows of a partition which have an ending and bind somebody, or nobody. */
const listOf = (partition: number, ending: Ending, binding: boolean): number =>
  2 * (ENDINGS.length * partition + ending) + (binding ? 0 : 1);
const LISTS = 2 * ENDINGS.length * PARTITIONS.length;

/**
 * The rows of a version table that are not deleted, in segment lists: eight for each partition, by ending and by whether they bind
 * somebody, so that a question scans only the lists with rows it may show. A list of rows that bind nobody has a partial index of those
 * that only the calendar made so.
 */
export class RowLists {
  readonly #segments: readonly SegmentList[];
  readonly #unconfirmed: readonly UnconfirmedIndex[];
  /** The lists that may have something to compact. */
  readonly #needCompaction = new Set<SegmentList | UnconfirmedIndex>();

  constructor(
    private readonly table: VersionTable,
    private readonly partitions: Partitions,
  ) {
    const { rows, deleted } = table;
    this.#segments = Array.from({ length: LISTS }, () => new SegmentList(rows));
    this.#unconfirmed = Array.from({ length: LISTS }, () => new UnconfirmedIndex(rows));
    for (let row = 0; row < rows.size; row++) if (deleted[row] === 0) this.insert(row);
  }

  /** Returns the memory that the lists take, in bytes. */
  get bytes(): number {
    return [...this.#segments, ...this.#unconfirmed].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Inserts a row of the table that is greater than those before. */
  insert(row: number): void {
    const unconfirmed = (this.table.rows.columns.unconfirmedFrom[row] as number) > 0 && !this.#binds(row);
    for (const list of this.#listsOf(row)) {
      const lists = unconfirmed ? [this.#segments[list], this.#unconfirmed[list]] : [this.#segments[list]];
      for (const one of lists as (SegmentList | UnconfirmedIndex)[]) {
        one.insert(row);
        this.#needCompaction.add(one);
      }
    }
  }

  /** Notes that a row of the table was deleted. */
  delete(row: number): void {
    for (const list of this.#listsOf(row)) {
      const segments = this.#segments[list] as SegmentList;
      segments.delete(row);
      this.#needCompaction.add(segments);
    }
  }

  /** Compacts one segment or run that needs it. @returns whether there was one. */
  compact(): boolean {
    for (const one of this.#needCompaction) {
      if (one.compact(this.table.deleted)) return true;
      this.#needCompaction.delete(one);
    }
    return false;
  }

  /**
   * Collects the rows open on the day of a question, in the partitions of a plan. `setBack` are the clocks that the question sets back;
   * `whole` is whether rows that bind nobody are asked about even where that is confirmed.
   */
  scan(state: ScanState, plan: readonly ScanStep[], setBack: Ending, whole: boolean): void {
    const endings = VISIBLE_ENDINGS[setBack] as readonly Ending[];
    const others = whole ? this.#segments : this.#unconfirmed;
    for (const step of plan)
      for (const ending of endings) {
        this.#segments[listOf(step.partition, ending, true)]?.scan(state, step);
        others[listOf(step.partition, ending, false)]?.scan(state, step);
      }
  }

  /** Returns the lists that hold a row: one in each of its partitions. */
  #listsOf(row: number): number[] {
    const { set, recordedTo, knownTo } = this.table.rows.columns;
    const ending = (recordedTo[row] === OPEN ? 0 : RECORDED) | (knownTo[row] === OPEN ? 0 : KNOWN);
    const binding = this.#binds(row);
    return this.partitions.of(set[row] as number).map((partition) => listOf(partition, ending, binding));
  }

  /** Returns whether a row has a status that binds somebody. */
  #binds(row: number): boolean {
    return BINDING.has(ORDER[rankOf(this.table.rows.columns.code[row] as number)] as PartStatus);
  }
}
