import { idOf, type MeasureId, type Recorded, streamOf, subjectOf } from '@in-force/events';
import type { Seen } from './visible.js';

/** Returns the measures an event bears on: its own, those it speaks of, and those its replacement speaks of. */
export function measuresTouchedBy(event: Seen): readonly MeasureId[] {
  const own = event.stream.startsWith(streamOf('measure', '')) ? [idOf(event.stream)] : [];
  const spoken = event.type === 'record.corrected' ? event.data.replacement.data : event.data;
  return [...new Set([...own, ...mentioned(spoken)])];
}

function mentioned(data: unknown): MeasureId[] {
  const { about = [], readings = [] } = data as { about?: MeasureId[]; readings?: { measures: MeasureId[] }[] };
  return [...about, ...readings.flatMap(({ measures }) => measures)];
}

/** Returns the subject of a stream: `measure` of `measure-cn-mofcom-2025-18`. */
export const subjectOfStream = (stream: string) => subjectOf(`${stream.slice(0, stream.indexOf('-'))}.` as Recorded['type']);
