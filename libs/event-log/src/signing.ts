import { createPrivateKey, createPublicKey, hash, type KeyObject, sign } from 'node:crypto';

/** What stands before the 32 bytes of an Ed25519 key in PKCS#8 and in SPKI (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const BYTES = 32;

/** The byte by which signed notes name Ed25519. */
const ED25519 = Buffer.of(1);

/** A key cannot be used. The message says why, and never repeats a secret. */
export class InvalidKey extends Error {
  override readonly name = 'InvalidKey';
}

/** A key that signs checkpoints, under a name. */
export interface SigningKey {
  readonly name: string;
  /** What a verifier is given: the name, the id and the public key in one line. */
  readonly verifier: string;
  /** The line that signs a text, by C2SP signed-note. */
  sign(text: string): string;
}

/** A key that checks signatures made under a name. */
export interface VerifierKey {
  readonly name: string;
  /** The four bytes by which a signature names its key, in hex. */
  readonly id: string;
  readonly key: KeyObject;
}

const isName = (name: string): boolean => /^[^\s+\p{Cc}]+$/u.test(name);

/** Returns the bytes of a text in base64; undefined where it is not written as base64 is. */
export function bytesOf(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

const idOf = (name: string, publicKey: Buffer): string =>
  hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), ED25519, publicKey]), 'hex').slice(0, 8);

/**
 * Reads the signing keys of a setting: PKCS#8 PEM (`openssl genpkey -algorithm ed25519`), or the 32 bytes of a seed in base64. While
 * one key replaces another there are two, one after the other or with a comma between them, and both sign.
 *
 * @throws {InvalidKey} that says what to write instead.
 */
export function signingKeysOf(name: string, setting: string): readonly SigningKey[] {
  if (!isName(name)) throw new InvalidKey(`"${name}" cannot name a key: leave out spaces and +, as in example.org/record.`);
  const text = setting.replaceAll('\\n', '\n').trim();
  const blocks = text.match(/-----BEGIN [^-]+-----[^-]*-----END [^-]+-----/g);
  const keys = (blocks ?? text.split(/[\s,]+/).filter((part) => part !== '')).map((part) => signingKey(name, privateKey(part)));
  if (keys.length < 1 || keys.length > 2)
    throw new InvalidKey(`There are ${keys.length} signing keys. Give one, or two while the second replaces the first.`);
  if (keys[0]?.verifier === keys[1]?.verifier) throw new InvalidKey('Both signing keys are the same one. Give it once.');
  return keys;
}

function privateKey(text: string): KeyObject {
  const how = 'Give an Ed25519 key as PKCS#8 PEM (openssl genpkey -algorithm ed25519), or its seed: 32 bytes in base64.';
  const seed = text.startsWith('-----') ? undefined : bytesOf(text);
  if (seed && seed.length !== BYTES) throw new InvalidKey(`A signing key has ${seed.length} bytes, not ${BYTES}. ${how}`);
  let key: KeyObject;
  try {
    key = createPrivateKey(seed ? { key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' } : text);
  } catch {
    throw new InvalidKey(`A signing key cannot be read. ${how}`);
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new InvalidKey(`A signing key is of another kind (${key.asymmetricKeyType}). ${how}`);
  return key;
}

function signingKey(name: string, key: KeyObject): SigningKey {
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-BYTES);
  const id = idOf(name, publicKey);
  return {
    name,
    verifier: `${name}+${id}+${Buffer.concat([ED25519, publicKey]).toString('base64')}`,
    sign: (text) => `— ${name} ${Buffer.concat([Buffer.from(id, 'hex'), sign(null, Buffer.from(text), key)]).toString('base64')}\n`,
  };
}

/**
 * Reads a verifier key as C2SP signed-note writes it: `name+id+key`.
 *
 * @throws {InvalidKey} when it is malformed, or its id is not that of its name and key.
 */
export function verifierKeyOf(text: string): VerifierKey {
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text.trim()) ?? [];
  const bytes = bytesOf(encoded);
  if (!isName(name) || !bytes) throw new InvalidKey(`"${text.trim()}" is no verifier key. One is written name+id+key, in one line.`);
  if (bytes.length !== 1 + BYTES || bytes[0] !== ED25519[0]) throw new InvalidKey(`The verifier key of ${name} is no Ed25519 key.`);
  const publicKey = bytes.subarray(1);
  if (idOf(name, publicKey) !== id)
    throw new InvalidKey(`The verifier key of ${name} does not fit its id ${id}. Was a character lost? Ask for it again.`);
  return { name, id, key: createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' }) };
}
