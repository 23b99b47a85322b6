import {
  ByteVector,
  bytesOf,
  ColumnTable,
  Dictionary,
  IntVector,
  intsOf,
  type Section,
  type Sections,
  sectionsUnder,
  withPrefix,
} from '@in-force/columns';
import type { MeasureId } from '@in-force/events';
import { ROW, type Rows } from './packed-rows.js';
import { facetOf, rankOf, rowCode } from './row-code.js';
import type { Version } from './span-versions.js';

/**
 * A bitemporal version table (SQL:2011): each row is a span of a measure with the positions of the record and the days of publication
 * between which the record showed it. Rows are only added. One whose end became known is deleted, which sets its tombstone, and a row
 * with that end takes its place. Adding costs amortised O(1), reading the rows of a measure O(its rows, deleted ones included).
 */
export class VersionTable {
  readonly rows: Rows;
  readonly measures: Dictionary;
  /** Tombstones: 1 for each row that is deleted. */
  readonly #deleted: ByteVector;
  /** Of each row the one before it of its measure, and of each measure its last row; -1 where there is none. */
  readonly #previousRow: IntVector;
  readonly #lastRow: IntVector;
  /** Of each measure how many of its events are indexed. */
  readonly #indexedEvents: IntVector;

  constructor(sections?: Sections) {
    const part = (name: string) => sections && sectionsUnder(sections, `${name}.`);
    const vector = (name: string) => new IntVector(sections ? intsOf(sections, name) : 16);
    this.rows = new ColumnTable(ROW, part('rows'));
    this.measures = new Dictionary(part('measures'));
    this.#deleted = new ByteVector(sections ? bytesOf(sections, 'deleted') : 1024);
    this.#previousRow = vector('previousRow');
    this.#lastRow = vector('lastRow');
    this.#indexedEvents = vector('indexedEvents');
  }

  /** Returns the table as sections of a snapshot. */
  get sections(): Sections {
    return new Map<string, Section>([
      ...withPrefix('rows.', this.rows.sections),
      ...withPrefix('measures.', this.measures.sections),
      ['deleted', this.#deleted.copy()],
      ['previousRow', this.#previousRow.view()],
      ['lastRow', this.#lastRow.copy()],
      ['indexedEvents', this.#indexedEvents.copy()],
    ]);
  }

  /** Returns the memory that it takes, in bytes. */
  get bytes(): number {
    return this.rows.bytes + this.#previousRow.values.byteLength + this.#deleted.values.byteLength;
  }

  /** Tombstones: 1 for each row that is deleted. Replaced when the table grows. */
  get deleted(): Uint8Array {
    return this.#deleted.values;
  }

  /** Returns the number of a measure, and gives it the next one where it has none. */
  numberOf(id: MeasureId): number {
    const measure = this.measures.numberOf(id);
    if (measure === this.#lastRow.size) {
      this.#lastRow.add(-1);
      this.#indexedEvents.add(0);
    }
    return measure;
  }

  /** Returns how many events of a measure are indexed. */
  indexedEvents(measure: number): number {
    return this.#indexedEvents.values[measure] as number;
  }

  /** Sets how many events of a measure are indexed. */
  setIndexedEvents(measure: number, events: number): void {
    this.#indexedEvents.values[measure] = events;
  }

  /** Returns the rows of a measure that are not deleted, in ascending order. */
  rowsOf(measure: number): number[] {
    const rows: number[] = [];
    for (let row = this.#lastRow.values[measure] as number; row >= 0; row = this.#previousRow.values[row] as number)
      if (this.#deleted.values[row] === 0) rows.push(row);
    return rows.reverse();
  }

  /** Returns what a row holds. */
  version(row: number): Version {
    const { from, to, set, goods, code, unconfirmedFrom, recordedFrom, recordedTo, knownFrom, knownTo } = this.rows.columns;
    const at = (column: Int32Array) => column[row] as number;
    return {
      span: { from: at(from), to: at(to), set: at(set), goods: at(goods), rank: rankOf(at(code)), unconfirmedFrom: at(unconfirmedFrom) },
      facet: facetOf(at(code)),
      recordedFrom: at(recordedFrom),
      recordedTo: at(recordedTo),
      knownFrom: at(knownFrom),
      knownTo: at(knownTo),
    };
  }

  /** Adds a row of a measure. @returns the row. */
  add(measure: number, { span, facet, recordedFrom, recordedTo, knownFrom, knownTo }: Version): number {
    const { from, to, set, goods, rank, unconfirmedFrom } = span;
    const code = rowCode(rank, facet);
    const row = this.rows.add(measure, from, to, code, unconfirmedFrom, goods, set, recordedFrom, recordedTo, knownFrom, knownTo);
    this.#deleted.add(0);
    this.#previousRow.add(this.#lastRow.values[measure] as number);
    this.#lastRow.values[measure] = row;
    return row;
  }

  delete(row: number): void {
    this.#deleted.values[row] = 1;
  }
}
