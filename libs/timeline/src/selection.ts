import { type ExactDay, lastDayOf, type MeasureId, type Region } from '@in-force/events';
import type { Control } from './control.js';
import type { Known } from './known.js';
import { ASKED_STATUSES, type AskedStatus, type Question } from './question.js';

/** Whether a measure passes the filters that do not depend on its status. */
export function passes(known: Known, id: MeasureId, { kind, issuer }: Question): boolean {
  const data = known.life(id)?.announced.data;
  if (!data) return kind === null && issuer === null;
  return (kind?.includes(data.kind) ?? true) && (issuer?.includes(data.issuer) ?? true);
}

/** What a list selects by: the reading of the party asked about where there is one, else the status. */
export const selected = ({ readAs, status }: Control): AskedStatus => readAs ?? status;

/** What passed the other filters and was not asked for, counted. */
export function leftOut(controls: readonly Control[], { status, reading }: Question): Readonly<Partial<Record<AskedStatus, number>>> {
  const counted = ASKED_STATUSES.filter(
    (one) =>
      !status.includes(one) &&
      one !== 'not-known' &&
      one !== 'not-applicable' &&
      (reading !== null || (one !== 'removed' && one !== 'unclear')),
  );
  return Object.fromEntries(counted.map((one) => [one, controls.filter((control) => selected(control) === one).length]));
}

/** How far the publications of each issuer in question were read. */
export function checked(known: Known, controls: readonly Control[]): Readonly<Record<Region, ExactDay | null>> {
  const issuers = [...new Set(controls.flatMap(({ issuer }) => issuer ?? []))].sort();
  return Object.fromEntries(
    issuers.map((issuer) => {
      const check = known.check(issuer, null);
      return [issuer, check && lastDayOf(check.data.through)];
    }),
  );
}
