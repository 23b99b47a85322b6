import type { Control } from '@in-force/answers';
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
