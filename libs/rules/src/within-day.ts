import { lastDayOf } from '@in-force/events';
import type { Seen } from './visible.js';

/** The order within a day: as things happen. */
const AS_THEY_HAPPEN: readonly (readonly string[])[] = [
  ['measure.announced'],
  ['measure.amended'],
  ['measure.took-effect', 'starts', 'reach-changes'],
  ['measure.suspended', 'suspension-starts'],
  ['measure.suspension-extended'],
  ['measure.resumed', 'suspension-ends'],
  ['measure.revoked', 'is-revoked'],
  ['measure.expired', 'expires'],
];

const RANKS = new Map(AS_THEY_HAPPEN.flatMap((whats, rank) => whats.map((what) => [what, rank] as const)));

/** Returns the place within its day of what an event, or the calendar, did; what else is said and done comes after. */
export const rankOf = (what: string): number => RANKS.get(what) ?? AS_THEY_HAPPEN.length;

/** Compares events as they are told: by the day they were public, within it as they happen, then by id. */
export const asTold = (a: Seen, b: Seen): number => (orderOf(a) < orderOf(b) ? -1 : 1);
const orderOf = ({ publishedOn, type, id }: Seen): string => `${lastDayOf(publishedOn)} ${rankOf(type)} ${id}`;
