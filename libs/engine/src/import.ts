import { type Draft, type Event, idOf, type Recorded, streamOf } from '@in-force/events';
import { type Entry, type FileProblem, InvalidRecord, type RecordFile } from '@in-force/formats';
import { measuresTouchedBy } from '@in-force/rules';
import type { Act, Engine, Recording, RecordOptions, Refused } from './engine.js';
import { eventId } from './ids.js';
import { inOrderOfPublication } from './order.js';
import { References, streamsOf } from './references.js';

/**
 * Records files as one set: references are resolved in the log and in the set, everything is checked and decided before the first
 * append, and entries are appended in order of publication, so the order of files does not matter.
 *
 * @throws {InvalidRecord} naming every problem by file and line; nothing is stored then.
 */
export async function importRecord(engine: Engine, files: readonly RecordFile[], options: ImportOptions = {}): Promise<Recording> {
  return engine.record(await expand(engine, files), { ...options, refused: placed });
}

/** How files are recorded; `known` hears of each entry that was passed over, and of the event that says the same. */
export type ImportOptions = Omit<RecordOptions<Act & Placed>, 'refused' | 'expected'>;

/** Returns the acts that files make, in the order in which they are appended. */
export async function expand(engine: Engine, files: readonly RecordFile[]): Promise<readonly (Act & Placed)[]> {
  const entries = files.flatMap(({ entries }) => entries);
  const problems = new Map<string, FileProblem>();
  const tell = ({ file, line }: Entry, message: string) => void problems.set(`${file} ${line} ${message}`, { file, line, message });
  const references = new References(engine, entries, tell);
  const acts: (Act & Placed)[] = [];
  for (const entry of entries)
    for (const { stream, data } of (await references.resolved(entry)) ?? [])
      acts.push({ entry, stream, draft: draft(entry, stream, { type: entry.type, data } as Event) });
  const announced = new Set(
    entries.flatMap((entry) => (entry.type === 'measure.announced' ? streamsOf(entry).map((stream) => idOf(stream)) : [])),
  );
  for (const { entry, stream, draft } of acts)
    for (const measure of await unknownMeasures(engine, stream, draft, announced))
      tell(entry, `No measure "${measure}" in this log or in these files.`);
  if (problems.size > 0) throw new InvalidRecord([...problems.values()].sort(inOrder));
  return inOrderOfPublication(acts);
}

/** Where an act stands in the files. */
interface Placed {
  readonly entry: Entry;
}

/** Returns the measures an act bears on that nobody announced. Those found in the log are added to `announced`. */
async function unknownMeasures(engine: Engine, stream: string, draft: Draft, announced: Set<string>): Promise<string[]> {
  const unknown: string[] = [];
  for (const measure of draft.type === 'measure.announced' ? [] : measuresTouchedBy({ ...draft, stream } as Recorded)) {
    if (announced.has(measure)) continue;
    if ((await engine.stream(streamOf('measure', measure))).length > 0) announced.add(measure);
    else unknown.push(measure);
  }
  return unknown;
}

function draft(entry: Entry, stream: string, event: Event): Draft {
  const { id, publishedOn, sources, instrument, summary, note, confidence } = entry;
  return {
    id: eventId(id, event.type, stream),
    publishedOn,
    sources: [...sources],
    ...(instrument && { instrument }),
    ...(summary && { summary }),
    ...(note && { note }),
    ...(confidence && { confidence }),
    correlation: id.replace(/\.\d+$/, ''),
    causation: id,
    ...event,
  } as Draft;
}

/** Returns every refusal by its file and line. */
const placed = (refused: readonly Refused<Act & Placed>[]): InvalidRecord => {
  const problems = refused.map(({ act: { entry }, refusal: { message } }) => ({ file: entry.file, line: entry.line, message }));
  return new InvalidRecord([...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()].sort(inOrder));
};

const inOrder = (a: FileProblem, b: FileProblem): number => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1);
