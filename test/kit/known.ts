import { lastDayOf } from '@in-force/events';
import type { RecordFile } from '@in-force/formats';

/** Returns whether anybody could have recorded an entry on a day: whether it and its sources were public. */
export const isKnownOn =
  (today: string) =>
  ({ publishedOn, sources }: RecordFile['entries'][number]): boolean =>
    [publishedOn, ...sources.map(({ published }) => published)].every((day) => day === null || lastDayOf(day) <= today);
