import { formOf, type MeasureId, measureOf } from '@in-force/events';
import type { Seen } from './visible.js';

/** Returns the measures an event bears on: its own, those it speaks of, and those its replacement speaks of. */
export function measuresTouchedBy(event: Seen): readonly MeasureId[] {
  const own = measureOf(event.stream);
  return [...new Set([...(own === null ? [] : [own]), ...mentioned(formOf(event).data)])];
}

function mentioned(data: unknown): MeasureId[] {
  const { about = [], readings = [] } = data as { about?: MeasureId[]; readings?: { measures: MeasureId[] }[] };
  return [...about, ...readings.flatMap(({ measures }) => measures)];
}
