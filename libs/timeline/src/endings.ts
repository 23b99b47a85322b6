import { dayKey, type Rows, rowsByDay } from './entries.js';
import { type Filter, type Probe, scanRows } from './probe.js';
import { lastAtMost, Places } from './table.js';

/** Rows in a stretch, at the most: what one tidying may take at once. */
const FULL = 4_096;
/** Rows put since the others were sorted, before they are sorted among them. */
const LOOSE = 4;

/** Rows of one desk, put one after another: some in order of their first day, others put since. */
class Stretch {
  sorted: Int32Array = new Int32Array(0);
  days: Int32Array = new Int32Array(0);
  loose = new Places(4);
  /** The last day on which one of its spans begins. */
  latest = 0;

  constructor(private readonly rows: Rows) {}

  get full(): boolean {
    return this.sorted.length + this.loose.size >= FULL;
  }

  get untidy(): boolean {
    return this.loose.size > Math.max(LOOSE, this.sorted.length >> 4);
  }

  get bytes(): number {
    return this.sorted.byteLength + this.days.byteLength + this.loose.values.byteLength;
  }

  put(row: number): void {
    this.loose.add(row);
    this.latest = Math.max(this.latest, this.rows.columns.from[row] as number);
  }

  tidy(struck: Uint8Array): void {
    const { from } = this.rows.columns;
    const order = new Float64Array(this.sorted.length + this.loose.size);
    let kept = 0;
    for (const rows of [this.sorted, this.loose.view()])
      for (const row of rows) if (struck[row] === 0) order[kept++] = dayKey(from[row] as number, row);
    this.sorted = rowsByDay(order.subarray(0, kept));
    this.days = this.sorted.map((row) => from[row] as number);
    this.loose = new Places(4);
  }
}

/**
 * Spans that bind nobody, but only as the calendar says so: whoever has not read the publications since cannot confirm it. They begin
 * on the day that the calendar turned, so what was turned after the last day read of a desk is one stretch of its spans. Everything
 * older, which is nearly all of the past, is not even looked at.
 */
export class Endings {
  /** By desk. */
  readonly #lanes: Stretch[][] = [];
  /** The last day on which a span of each desk begins. */
  #latest = new Int32Array(0);
  readonly #untidy = new Set<Stretch>();

  constructor(private readonly rows: Rows) {}

  /** The memory it takes, in bytes. */
  get bytes(): number {
    return this.#lanes.flat().reduce((sum, { bytes }) => sum + bytes, this.#latest.byteLength);
  }

  put(row: number, desk: number): void {
    const lane = (this.#lanes[desk] ??= []);
    let last = lane.at(-1);
    if (!last || last.full) lane.push((last = new Stretch(this.rows)));
    last.put(row);
    if (last.untidy) this.#untidy.add(last);
    if (desk >= this.#latest.length) {
      const grown = new Int32Array(desk + 8);
      grown.set(this.#latest);
      this.#latest = grown;
    }
    this.#latest[desk] = Math.max(this.#latest[desk] as number, last.latest);
  }

  /** Puts one stretch in order. @returns whether there was one that had need of it. */
  tidy(struck: Uint8Array): boolean {
    for (const stretch of this.#untidy) {
      this.#untidy.delete(stretch);
      stretch.tidy(struck);
      return true;
    }
    return false;
  }

  /** Shows a probe what nobody can confirm on its day. */
  visit(probe: Probe, filter: Filter): void {
    for (const desk of probe.behind) {
      const through = probe.throughs[desk] as number;
      // A desk without a lane has no latest day.
      if ((this.#latest[desk] ?? 0) <= through || filter.desks?.[desk] === 0) continue;
      for (const { sorted, days, loose, latest } of this.#lanes[desk] as Stretch[]) {
        if (latest <= through) continue;
        const first = lastAtMost(days, 1, through) + 1;
        scanRows(probe, filter, this.rows, sorted, first, lastAtMost(days, 1, probe.day) + 1);
        scanRows(probe, filter, this.rows, loose.values, 0, loose.size);
      }
    }
  }
}
