import { generateKeyPairSync } from 'node:crypto';
import {
  EMPTY_HEAD,
  InvalidCheckpoint,
  InvalidKey,
  leafHash,
  parseCheckpoint,
  type SigningKey,
  signCheckpoint,
  signingKeysOf,
  type TreeHead,
  verifierKeyOf,
  verifyCheckpoint,
  writeCheckpoint,
} from '@in-force/event-log';
import { randomFrom } from '../kit/world.js';

const ORIGIN = 'example.org/record';

/** A key and what it makes of the empty log, computed by another program from the specifications. */
const SEED = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';
const PEM = '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n-----END PRIVATE KEY-----\n';
const VERIFIER = 'example.org/record+8dcc45de+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4';
const EMPTY = `example.org/record
0
47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=

— example.org/record jcxF3k6UmgoPQVPoi8rq7iL4v0/l/Rja9i2d+eHjxeuN7qTGhTKmn4XavwLq1dqYk5dKQMdc24oiiyCfTmZkhFltCwM=
`;

const OTHER_SEED = Buffer.alloc(32, 7).toString('base64');
const keyOf = (setting: string, name = ORIGIN) => signingKeysOf(name, setting)[0] as SigningKey;
const [key, successor] = [keyOf(SEED), keyOf(OTHER_SEED)];
const head: TreeHead = { origin: ORIGIN, size: 412, head: leafHash('a head') };
const text = writeCheckpoint(head);

