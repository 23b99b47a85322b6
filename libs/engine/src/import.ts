import { Refusal } from '@in-force/domain';
import { type Draft, type Event, idOf, type Recorded, streamOf, subjectOf } from '@in-force/events';
import { type Entry, type FileProblem, InvalidRecord, type RecordFile } from '@in-force/formats';
import { touched } from '@in-force/timeline';
import type { Act, Engine, Recording, RecordOptions } from './engine.js';
import { eventId } from './ids.js';
import { inOrderOfPublication } from './order.js';

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
  const set = new EntrySet(
    engine,
    files.flatMap(({ entries }) => entries),
  );
  return set.acts();
}

/** Where an act stands in the files. */
interface Placed {
  readonly entry: Entry;
}

/** Entries that are recorded together, and may name each other. */
class EntrySet {
  readonly #problems: FileProblem[] = [];
  /** The events each entry becomes, by stream; of a correction only once its event is found. */
  readonly #ids = new Map<string, Map<string, string>>();
  readonly #announced = new Set<string>();

  constructor(
    private readonly engine: Engine,
    private readonly entries: readonly Entry[],
  ) {
    for (const entry of entries) {
      if (this.#ids.has(entry.id))
        this.#problem(entry, `The entry "${entry.id}" stands twice in these files; a second event of an entry adds .2, .3 to its id.`);
      this.#ids.set(entry.id, new Map(streamsOf(entry).map((stream) => [stream, eventId(entry.id, entry.type, stream)])));
      if (entry.type === 'measure.announced') for (const stream of streamsOf(entry)) this.#announced.add(idOf(stream));
    }
  }

  async acts(): Promise<readonly (Act & Placed)[]> {
    const acts: (Act & Placed)[] = [];
    for (const entry of this.entries) {
      const event = await this.#resolved(entry);
      if (!event) continue;
      for (const { stream, data } of event) acts.push({ entry, stream, draft: draft(entry, stream, { type: entry.type, data } as Event) });
    }
    for (const { entry, stream, draft } of acts) await this.#knowsMeasures(entry, stream, draft);
    if (this.#problems.length > 0)
      throw new InvalidRecord(this.#problems.toSorted((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1)));
    return inOrderOfPublication(acts);
  }

  /** The data of an entry for each of its streams, with references to entries turned into ids; null where one leads nowhere. */
  async #resolved(entry: Entry): Promise<{ readonly stream: string; readonly data: unknown }[] | null> {
    if (entry.type === 'record.corrected' || entry.type === 'record.retracted') {
      const found = await this.#find(entry, entry.data.event);
      return found && [{ stream: found.stream, data: { ...entry.data, event: found.id } }];
    }
    const { type, data } = entry;
    if (type !== 'measure.suspension-extended' || data.suspension === undefined || UUID.test(data.suspension))
      return streamsOf(entry).map((stream) => ({ stream, data }));
    const of = data.suspension;
    return streamsOf(entry).flatMap((stream) => {
      const suspension = ['measure.suspended', 'measure.suspension-extended']
        .map((type) => eventId(of, type, stream))
        .find((id) => this.#ids.get(of)?.get(stream) === id || this.engine.follower.positionOf(id) !== undefined);
      if (suspension === undefined) this.#problem(entry, `No suspension of ${idOf(stream)} in an entry "${of}".`);
      return suspension === undefined ? [] : [{ stream, data: { ...data, suspension } }];
    });
  }

  /** Finds the event that a reference means: a UUID, an entry, or an entry and a measure after a slash. */
  async #find(entry: Entry, reference: string): Promise<{ readonly id: string; readonly stream: string } | null> {
    if (UUID.test(reference)) {
      const inSet = [...this.#ids.values()].flatMap((streams) => [...streams]).find(([, id]) => id === reference);
      if (inSet) return { id: reference, stream: inSet[0] };
      const known = await this.engine.event(reference);
      if (!known) this.#problem(entry, `No event ${reference} in this log or in these files.`);
      return known ? { id: known.id, stream: known.stream } : null;
    }
    const [name = '', measure] = reference.split('/');
    const candidates = [...(this.#ids.get(name) ?? []), ...(this.#ids.has(name) ? [] : await this.#recorded(name))]
      .map(([stream, id]) => ({ stream, id }))
      .filter(({ stream }) => measure === undefined || stream === streamOf('measure', measure));
    const [only] = candidates;
    if (!only) this.#problem(entry, `No entry "${reference}" in this log or in these files.`);
    if (candidates.length > 1)
      this.#problem(
        entry,
        `"${reference}" became ${candidates.length} events; name one: ${candidates.map(({ stream }) => `${name}/${idOf(stream)}`).join(', ')}.`,
      );
    return only && candidates.length === 1 ? only : null;
  }

  /** The events that an entry recorded earlier became. */
  async #recorded(name: string): Promise<[stream: string, id: string][]> {
    const found: [string, string][] = [];
    for (const event of await this.engine.follower.after(0, this.engine.position))
      if (event.causation === name) found.push([event.stream, event.id]);
    return found;
  }

  async #knowsMeasures(entry: Entry, stream: string, draft: Draft): Promise<void> {
    if (entry.type === 'measure.announced') return;
    for (const measure of touched({ ...draft, stream } as Recorded)) {
      if (this.#announced.has(measure)) continue;
      const events = await this.engine.stream(streamOf('measure', measure));
      if (events.length > 0) this.#announced.add(measure);
      else this.#problem(entry, `No measure "${measure}" in this log or in these files.`);
    }
  }

  #problem({ file, line }: Entry, message: string): void {
    if (!this.#problems.some((known) => known.file === file && known.line === line && known.message === message))
      this.#problems.push({ file, line, message });
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The streams an entry goes into. Of a correction or retraction none is known before its event is found. */
function streamsOf(entry: Entry): string[] {
  const { type, id, of, measures, instrument, track } = entry;
  switch (subjectOf(type)) {
    case 'measure':
      return (measures ?? (instrument ? [instrument.id] : [])).map((measure) => streamOf('measure', measure));
    case 'negotiation':
      return [streamOf('negotiation', of ?? track ?? id)];
    case 'licensing':
      return [streamOf('licensing', of ?? (type === 'licensing.reported' ? (entry.data.regions[0] ?? id) : id))];
    case 'record':
      return type === 'record.checked' ? [streamOf('record', entry.data.issuer)] : [];
    default:
      return [streamOf(subjectOf(type), of ?? id)];
  }
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
    correlation: id.split('.', 1)[0] as string,
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
