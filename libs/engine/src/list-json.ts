import type { Control } from '@in-force/answers';
import { writeBytes } from '@in-force/formats';
import type { Steps } from '@in-force/rules';
import { digestOf } from './digest.js';

/** A control as bytes, and its digest. It is written once, however many lists hold it. */
export interface WrittenControl {
  readonly json: Buffer;
  readonly digest: string;
}

export const writeControl = (control: Control): WrittenControl => ({
  json: Buffer.from(JSON.stringify(control)),
  digest: digestOf(control),
});

/** How deep lists are looked for that are written one member a step. */
const DEPTH = 2;

/** Writes a value as JSON does, one member of its lists a step. */
export const writeJson = (value: object): Steps<Buffer> => writeBytes(piecesOf(value, DEPTH));

function* piecesOf(value: unknown, depth: number): Iterable<string> {
  if (Array.isArray(value)) {
    for (const [at, member] of value.entries()) yield `${at === 0 ? '[' : ','}${JSON.stringify(member) ?? 'null'}`;
    yield value.length === 0 ? '[]' : ']';
  } else if (depth > 0 && typeof value === 'object' && value !== null && !('toJSON' in value)) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    for (const [at, [name, member]] of members.entries()) {
      yield `${at === 0 ? '{' : ','}${JSON.stringify(name)}:`;
      yield* piecesOf(member, depth - 1);
    }
    yield members.length === 0 ? '{}' : '}';
  } else yield JSON.stringify(value) ?? 'null';
}

const [COMMA, CLOSING] = [Buffer.from(','), Buffer.from(']')];

/** Writes a list as JSON, member by member in their order, with its controls as they were written before. */
export function writeList(answer: object, controls: readonly WrittenControl[]): Buffer {
  const pieces: Buffer[] = [];
  let text = '{';
  for (const [at, [name, value]] of Object.entries(answer)
    .filter(([, value]) => value !== undefined)
    .entries()) {
    text += `${at > 0 ? ',' : ''}${JSON.stringify(name)}:`;
    if (name !== 'controls') {
      text += JSON.stringify(value);
      continue;
    }
    pieces.push(Buffer.from(`${text}[`));
    for (const [number, { json }] of controls.entries()) pieces.push(...(number > 0 ? [COMMA, json] : [json]));
    pieces.push(CLOSING);
    text = '';
  }
  return Buffer.concat([...pieces, Buffer.from(`${text}}`)]);
}
