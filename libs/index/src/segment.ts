import { lastAtMost, Places } from '@in-force/columns';
import { dayKey, Entries, type Rows, rowsByDay } from './packed-rows.js';
import { type Filter, type Probe, scan, scanRows } from './scan.js';

/** Entries that follow a page's open ones, at the least. */
const PAGE = 64;
/** Entries put, or struck, since the pages were made, before they are made anew. */
const LOOSE = 64;

/** What is told of a page: its first day, the place of its first entry, and of the first that begins on it. */
const OF_PAGE = 3;

/**
 * Spans in order of their first day, cut into pages. Each page begins with those of earlier pages that are still open on its first
 * day, the longest open first; then come those that begin on it. What is open on a day is a run of the first part of one page, and
 * what is still open of the second: two stretches of memory, read in order. Spans put since then lie loose behind the last page.
 */
export class Volume {
  #entries: Entries;
  #pages: Int32Array = new Int32Array(0);
  /** The rows put since the pages were made. */
  #loose = new Places(16);
  /** How many of its rows were struck since. */
  #struck = 0;

  constructor(
    private readonly rows: Rows,
    /** Its first row. The others follow in the order of their numbers. */
    readonly first: number,
  ) {
    this.#entries = new Entries(rows, new Int32Array(0));
  }

  /** How many rows it was given, and the memory it takes in bytes. */
  size = 0;
  get bytes(): number {
    return this.#entries.bytes + this.#pages.byteLength + this.#loose.values.byteLength;
  }

  /** Puts one more row into it. */
  put(row: number): void {
    this.#loose.add(row);
    this.size++;
  }

  /** One of its rows was struck. */
  strike(): void {
    this.#struck++;
  }

  /** Whether its pages had better be made anew. */
  get untidy(): boolean {
    return this.#struck + this.#loose.size > Math.max(LOOSE, this.#entries.size >> 4);
  }

  /** Makes the pages anew, with what was put since and without what was struck. */
  tidy(struck: Uint8Array): void {
    const { from } = this.rows.columns;
    const order = new Float64Array(this.size);
    let kept = 0;
    const keep = (row: number) => {
      if (struck[row] === 0) order[kept++] = dayKey(from[row] as number, row);
    };
    for (let page = 0; page < this.#pages.length; page += OF_PAGE)
      for (let at = this.#own(page); at < this.#end(page); at++) keep(this.#entries.rowAt(at));
    for (const row of this.#loose.view()) keep(row);
    this.#loose = new Places(16);
    this.#fill(rowsByDay(order.subarray(0, kept)));
  }

  /** Where the entries that begin on a page begin. */
  #own(page: number): number {
    return this.#pages[page + 2] as number;
  }

  /** Where a page ends. */
  #end(page: number): number {
    return this.#pages[page + OF_PAGE + 1] ?? this.#entries.size;
  }

  /** Makes the pages, of rows in order of their first day. */
  #fill(order: Int32Array): void {
    const { from, to } = this.rows.columns;
    const layout = new Places(2 * order.length);
    const pages = new Places(16);
    let open: number[] = [];
    for (let at = 0; at < order.length; ) {
      const day = from[order[at] as number] as number;
      open = open.filter((row) => (to[row] as number) > day).sort((a, b) => (to[b] as number) - (to[a] as number));
      pages.add(day);
      pages.add(layout.size);
      for (const row of open) layout.add(row);
      pages.add(layout.size);
      for (const end = Math.min(order.length, at + Math.max(PAGE, open.length)); at < end; at++) {
        const row = order[at] as number;
        layout.add(row);
        open.push(row);
      }
    }
    this.#struck = 0;
    this.#entries = new Entries(this.rows, layout.view());
    this.#pages = pages.taken();
  }

  /** Shows a probe what is open on its day. */
  visit(probe: Probe, filter: Filter): void {
    const page = OF_PAGE * lastAtMost(this.#pages, OF_PAGE, probe.day);
    if (page >= 0) {
      const [own, stale] = [this.#own(page), this.#struck > 0];
      scan(probe, filter, this.#entries, this.#pages[page + 1] as number, own, true, stale);
      scan(probe, filter, this.#entries, own, this.#end(page), false, stale);
    }
    scanRows(probe, filter, this.rows, this.#loose.values, 0, this.#loose.size);
  }
}
