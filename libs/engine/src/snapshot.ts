import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { RULES } from '@in-force/answers';
import type { Section, Sections } from '@in-force/columns';
import type { EventLog } from '@in-force/event-log';
import { BLOCS, COUNTRIES, ITEMS, membershipChanges } from '@in-force/events';
import { clearAway, forgetPartial, partialOf } from './snapshot-files.js';

/** The version of the layout of a snapshot. Raised with every change of what a snapshot holds. */
const FORMAT = 7;
const MAGIC = Buffer.from('INFORCE\n');
/** What is read and written at once, and how many lines are. */
const PIECE = 1024 * 1024;
const LINES = 1_000;

/** What a snapshot is of. It is good for one log, up to one event, under one version of the rules and the words. */
export interface Key {
  /** The leaf hash of the first event. */
  readonly log: string;
  readonly position: number;
  /** The leaf hash of the event at the position. */
  readonly leaf: string;
}

/** A section in the file. `crc` is of its bytes. */
interface Entry {
  readonly name: string;
  readonly kind: 'Int32Array' | 'Float64Array' | 'Uint8Array' | 'lines';
  readonly start: number;
  readonly bytes: number;
  readonly crc: number;
}

interface Footer extends Key {
  readonly format: number;
  readonly rules: string;
  readonly sections: readonly Entry[];
}

/** Returns the rules and the words that an index was made with. */
const rules = (): string =>
  `${RULES} ${createHash('sha256')
    .update(JSON.stringify([ITEMS, COUNTRIES, BLOCS.map((bloc) => [bloc, membershipChanges(bloc)])]))
    .digest('hex')
    .slice(0, 16)}`;

/** Returns where the snapshot of a log lies: programs with other rules, as while one replaces another, have their own. */
const pathOf = (folder: string, log: string): string =>
  join(folder, `${log}.${createHash('sha256').update(`${FORMAT} ${rules()}`).digest('hex').slice(0, 12)}.snapshot`);

/**
 * Writes a snapshot of a record beside others, whole or not at all: to a file of its own, which takes the name only once it is on disk.
 * Others have their turn between pieces.
 */
export async function writeSnapshot(folder: string, key: Key, sections: Sections): Promise<void> {
  await mkdir(folder, { recursive: true });
  const path = pathOf(folder, key.log);
  const partial = partialOf(path);
  const file = await open(partial, 'wx');
  try {
    await clearAway(folder, key.log, path, (await file.stat()).mtimeMs);
    const entries: Entry[] = [];
    await file.write(MAGIC);
    let start = MAGIC.length;
    for (const [name, section] of sections) {
      // Numbers lie where their size divides the place.
      const gap = (8 - (start % 8)) % 8;
      if (gap > 0) await file.write(Buffer.alloc(gap));
      start += gap;
      let [bytes, crc] = [0, 0];
      for (const piece of piecesOf(section)) {
        await file.write(piece);
        crc = crc32(piece, crc);
        bytes += piece.length;
      }
      entries.push({ name, kind: kindOf(section), start, bytes, crc });
      start += bytes;
    }
    const footer: Footer = { ...key, format: FORMAT, rules: rules(), sections: entries };
    const text = Buffer.from(JSON.stringify(footer));
    const end = Buffer.alloc(8);
    end.writeUInt32LE(text.length, 0);
    end.writeUInt32LE(crc32(text), 4);
    await file.write(Buffer.concat([text, end, MAGIC]));
    await file.sync();
    await file.close();
    await rename(partial, path);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(partial, { force: true });
    throw error;
  } finally {
    forgetPartial(partial);
  }
}

/** A snapshot that cannot be used, and why. */
class Unusable extends Error {}

/**
 * Reads the snapshot of a log's record; null where there is none, or where it is damaged, of another log, or of other rules. What cannot
 * be used is thrown away, and `tell` says so.
 */
export async function readSnapshot(
  folder: string,
  log: EventLog,
  tell: (sentence: string) => void,
): Promise<{ readonly key: Key; readonly sections: Sections } | null> {
  const { id, position } = await log.head();
  if (id === null) return null;
  const path = pathOf(folder, id);
  const file = await open(path, 'r').catch(() => null);
  if (!file) return null;
  try {
    const { sections: entries, format: _, rules: __, ...key } = await footerOf(file);
    if (key.log !== id || key.position > position || (await leafAt(log, key.position)) !== key.leaf)
      throw new Unusable('it is of another log');
    // While one section is checked, the others are read.
    return { key, sections: new Map(await Promise.all(entries.map(async (entry) => [entry.name, await sectionOf(file, entry)] as const))) };
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    await rm(path, { force: true });
    tell(`Threw away the snapshot ${path}: ${error.message}. The index is made from the log, which takes longer.`);
    return null;
  } finally {
    await file.close();
  }
}

/** Returns the leaf hash of the event at a position; null where it holds none. */
async function leafAt(log: EventLog, position: number): Promise<string | null> {
  for await (const { leaf } of log.stored(position - 1, position)) return leaf;
  return null;
}

async function footerOf(file: FileHandle): Promise<Footer> {
  const { size } = await file.stat();
  const last = 8 + MAGIC.length;
  if (size < MAGIC.length + last) throw new Unusable('it is cut short');
  const end = await read(file, size - last, last);
  const [length, crc] = [end.readUInt32LE(0), end.readUInt32LE(4)];
  if (!end.subarray(8).equals(MAGIC) || length > size - last) throw new Unusable('it is cut short, or damaged');
  const text = await read(file, size - last - length, length);
  if (crc32(text) !== crc) throw new Unusable('it is damaged');
  const footer = JSON.parse(text.toString()) as Footer;
  if (footer.format !== FORMAT || footer.rules !== rules()) throw new Unusable('it was made by other rules');
  return footer;
}

async function sectionOf(file: FileHandle, { name, kind, start, bytes, crc }: Entry): Promise<Section> {
  const content = await read(file, start, bytes);
  let found = 0;
  for (let at = 0; at < bytes; at += PIECE) found = crc32(content.subarray(at, at + PIECE), found);
  if (found !== crc) throw new Unusable(`it is damaged, at ${name}`);
  if (kind === 'lines') return bytes === 0 ? [] : content.toString('utf8', 0, bytes - 1).split('\n');
  if (kind === 'Uint8Array') return content;
  if (kind === 'Int32Array') return new Int32Array(content.buffer, content.byteOffset, bytes / 4);
  return new Float64Array(content.buffer, content.byteOffset, bytes / 8);
}

async function read(file: FileHandle, start: number, length: number): Promise<Buffer> {
  // Of its own, so that numbers in it begin where their size divides the place.
  const buffer = Buffer.allocUnsafeSlow(length);
  for (let at = 0; at < length; ) {
    const { bytesRead } = await file.read(buffer, at, length - at, start + at);
    if (bytesRead === 0) throw new Unusable('it is cut short');
    at += bytesRead;
  }
  return buffer;
}

const kindOf = (section: Section): Entry['kind'] =>
  section instanceof Int32Array
    ? 'Int32Array'
    : section instanceof Float64Array
      ? 'Float64Array'
      : section instanceof Uint8Array
        ? 'Uint8Array'
        : 'lines';

function* piecesOf(section: Section): Generator<Buffer> {
  if (section instanceof Int32Array || section instanceof Float64Array || section instanceof Uint8Array) {
    const bytes = Buffer.from(section.buffer, section.byteOffset, section.byteLength);
    for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
  } else for (let at = 0; at < section.length; at += LINES) yield Buffer.from(`${section.slice(at, at + LINES).join('\n')}\n`);
}
