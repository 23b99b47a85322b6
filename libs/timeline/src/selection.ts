import type { MeasureId, Region } from '@in-force/events';
import { assess } from './assess.js';
import { readAs } from './control.js';
import type { Known } from './known.js';
import type { Found } from './lookup.js';
import { ASKED_STATUSES, type AskedStatus, type Question } from './question.js';
import { ORDER } from './status.js';

/** A measure, and its status or the reading asked for. */
export interface Standing {
  readonly id: MeasureId;
  readonly status: AskedStatus;
}

/** Sorts measures by whether a list asks for their status: the reading of the party asked about where there is one. */
export class Tally {
  readonly selected: Standing[] = [];
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

  /** Takes what the lookup found: those asked for, and the counts of the others. */
  take({ measures, ranks, counted, issuers }: Found, idOf: (measure: number) => MeasureId): void {
    for (const issuer of issuers()) this.issuers.add(issuer);
    for (const [rank, status] of ORDER.entries()) if (counted[rank] !== 0) this.others.set(status, counted[rank] as number);
    for (const [at, measure] of measures.entries())
      this.selected.push({ id: idOf(measure), status: ORDER[ranks[at] as number] as AskedStatus });
  }

  /** Takes a measure as the rules give it, if it says something about what was asked. */
  fold(id: MeasureId): void {
    if (!this.#passes(id)) return;
    const assessed = assess(this.known, id, this.question);
    const issuer = assessed.life?.announced.data.issuer ?? null;
    const { status } = assessed;
    if ((status === 'not-known' || status === 'not-applicable') && !this.#asked.has(status)) return;
    const stands = readAs(this.known, assessed, this.question) ?? status;
    this.issuers.add(issuer);
    if (this.#asked.has(stands)) this.selected.push({ id, status: stands });
    else this.others.set(stands, (this.others.get(stands) ?? 0) + 1);
  }

  /** Puts some measures behind all others, in one pass: nearly all of them stay where they are. */
  putLast(isLast: (id: MeasureId) => boolean): void {
    const last: Standing[] = [];
    let kept = 0;
    for (const standing of this.selected)
      if (isLast(standing.id)) last.push(standing);
      else this.selected[kept++] = standing;
    for (const standing of last) this.selected[kept++] = standing;
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
