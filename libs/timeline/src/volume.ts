import { marked } from './marks.js';
import type { DayNumber } from './spans.js';
import { ORDER } from './status.js';
import { Places, type Table } from './table.js';

/** What is kept of a span: whose it is, when it holds, what it says of what, and at which clocks the record showed it. */
export const ROW = ['owner', 'from', 'to', 'says', 'turned', 'goods', 'set', 'recordedFrom', 'recordedTo', 'knownFrom', 'knownTo'] as const;
export type Rows = Table<(typeof ROW)[number]>;

const IN_SHELF = [...ROW, 'row'] as const;
type Entries = Readonly<Record<(typeof IN_SHELF)[number], Int32Array>>;

/** What a span says, in one number: its status, whether a question without an item meets it, and whose publications bear on it. */
export const saying = (rank: number, any: boolean, desk: number): number => rank | (any ? ANY : 0) | (desk << 4);
export const rankOf = (says: number): number => says & 7;
export const anyOf = (says: number): boolean => (says & ANY) !== 0;
export const deskOf = (says: number): number => says >> 4;
const ANY = 8;

const UNCONFIRMED = ORDER.indexOf('unconfirmed');
export const NONE = 255;

/**
 * The status of a span in the light of how far publications were read: what the calendar turned on a later day is unconfirmed. By
 * arithmetic, as no branch could be foretold.
 */
export const confirmed = (rank: number, turned: DayNumber, through: DayNumber): number => {
  const later = (through - turned) >> 31;
  return (rank & ~later) | (UNCONFIRMED & later);
};

/** A question on its way along the shelves, and what it found so far. */
export interface Probe {
  readonly day: DayNumber;
  readonly position: number;
  readonly knownOn: DayNumber;
  /** Which classes of goods it meets; null where any will do that a question without an item meets. */
  readonly goods: Int32Array | null;
  /** How far the publications of each desk were read: 0 for never, `OPEN` where that lies ahead of all that is known. */
  readonly throughs: Int32Array;
  /** Rows that say no more what they said when they were put on the shelf. */
  readonly struck: Uint8Array;
  /** Of each measure the best status found; `NONE` where it was not found. */
  readonly best: Uint8Array;
  /** The desks of what was found. */
  readonly seen: Uint8Array;
  /** The measures found, and how many. */
  readonly found: Int32Array;
  count: number;
}

/** Entries that follow a page's open ones, at the least. */
const PAGE = 64;
/** Entries put, or struck, since the pages were made, before they are made anew. */
const LOOSE = 64;

/**
 * Spans in order of their first day, cut into pages. Each page begins with those of earlier pages that are still open on its first
 * day, the longest open first; then come those that begin on it. What is open on a day is a run of the first part of one page, and
 * what is still open of the second: two stretches of memory, read in order. Spans put since then lie loose behind the last page.
 */
export class Volume {
  #entries: Entries = columns(0);
  /** Of each page its first day, the place of its first entry, and of the first that begins on it. */
  #days: Int32Array = new Int32Array(0);
  #starts: Int32Array = new Int32Array(0);
  #own: Int32Array = new Int32Array(0);
  /** The rows put since the pages were made. */
  #loose = new Places(16);
  /** How many of its rows were struck since. */
  #struck = 0;
  /** The days between which all its rows lie. */
  #earliest: DayNumber = Number.MAX_SAFE_INTEGER;
  #latest: DayNumber = 0;

  constructor(
    private readonly rows: Rows,
    /** Its first row. The others follow in the order of their numbers. */
    readonly first: number,
  ) {}

