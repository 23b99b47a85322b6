import { type Document, isMap, isNode, isPair, LineCounter, parseDocument } from 'yaml';
import { type Entry, type FileProblem, Head, InvalidRecord, type PlacedProblem, placed, readEntry } from './entries.js';

/** What a file of the record says. */
export interface RecordFile {
  readonly name: string;
  readonly entries: readonly Entry[];
}

/**
 * Reads a file of the record: YAML or JSON, or NDJSON by its name.
 *
 * @throws {InvalidRecord} naming every problem by its line.
 */
export function readRecordFile(name: string, text: string): RecordFile {
  const { entries, problems } = name.endsWith('.ndjson') ? readLines(name, text) : readDocument(name, text);
  if (problems.length > 0) throw new InvalidRecord(distinct(problems));
  return { name, entries };
}

interface Read {
  readonly entries: readonly Entry[];
  readonly problems: readonly FileProblem[];
}

/** One document: a head, and entries. The entries are read even where something is wrong with the head. */
function readDocument(file: string, text: string): Read {
  try {
    const { document, lineOf, problems } = parse(file, text);
    if (problems.length > 0) return { entries: [], problems };
    const value = document.toJS() as Head; // throws a ReferenceError for an alias that leads nowhere, or stands for too much
    const { data: head, error } = Head.safeParse(value);
    const raw = Array.isArray(value.entries) ? value.entries : [];
    const read = collect(
      file,
      raw.map((entry, index) => ({ value: entry, head: head ?? value, lineOf: (path) => lineOf(['entries', index, ...path]) })),
    );
    const above = error ? placed(error, []).map(({ path, message }) => ({ file, line: lineOf(path), message })) : [];
    return { entries: read.entries, problems: [...above, ...read.problems] };
  } catch (error) {
    if (error instanceof ReferenceError) return { entries: [], problems: [{ file, line: 1, message: `${error.message}.` }] };
    if (!(error instanceof RangeError)) throw error;
    return { entries: [], problems: [{ file, line: 1, message: 'This is nested too deeply to be a file of the record.' }] };
  }
}

/** An entry a line, each with its own instrument and whole sources. */
function readLines(file: string, text: string): Read {
  const broken: FileProblem[] = [];
  const raw: RawEntry[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    try {
      raw.push({ value: JSON.parse(line), head: {}, lineOf: () => index + 1 });
    } catch (error) {
      broken.push({ file, line: index + 1, message: `Not JSON: ${(error as Error).message}` });
    }
  }
  const { entries, problems } = collect(file, raw);
  return { entries, problems: [...broken, ...problems] };
}

interface RawEntry {
  readonly value: unknown;
  readonly head: Omit<Head, 'entries'>;
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

function collect(file: string, raw: readonly RawEntry[]): Read {
  const problems: FileProblem[] = [];
  const entries: Entry[] = [];
  for (const { value, head, lineOf } of raw) {
    const read = readEntry(value, head);
    if (isProblems(read)) problems.push(...read.map(({ path, message }) => ({ file, line: lineOf(path), message })));
    else entries.push({ ...read, file, line: lineOf([]) } as Entry);
  }
  const seen = new Set<string>();
  for (const { id, line } of entries) {
    if (seen.has(id))
      problems.push({
        file,
        line,
        message: `The entry "${id}" stands twice in this file; a second event of an entry adds .2, .3 to its id.`,
      });
    seen.add(id);
  }
  return { entries, problems };
}

const isProblems = (read: ReturnType<typeof readEntry>): read is PlacedProblem[] => Array.isArray(read);

/** Each problem once, in the order of lines. */
function distinct(problems: readonly FileProblem[]): FileProblem[] {
  const found = new Map(problems.map((problem) => [`${problem.line} ${problem.message}`, problem]));
  return [...found.values()].sort((a, b) => a.line - b.line);
}

function parse(file: string, text: string) {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const line = (offset: number) => lines.linePos(offset).line;
  const problems = document.errors.map(({ pos, message }) => ({ file, line: line(pos[0]), message }));
  if (problems.length === 0 && !isMap(document.contents))
    problems.push({ file, line: 1, message: 'Expected a map with instrument or negotiation, sources and entries.' });
  return { document, problems, lineOf: (path: readonly PropertyKey[]) => line(offsetOf(document, path)) };
}

/** Where in the text the key stands that a path leads to; of a missing key, where its parent begins. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const parent: unknown = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const pair = isMap(parent) ? parent.items.find((item) => isPair(item) && String(item.key) === path[length - 1]) : undefined;
    if (pair && isNode(pair.key) && pair.key.range) return pair.key.range[0];
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