describe('a checkpoint', () => {
  it('is what other programs write and sign', () => {
    const empty = writeCheckpoint({ origin: ORIGIN, size: 0, head: EMPTY_HEAD });
    expect(key.verifier).toBe(VERIFIER);
    expect(signCheckpoint(empty, [key])).toBe(EMPTY);
    expect(verifyCheckpoint(EMPTY, [VERIFIER])).toMatchObject({ origin: ORIGIN, size: 0, head: EMPTY_HEAD, signedBy: [VERIFIER] });
  });

  it('reads what it wrote, signed or not', () => {
    for (const size of [0, 1, 412, Number.MAX_SAFE_INTEGER])
      for (const origin of [ORIGIN, 'a log', 'Grüße/日本']) {
        const written = writeCheckpoint({ ...head, origin, size });
        expect(parseCheckpoint(written)).toEqual({ ...head, origin, size, text: written, signatures: [] });
        expect(parseCheckpoint(signCheckpoint(written, [key]))).toMatchObject({
          origin,
          size,
          text: written,
          signatures: [{ name: ORIGIN }],
        });
      }
  });

  it('bears two signatures while one key replaces another, and either is enough', () => {
    const signed = signCheckpoint(text, [key, successor]);
    expect(signed.split('\n').filter((line) => line.startsWith('— '))).toHaveLength(2);
    for (const known of [[key], [successor], [key, successor]]) {
      const verifiers = known.map(({ verifier }) => verifier);
      expect(verifyCheckpoint(signed, verifiers)).toEqual({ ...parseCheckpoint(signed), signedBy: verifiers });
    }
  });

  it('passes over signatures of keys that nobody named, and over lines that mean nothing here', () => {
    const extended = `${text}a line of somebody else’s\n`;
    const witness = keyOf(OTHER_SEED, 'witness.example');
    const signed = signCheckpoint(extended, [witness, key]);
    expect(verifyCheckpoint(signed, [key.verifier])).toMatchObject({ ...head, signedBy: [key.verifier] });
    const longer = signed.replace('— ', '— of.another/kind AAAAAQIDBAUGBwgJ\n— ');
    expect(verifyCheckpoint(longer, [key.verifier])).toMatchObject({ ...head, signedBy: [key.verifier] });
    // Signed twice by one key it is signed by that key.
    expect(verifyCheckpoint(signCheckpoint(text, [key, key]), [key.verifier]).signedBy).toEqual([key.verifier]);
  });

  it('is trusted by nobody who knows none of its keys', () => {
    const signed = signCheckpoint(text, [key]);
    for (const [checkpoint, verifiers, message] of [
      [text, [key.verifier], /None of the keys at hand signed this checkpoint; it is not signed/],
      [signed, [], /None of the keys.*it bears the signature of example.org\/record \(8dcc45de\)/],
      [signed, [successor.verifier], /None of the keys/],
      [signed, [keyOf(SEED, 'another.name').verifier], /None of the keys/],
    ] as const) {
      expect(() => verifyCheckpoint(checkpoint, verifiers)).toThrow(InvalidCheckpoint);
      expect(() => verifyCheckpoint(checkpoint, verifiers)).toThrow(message);
    }
  });

  it('is not trusted when any character of it is another', () => {
    const signed = signCheckpoint(text, [key]);
    const random = randomFrom(18);
    for (let n = 0; n < 500; n++) {
      const at = random.below(signed.length);
      const other = random.pick(['0', '1', 'A', 'b', '+', ' ', '\n', 'é', ''].filter((character) => character !== signed[at]));
      const altered = signed.slice(0, at) + other + signed.slice(at + 1);
      expect(() => verifyCheckpoint(altered, [key.verifier])).toThrow(InvalidCheckpoint);
    }
  });

  it('is not trusted when a key at hand signed something else, whoever signed it beside', () => {
    const both = signCheckpoint(text, [key, successor]).replace('412', '413');
    const [own] = signCheckpoint(writeCheckpoint({ ...head, size: 413 }), [successor])
      .split('\n')
      .slice(4);
    const lines = both.split('\n');
    const checkpoint = lines.with(5, own as string).join('\n');
    expect(verifyCheckpoint(checkpoint, [successor.verifier])).toMatchObject({ size: 413 });
    expect(() => verifyCheckpoint(checkpoint, [key.verifier, successor.verifier])).toThrow(
      /The signature of example.org\/record \(8dcc45de\) does not fit this checkpoint/,
    );
  });

  const signed = signCheckpoint(text, [key]);
  it.each<[string, string, RegExp]>([
    ['nothing', '', /cut short/],
    ['no end', signed.slice(0, -1), /its last line has no end/],
    ['other line ends', signed.replaceAll('\n', '\r\n'), /Line 1 .*control character. Was it saved with other line ends/],
    ['a line alone', 'a\n', /Line 2 .*is no number of events: ""/],
    ['no origin', signed.replace(ORIGIN, ' '), /Line 1 of this checkpoint names no log/],
    ['a size with a leading zero', signed.replace('412', '0412'), /Line 2 .*"0412"/],
    ['a negative size', signed.replace('412', '-1'), /Line 2/],
    ['a size beyond counting', signed.replace('412', '99999999999999999'), /Line 2/],
    ['a head that is too short', text.replace(/\n[^\n]*\n$/, '\nAAAA\n'), /Line 3 .*32 bytes in base64: "AAAA"/],
    ['a head in other letters', text.replace(/[^\n]*\n$/, `${head.head}\n`), /Line 3/],
    ['an empty line in its text', `${text}\nmore\n\n${signed.split('\n')[4]}\n`, /Line 4 .*is empty/],
    ['no signature after its empty line', `${text}\n`, /Line 5 .*is no signature/],
    ['a hyphen for a dash', signed.replace('—', '-'), /Line 5 .*is no signature/],
    ['a signature without a name', `${text}\n— AAAAAQID\n`, /Line 5 .*is no signature/],
    ['a signature that is no base64', `${text}\n— a $$$$\n`, /Line 5 .*is no signature/],
    ['a signature that names a key alone', `${text}\n— a AAAAAQ==\n`, /Line 5 .*is no signature/],
    ['a word after its signature', signed.replace(/\n$/, ' x\n'), /Line 5 .*is no signature/],
    ['signatures without end', `${text}\n${'— a AAAAAQID\n'.repeat(101)}`, /bears 101 signatures/],
  ])('with %s is refused, and the line is named', (_, checkpoint, message) => {
    for (const read of [() => parseCheckpoint(checkpoint), () => verifyCheckpoint(checkpoint, [key.verifier])]) {
      expect(read).toThrow(InvalidCheckpoint);
      expect(read).toThrow(message);
    }
  });

  it.each<[string, () => string, RegExp]>([
    ['an origin of two lines', () => writeCheckpoint({ ...head, origin: 'a\nb' }), /cannot name a log/],
    ['no origin', () => writeCheckpoint({ ...head, origin: ' ' }), /cannot name a log/],
    ['half an event', () => writeCheckpoint({ ...head, size: 0.5 }), /cannot hold 0.5 events/],
    ['no head', () => writeCheckpoint({ ...head, head: 'abc' }), /"abc" is no tree head/],
    ['no key', () => signCheckpoint(text, []), /no key to sign with/],
    ['what is signed already', () => signCheckpoint(signed, [successor]), /signed already/],
    ['what is no checkpoint', () => signCheckpoint('Hello.\n', [key]), /Line 2/],
  ])('is not made of %s', (_, make, message) => {
    expect(make).toThrow(InvalidCheckpoint);
    expect(make).toThrow(message);
  });
});

