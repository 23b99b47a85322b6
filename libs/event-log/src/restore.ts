import { copyFileSync, existsSync, mkdirSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type Draft, type Identified, type Language, type Place, RECORD, type Recorded, UnreadableEvent } from '@in-force/events';
import { BackupRefused, readWhole, sync, type Whole } from './backup.js';
import type { TreeHead } from './checkpoint.js';
import { copyLog } from './copy.js';
import { type Clock, LogUnusable } from './event-log.js';
import { type Marked, readMark, syncFolder } from './mark.js';
import { openLogIn, sqlitePath } from './open.js';
import { SqliteLog } from './sqlite.js';
import { asideOf, markOf } from './sqlite-file.js';
import { unwritten } from './sqlite-format.js';
import { WriterLock } from './writer-lock.js';

/** What a restore did. */
export interface Restored extends Whole {
  /** Whether there was anything to do: a log that holds the same already is left alone. */
  readonly done: boolean;
  /** Where what stood there before is now; null where nothing did. */
  readonly aside: string | null;
}

/**
 * Puts a backup in the place of a log, once every event in it was read and checked. What stands there is moved aside, never overwritten; run
 * again it completes what a crash left. A log on a server is continued with what it lacks.
 *
 * @throws {BackupRefused} where it would lose what the log's mark knows, or what the log holds.
 * @throws {AlteredEvent} for a backup that was altered. @throws {LogLocked} while another program writes to the log.
 */
export const restoreLog = (file: string, url: string, now: Clock, checkpoint: TreeHead | null = null): Promise<Restored> =>
  restoreLogIn<Draft, Recorded>(RECORD, file, url, now, checkpoint);

/** Puts a backup in the place of a log in another language, as `restoreLog` does. */
export async function restoreLogIn<Said extends Identified, Kept extends Place>(
  language: Language<Said, Kept>,
  file: string,
  url: string,
  now: Clock,
  checkpoint: TreeHead | null,
): Promise<Restored> {
  if (!existsSync(file)) throw new BackupRefused(`There is no file ${file}.`);
  const place = sqlitePath(url);
  if (place === null) return continued(language, file, url, now, checkpoint);
  const path = resolve(place);
  const marked = readMark(markOf(path));
  const { headAt, ...whole } = await readWhole(file, now, marked?.position);
  demandSigned(file, whole, checkpoint);
  if (marked) demandKnown(file, whole, headAt, marked, path);
  mkdirSync(dirname(path), { recursive: true });
  const real = existsSync(path) ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path));
  const lock = new WriterLock(real);
  let aside: string | null = null;
  try {
    if (await holdsAll(path, whole, now, marked !== null)) return { ...whole, done: false, aside: null };
    aside = replace(real, file, now().slice(0, 10));
  } catch (error) {
    throw unwritten(path, error);
  } finally {
    lock.release();
  }
  rmSync(`${path}.founding`, { force: true }); // the log is compared with the founding record anew
  await new SqliteLog(language, path, now).close(); // has the mark say how far it goes
  return { ...whole, done: true, aside };
}

/** Refuses a backup that is not what its checkpoint says. */
function demandSigned(file: string, { position, head }: Whole, checkpoint: TreeHead | null): void {
  if (checkpoint && (checkpoint.size !== position || checkpoint.head !== head))
    throw new BackupRefused(
      `${file} holds ${position} events with the head ${head}, and its checkpoint speaks of ${checkpoint.size} with ${checkpoint.head}. Restore another backup.`,
    );
}

/** Refuses a backup that does not hold what a mark knows. */
function demandKnown(file: string, { id, position }: Whole, headAt: string | null, marked: Marked, path: string): void {
  const to = `To take it all the same, move the mark (${markOf(path)}) away.`;
  if (id !== marked.log) throw new BackupRefused(`${file} is a backup of another log than the one that the mark knows. ${to}`);
  if (position < marked.position)
    throw new BackupRefused(
      `${file} holds ${position} events, and the log held ${marked.position} by its mark: events ${position + 1} to ${marked.position} would be lost. Restore a later backup. ${to}`,
    );
  if (headAt !== marked.head)
    throw new BackupRefused(
      `The first ${marked.position} events of ${file} are not those that the mark knows. Restore another backup. ${to}`,
    );
}

/**
 * Returns whether a log holds exactly what a backup does. One that holds less does not, nor one that cannot be read, where a mark knows it.
 *
 * @throws {BackupRefused} where it holds more, or something else.
 */
async function holdsAll(path: string, backup: Whole, now: Clock, known: boolean): Promise<boolean> {
  if (!existsSync(path)) return false;
  let whole: Whole;
  try {
    whole = await readWhole(path, now);
  } catch (error) {
    if (!(error instanceof LogUnusable || error instanceof UnreadableEvent)) throw error;
    if (known) return false;
    throw new BackupRefused(`${path} cannot be read, and nothing says that it is a log: ${error.message} Move it away first.`);
  }
  const { id, position, head } = whole;
  if (position === 0 || (id === backup.id && position < backup.position)) return false;
  if (head === backup.head) return true;
  throw new BackupRefused(
    id === backup.id
      ? `${path} holds ${position} events, the backup ${backup.position}, and they are not the same: something would be lost. Move the log away first.`
      : `${path} is another log than the backup. Move it and its mark away first.`,
  );
}

/** Puts a copy of a file in the place of a log, and returns where what stood there is now. Whenever it is cut off, the mark tells. */
function replace(path: string, file: string, day: string): string | null {
  const copy = `${path}.restoring`;
  rmSync(copy, { force: true });
  copyFileSync(file, copy);
  sync(copy);
  const aside = asideOf(path, day);
  const stood = existsSync(path);
  for (const suffix of ['-wal', '-shm', '']) if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
  renameSync(copy, path);
  syncFolder(dirname(path));
  return stood ? aside : null;
}

/** Continues a log on a server with what a backup holds beyond it. */
async function continued<Said extends Identified, Kept extends Place>(
  language: Language<Said, Kept>,
  file: string,
  url: string,
  now: Clock,
  checkpoint: TreeHead | null,
): Promise<Restored> {
  const { headAt: _, ...whole } = await readWhole(file, now);
  demandSigned(file, whole, checkpoint);
  const backup = new SqliteLog(language, file, now, { readOnly: true });
  try {
    const log = await openLogIn(language, url, { now });
    const { copied } = await copyLog(backup, log).finally(() => log.close());
    return { ...whole, done: copied > 0, aside: null };
  } finally {
    await backup.close();
  }
}
