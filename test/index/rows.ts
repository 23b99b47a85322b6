import { Bitmap, ByteVector, ColumnTable } from '@in-force/columns';
import { type Filter, NONE, OPEN, ROW, type Rows, rowCode, type ScanState } from '@in-force/index';
import { ORDER } from '@in-force/rules';
import { type Random, randomFrom } from '../kit/world.js';

const MEASURES = 60;
const FACETS = 5;
const GOODS = 40;
const SETS = 40;
const DAYS = 400;
const POSITIONS = 100;

export const UNCONFIRMED = ORDER.indexOf('unconfirmed');
const [SUSPENDED, ANNOUNCED] = [ORDER.indexOf('suspended'), ORDER.indexOf('announced')];

/** A row as plain fields, with whether it is deleted. */
interface PlainRow {
  readonly measure: number;
  readonly from: number;
  readonly to: number;
  readonly rank: number;
  readonly facet: number;
  readonly unconfirmedFrom: number;
  readonly goods: number;
  readonly set: number;
  readonly recordedFrom: number;
  readonly recordedTo: number;
  readonly knownFrom: number;
  readonly knownTo: number;
  deleted: boolean;
}

/** A question, as a scan is asked and as plain sets. */
export interface Asked {
  readonly state: ScanState;
  readonly filter: Filter;
  readonly classes: ReadonlySet<number> | null;
  readonly sets: ReadonlySet<number> | null;
  readonly facets: ReadonlySet<number> | null;
}

type Hits = Record<number, string>;

/** Random rows, in the table that a structure reads and as plain fields to be filtered. The same seed gives the same rows and questions. */
export class RandomRows {
  readonly rows: Rows = new ColumnTable(ROW);
  readonly random: Random;
  readonly #deleted = new ByteVector();
  readonly #plain: PlainRow[] = [];

  /** `binding` is whether the rows bind somebody. The others begin on the day from which they are unconfirmed. */
  constructor(
    seed: number,
    private readonly binding: boolean,
  ) {
    this.random = randomFrom(seed);
  }

  get deleted(): Uint8Array {
    return this.#deleted.values;
  }

  /** Adds a row that begins about a day. @returns the row. */
  add(about = this.random.below(DAYS)): number {
    const { below, chance } = this.random;
    const from = about + below(30);
    const recordedFrom = 1 + below(POSITIONS);
    const knownFrom = below(DAYS);
    const row: PlainRow = {
      measure: below(MEASURES),
      from,
      to: chance(0.2) ? OPEN : from + 1 + below(chance(0.2) ? DAYS : 20),
      rank: this.binding ? (chance(0.5) ? 0 : SUSPENDED) : ANNOUNCED + below(ORDER.length - ANNOUNCED),
      facet: below(FACETS),
      unconfirmedFrom: this.binding ? (chance(0.5) ? 0 : below(DAYS)) : from,
      goods: below(GOODS),
      set: below(SETS),
      recordedFrom,
      recordedTo: chance(0.5) ? OPEN : recordedFrom + 1 + below(POSITIONS),
      knownFrom,
      knownTo: chance(0.5) ? OPEN : knownFrom + 1 + below(DAYS),
      deleted: false,
    };
    const { measure, to, rank, facet, unconfirmedFrom, goods, set, recordedTo, knownTo } = row;
    this.rows.add(measure, from, to, rowCode(rank, facet), unconfirmedFrom, goods, set, recordedFrom, recordedTo, knownFrom, knownTo);
    this.#deleted.add(0);
    return this.#plain.push(row) - 1;
  }

  /** Deletes a random row. @returns the row; null where that one is deleted already. */
  deleteOne(): number | null {
    const row = this.random.below(this.#plain.length);
    const plain = this.#plain[row];
    if (!plain || plain.deleted) return null;
    plain.deleted = true;
    this.#deleted.values[row] = 1;
    return row;
  }

  /** Returns a random question. */
  ask(): Asked {
    const { below, chance } = this.random;
    const some = (size: number) => (chance(0.4) ? null : new Set(Array.from({ length: size }, (_, one) => one).filter(() => chance(0.5))));
    const [classes, sets, facets] = [some(GOODS), some(SETS), some(FACETS)];
    const words = (size: number, numbers: ReadonlySet<number> | null) => numbers && new Bitmap().extend(size, (one) => numbers.has(one));
    const day = below(DAYS + 60);
    const checkedThrough = Int32Array.from({ length: FACETS }, () => (chance(0.2) ? 0 : chance(0.2) ? OPEN : below(DAYS)));
    const state: ScanState = {
      day,
      position: below(2 * POSITIONS),
      knownOn: chance(0.5) ? OPEN - 1 : below(2 * DAYS),
      past: true,
      without: null,
      classes: words(GOODS, classes),
      checkedThrough,
      behind: [...checkedThrough.keys()].filter((facet) => (checkedThrough[facet] as number) < day),
      deleted: this.deleted,
      bestRank: new Uint8Array(MEASURES).fill(NONE),
      facetsSeen: new Uint8Array(FACETS),
      hits: new Int32Array(MEASURES),
      count: 0,
    };
    const filter = {
      sets: words(SETS, sets),
      facets: facets && Uint8Array.from({ length: FACETS }, (_, one) => (facets.has(one) ? 1 : 0)),
    };
    return { state, filter, classes, sets, facets };
  }

  /** Returns the best status of each measure that has one, by a filter over all rows. */
  expected({ state: { day, position, knownOn, checkedThrough }, classes, sets, facets }: Asked): Hits {
    const open = this.#plain.filter(
      (row) =>
        !row.deleted &&
        row.from <= day &&
        day < row.to &&
        row.recordedFrom <= position &&
        position < row.recordedTo &&
        row.knownFrom <= knownOn &&
        knownOn < row.knownTo &&
        (classes?.has(row.goods) ?? true) &&
        (sets?.has(row.set) ?? true) &&
        (facets?.has(row.facet) ?? true),
    );
    const best = new Map<number, number>();
    for (const { measure, rank, facet, unconfirmedFrom } of open) {
      const confirmed = unconfirmedFrom <= (checkedThrough[facet] as number) ? rank : UNCONFIRMED;
      best.set(measure, Math.min(best.get(measure) ?? NONE, confirmed));
    }
    return Object.fromEntries([...best].map(([measure, rank]) => [measure, ORDER[rank] as string]));
  }
}

/** Returns the hits of a scan in the same form. */
export const found = ({ state: { hits, count, bestRank } }: Asked): Hits =>
  Object.fromEntries([...hits.subarray(0, count)].map((measure) => [measure, ORDER[bestRank[measure] as number] as string]));
