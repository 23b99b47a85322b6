import { readSetting } from '@in-force/engine';
import type { Terminal } from './terminal.js';

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/u;
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** Returns how many columns a text takes: Chinese characters take two. */
export const columnsOf = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (NO_WIDTH.test(sign) ? 0 : WIDE.test(sign) ? 2 : 1), 0);

/** Returns the text on one line, without anything that a terminal would obey. What is shown was written by others. */
export const clean = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();

/** Breaks a text into lines of at most `width` columns, between words, or within a word that is longer than a line. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of clean(text)
    .split(/ +/)
    .flatMap((long) => pieces(long, width))) {
    if (line !== '' && columnsOf(line) + 1 + columnsOf(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Wraps with what stands before the first line, and as much room before the others. */
export function hanging(lead: string, text: string, width: number): string[] {
  const room = ' '.repeat(columnsOf(lead));
  return wrap(text, width - room.length).map((line, index) => (index === 0 ? lead : room) + line);
}

/** Cuts a text to `width` columns and shows that it did. */
export function clip(text: string, width: number): string {
  if (columnsOf(text) <= width) return text;
  let kept = '';
  for (const sign of text) {
    if (columnsOf(kept + sign) > width - 1) break;
    kept += sign;
  }
  return `${kept.trimEnd()}…`;
}

export const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - columnsOf(text)));

/** Several of a thing: `1 control`, `3 controls`. */
export const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? '' : 's'}`;

function pieces(word: string, width: number): string[] {
  if (columnsOf(word) <= width) return [word];
  const found: string[] = [];
  let piece = '';
  for (const sign of word) {
    if (piece !== '' && columnsOf(piece + sign) > width) {
      found.push(piece);
      piece = '';
    }
    piece += sign;
  }
  return [...found, piece];
}

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, magenta: 35, cyan: 36 } as const;
export type Colour = keyof typeof CODES;
export type Paint = (colour: Colour, text: string) => string;

/** Colours text on a terminal that did not ask for none (NO_COLOR). */
export const painter =
  ({ isTTY, env }: Pick<Terminal, 'isTTY' | 'env'>): Paint =>
  (colour, text) =>
    isTTY && !readSetting('plain', env) && env.TERM !== 'dumb' && text !== '' ? `\x1b[${CODES[colour]}m${text}\x1b[0m` : text;
