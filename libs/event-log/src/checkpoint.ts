import { verify } from 'node:crypto';
import { type Hash, isHash } from './merkle.js';
import { bytesOf, type SigningKey, verifierKeyOf } from './signing.js';

/** What a checkpoint says: that the log of this origin has so many events, and this tree head. */
export interface TreeHead {
  /** A name for the log, as an address without its scheme: `example.org/record`. */
  readonly origin: string;
  readonly size: number;
  readonly head: Hash;
}

/** A signature under a checkpoint, by whomever. */
export interface Signature {
  readonly name: string;
  /** The four bytes that name the key, in hex. */
  readonly id: string;
  readonly signature: Buffer;
}

/** A checkpoint as it is read. Nobody has looked yet at who signed it. */
export interface Checkpoint extends TreeHead {
  /** What is signed. */
  readonly text: string;
  readonly signatures: readonly Signature[];
}

/** A checkpoint cannot be written, read or trusted. The message says why. */
export class InvalidCheckpoint extends Error {
  override readonly name = 'InvalidCheckpoint';
}

/** More signatures than any checkpoint has: each costs whoever checks them. */
const MOST = 100;

const CONTROL = /[\p{Cc}\p{Cs}]/u;

/**
 * Writes a tree head as the text of a checkpoint (C2SP tlog-checkpoint): origin, size and head, a line each.
 *
 * @throws {InvalidCheckpoint} when a line cannot be written so.
 */
export function writeCheckpoint({ origin, size, head }: TreeHead): string {
  if (origin.trim() === '' || CONTROL.test(origin))
    throw new InvalidCheckpoint(`"${origin}" cannot name a log: write one line, such as example.org/record.`);
  if (!Number.isSafeInteger(size) || size < 0) throw new InvalidCheckpoint(`A log cannot hold ${size} events.`);
  if (!isHash(head)) throw new InvalidCheckpoint(`"${head}" is no tree head: 64 hexadecimal digits.`);
  return `${origin}\n${size}\n${Buffer.from(head, 'hex').toString('base64')}\n`;
}

/**
 * Puts signatures under the text of a checkpoint: a line for each key.
 *
 * @throws {InvalidCheckpoint} when it is no such text, is signed already, or there is no key.
 */
export function signCheckpoint(text: string, keys: readonly SigningKey[]): string {
  if (parseCheckpoint(text).signatures.length > 0) throw new InvalidCheckpoint('This checkpoint is signed already. Sign its text alone.');
  if (keys.length === 0) throw new InvalidCheckpoint('There is no key to sign with. Set IN_FORCE_SIGNING_KEY.');
  return `${text}\n${keys.map((key) => key.sign(text)).join('')}`;
}

/**
 * Reads a checkpoint, signed or not. Lines after the head are passed over: they are signed, and mean nothing here.
 *
 * @throws {InvalidCheckpoint} that names the line that is wrong.
 */
export function parseCheckpoint(checkpoint: string): Checkpoint {
  if (!checkpoint.endsWith('\n')) throw new InvalidCheckpoint('This checkpoint is cut short: its last line has no end.');
  const broken = checkpoint.split('\n').findIndex((line) => CONTROL.test(line));
  if (broken >= 0)
    throw new InvalidCheckpoint(`Line ${broken + 1} of this checkpoint holds a control character. Was it saved with other line ends?`);
  const blank = checkpoint.lastIndexOf('\n\n');
  const text = blank < 0 ? checkpoint : checkpoint.slice(0, blank + 1);
  const lines = text.slice(0, -1).split('\n');
  const [origin = '', size = '', encoded = ''] = lines;
  const wrong = (line: number, what: string) => new InvalidCheckpoint(`Line ${line} of this checkpoint ${what}.`);
  if (origin.trim() === '') throw wrong(1, 'names no log');
  if (!/^(?:0|[1-9]\d*)$/.test(size) || !Number.isSafeInteger(Number(size))) throw wrong(2, `is no number of events: "${size}"`);
  const head = bytesOf(encoded);
  if (head?.length !== 32) throw wrong(3, `is no tree head, which is 32 bytes in base64: "${encoded}"`);
  const empty = lines.indexOf('');
  if (empty >= 0) throw wrong(empty + 1, 'is empty; an empty line stands before the signatures alone');
  const signed = blank < 0 ? [] : checkpoint.slice(blank + 2, -1).split('\n');
  if (signed.length > MOST)
    throw new InvalidCheckpoint(`This checkpoint bears ${signed.length} signatures; more than ${MOST} are not read.`);
  const signatures = signed.map((line, index): Signature => {
    const [, name = '', content = ''] = /^— ([^\s+]+) (\S+)$/u.exec(line) ?? [];
    const bytes = bytesOf(content);
    if (name === '' || !bytes || bytes.length < 5)
      throw wrong(lines.length + 2 + index, 'is no signature: a dash, the name of a key and base64, with a space between them');
    return { name, id: bytes.toString('hex', 0, 4), signature: bytes.subarray(4) };
  });
  return { origin, size: Number(size), head: head.toString('hex'), text, signatures };
}

/**
 * Reads a checkpoint that one of these keys signed (C2SP `name+id+key`). Signatures of other keys count for nothing.
 *
 * @returns what it says, and which of the keys signed it.
 * @throws {InvalidCheckpoint} when it cannot be read, none of the keys signed it, or the signature of one of them is wrong.
 * @throws {InvalidKey} for a key that cannot be read.
 */
export function verifyCheckpoint(
  checkpoint: string,
  verifierKeys: readonly string[],
): Checkpoint & { readonly signedBy: readonly string[] } {
  const keys = verifierKeys.map((verifier) => ({ verifier, ...verifierKeyOf(verifier) }));
  const read = parseCheckpoint(checkpoint);
  const signedBy: string[] = [];
  for (const { name, id, signature } of read.signatures)
    for (const known of keys.filter((key) => key.name === name && key.id === id)) {
      if (!verify(null, Buffer.from(read.text), known.key, signature))
        throw new InvalidCheckpoint(`The signature of ${name} (${id}) does not fit this checkpoint: it was altered, or never signed.`);
      if (!signedBy.includes(known.verifier)) signedBy.push(known.verifier);
    }
  if (signedBy.length === 0) {
    const found = read.signatures.map(({ name, id }) => `${name} (${id})`).join(', ');
    throw new InvalidCheckpoint(
      `None of the keys at hand signed this checkpoint; ${found ? `it bears the signature of ${found}` : 'it is not signed'}.`,
    );
  }
  return { ...read, signedBy };
}
