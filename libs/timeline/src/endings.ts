import { dayKey, type Rows, rowsByDay } from './entries.js';
import { type Filter, type Probe, scanRows } from './probe.js';
import { lastAtMost, Places } from './table.js';

/** Rows put since the others were sorted, before they are sorted among them. */
const LOOSE = 4;

/** Rows of one desk: some in order of their first day, others put since. */
interface Lane {
  sorted: Int32Array;
  days: Int32Array;
  loose: Places;
}

/**
 * Spans that bind nobody, but only as the calendar says so: whoever has not read the publications since cannot confirm it. They begin
 * on the day that the calendar turned, so what was turned after the last day read of a desk is one stretch of its spans. Everything
 * older, which is nearly all of the past, is not even looked at.
 */
export class Endings {
  /** By desk. */
  readonly #lanes: Lane[] = [];
  /** The last day on which a span of each desk begins. */
  #latest = new Int32Array(0);
  readonly #untidy = new Set<Lane>();

  constructor(private readonly rows: Rows) {}

  /** The memory it takes, in bytes. */
  get bytes(): number {
    return this.#lanes.reduce(
      (sum, { sorted, days, loose }) => sum + sorted.byteLength + days.byteLength + loose.values.byteLength,
      this.#latest.byteLength,
    );
  }

  put(row: number, desk: number): void {
    let lane = this.#lanes[desk];
    if (!lane) this.#lanes[desk] = lane = { sorted: new Int32Array(0), days: new Int32Array(0), loose: new Places(4) };
    lane.loose.add(row);
    if (lane.loose.size > Math.max(LOOSE, lane.sorted.length >> 4)) this.#untidy.add(lane);
    if (desk >= this.#latest.length) {
      const grown = new Int32Array(desk + 8);
      grown.set(this.#latest);
      this.#latest = grown;
    }
    this.#latest[desk] = Math.max(this.#latest[desk] as number, this.rows.columns.from[row] as number);
  }

  /** Puts the rows of one desk in order. @returns whether there was one that had need of it. */
  tidy(struck: Uint8Array): boolean {
    for (const lane of this.#untidy) {
      this.#untidy.delete(lane);
      const { from } = this.rows.columns;
      const order = new Float64Array(lane.sorted.length + lane.loose.size);
      let kept = 0;
      for (const rows of [lane.sorted, lane.loose.view()])
        for (const row of rows) if (struck[row] === 0) order[kept++] = dayKey(from[row] as number, row);
      lane.sorted = rowsByDay(order.subarray(0, kept));
      lane.days = lane.sorted.map((row) => from[row] as number);
      lane.loose = new Places(4);
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
      const { sorted, days, loose } = this.#lanes[desk] as Lane;
      const first = lastAtMost(days, 1, through) + 1;
      scanRows(probe, filter, this.rows, sorted, first, lastAtMost(days, 1, probe.day) + 1);
      scanRows(probe, filter, this.rows, loose.values, 0, loose.size);
    }
  }
}
