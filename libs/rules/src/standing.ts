import type { Recorded } from '@in-force/events';
import { streamsOf } from './record-reader.js';
import type { RecordView } from './record-view.js';
import { sourcesAt } from './sources.js';
import { atOnce, gather, type Steps, sortInSteps } from './steps.js';
import type { Seen } from './visible.js';

/**
 * Returns every event that counts at some clocks, in its corrected form, in the order in which it was recorded; without what was public
 * later.
 */
export function* listStanding(known: RecordView): Steps<(Seen & Pick<Recorded, 'sources'>)[]> {
  const seen = yield* gather(streamsOf(known.record), (stream) => known.seen(stream));
  const inOrder = yield* sortInSteps(seen, (a, b) => a.position - b.position);
  return yield* gather(inOrder, (event) => [known.clocks.knownOn === null ? (event as Seen & Recorded) : asKnown(known, event)]);
}

/** Returns the same at once. */
export const standing = atOnce(listStanding);

function asKnown(known: RecordView, event: Seen): Seen & Pick<Recorded, 'sources'> {
  const { note: _, ...rest } = event as Seen & Pick<Recorded, 'note'>;
  return { ...rest, sources: [...sourcesAt(known, event).sources] } as Seen & Pick<Recorded, 'sources'>;
}
