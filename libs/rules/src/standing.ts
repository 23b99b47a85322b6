import { type Recorded, SUBJECTS } from '@in-force/events';
import type { RecordView } from './record-view.js';
import { sourcesAt } from './sources.js';
import type { Seen } from './visible.js';

/**
 * Returns every event that counts at some clocks, in its corrected form, in the order in which it was recorded; without what was public
 * later.
 */
export const standing = (known: RecordView): (Seen & Pick<Recorded, 'sources'>)[] =>
  SUBJECTS.flatMap((subject) => known.record.streams(subject))
    .flatMap((stream) => known.seen(stream))
    .sort((a, b) => a.position - b.position)
    .map((event) => (known.clocks.knownOn === null ? (event as Seen & Recorded) : asKnown(known, event)));

function asKnown(known: RecordView, event: Seen): Seen & Pick<Recorded, 'sources'> {
  const { note: _, ...rest } = event as Seen & Pick<Recorded, 'note'>;
  return { ...rest, sources: [...sourcesAt(known, event).sources] } as Seen & Pick<Recorded, 'sources'>;
}
