import { Refusal } from '@in-force/domain';
import { type Draft, type Event, idOf, type Recorded, streamOf } from '@in-force/events';
import { type Entry, type FileProblem, InvalidRecord, type RecordFile } from '@in-force/formats';
import { touched } from '@in-force/timeline';
import type { Act, Engine, Recording, RecordOptions } from './engine.js';
import { eventId } from './ids.js';
import { inOrderOfPublication } from './order.js';
import { References, streamsOf } from './references.js';

/**
 * Records files as one set: references are resolved in the log and in the set, everything is checked and decided before the first
 * append, and entries are appended in order of publication, so the order of files does not matter.
 *
 * @throws {InvalidRecord} naming every problem by file and line; nothing is stored then.
 */
export async function importRecord(engine: Engine, files: readonly RecordFile[], options: RecordOptions = {}): Promise<Recording> {
  const acts = await expand(engine, files);
  await eachDecided(engine, acts);
  return engine.record(acts, options);
}

/** The acts that files make, in the order in which they are appended. */
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
  if (problems.size > 0)
    throw new InvalidRecord([...problems.values()].sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1)));
  return inOrderOfPublication(acts);
}

/** Where an act stands in the files. */
interface Placed {
  readonly entry: Entry;
}

/** The measures an act bears on that nobody announced. Those found in the log are added to `announced`. */
async function unknownMeasures(engine: Engine, stream: string, draft: Draft, announced: Set<string>): Promise<string[]> {
  const unknown: string[] = [];
  for (const measure of draft.type === 'measure.announced' ? [] : touched({ ...draft, stream } as Recorded)) {
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

/** Decides every act before the first append, so that a refusal is told by its file and line. */
async function eachDecided(engine: Engine, acts: readonly (Act & Placed)[]): Promise<void> {
  try {
    await engine.record(acts, { dryRun: true });
    return;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  const byStream = new Map<string, (Act & Placed)[]>();
  for (const act of acts) byStream.set(act.stream, [...(byStream.get(act.stream) ?? []), act]);
  const problems = new Map<string, FileProblem>();
  for (const some of byStream.values())
    for (let count = 1; count <= some.length; count++)
      try {
        await engine.record(some.slice(0, count), { dryRun: true });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const { file, line } = (some[count - 1] as Placed).entry;
        problems.set(`${file} ${line} ${error.message}`, { file, line, message: error.message });
        break;
      }
  if (problems.size > 0) throw new InvalidRecord([...problems.values()]);
}
