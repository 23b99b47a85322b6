import type { ExactDay, Kind, Region } from '@in-force/events';
import type { Clocks, RecordView } from '@in-force/rules';
import { OPEN } from './span-versions.js';
import { type BasicDay, basicDay } from './status-spans.js';

/** Whose publications bear on a measure, and its kind. */
export interface Facet {
  readonly issuer: Region;
  readonly body: string | null;
  readonly kind: Kind;
}

/** Where a question stands in the record. */
export interface ReadView {
  readonly clocks: Clocks;
  /** Whether `clocks` see everything recorded. */
  readonly latest: boolean;
  /** How far an issuer's publications were read, those of a body; null if never. */
  readonly checked: (issuer: Region, body: string | null) => ExactDay | null;
}

/** How many pairs of clocks are kept. */
const KEPT = 1_000;

/** What checks and filters ask of measures, by number. */
export class Facets {
  readonly #numbers = new Map<string, number>();
  readonly #checkedThrough = new Map<string, Int32Array>();

  /** With those that are known already, which are its own from now on. */
  constructor(readonly all: Facet[]) {
    for (const [number, desk] of all.entries()) this.#numbers.set(keyOf(desk), number);
  }

  numberOf(desk: Facet): number {
    const key = keyOf(desk);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.all.push(desk) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }

  /** The issuers of all desks, each once. */
  issuers = (among: (desk: number) => boolean = () => true): Region[] => [
    ...new Set(this.all.filter((_, desk) => among(desk)).map(({ issuer }) => issuer)),
  ];

  /** Of each desk 1 where some are asked about and it is one of them, else 0; null where all are. */
  asked({ issuer, kind }: { readonly issuer: readonly Region[] | null; readonly kind: readonly Kind[] | null }): Uint8Array | null {
    if (!issuer && !kind) return null;
    return Uint8Array.from(this.all, (desk) => ((issuer?.includes(desk.issuer) ?? true) && (kind?.includes(desk.kind) ?? true) ? 1 : 0));
  }

  /**
   * How far the publications of each desk were read at some clocks: 0 for never, `OPEN` where that lies ahead of all that is known. What
   * was said of a position never changes; the latest are kept.
   */
  checkedThrough({ clocks: { position, knownOn }, checked }: ReadView): Int32Array {
    const clocks = `${position} ${knownOn ?? ''}`;
    const kept = this.#checkedThrough.get(clocks);
    if (kept?.length === this.all.length) return kept;
    const known = new Map<string, number>();
    const throughs = Int32Array.from(this.all, ({ issuer, body }) => {
      const key = `${issuer} ${body ?? ''}`;
      let through = known.get(key);
      if (through === undefined) {
        const day = checked(issuer, body);
        through = day === null ? 0 : knownOn !== null && knownOn <= day ? OPEN : basicDay(day);
        known.set(key, through);
      }
      return through;
    });
    if (this.#checkedThrough.size >= KEPT) this.#checkedThrough.clear();
    this.#checkedThrough.set(clocks, throughs);
    return throughs;
  }
}

/** The desks whose publications were not read through a day. */
export function facetsBehind(throughs: Int32Array, day: BasicDay): number[] {
  const desks: number[] = [];
  for (let desk = 0; desk < throughs.length; desk++) if ((throughs[desk] as number) < day) desks.push(desk);
  return desks;
}

const keyOf = ({ issuer, kind, body }: Facet): string => `${issuer} ${kind} ${body ?? ''}`;

/** Returns where a view of the record stands in it. */
export const readViewOf = ({ clocks, record }: Pick<RecordView, 'clocks' | 'record'>): ReadView => ({
  clocks,
  latest: clocks.position === record.position,
  checked: (issuer, body) => record.checks.through(issuer, body, clocks.position),
});
