import { type RecordView, remember } from '@in-force/rules';

/** How many events of a stream were recorded, and the position of the last. */
interface Grown {
  readonly count: number;
  readonly last: number;
}
const grown = new WeakMap<RecordView, Map<string, Grown>>();

/** Returns how far a stream had grown by the position of a view. Kept, as all dates of an issuer ask it of the same looks at publications. */
export function recordedIn(known: RecordView, stream: string): Grown {
  const kept = remember(grown, known, () => new Map<string, Grown>());
  return remember(kept, stream, () => {
    const positions = known.record.stream(stream).flatMap(({ position }) => (position <= known.clocks.position ? [position] : []));
    return { count: positions.length, last: positions.at(-1) ?? 0 };
  });
}
