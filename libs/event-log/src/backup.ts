import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Draft, type Identified, type Language, type Place, RECORD, type Recorded } from '@in-force/events';
import { copyLog } from './copy.js';
import { type Clock, type EventLog, LogUnusable, type Noted } from './event-log.js';
import { syncFolder } from './mark.js';
import { type Hash, RunningHead } from './merkle.js';
import { openLogIn, sqlitePath } from './open.js';
import { SqliteLog } from './sqlite.js';
import { vacuumInto } from './sqlite-file.js';
import { unwritten } from './sqlite-format.js';

/** What a log holds, read event by event. */
export interface Whole {
  /** The leaf hash of its first event; null where it holds none. */
  readonly id: Hash | null;
  readonly position: number;
  readonly head: Hash;
}

/** A backup that is not to be made, or not to be restored. The message says why, and what to do. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}

/**
 * Writes a log into a new SQLite file, as it stands at one moment, whatever is appended meanwhile. The file has its name only once every
 * event in it was read and checked, and it is on the disk.
 *
 * @throws {BackupRefused} where the file exists. @throws {AlteredEvent} for an event that is not what was recorded.
 * @throws {LogUnusable} for a log that cannot be opened, or is less than its mark knows. @throws {LogUnwritable} for a file that cannot be.
 */
export const backupLog = (url: string, file: string, now: Clock): Promise<Whole> => backupLogIn<Draft, Recorded>(RECORD, url, file, now);

/** Writes a log in another language into a file, as `backupLog` does. */
export async function backupLogIn<Said extends Identified, Kept extends Place>(
  language: Language<Said, Kept>,
  url: string,
  file: string,
  now: Clock,
): Promise<Whole> {
  const path = resolve(file);
  if (existsSync(path)) throw new BackupRefused(`${file} exists already, and a backup overwrites nothing. Name another file.`);
  const partial = `${path}.partial`;
  const names = ['', '-wal', '-shm', '-journal', '.mark', '.lock', '.writer'].map((suffix) => partial + suffix);
  const tidy = () => {
    for (const name of names) rmSync(name, { force: true });
  };
  tidy(); // what a backup left that was killed
  try {
    const log = await openLogIn(language, url, { now, readOnly: true });
    const noted = await writtenTo(partial, log, url, now, language);
    const { headAt, ...whole } = await readWhole(partial, now, noted?.position);
    if (noted && headAt !== noted.head)
      throw new LogUnusable(`The log does not hold the ${noted.position} events that its mark knows. Check it: inforce log verify.`);
    sync(partial);
    renameSync(partial, path);
    syncFolder(dirname(path));
    return whole;
  } catch (error) {
    throw unwritten(file, error);
  } finally {
    tidy();
  }
}

/** Writes a log to a file, closes it, and returns what was noted of it. */
async function writtenTo<Said extends Identified, Kept extends Place>(
  file: string,
  log: EventLog<Said, Kept>,
  url: string,
  now: Clock,
  language: Language<Said, Kept>,
): Promise<Noted | null> {
  try {
    const path = sqlitePath(url);
    if (path !== null) vacuumInto(resolve(path), file);
    else {
      const copy = new SqliteLog(language, file, now);
      await copyLog(log, copy).finally(() => copy.close());
    }
    return log.noted();
  } finally {
    await log.close();
  }
}

/**
 * Reads every event of a log's file and checks it. `at` is a position at which the head is asked for.
 *
 * @throws {AlteredEvent} at the first that is not what was recorded. @throws {LogUnusable} where the file is no log.
 */
export async function readWhole(file: string, now: Clock, at = 0): Promise<Whole & { readonly headAt: Hash | null }> {
  const log = new SqliteLog(RECORD, file, now, { readOnly: true });
  try {
    const { id, position } = await log.head();
    const tree = new RunningHead();
    let headAt = at === 0 ? tree.head : null;
    for await (const { leaf } of log.stored(0, position)) {
      tree.add(leaf);
      if (tree.size === at) headAt = tree.head;
    }
    return { id, position: tree.size, head: tree.head, headAt };
  } finally {
    await log.close();
  }
}

/** Has a file's content on the disk. */
export function sync(file: string): void {
  const descriptor = openSync(file, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
