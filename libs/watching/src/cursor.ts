import { RULES } from '@in-force/answers';
import { Bytes, bytesOf, numberBytes, type Place, placeIn } from './place.js';

/** How a list of changes is told, beside what it is about. */
export interface Telling {
  /** How many days ahead dates are told, the farthest first; none where they are not. */
  readonly lead: readonly number[];
  /** Whether days that are words alone are told ahead too. */
  readonly words: boolean;
  /** Whether what follows from other measures alone is told too. */
  readonly frames: boolean;
}

/** A place in a list of changes, with the version of the rules and the way of telling that it was given under. */
export interface Cursor extends Telling {
  readonly place: Place;
  readonly rules: number;
}

/** Returns a cursor under the rules of today. */
export const cursorAt = (place: Place, { lead, words, frames }: Telling): Cursor => ({ place, rules: RULES, lead, words, frames });

const FORM = 1;
/** The digits of base 32 that order as their values do (RFC 4648, base32hex), in lower case. */
const DIGITS = '0123456789abcdefghijklmnopqrstuv';

/** Writes a cursor: a text that orders as its place does, for cursors of one list. */
export function writeCursor({ place, rules, lead, words, frames }: Cursor): string {
  const told = `${numberBytes(rules, 2)}${numberBytes((words ? 1 : 0) + (frames ? 2 : 0), 1)}${lead.map((days) => numberBytes(days, 2)).join('')}`;
  const bytes = `${numberBytes(FORM, 1)}${bytesOf(place)}${told}`;
  return inDigits(`${bytes}${numberBytes(checkOf(bytes), 2)}`);
}

/** Reads a cursor; null where the text is none. */
export function readCursor(text: string): Cursor | null {
  const bytes = fromDigits(text);
  if (bytes === null || bytes.length < 3) return null;
  const [body, check] = [bytes.slice(0, -2), new Bytes(bytes.slice(-2)).number(2)];
  if (checkOf(body) !== check) return null;
  try {
    const read = new Bytes(body);
    if (read.number(1) !== FORM) return null;
    const place = placeIn(read);
    const [rules, flags] = [read.number(2), read.number(1)];
    const lead: number[] = [];
    while (!read.done) lead.push(read.number(2));
    return { place, rules, lead, words: (flags & 1) === 1, frames: (flags & 2) === 2 };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** A sum over bytes that changes with each of them and with their order (Fletcher). */
function checkOf(bytes: string): number {
  let [sum, sums] = [0, 0];
  for (let at = 0; at < bytes.length; at++) {
    sum = (sum + bytes.charCodeAt(at)) % 255;
    sums = (sums + sum) % 255;
  }
  return sums * 256 + sum;
}

/** Writes bytes as digits, five bits each; the last is filled up with zeros. */
function inDigits(bytes: string): string {
  let [text, bits, kept] = ['', 0, 0];
  for (let at = 0; at < bytes.length; at++) {
    kept = (kept << 8) | bytes.charCodeAt(at);
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += DIGITS[(kept >> bits) & 31];
      kept &= (1 << bits) - 1;
    }
  }
  return bits > 0 ? text + DIGITS[(kept << (5 - bits)) & 31] : text;
}

/** Reads digits as bytes; null where one is none, or what fills the last up is not zero. */
function fromDigits(text: string): string | null {
  let [bytes, bits, kept] = ['', 0, 0];
  for (const digit of text) {
    const value = DIGITS.indexOf(digit);
    if (value < 0) return null;
    kept = (kept << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes += String.fromCharCode(kept >> bits);
      kept &= (1 << bits) - 1;
    }
  }
  return bits < 5 && kept === 0 ? bytes : null;
}
