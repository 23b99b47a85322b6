import { dayNumber, type ExactDay, type Region } from '@in-force/events';
import type { RecordView } from '@in-force/rules';
import type { Answer } from './answer.js';

/** How far the publications of issuers were read, and how long before the day asked about that was. */
export type ReadThrough = Pick<Answer, 'checkedThrough' | 'daysSinceChecked'>;

/** Returns how far the publications of each issuer in question were read. */
export function readThrough(view: RecordView, issuers: Iterable<Region | null>, on: ExactDay): ReadThrough {
  const sorted = [...new Set(issuers)].filter((issuer) => issuer !== null).sort();
  const read = sorted.map((issuer) => [issuer, view.through(issuer)] as const);
  const days = (through: ExactDay | null) => (through === null ? null : Math.max(0, dayNumber(on) - dayNumber(through)));
  return {
    checkedThrough: Object.fromEntries(read),
    daysSinceChecked: Object.fromEntries(read.map(([issuer, through]) => [issuer, days(through)])),
  };
}
