import { ByteVector, IntVector } from '@in-force/columns';
import type { Region } from '@in-force/events';
import { ORDER, type PartStatus } from '@in-force/rules';
import { NONE, type ScanState } from './scan.js';

/** The hits of a query. */
export interface Hits {
  /** The numbers of the measures with a status that is wanted. */
  readonly measures: Int32Array;
  /** Of each of them the rank of its status in `ORDER`. */
  readonly ranks: Uint8Array;
  /** The number of measures with each other status, by its rank. */
  readonly counted: Int32Array;
  /** Returns the issuers of all of them. */
  readonly issuers: () => readonly Region[];
}

/** The buffers into which a scan collects its hits: made once, and cleared for the next query as its hits are taken out. */
export class HitBuffers {
  /** The best rank of each measure, `NONE` between queries, and the measures that were hit. */
  readonly #bestRank = new ByteVector();
  readonly #hits = new IntVector();

  /** Returns the buffers for so many measures, as a scan starts with them. */
  ready(measures: number): Pick<ScanState, 'bestRank' | 'hits'> {
    this.#bestRank.fillTo(measures, NONE);
    this.#hits.fillTo(measures, 0);
    return { bestRank: this.#bestRank.values, hits: this.#hits.values };
  }

  /** Takes the hits of a scan out, sorted by a function; those of which the status is not wanted (null: all are) are counted. */
  take(
    { count, bestRank, hits }: ScanState,
    wanted: readonly string[] | null,
    sort: ((measures: Int32Array) => void) | null,
  ): Omit<Hits, 'issuers'> {
    const counted = new Int32Array(ORDER.length);
    const listed = new Uint8Array(ORDER.length);
    for (let rank = 0; rank < listed.length; rank++) listed[rank] = wanted === null || wanted.includes(ORDER[rank] as PartStatus) ? 1 : 0;
    let size = 0;
    for (let at = 0; at < count; at++) {
      const measure = hits[at] as number;
      const rank = bestRank[measure] as number;
      if (listed[rank] === 1) hits[size++] = measure;
      else {
        counted[rank] = (counted[rank] as number) + 1;
        bestRank[measure] = NONE;
      }
    }
    const measures = hits.slice(0, size);
    if (sort) sort(measures);
    const ranks = new Uint8Array(size);
    for (let at = 0; at < size; at++) {
      const measure = measures[at] as number;
      ranks[at] = bestRank[measure] as number;
      bestRank[measure] = NONE;
    }
    return { measures, ranks, counted };
  }
}
