import { idKey } from '@in-force/events';
import { type Steps, sortInSteps } from '@in-force/rules';

/**
 * A place in the list of changes, and so of a cursor. Places stand in the order of their members: by instant; at one instant what was
 * recorded, then what days brought, then its end. `position` is that of the last event that counts there.
 */
export interface Place {
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly order: (typeof ORDER)[keyof typeof ORDER];
  readonly position: number;
  readonly issuer: string;
  /** What stands for the id of a measure, so that texts order as ids do. */
  readonly key: string;
  /** Which of what is told of one measure at once: the change first, then what is ahead. */
  readonly part: number;
  /** Among what is told at once where somebody begins to be told what is ahead: else null. */
  readonly beginning: Beginning | null;
}

/** A place among what is told where somebody begins. */
type Beginning = Pick<Place, 'issuer' | 'key' | 'part'>;

export const ORDER = { recorded: 0, day: 1, end: 2 } as const;

/** After every issuer, and every key. */
const LAST = '\u00ff';

/** The place before the first event. */
export const ORIGIN: Place = { at: 0, order: ORDER.recorded, position: 0, issuer: '', key: '', part: 0, beginning: null };

/** Returns the place after all that an instant brings. */
export const endOfInstant = (at: number, position: number): Place => ({ ...ORIGIN, at, order: ORDER.end, position });

/** Returns the place after all that events recorded together change. */
export const endOfRun = (at: number, position: number): Place => ({ ...ORIGIN, at, position, issuer: LAST });

/** Returns the place after what begins at a place. */
export const endOfBeginning = (place: Place): Place => ({ ...place, beginning: { issuer: LAST, key: '', part: 0 } });

/** Returns whether not all is told yet that begins at a place. */
export const isBeginning = ({ beginning }: Place): boolean => beginning !== null && beginning.issuer !== LAST;

/** Returns a text for an id, of which the order is that of ids: numbers by value. */
export function keyOf(id: string): string {
  const { parts } = idKey(id);
  const key = parts.map((part) => (typeof part === 'number' ? numberKey(part) : `${part}\u0001`)).join('');
  return /(?<!\d)0\d|\d{16}/.test(id) ? `${key}${id}` : key; // numbers that a number does not tell apart
}

/** A number after its length: so more digits come later. */
const numberKey = (number: number): string => `${String.fromCharCode(Math.min(String(number).length, 99))}${number}`;

/** Compares two places. */
export function comparePlaces(a: Place, b: Place): number {
  return a.at - b.at || a.order - b.order || a.position - b.position || compareTexts(bytesOf(a), bytesOf(b));
}

/** Returns what stands at places in their order. The bytes of each place are made once. */
export function* sortByPlace<One>(all: Iterable<One>, placeOf: (one: One) => Place): Steps<One[]> {
  const placed: { readonly bytes: string; readonly one: One }[] = [];
  for (const one of all) {
    placed.push({ bytes: bytesOf(placeOf(one)), one });
    yield;
  }
  return (yield* sortInSteps(placed, (a, b) => compareTexts(a.bytes, b.bytes))).map(({ one }) => one);
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Returns a place as bytes, one a sign, that order as places do; no place is the beginning of another but where one begins at it. */
export function bytesOf({ at, order, position, issuer, key, part, beginning }: Place): string {
  const place = `${numberBytes(at, 6)}${numberBytes(order, 1)}${numberBytes(position, 6)}${wordBytes(issuer, key, part)}`;
  return beginning ? `${place}\u0001${wordBytes(beginning.issuer, beginning.key, beginning.part)}` : `${place}\u0000`;
}

const wordBytes = (issuer: string, key: string, part: number): string => `${issuer}\0${key}\0${numberBytes(part, 2)}`;

/** Returns a whole number as bytes, the highest first. */
export function numberBytes(number: number, length: number): string {
  let bytes = '';
  for (let at = length - 1; at >= 0; at--) bytes += String.fromCharCode(Math.floor(number / 256 ** at) % 256);
  return bytes;
}

/** Reads what `bytesOf` and others wrote, from the beginning on. */
export class Bytes {
  #at = 0;

  constructor(private readonly bytes: string) {}

  number(length: number): number {
    const bytes = this.#take(length);
    let number = 0;
    for (let at = 0; at < length; at++) number = number * 256 + bytes.charCodeAt(at);
    return number;
  }

  /** Reads a word up to the sign that ends it. */
  word(): string {
    const end = this.bytes.indexOf('\0', this.#at);
    if (end < 0) throw new RangeError('A word has no end.');
    const word = this.bytes.slice(this.#at, end);
    this.#at = end + 1;
    return word;
  }

  /** Returns whether all was read. */
  get done(): boolean {
    return this.#at === this.bytes.length;
  }

  #take(length: number): string {
    if (this.#at + length > this.bytes.length) throw new RangeError('The bytes end too early.');
    this.#at += length;
    return this.bytes.slice(this.#at - length, this.#at);
  }
}

/** Reads a place. */
export function placeIn(bytes: Bytes): Place {
  const [at, order, position] = [bytes.number(6), bytes.number(1), bytes.number(6)];
  if (order > ORDER.end) throw new RangeError('There is no such order.');
  const place = { at, order: order as Place['order'], position, ...wordsIn(bytes) };
  return { ...place, beginning: bytes.number(1) === 1 ? wordsIn(bytes) : null };
}

const wordsIn = (bytes: Bytes): Beginning => ({ issuer: bytes.word(), key: bytes.word(), part: bytes.number(2) });
