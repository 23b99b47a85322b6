import { compareIds, type MeasureId, type Region } from '@in-force/events';
import type { ColumnIndex, Hits } from '@in-force/index';
import { assess, ORDER, type RecordView } from '@in-force/rules';
import { readAs } from './control.js';
import { ASKED_STATUSES, type AskedStatus, type Question } from './question.js';

/** A measure, and its status or the reading asked for. */
export interface Standing {
  readonly id: MeasureId;
  readonly status: AskedStatus;
}

/** Sorts measures by whether a list asks for their status: the reading of the party asked about where there is one. */
export class Tally {
  /** What passed the other filters and was not asked for, counted. */
  readonly others = new Map<AskedStatus, number>();
  readonly issuers = new Set<Region | null>();
  readonly #asked: ReadonlySet<AskedStatus>;
  readonly #listed: Standing[] = [];
  readonly #frames: Standing[] = [];
  #folded = false;

  constructor(
    private readonly known: RecordView,
    private readonly question: Question,
  ) {
    this.#asked = new Set(question.status);
  }

  /** Takes what the index found, in order of id: those asked for, and the counts of the others. */
  take({ measures, ranks, counted, issuers }: Hits, index: ColumnIndex): void {
    for (const issuer of issuers()) this.issuers.add(issuer);
    for (const [rank, status] of ORDER.entries()) if (counted[rank] !== 0) this.others.set(status, counted[rank] as number);
    for (let at = 0; at < measures.length; at++) {
      const measure = measures[at] as number;
      const standing = { id: index.idOf(measure), status: ORDER[ranks[at] as number] as AskedStatus };
      (index.isDependent(measure) && this.known.isFrame(standing.id, this.question.on) ? this.#frames : this.#listed).push(standing);
    }
  }

  /** Those asked for, in order of id, with frames last. */
  get selected(): readonly Standing[] {
    if (this.#folded) for (const part of [this.#listed, this.#frames]) part.sort((a, b) => compareIds(a.id, b.id));
    return this.#listed.concat(this.#frames);
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
    if (this.#asked.has(stands)) {
      (this.known.isFrame(id, this.question.on) ? this.#frames : this.#listed).push({ id, status: stands });
      this.#folded = true;
    } else this.others.set(stands, (this.others.get(stands) ?? 0) + 1);
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
