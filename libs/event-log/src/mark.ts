import { closeSync, existsSync, fdatasyncSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { LogUnusable } from './event-log.js';
import { type Hash, isHash, RunningHead } from './merkle.js';

/** What a log is known to have held. */
export interface Marked {
  /** The leaf hash of its first event. */
  readonly log: Hash;
  readonly position: number;
  /** The leaf hash of the event at the position. */
  readonly leaf: Hash;
  /** The tree head at the position. */
  readonly head: Hash;
  /** The heads of the complete trees that the tree there falls into, from the left: from them it goes on. */
  readonly peaks: readonly Hash[];
}

/** The bytes of one of the two places that a mark is written to in turn, so that a write that was torn leaves the other. */
const SLOT = 4096;
const CRC = 8;

/** What a log holds, as far as its mark says it. */
export interface Holding {
  readonly log: Hash;
  readonly leaf: Hash;
  readonly tree: RunningHead;
}

/**
 * A file beside a log that says how far the log went. It is synced after each append and before that is acknowledged, so a log that holds
 * less than its mark says has lost something, and one that is not there was mislaid.
 */
export class Mark {
  #file: number | null = null;
  #slot = 0;
  #position = 0;

  /** `found` is what `readMark` found there. */
  constructor(
    private readonly path: string,
    found: ReturnType<typeof readMark>,
  ) {
    if (!found) return;
    this.#slot = 1 - found.slot;
    this.#position = found.position;
    this.#file = openSync(path, 'r+');
  }

  /** Notes how far the log goes, unless it says so already. It is on the disk when this returns. */
  note({ log, leaf, tree }: Holding): void {
    if (tree.size === this.#position) return;
    const text = slotOf({ log, position: tree.size, leaf, head: tree.head, peaks: tree.peaks });
    if (this.#file === null) this.#file = create(this.path, text);
    else {
      writeSync(this.#file, text, 0, SLOT, this.#slot * SLOT);
      fdatasyncSync(this.#file);
    }
    this.#slot = 1 - this.#slot;
    this.#position = tree.size;
  }

  /** Writes it anew where another file, or none, has its name. */
  keep(holding: Holding): void {
    if (this.#file === null || readMark(this.path)?.position === this.#position) return;
    this.close();
    this.#position = 0;
    this.note(holding);
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }
}

/**
 * Returns what a mark says, and in which of its places; null where there is none.
 *
 * @throws {LogUnusable} for a file that is no mark, or whose places are both damaged.
 */
export function readMark(path: string): (Marked & { readonly slot: number }) | null {
  if (!existsSync(path)) return null;
  const bytes = readFileSync(path);
  const found = [0, 1].flatMap((slot) => {
    const marked = markedIn(bytes.subarray(slot * SLOT, (slot + 1) * SLOT));
    return marked ? [{ ...marked, slot }] : [];
  });
  const [best] = found.sort((a, b) => b.position - a.position);
  if (!best)
    throw new LogUnusable(
      `${path}, the mark of the log beside it, cannot be read. Check the log (inforce log verify), then move the mark away; a new one is made.`,
    );
  return best;
}

function slotOf(marked: Marked): Buffer {
  const text = JSON.stringify(marked).padEnd(SLOT - CRC - 1);
  return Buffer.from(`${text}${checksum(text)}\n`);
}

const checksum = (text: string): string => crc32(text).toString(16).padStart(CRC, '0');

function markedIn(slot: Buffer): Marked | null {
  const text = slot.toString('latin1', 0, SLOT - CRC - 1);
  if (slot.length < SLOT || checksum(text) !== slot.toString('latin1', SLOT - CRC - 1, SLOT - 1)) return null;
  const marked = JSON.parse(text) as Marked;
  const sound = [marked.log, marked.leaf, marked.head, ...marked.peaks].every(isHash);
  return sound && RunningHead.of(marked.position, marked.peaks).head === marked.head ? marked : null;
}

/** Makes the file under its name only once it is whole and on the disk. */
function create(path: string, text: Buffer): number {
  const partial = `${path}.new`;
  const file = openSync(partial, 'w+');
  writeSync(file, Buffer.concat([text, Buffer.from(`${' '.repeat(SLOT - 1)}\n`)]));
  fsyncSync(file);
  renameSync(partial, path);
  syncFolder(dirname(path));
  return file;
}

/** Has the names in a folder on the disk. Not every system can. */
export function syncFolder(folder: string): void {
  let file: number | null = null;
  try {
    file = openSync(folder, 'r');
    fsyncSync(file);
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    if (file !== null) closeSync(file);
  }
}
