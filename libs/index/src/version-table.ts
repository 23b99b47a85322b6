import { type Image, Names, named, numbers, Places, partOf, type Section, Table } from '@in-force/columns';
import type { MeasureId } from '@in-force/events';
import { ROW, type Rows } from './packed-rows.js';
import { deskOf, rankOf, saying } from './scan.js';
import type { Version } from './span-versions.js';

/** Every span of every version of every measure is a row, kept for ever; one whose end became known is struck, and another takes its place. */
export class Ledger {
  readonly rows: Rows;
  /** Of each row whether it was struck: 1 where it says no more what it said. */
  struck: Uint8Array;
  readonly measures: Names;
  /** Of each row the one before it of its measure, and of each measure its last row; -1 where there is none. */
  readonly #before: Places;
  readonly #last: Places;
  /** Of each measure how many of its events were taken in. */
  readonly #taken: Places;

  constructor(image?: Image) {
    const part = (name: string) => image && partOf(image, `${name}.`);
    const places = (name: string) => new Places(image ? numbers(image, name) : 16);
    this.rows = new Table(ROW, part('rows'));
    this.struck = (image?.get('struck') as Uint8Array | undefined) ?? new Uint8Array(1024);
    this.measures = new Names(part('measures'));
    this.#before = places('next');
    this.#last = places('last');
    this.#taken = places('taken');
  }

  get image(): Image {
    return new Map<string, Section>([
      ...named('rows.', this.rows.image),
      ['next', this.#before.view()],
      ['struck', this.struck.slice(0, this.rows.size)],
      ...named('measures.', this.measures.image),
      ['last', this.#last.taken()],
      ['taken', this.#taken.taken()],
    ]);
  }

  /** The memory that it takes, in bytes. */
  get bytes(): number {
    return this.rows.bytes + this.#before.values.byteLength + this.struck.byteLength;
  }

  /** The number of a measure, which it gets when it is first asked for. */
  numberOf(id: MeasureId): number {
    const measure = this.measures.numberOf(id);
    if (measure === this.#last.size) {
      this.#last.add(-1);
      this.#taken.add(0);
    }
    return measure;
  }

  /** How many events of a measure were taken in. */
  taken = (measure: number): number => this.#taken.values[measure] as number;
  take(measure: number, events: number): void {
    this.#taken.values[measure] = events;
  }

  /** The rows of a measure that were not struck, the first one first. */
  rowsOf(measure: number): number[] {
    const rows: number[] = [];
    for (let row = this.#last.values[measure] as number; row >= 0; row = this.#before.values[row] as number)
      if (this.struck[row] === 0) rows.push(row);
    return rows.reverse();
  }

  /** What a row says. */
  version(row: number): Version {
    const { from, to, set, goods, says, turned, recordedFrom, recordedTo, knownFrom, knownTo } = this.rows.columns;
    const at = (column: Int32Array) => column[row] as number;
    const said = at(says);
    return {
      span: { from: at(from), to: at(to), set: at(set), goods: at(goods), rank: rankOf(said), turned: at(turned) },
      desk: deskOf(said),
      recordedFrom: at(recordedFrom),
      recordedTo: at(recordedTo),
      knownFrom: at(knownFrom),
      knownTo: at(knownTo),
    };
  }

  /** Adds a row of a measure, and tells which it is. */
  add(measure: number, { span, desk, recordedFrom, recordedTo, knownFrom, knownTo }: Version): number {
    const { from, to, set, goods, rank, turned } = span;
    const says = saying(rank, desk);
    const row = this.rows.add(measure, from, to, says, turned, goods, set, recordedFrom, recordedTo, knownFrom, knownTo);
    if (row >= this.struck.length) {
      const struck = new Uint8Array(Math.max(16, 2 * row));
      struck.set(this.struck);
      this.struck = struck;
    }
    this.#before.add(this.#last.values[measure] as number);
    this.#last.values[measure] = row;
    return row;
  }

  strike(row: number): void {
    this.struck[row] = 1;
  }
}
