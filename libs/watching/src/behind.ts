import { daysNamedIn, type Question } from '@in-force/answers';
import { type ExactDay, type MeasureId, measureOf, type Recorded, regionChanges, streamOf, subjectOfStream } from '@in-force/events';
import { type CheckOf, measuresTouchedBy, type RecordReader, type RecordView, SHOWN } from '@in-force/rules';

/** The subjects of which how they stand may hang on who made any of the measures that they are about. */
const HANGING: ReadonlySet<string> = new Set(['commitment', 'facilitation']);

export const hangs = (stream: string): boolean => HANGING.has(subjectOfStream(stream));

/** Returns whether a stream spoke of a measure by a position. */
const spoke = (record: RecordReader, stream: string, id: MeasureId, position: number): boolean =>
  record.stream(stream).some((event) => event.position <= position && measuresTouchedBy(event).includes(id));

/**
 * Returns those of some events recorded together that speak of a measure, or are of what it rests on: by what was recorded up to the last
 * of them, whatever came after.
 */
export function eventsOn(record: RecordReader, run: readonly Recorded[], id: MeasureId, rests: readonly CheckOf[]): readonly Recorded[] {
  const position = run.at(-1)?.position ?? 0;
  return run.filter((event) => {
    if (measuresTouchedBy(event).includes(id)) return true;
    const { stream } = event;
    const other = measureOf(stream);
    if (subjectOfStream(stream) === 'record') return rests.some(({ issuer }) => streamOf('record', issuer) === stream);
    if (other === null) return spoke(record, stream, id, position);
    return record
      .streamsAbout(other)
      .some((words) => hangs(words) && spoke(record, words, other, position) && spoke(record, words, id, position));
  });
}

/** Returns whether a day is named by anything said of a measure by the position of a view, or by the region asked about. */
export function namesDay({ record, clocks: { position } }: RecordView, id: MeasureId, day: ExactDay, { region }: Question): boolean {
  if (region !== null && regionChanges(region).includes(day)) return true;
  const words = SHOWN.flatMap((shown) => record.shownWith(id, shown)).filter((stream) => spoke(record, stream, id, position));
  const said = [streamOf('measure', id), ...words].flatMap((stream) => record.stream(stream)).filter((event) => event.position <= position);
  return daysNamedIn(said).includes(day);
}
