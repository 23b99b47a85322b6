import type { MeasureId, Region } from '@in-force/events';
import { control } from './control.js';
import type { Known } from './known.js';
import type { Others } from './lookup.js';
import { ASKED_STATUSES, type AskedStatus, type Question } from './question.js';

/** Sorts measures by whether a list asks for their status: the reading of the party asked about where there is one. */
export class Tally {
  readonly selected: { readonly id: MeasureId; readonly status: AskedStatus }[] = [];
  /** What passed the other filters and was not asked for, counted. */
  readonly others = new Map<AskedStatus, number>();
  readonly issuers = new Set<Region | null>();
  readonly #asked: ReadonlySet<AskedStatus>;

  constructor(
    private readonly known: Known,
    private readonly question: Question,
  ) {
    this.#asked = new Set(question.status);
  }

  /** Whether measures are filtered by what only their own events tell. */
  get filters(): boolean {
    return this.question.kind !== null || this.question.issuer !== null;
  }

  /** Whether any measure was folded: then they are not in order of id. */
  folded = false;

  /** Takes what was counted elsewhere. */
  count({ counts, issuers }: Others): void {
    for (const issuer of issuers) this.issuers.add(issuer);
    for (const [status, count] of counts) if (count > 0) this.others.set(status, (this.others.get(status) ?? 0) + count);
  }

  /** Takes a measure that says something about what was asked. */
  add(id: MeasureId, issuer: Region | null, status: AskedStatus): void {
    if (!this.#passes(id)) return;
    this.issuers.add(issuer);
    if (this.#asked.has(status)) this.selected.push({ id, status });
    else this.others.set(status, (this.others.get(status) ?? 0) + 1);
  }

  /** Takes a measure as the rules give it, if it says something about what was asked. */
  fold(id: MeasureId): void {
    this.folded = true;
    if (!this.#passes(id)) return;
    const { issuer, status, readAs } = control(this.known, id, this.question).control;
    if ((status !== 'not-known' && status !== 'not-applicable') || this.#asked.has(status)) this.add(id, issuer, readAs ?? status);
  }

  /** Whether a measure passes the filters that do not depend on its status. */
  #passes(id: MeasureId): boolean {
    const { kind, issuer } = this.question;
    if (kind === null && issuer === null) return true;
    const data = this.known.life(id)?.announced.data;
    return data !== undefined && (kind?.includes(data.kind) ?? true) && (issuer?.includes(data.issuer) ?? true);
  }
}

/** What passed the other filters and was not asked for, counted. */
export function leftOut(
  others: ReadonlyMap<AskedStatus, number>,
  { status, reading }: Question,
): Readonly<Partial<Record<AskedStatus, number>>> {
  const counted = ASKED_STATUSES.filter(
    (one) =>
      !status.includes(one) &&
      one !== 'not-known' &&
      one !== 'not-applicable' &&
      (reading !== null || (one !== 'removed' && one !== 'unclear')),
  );
  return Object.fromEntries(counted.map((one) => [one, others.get(one) ?? 0]));
}
