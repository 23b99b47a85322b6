import { readSetting } from '@in-force/engine';
import type { Terminal } from './terminal.js';

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/u;
/** Between two Chinese, Japanese or Korean characters; their full stops and brackets stay with what they belong to. */
const BETWEEN_WIDE =
  /(?<=[\u2e80-\u2fff\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff])(?=[\u2e80-\u2fff\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff])/u;
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** Returns how many columns a text takes: Chinese characters take two. */
export const columnsOf = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (NO_WIDTH.test(sign) ? 0 : WIDE.test(sign) ? 2 : 1), 0);

/** Returns the text on one line, without anything that a terminal would obey. What is shown was written by others. */
export const clean = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();

/**
 * Breaks a text into lines of at most `width` columns, between words and between Chinese characters. A word that is longer than a line, such
 * as an address, stands whole on a line of its own.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const { word, gap } of wordsOf(clean(text))) {
    if (line !== '' && columnsOf(line) + gap.length + columnsOf(word) > width) {
      lines.push(line);
      line = word;
    } else line += line === '' ? word : gap + word;
  }
  return [...lines, line];
}

/** Returns what may stand on lines of its own, each with the space before it. */
const wordsOf = (text: string): { readonly word: string; readonly gap: string }[] =>
  text.split(/ +/).flatMap((long) => long.split(BETWEEN_WIDE).map((word, index) => ({ word, gap: index === 0 ? ' ' : '' })));

/** Wraps with what stands before the first line, and as much room before the others. */
export function hanging(lead: string, text: string, width: number): string[] {
  const room = ' '.repeat(columnsOf(lead));
  return wrap(text, width - room.length).map((line, index) => (index === 0 ? lead : room) + line);
}

export const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - columnsOf(text)));

/** Several of a thing: `1 control`, `3 controls`. */
export const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? '' : 's'}`;

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, magenta: 35, cyan: 36 } as const;
export type Colour = keyof typeof CODES;
export type Paint = (colour: Colour, text: string) => string;

/** Colours text on a terminal that did not ask for none (NO_COLOR). */
export const painter =
  ({ isTTY, env }: Pick<Terminal, 'isTTY' | 'env'>): Paint =>
  (colour, text) =>
    isTTY && !readSetting('plain', env) && env.TERM !== 'dumb' && text !== '' ? `\x1b[${CODES[colour]}m${text}\x1b[0m` : text;

/** Says how a list goes on, by the link to its next page; nothing where there is none. */
export const moreFollows = (next: string | null | undefined): string[] =>
  next ? [`More follow: --after ${new URL(next, 'http://localhost').searchParams.get('after')}`] : [];
