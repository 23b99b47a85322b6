import { ColumnTable, Dictionary, IntVector, intsOf, type Section, type Sections, sectionsUnder, withPrefix } from '@in-force/columns';
import type { MeasureId } from '@in-force/events';
import { ROW, type Rows } from './packed-rows.js';
import { facetOf, rankOf, rowCode } from './scan.js';
import type { Version } from './span-versions.js';

/** Every span of every version of every measure is a row, kept for ever; one whose end became known is struck, and another takes its place. */
export class VersionTable {
  readonly rows: Rows;
  /** Of each row whether it was struck: 1 where it says no more what it said. */
  deleted: Uint8Array;
  readonly measures: Dictionary;
  /** Of each row the one before it of its measure, and of each measure its last row; -1 where there is none. */
  readonly #before: IntVector;
  readonly #last: IntVector;
  /** Of each measure how many of its events were taken in. */
  readonly #indexed: IntVector;

  constructor(sections?: Sections) {
    const part = (name: string) => sections && sectionsUnder(sections, `${name}.`);
    const places = (name: string) => new IntVector(sections ? intsOf(sections, name) : 16);
    this.rows = new ColumnTable(ROW, part('rows'));
    this.deleted = (sections?.get('struck') as Uint8Array | undefined) ?? new Uint8Array(1024);
    this.measures = new Dictionary(part('measures'));
    this.#before = places('next');
    this.#last = places('last');
    this.#indexed = places('taken');
  }

  get image(): Sections {
    return new Map<string, Section>([
      ...withPrefix('rows.', this.rows.image),
      ['next', this.#before.view()],
      ['struck', this.deleted.slice(0, this.rows.size)],
      ...withPrefix('measures.', this.measures.image),
      ['last', this.#last.copy()],
      ['taken', this.#indexed.copy()],
    ]);
  }

  /** The memory that it takes, in bytes. */
  get bytes(): number {
    return this.rows.bytes + this.#before.values.byteLength + this.deleted.byteLength;
  }

  /** The number of a measure, which it gets when it is first asked for. */
  numberOf(id: MeasureId): number {
    const measure = this.measures.numberOf(id);
    if (measure === this.#last.size) {
      this.#last.add(-1);
      this.#indexed.add(0);
    }
    return measure;
  }

  /** How many events of a measure were taken in. */
  indexedEvents = (measure: number): number => this.#indexed.values[measure] as number;
  noteIndexed(measure: number, events: number): void {
    this.#indexed.values[measure] = events;
  }

  /** The rows of a measure that were not struck, the first one first. */
  rowsOf(measure: number): number[] {
    const rows: number[] = [];
    for (let row = this.#last.values[measure] as number; row >= 0; row = this.#before.values[row] as number)
      if (this.deleted[row] === 0) rows.push(row);
    return rows.reverse();
  }

  /** What a row says. */
  version(row: number): Version {
    const { from, to, set, goods, says, turned, recordedFrom, recordedTo, knownFrom, knownTo } = this.rows.columns;
    const at = (column: Int32Array) => column[row] as number;
    const said = at(says);
    return {
      span: { from: at(from), to: at(to), set: at(set), goods: at(goods), rank: rankOf(said), unconfirmedFrom: at(turned) },
      facet: facetOf(said),
      recordedFrom: at(recordedFrom),
      recordedTo: at(recordedTo),
      knownFrom: at(knownFrom),
      knownTo: at(knownTo),
    };
  }

  /** Adds a row of a measure, and tells which it is. */
  add(measure: number, { span, facet: desk, recordedFrom, recordedTo, knownFrom, knownTo }: Version): number {
    const { from, to, set, goods, rank, unconfirmedFrom: turned } = span;
    const says = rowCode(rank, desk);
    const row = this.rows.add(measure, from, to, says, turned, goods, set, recordedFrom, recordedTo, knownFrom, knownTo);
    if (row >= this.deleted.length) {
      const struck = new Uint8Array(Math.max(16, 2 * row));
      struck.set(this.deleted);
      this.deleted = struck;
    }
    this.#before.add(this.#last.values[measure] as number);
    this.#last.values[measure] = row;
    return row;
  }

  delete(row: number): void {
    this.deleted[row] = 1;
  }
}
