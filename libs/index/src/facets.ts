import type { ExactDay, Kind, Region } from '@in-force/events';
import { type AskedMeasures, type Clocks, isAskedAbout, type RecordView } from '@in-force/rules';
import { LRUCache } from 'lru-cache';
import { type BasicDay, basicDay } from './basic-day.js';
import { OPEN } from './span-versions.js';

/** A facet: of a measure the issuer and the body whose publications bear on it, and its kind, as checks and filters ask for them. */
export interface Facet {
  readonly issuer: Region;
  readonly body: string | null;
  readonly kind: Kind;
}

/** A read view (as in MVCC): the clocks of a question and what was read of publications by then. */
export interface ReadView {
  readonly clocks: Clocks;
  /** True where `clocks` see everything recorded. */
  readonly latest: boolean;
  /** Returns through which day the publications of an issuer, or of a body of it, were read; null if never. */
  readonly checked: (issuer: Region, body: string | null) => ExactDay | null;
  /** True where what was read is supposed, and so of no other view. */
  readonly supposed?: boolean;
}

/** The facets of all measures, by number (as in faceted search). */
export class Facets {
  readonly #numbers = new Map<string, number>();
  /** By clocks, how far the publications of each facet were read. */
  readonly #checkedThrough = new LRUCache<string, Int32Array>({ max: 1_000 }); // the clocks of citations that are asked again

  /** Begins with the facets of a snapshot, which are its own from then on. */
  constructor(readonly all: Facet[]) {
    for (const [number, facet] of all.entries()) this.#numbers.set(keyOf(facet), number);
  }

  /** Returns the number of a facet, and gives it the next one where it has none. */
  numberOf(facet: Facet): number {
    const key = keyOf(facet);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.all.push(facet) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }

  /** Returns the issuers of the facets that pass the test, each once. */
  issuers(test: (facet: number) => boolean = () => true): Region[] {
    return [...new Set(this.all.filter((_, facet) => test(facet)).map(({ issuer }) => issuer))];
  }

  /** Returns 1 for each facet of the issuers and kinds asked about, else 0; null where all are asked about. */
  asked(asked: AskedMeasures): Uint8Array | null {
    if (asked.issuer === null && asked.kind === null) return null;
    return Uint8Array.from(this.all, (facet) => (isAskedAbout(asked, facet) ? 1 : 0));
  }

  /**
   * Returns through which day the publications of each facet were read, at some clocks: 0 for never, `OPEN` where that lies ahead of all
   * that is known. What was read at a position never changes, so it is cached.
   */
  checkedThrough({ clocks: { position, knownOn }, checked, supposed }: ReadView): Int32Array {
    const clocks = `${position} ${knownOn ?? ''}`;
    const cached = supposed ? undefined : this.#checkedThrough.get(clocks);
    if (cached?.length === this.all.length) return cached;
    const byBody = new Map<string, number>();
    const days = Int32Array.from(this.all, ({ issuer, body }) => {
      const key = `${issuer} ${body ?? ''}`;
      let through = byBody.get(key);
      if (through === undefined) {
        const day = checked(issuer, body);
        through = day === null ? 0 : knownOn !== null && knownOn <= day ? OPEN : basicDay(day);
        byBody.set(key, through);
      }
      return through;
    });
    if (!supposed) this.#checkedThrough.set(clocks, days);
    return days;
  }
}

/** Returns the facets whose publications were not read through a day. */
export function facetsBehind(checkedThrough: Int32Array, day: BasicDay): number[] {
  const facets: number[] = [];
  for (let facet = 0; facet < checkedThrough.length; facet++) if ((checkedThrough[facet] as number) < day) facets.push(facet);
  return facets;
}

const keyOf = ({ issuer, kind, body }: Facet): string => `${issuer} ${kind} ${body ?? ''}`;

/** Returns where a view of the record stands in it. */
export const readViewOf = ({ clocks, record }: Pick<RecordView, 'clocks' | 'record'>): ReadView => ({
  clocks,
  latest: clocks.position === record.position,
  checked: (issuer, body) => record.checks.through(issuer, body, clocks.position),
});