  /** How many rows it was given, and the memory it takes in bytes. */
  size = 0;
  get bytes(): number {
    return 4 * (IN_SHELF.length * this.#entries.row.length + this.#loose.values.length);
  }

  /** Puts one more row into it. */
  put(row: number): void {
    this.#loose.add(row);
    this.size++;
    const { from, to } = this.rows.columns;
    this.#earliest = Math.min(this.#earliest, from[row] as number);
    this.#latest = Math.max(this.#latest, to[row] as number);
  }

  /** One of its rows was struck. */
  strike(): void {
    this.#struck++;
  }

  /** Whether its pages had better be made anew. */
  get untidy(): boolean {
    return this.#struck + this.#loose.size > Math.max(LOOSE, this.#entries.row.length >> 4);
  }

  /** Makes the pages anew, with what was put since and without what was struck. */
  tidy(struck: Uint8Array): void {
    const { from } = this.rows.columns;
    const order = new Float64Array(this.size);
    let kept = 0;
    const keep = (rows: Int32Array) => {
      for (const row of rows) if (struck[row] === 0) order[kept++] = (from[row] as number) * ROWS + row;
    };
    for (const [page, own] of this.#own.entries()) keep(this.#entries.row.subarray(own, this.#starts[page + 1]));
    keep(this.#loose.view());
    this.#loose = new Places(16);
    this.#fill(Int32Array.from(order.subarray(0, kept).sort(), (key) => key % ROWS));
  }

  /** Makes the pages, of rows in order of their first day. */
  #fill(order: Int32Array): void {
    const { from, to } = this.rows.columns;
    const layout = new Places(2 * order.length);
    const [days, starts, own] = [new Places(16), new Places(16), new Places(16)];
    let open: number[] = [];
    for (let at = 0; at < order.length; ) {
      const day = from[order[at] as number] as number;
      open = open.filter((row) => (to[row] as number) > day).sort((a, b) => (to[b] as number) - (to[a] as number));
      days.add(day);
      starts.add(layout.size);
      for (const row of open) layout.add(row);
      own.add(layout.size);
      for (const end = Math.min(order.length, at + Math.max(PAGE, open.length)); at < end; at++) {
        const row = order[at] as number;
        layout.add(row);
        open.push(row);
      }
    }
    const places = layout.taken();
    this.#struck = 0;
    const entries = columns(places.length);
    for (const name of ROW) {
      const [column, values] = [entries[name], this.rows.columns[name]];
      for (let at = 0; at < places.length; at++) column[at] = values[places[at] as number] as number;
    }
    entries.row.set(places);
    this.#entries = entries;
    this.#days = days.taken();
    this.#starts = starts.taken();
    this.#own = own.taken();
  }

  /** Shows a probe what is open on its day. `sets` and `desks` tell which of them it asks about, null for all; `past`, whether it sees less than everything. */
  visit(probe: Probe, sets: Int32Array | null, desks: Uint8Array | null, past: boolean): void {
    const { day } = probe;
    if (day < this.#earliest || day >= this.#latest) return;
    const stale = this.#struck > 0;
    const page = lastAtMost(this.#days, 0, this.#days.length, day);
    if (page >= 0) {
      const [start, own] = [this.#starts[page] as number, this.#own[page] as number];
      scan(probe, this.#entries, null, start, lastAbove(this.#entries.to, start, own, day), sets, desks, past, stale);
      scan(
        probe,
        this.#entries,
        null,
        own,
        lastAtMost(this.#entries.from, own, this.#starts[page + 1] ?? this.#entries.row.length, day) + 1,
        sets,
        desks,
        past,
        stale,
      );
    }
    scan(probe, this.rows.columns, this.#loose.values, 0, this.#loose.size, sets, desks, past, stale);
  }
}

/** Shows a probe some entries, or, where `rows` names them, the rows themselves. `stale`, whether one of them may have been struck. */
export function scan(
  probe: Probe,
  entries: Rows['columns'] & { readonly row?: Int32Array },
  rows: Int32Array | null,
  start: number,
  end: number,
  sets: Int32Array | null,
  desks: Uint8Array | null,
  past: boolean,
  stale: boolean,
): void {
  const { from, to, owner, says, turned, goods, set, row, recordedFrom, recordedTo, knownFrom, knownTo } = entries;
  const { day, position, knownOn, goods: met, throughs, struck, best, seen, found } = probe;
  let { count } = probe;
  // Outside of a span one of the differences is negative, and so is the bitwise or of them all: one branch, not six.
  for (let place = start; place < end; place++) {
    const at = rows === null ? place : (rows[place] as number);
    if (((day - (from[at] as number)) | ((to[at] as number) - day - 1)) < 0) continue;
    if (
      past &&
      ((position - (recordedFrom[at] as number)) |
        ((recordedTo[at] as number) - position - 1) |
        (knownOn - (knownFrom[at] as number)) |
        ((knownTo[at] as number) - knownOn - 1)) <
        0
    )
      continue;
    if (stale && struck[row === undefined ? at : (row[at] as number)] === 1) continue;
    const said = says[at] as number;
    if (met === null ? (said & ANY) === 0 : !marked(met, goods[at] as number)) continue;
    if (sets !== null && !marked(sets, set[at] as number)) continue;
    const desk = said >> 4;
    if (desks !== null && desks[desk] === 0) continue;
    const rank = confirmed(said & 7, turned[at] as number, throughs[desk] as number);
    const measure = owner[at] as number;
    const before = best[measure] as number;
    found[count] = measure;
    count += before === NONE ? 1 : 0;
    best[measure] = rank < before ? rank : before;
    seen[desk] = 1;
  }
  probe.count = count;
}

/** More rows than memory holds. */
const ROWS = 2 ** 26;

function columns(capacity: number): Entries {
  const all = new Int32Array(capacity * IN_SHELF.length);
  return Object.fromEntries(IN_SHELF.map((name, at) => [name, all.subarray(at * capacity, (at + 1) * capacity)])) as unknown as Entries;
}

/** The last place from `start` on whose value, in a rising stretch, is at most this one; the place before `start` if none is. */
export function lastAtMost(values: Int32Array, start: number, end: number, most: number): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) <= most) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The end of the part of a falling stretch whose values are above this one. */
function lastAbove(values: Int32Array, start: number, end: number, least: number): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) > least) low = middle + 1;
    else high = middle;
  }
  return low;
}
