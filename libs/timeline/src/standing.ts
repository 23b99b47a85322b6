import { SUBJECTS } from '@in-force/events';
import type { Known } from './known.js';
import type { Seen } from './visible.js';

/** Every event that counts at some clocks, in its corrected form, in the order in which it was recorded. */
export const standing = (known: Known): Seen[] =>
  SUBJECTS.flatMap((subject) => known.facts.streams(subject))
    .flatMap((stream) => known.seen(stream))
    .sort((a, b) => a.position - b.position);
