import { dayNumber, type ExactDay, type Region } from '@in-force/events';
import type { RecordView } from '@in-force/rules';
import type { z } from 'zod';
import type { readThrough as fields } from './answer.schema.js';
import type { Given } from './given.js';

/** How far the publications of issuers were read, and how long before the day asked about that was. */
export type ReadThrough = Given<z.ZodObject<typeof fields>>;

/** Returns how far the publications of each issuer in question were read. */
export function readThrough(view: RecordView, issuers: Iterable<Region | null>, dayOf: (issuer: Region) => ExactDay): ReadThrough {
  const sorted = [...new Set(issuers)].filter((issuer) => issuer !== null).sort();
  const read = sorted.map((issuer) => [issuer, view.through(issuer)] as const);
  const days = (issuer: Region, through: ExactDay | null) =>
    through === null ? null : Math.max(0, dayNumber(dayOf(issuer)) - dayNumber(through));
  return {
    checkedThrough: Object.fromEntries(read),
    daysSinceChecked: Object.fromEntries(read.map(([issuer, through]) => [issuer, days(issuer, through)])),
  };
}
