import { readRecordable } from '@in-force/words';
import { BeyondBounds, BOUNDS, type Bounds, countLines, grouped } from './bounds.js';
import { type Entry, placed, readEntry } from './entries.js';
import { Head } from './entries.schema.js';
import { type FileProblem, InvalidRecord, TOLD } from './invalid.js';
import { linesInJson, readJson } from './json.js';
import { excessIn, type PlacedProblem, spoiltTexts } from './texts.js';
import { type PlacedDocument, readYaml } from './yaml.js';

/** What a file of the record says. */
export interface RecordFile {
  readonly name: string;
  readonly entries: readonly Entry[];
}

/**
 * Reads a file of the record: YAML, or JSON or NDJSON by its name. Takes time and memory in proportion to its length.
 *
 * @throws {InvalidRecord} naming the problems by their lines.
 * @throws {BeyondBounds} for more than is taken, before anything is built of it.
 */
export function readRecordFile(name: string, text: string, bounds: Bounds = BOUNDS.file): RecordFile {
  countLines(name, text, bounds);
  const file = text.replace(/^\uFEFF/, '');
  if (name.endsWith('.ndjson')) return readLines(name, file, bounds);
  return readDocument(name, name.endsWith('.json') ? jsonDocument(name, file, bounds) : readYaml(name, file, bounds), bounds);
}

const jsonDocument = (file: string, text: string, bounds: Bounds): PlacedDocument => ({
  value: readJson(file, text, bounds),
  linesOf: (paths) => linesInJson(file, text, paths, bounds),
});

/** One document: a head, and entries. The entries are read even where something is wrong with the head. */
function readDocument(file: string, { value, linesOf }: PlacedDocument, bounds: Bounds): RecordFile {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvalidRecord([{ file, line: 1, message: 'Expected a map with instrument or negotiation, sources and entries.' }]);
  const { entries: _, ...above } = value as Record<string, unknown> & Head;
  const excess = excessIn(above);
  const hints = { left: TOLD };
  const { data: head, faults } = readRecordable(Head, excess ? { entries: (value as Head).entries } : value, hints);
  const raw = Array.isArray((value as Head).entries) ? (value as Head).entries : [];
  const found = new Found(file, bounds, linesOf);
  found.tell([...(excess ? [excess] : spoiltTexts(above)), ...(faults ? placed(faults, []) : [])]);
  const places = linesOf(raw.map((_, index) => ['entries', index]));
  for (const [index, entry] of raw.entries()) found.take(readEntry(entry, head ?? above, hints), places[index] ?? 1, ['entries', index]);
  return { name: file, entries: found.entries() };
}

/** An entry a line, each with its own instrument and whole sources. */
function readLines(file: string, text: string, bounds: Bounds): RecordFile {
  const found = new Found(file, bounds, () => []);
  const hints = { left: TOLD };
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const at = index + 1;
    if (found.count === bounds.entries)
      throw new BeyondBounds(file, `It holds more than ${grouped(bounds.entries)} entries. Divide it.`, at);
    try {
      found.take(readEntry(readJson(file, line, bounds), {}, hints), at);
    } catch (error) {
      if (!(error instanceof InvalidRecord) || error instanceof BeyondBounds) throw error;
      found.refuse(at, error);
    }
  }
  return { name: file, entries: found.entries() };
}

/** A problem by its line, or by the path that leads to it. */
type Told = FileProblem | PlacedProblem;

/** The entries found in a file, and what is wrong with them: the first problems, and how many more. */
class Found {
  readonly #entries: Entry[] = [];
  readonly #told: Told[] = [];
  readonly #seen = new Set<string>();
  #more = 0;
  #events = 0;
  count = 0;

  constructor(
    private readonly file: string,
    private readonly bounds: Bounds,
    private readonly linesOf: PlacedDocument['linesOf'],
  ) {}

  /** Takes an entry in, or what is wrong with it. Its place is a line, and a path where its parts have lines of their own. */
  take(read: ReturnType<typeof readEntry>, line: number, path?: readonly PropertyKey[]): void {
    const { file, bounds } = this;
    if (++this.count > bounds.entries)
      throw new BeyondBounds(file, `It holds more than ${grouped(bounds.entries)} entries. Divide it.`, line);
    if (isProblems(read)) {
      this.tell(
        read.map((problem) => (path ? { ...problem, path: [...path, ...problem.path] } : { file, line, message: problem.message })),
      );
      return;
    }
    this.#events += read.measures?.length ?? 1;
    if (this.#events > bounds.events) throw new BeyondBounds(file, `It makes more than ${grouped(bounds.events)} events. Divide it.`, line);
    if (this.#seen.has(read.id))
      this.tell([
        { file, line, message: `The entry "${read.id}" stands twice in this file; a second event of an entry adds .2, .3 to its id.` },
      ]);
    this.#seen.add(read.id);
    this.#entries.push({ ...read, file, line } as Entry);
  }

  /** Takes in what is wrong with a line as such. */
  refuse(line: number, { problems, more }: InvalidRecord): void {
    this.count += 1;
    this.#more += more;
    this.tell(problems.map((problem) => ({ ...problem, line })));
  }

  tell(problems: readonly Told[]): void {
    const room = Math.max(0, TOLD - this.#told.length);
    this.#told.push(...problems.slice(0, room));
    this.#more += Math.max(0, problems.length - room);
  }

  /** @throws {InvalidRecord} where anything is wrong: each problem once, in the order of lines. */
  entries(): readonly Entry[] {
    if (this.#told.length === 0) return this.#entries;
    const lines = this.linesOf(this.#told.map((problem) => ('path' in problem ? problem.path : [])));
    const problems = this.#told.map((problem, index) => ({
      file: this.file,
      line: 'path' in problem ? (lines[index] ?? 1) : problem.line,
      message: problem.message,
    }));
    const distinct = new Map(problems.map((problem) => [`${problem.line} ${problem.message}`, problem]));
    throw new InvalidRecord(
      [...distinct.values()].sort((a, b) => a.line - b.line),
      this.#more,
    );
  }
}

const isProblems = (read: ReturnType<typeof readEntry>): read is PlacedProblem[] => Array.isArray(read);
