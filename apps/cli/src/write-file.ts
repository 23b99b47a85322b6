import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Terminal, Unwritable } from './terminal.js';

/**
 * Writes pieces to a file, or to standard output where none is named.
 *
 * @throws {Unwritable} for a file that cannot be written.
 */
export async function writePieces(out: string | undefined, pieces: AsyncIterable<string | Uint8Array>, terminal: Terminal): Promise<void> {
  if (out === undefined) for await (const piece of pieces) terminal.stdout.write(piece as string);
  else await demandWritten(out, pipeline(Readable.from(pieces, { objectMode: false }), createWriteStream(out)));
}

/** Waits until a file is written, and says of one that cannot be that it is not whole. */
export async function demandWritten(file: string, done: Promise<void>): Promise<void> {
  try {
    await done;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new Unwritable(`${file} could not be written: ${message}. What stands there, if anything, is no whole export.`);
  }
}
