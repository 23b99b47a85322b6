import { Places } from './table.js';
import { lastAtMost, type Probe, type Rows, scan } from './volume.js';

/** Rows put since the others were sorted, before they are sorted among them. */
const LOOSE = 4;

/** Rows of one desk: some in order of their first day, others put since. */
interface Lane {
  readonly desk: number;
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
  readonly #lanes: Lane[] = [];
  readonly #byDesk = new Map<number, Lane>();
  readonly #untidy = new Set<Lane>();

  constructor(private readonly rows: Rows) {}

  /** The memory it takes, in bytes. */
  get bytes(): number {
    return this.#lanes.reduce((sum, { sorted, days, loose }) => sum + sorted.byteLength + days.byteLength + loose.values.byteLength, 0);
  }

  put(row: number, desk: number): void {
    let lane = this.#byDesk.get(desk);
    if (!lane) {
      lane = { desk, sorted: new Int32Array(0), days: new Int32Array(0), loose: new Places(4) };
      this.#byDesk.set(desk, lane);
      this.#lanes.push(lane);
    }
    lane.loose.add(row);
    if (lane.loose.size > Math.max(LOOSE, lane.sorted.length >> 4)) this.#untidy.add(lane);
  }

  /** Puts the rows of one desk in order. @returns whether there was one that had need of it. */
  tidy(struck: Uint8Array): boolean {
    for (const lane of this.#untidy) {
      this.#untidy.delete(lane);
      const { from } = this.rows.columns;
      const standing = [...lane.sorted, ...lane.loose.view()].filter((row) => struck[row] === 0);
      lane.sorted = Int32Array.from(standing).sort((a, b) => (from[a] as number) - (from[b] as number) || a - b);
      lane.days = lane.sorted.map((row) => from[row] as number);
      lane.loose = new Places(4);
      return true;
    }
    return false;
  }

  /** Shows a probe what nobody can confirm on its day. The parameters are those of `Volume.visit`. */
  visit(probe: Probe, sets: Int32Array | null, desks: Uint8Array | null, past: boolean): void {
    const { day, throughs } = probe;
    for (const { desk, sorted, days, loose } of this.#lanes) {
      const through = throughs[desk] as number;
      if (through >= day || (desks !== null && desks[desk] === 0)) continue;
      const first = lastAtMost(days, 0, days.length, through) + 1;
      scan(probe, this.rows.columns, sorted, first, lastAtMost(days, first, days.length, day) + 1, sets, null, past, true);
      scan(probe, this.rows.columns, loose.values, 0, loose.size, sets, null, past, true);
    }
  }
}
