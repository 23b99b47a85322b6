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
  return name.endsWith('.ndjson') ? readLines(name, text) : readDocument(name, text);
}

/** One document: a head, and entries. */
function readDocument(file: string, text: string): RecordFile {
  const { document, lineOf, problems } = parse(file, text);
  if (problems.length > 0) throw new InvalidRecord(problems);
  const head = Head.safeParse(document.toJS());
  if (!head.success) throw new InvalidRecord(placed(head.error, []).map(({ path, message }) => ({ file, line: lineOf(path), message })));
  const { entries, ...rest } = head.data;
  return collect(
    file,
    entries.map((value, index) => ({ value, head: rest, lineOf: (path) => lineOf(['entries', index, ...path]) })),
  );
}

/** An entry a line, each with its own instrument and whole sources. */
function readLines(file: string, text: string): RecordFile {
  const lines = text.split('\n').map((line, index) => ({ line, number: index + 1 }));
  const read = lines.filter(({ line }) => line.trim() !== '').map(({ line, number }) => ({ number, value: json(line) }));
  const broken = read.flatMap(({ number, value }) =>
    value instanceof Error ? [{ file, line: number, message: `Not JSON: ${value.message}` }] : [],
  );
  if (broken.length > 0) throw new InvalidRecord(broken);
  return collect(
    file,
    read.map(({ number, value }) => ({ value, head: {}, lineOf: () => number })),
  );
}

function json(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    return error;
  }
}

interface RawEntry {
  readonly value: unknown;
  readonly head: Omit<Head, 'entries'>;
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

function collect(file: string, raw: readonly RawEntry[]): RecordFile {
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
  if (problems.length > 0) throw new InvalidRecord(problems.toSorted((a, b) => a.line - b.line));
  return { name: file, entries };
}

const isProblems = (read: ReturnType<typeof readEntry>): read is PlacedProblem[] => Array.isArray(read);

function parse(file: string, text: string) {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
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
