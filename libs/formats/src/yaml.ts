import {
  type Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type ParsedNode,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import { BeyondBounds, type Bounds, grouped, MOST } from './bounds.js';
import { type FileProblem, InvalidRecord, TOLD } from './invalid.js';

/** A file as plain data, and the lines of what stands in it. */
export interface PlacedDocument {
  readonly value: unknown;
  readonly linesOf: (paths: readonly (readonly PropertyKey[])[]) => readonly number[];
}

/**
 * Reads YAML. What is too much is refused before anything is built, and a key that stands twice in a map is told.
 *
 * @throws {InvalidRecord} naming what is wrong by its line.
 */
export function readYaml(file: string, text: string, bounds: Bounds): PlacedDocument {
  countWords(file, text, bounds);
  const lines = new LineCounter();
  const { stackTraceLimit } = Error;
  const refuse = (message: string) => new InvalidRecord([{ file, line: 1, message }]);
  try {
    Error.stackTraceLimit = 0; // the library makes an error of each fault, and to note where costs more than all the rest
    // Whether keys are told apart is asked below: the library compares each with each.
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error', uniqueKeys: false });
    const line = (offset: number) => lines.linePos(offset).line;
    const broken = document.errors.map(({ pos, message }): FileProblem => ({ file, line: line(pos[0]), message }));
    if (broken.length > 0) throw new InvalidRecord(broken);
    const doubled = doubledKeys(file, document, line);
    if (doubled.length > 0) throw new InvalidRecord(doubled);
    const value = document.toJS() as unknown; // throws a ReferenceError for an alias that leads nowhere, or stands for too much
    return { value, linesOf: (paths) => linesIn(document, paths).map(line) };
  } catch (error) {
    if (error instanceof ReferenceError) throw refuse(`${error.message}.`);
    if (error instanceof RangeError) throw refuse('This is nested too deeply to be a file of the record.');
    throw error;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Refuses what has too many signs and words to be read soon. */
function countWords(file: string, text: string, { words }: Bounds): void {
  let count = 0;
  let line = 1;
  for (const word of new Lexer().lex(text)) {
    if (word === '\n') line += 1;
    if (++count > words)
      throw new BeyondBounds(
        file,
        `As YAML it has more than ${grouped(words)} signs and words. Divide it, or send it as JSON or NDJSON.`,
        line,
      );
  }
}

/** Returns the keys that stand twice in one map, each by the line where it stands again. Takes no more than a look at each node. */
function doubledKeys(file: string, document: Document.Parsed, line: (offset: number) => number): FileProblem[] {
  const problems: FileProblem[] = [];
  const rest: unknown[] = [document.contents];
  while (rest.length > 0 && problems.length <= TOLD) {
    const node = rest.pop();
    if (isSeq(node)) for (const one of node.items) rest.push(one);
    if (!isMap(node)) continue;
    if (node.items.length > MOST.keys)
      throw new BeyondBounds(file, `A map holds more than ${grouped(MOST.keys)} keys.`, line(node.range?.[0] ?? 0));
    const seen = new Set<string>();
    for (const { key, value } of node.items) {
      const at = line((isNode(key) ? key.range?.[0] : undefined) ?? node.range?.[0] ?? 0);
      const name = isScalar(key) ? String(key.value) : null;
      if (name === null) problems.push({ file, line: at, message: 'A key must be plain words, no list, map or alias.' });
      else if (name === '__proto__') problems.push({ file, line: at, message: 'No key may be "__proto__".' });
      else if (seen.has(name)) problems.push({ file, line: at, message: `The key "${name}" stands twice in this map.` });
      if (name !== null) seen.add(name);
      rest.push(value);
    }
  }
  return problems.sort((a, b) => a.line - b.line);
}

/** Returns where in the text the keys stand that paths lead to; of a missing key, where its parent begins. */
const linesIn = (document: Document.Parsed, paths: readonly (readonly PropertyKey[])[]): number[] => {
  const keysOf = new Map<YAMLMap, Map<string, unknown>>();
  return paths.map((path) => offsetOf(document.contents, path, keysOf));
};

function offsetOf(contents: ParsedNode | null, path: readonly PropertyKey[], keysOf: Map<YAMLMap, Map<string, unknown>>): number {
  let node: unknown = contents;
  let offset = 0;
  for (const part of path) {
    let next: unknown;
    let begins: unknown;
    if (isSeq(node)) begins = next = node.items[Number(part)];
    else if (isMap(node)) {
      let keys = keysOf.get(node);
      if (!keys) keysOf.set(node, (keys = new Map(node.items.map((item) => [isScalar(item.key) ? String(item.key.value) : '', item]))));
      const pair = keys.get(String(part));
      if (!isPair(pair)) break;
      [begins, next] = [pair.key, pair.value];
    }
    if (!isNode(begins) || !begins.range) break;
    offset = begins.range[0];
    node = next;
  }
  return offset;
}
