import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RecordFile, readRecordFile } from '@in-force/formats';
import type { Engine, Recording } from './engine.js';
import { expand, importRecord } from './import.js';

/** Where the founding record stands in a checkout. */
export const FOUNDING_RECORD = fileURLToPath(new URL('../../../events/record', import.meta.url));

const RECORD_FILE = /\.(?:ya?ml|json|ndjson)$/;

/** Reads the files of a folder, in order of their names. */
export async function readRecordFolder(folder: string): Promise<RecordFile[]> {
  const names = (await readdir(folder)).filter((name) => RECORD_FILE.test(name)).sort();
  return Promise.all(names.map(async (name) => readRecordFile(join(folder, name), await readFile(join(folder, name), 'utf8'))));
}

/**
 * Loads the founding record into an empty log, or into one that began with it: there, what a later version of it adds is appended.
 * A log that began otherwise is left alone.
 */
export async function loadFoundingRecord(engine: Engine, folder: string = FOUNDING_RECORD): Promise<Recording> {
  const files = await readRecordFolder(folder);
  const [first] = await engine.follower.after(0, 1);
  if (first) {
    const acts = await expand(engine, files);
    if (!acts.some(({ draft }) => draft.id === first.id)) return { recorded: 0, known: 0 };
  }
  return importRecord(engine, files);
}