describe('a signing key', () => {
  it('is read as PEM or as a seed, alone or beside its successor', () => {
    const pair = [key.verifier, successor.verifier];
    for (const setting of [SEED, ` ${SEED}\n`, PEM, PEM.replaceAll('\n', '\\n')])
      expect(signingKeysOf(ORIGIN, setting).map(({ verifier }) => verifier)).toEqual([VERIFIER]);
    for (const setting of [`${SEED},${OTHER_SEED}`, `${SEED} ${OTHER_SEED}`])
      expect(signingKeysOf(ORIGIN, setting).map(({ verifier }) => verifier)).toEqual(pair);
    const { privateKey } = generateKeyPairSync('ed25519');
    const two = `${PEM}${privateKey.export({ format: 'pem', type: 'pkcs8' })}`;
    expect(signingKeysOf(ORIGIN, two)).toHaveLength(2);
  });

  const rsa = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;
  it.each<[string, string, RegExp]>([
    ['nothing', ' ', /There are 0 signing keys. Give one, or two/],
    ['three', [SEED, OTHER_SEED, Buffer.alloc(32, 9).toString('base64')].join(), /There are 3 signing keys/],
    ['one twice', `${SEED},${SEED}`, /are the same one/],
    ['a seed that is too short', Buffer.alloc(16).toString('base64'), /has 16 bytes, not 32/],
    ['words', 'correct-horse', /cannot be read. Give an Ed25519 key as PKCS#8 PEM/],
    ['a broken PEM', PEM.replace('MC4C', 'MC4D'), /cannot be read/],
    ['a key of another kind', rsa, /is of another kind \(ec\)/],
  ])('is not made of %s, and no secret is repeated', (_, setting, message) => {
    const read = () => signingKeysOf(ORIGIN, setting);
    expect(read).toThrow(InvalidKey);
    expect(read).toThrow(message);
    if (setting.length > 8) expect(read).not.toThrow(setting.slice(0, 8));
  });

  it.each(['', 'a b', 'a+b', 'a\nb'])('is not named "%s"', (name) => {
    expect(() => signingKeysOf(name, SEED)).toThrow(InvalidKey);
  });
});

describe('a verifier key', () => {
  it('is read as it was written', () => {
    expect(verifierKeyOf(` ${VERIFIER}\n`)).toMatchObject({ name: ORIGIN, id: '8dcc45de' });
  });

  it.each<[string, RegExp]>([
    ['', /is no verifier key. One is written name\+id\+key/],
    [VERIFIER.replace('+8dcc', '+8DCC'), /is no verifier key/],
    [VERIFIER.slice(0, -1), /is no verifier key/],
    [VERIFIER.replace('example', 'exampel'), /does not fit its id 8dcc45de. Was a character lost/],
    [VERIFIER.replace('AQOh', 'AQOi'), /does not fit its id/],
    [VERIFIER.replace('AQOh', 'AgOh'), /is no Ed25519 key/],
    [VERIFIER.replace(/\+AQ.*/, '+AQOh'), /is no Ed25519 key/],
  ])('"%s" is refused', (verifier, message) => {
    expect(() => verifierKeyOf(verifier)).toThrow(InvalidKey);
    expect(() => verifierKeyOf(verifier)).toThrow(message);
  });
});
