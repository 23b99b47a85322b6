import { dayAfter, lastDayOf } from '@in-force/events';
import type { Seen } from '@in-force/rules';

/** Why an answer changed: the world did, our knowledge of it did, or a date arrived. */
export const CAUSES = ['world', 'knowledge', 'clock'] as const;
export type Cause = (typeof CAUSES)[number];

/**
 * Returns which clock an event moves, whenever it was recorded: acts and words the world's, checks and corrections that of our knowledge.
 */
export const movedBy = ({ type }: Pick<Seen, 'type'>): 'world' | 'knowledge' => (type.startsWith('record.') ? 'knowledge' : 'world');

/** Why an answer changed when an event was recorded: what was recorded by the day after it was published is the world's own news. */
export const causeOf = (event: Pick<Seen, 'type' | 'publishedOn' | 'recordedAt'>): 'world' | 'knowledge' =>
  movedBy(event) === 'world' && event.recordedAt.slice(0, 10) <= dayAfter(lastDayOf(event.publishedOn)) ? 'world' : 'knowledge';
