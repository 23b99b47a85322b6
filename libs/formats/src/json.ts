import { LineCounter } from 'yaml';
import { BeyondBounds, type Bounds, grouped, MOST } from './bounds.js';
import { type FileProblem, InvalidRecord, TOLD } from './invalid.js';

/** Hears what stands in a JSON text, in order, and where. */
interface Listener {
  /** A key of the innermost map. */
  key?(name: string, at: number): void;
  /** A value: the element of a list where it has an index. */
  value?(index: number | null, at: number): void;
  open?(): void;
  close?(): void;
}

const [QUOTE, COMMA, COLON, BRACKET, BRACE, BRACKET_END, BRACE_END, SPACE] = [...'",:[{]} '].map((sign) => sign.charCodeAt(0)) as number[];
/** What stands between brackets, commas and colons. */
const BARE = /[^\s,:[\]{}"]+/y;

/**
 * Goes through a JSON text without building anything, in O(length). What is no JSON it passes over: `JSON.parse` finds it.
 *
 * @throws {BeyondBounds} at the first value, entry or depth too much.
 */
function scan(file: string, text: string, { values, entries }: Pick<Bounds, 'values' | 'entries'>, listener: Listener): void {
  const refuse = (at: number, message: string) => new BeyondBounds(file, message, lineAt(text, at));
  const stack: { readonly isMap: boolean; readonly isEntries: boolean; index: number; key: string | null }[] = [];
  let count = 0;
  let expectsKey = false;
  const begin = (at: number) => {
    if (++count > values) throw refuse(at, `It holds more than ${grouped(values)} values. Divide it.`);
    const parent = stack.at(-1);
    listener.value?.(parent && !parent.isMap ? parent.index : null, at);
    if (parent?.isEntries && parent.index >= entries) throw refuse(at, `It holds more than ${grouped(entries)} entries. Divide it.`);
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) {
      const end = endOfString(text, at);
      const parent = stack.at(-1);
      if (expectsKey && parent?.isMap) {
        const name = nameIn(text.slice(at, end + 1));
        parent.key = name;
        expectsKey = false;
        if (++count > values) throw refuse(at, `It holds more than ${grouped(values)} values. Divide it.`);
        listener.key?.(name, at);
      } else begin(at);
      at = end;
    } else if (sign === BRACKET || sign === BRACE) {
      begin(at);
      const isEntries = sign === BRACKET && stack.length === 1 && stack[0]?.key === 'entries';
      stack.push({ isMap: sign === BRACE, isEntries, index: 0, key: null });
      if (stack.length > MOST.depth) throw refuse(at, `It is nested more than ${MOST.depth} deep, which no file of the record is.`);
      listener.open?.();
      expectsKey = sign === BRACE;
    } else if (sign === BRACKET_END || sign === BRACE_END) {
      if (stack.pop()) listener.close?.();
      expectsKey = false;
    } else if (sign === COMMA) {
      const parent = stack.at(-1);
      if (parent) parent.index += 1;
      expectsKey = parent?.isMap ?? false;
    } else if (sign !== COLON && sign > (SPACE as number)) {
      BARE.lastIndex = at;
      begin(at);
      at += (BARE.exec(text)?.[0].length ?? 1) - 1;
    }
  }
}

/** Returns where a string ends that begins here; at the end of the text, if it does not. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = at - 1;
    while (text[before] === '\\') before -= 1;
    if ((at - before) % 2 === 1) return at;
  }
  return text.length;
}

function nameIn(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return JSON.parse(quoted);
  } catch {
    return quoted;
  }
}

/** Returns the line of a place in a text, from 1. */
function lineAt(text: string, at: number): number {
  let line = 1;
  for (let end = text.indexOf('\n'); end >= 0 && end < at; end = text.indexOf('\n', end + 1)) line += 1;
  return line;
}

/** Returns the keys that stand twice in one map, each by the line where it stands again. */
function doubled(file: string, text: string, bounds: Bounds): FileProblem[] {
  const problems: FileProblem[] = [];
  const maps: Map<string, number>[] = [];
  scan(file, text, bounds, {
    open: () => void maps.push(new Map()),
    close: () => void maps.pop(),
    key(name, at) {
      const map = maps.at(-1);
      const first = map?.get(name);
      map?.set(name, first ?? at);
      const line = () => lineAt(text, at);
      if ((map?.size ?? 0) > MOST.keys) throw new BeyondBounds(file, `A map holds more than ${grouped(MOST.keys)} keys.`, line());
      if (first !== undefined && problems.length <= TOLD)
        problems.push({ file, line: line(), message: `The key "${name}" stands twice in this map.` });
      if (name === '__proto__' && problems.length <= TOLD) problems.push({ file, line: line(), message: 'No key may be "__proto__".' });
    },
  });
  return problems;
}

/**
 * Reads JSON. What is too much is refused before anything is built, and a key that stands twice in a map is told.
 *
 * @throws {InvalidRecord} naming what is wrong by its line.
 */
export function readJson(file: string, text: string, bounds: Bounds): unknown {
  const twice = doubled(file, text, bounds);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    const [, position] = /position (\d+)/.exec(message) ?? [];
    throw new InvalidRecord([{ file, line: lineAt(text, Number(position ?? text.length)), message: `Not JSON: ${message}.` }]);
  }
  if (twice.length > 0) throw new InvalidRecord(twice);
  return value;
}

interface Place {
  at: number;
  readonly below: Map<PropertyKey, Place>;
}

/**
 * Returns the lines of the keys and elements that paths lead to; of what is missing, the line of what it is missing in. One pass for all.
 */
export function linesInJson(file: string, text: string, paths: readonly (readonly PropertyKey[])[], bounds: Bounds): number[] {
  const root: Place = { at: 0, below: new Map() };
  for (const path of paths) {
    let place = root;
    for (const part of path) {
      const next = place.below.get(part) ?? { at: -1, below: new Map() };
      place.below.set(part, next);
      place = next;
    }
  }
  const stack: (Place | undefined)[] = [];
  let current: Place | undefined = root;
  const reached = (part: PropertyKey, at: number): void => {
    current = stack.at(-1)?.below.get(part);
    if (current && current.at < 0) current.at = at;
  };
  scan(file, text, bounds, {
    open: () => void stack.push(current),
    close: () => void stack.pop(),
    key: reached,
    value: (index, at) => void (index !== null && reached(index, at)),
  });
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) lines.addNewLine(end + 1);
  return paths.map((path) => {
    let [place, at] = [root, 0];
    for (const part of path) {
      const next = place.below.get(part);
      if (!next || next.at < 0) break;
      [place, at] = [next, next.at];
    }
    return lines.linePos(at).line;
  });
}
