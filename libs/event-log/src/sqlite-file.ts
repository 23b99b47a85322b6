import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, parse, resolve } from 'node:path';
import Database from 'libsql';
import { LogUnusable } from './event-log.js';
import type { Marked } from './mark.js';
import { demandOneName } from './opened-files.js';
import { type Rows, storedOf } from './rows.js';
import { ask, damaged } from './sqlite-format.js';

/** What `PRAGMA synchronous` answers when every commit is synced. */
const FULL = 2;
const BUSY_MS = 5000;

/**
 * Connects to the file of a log; makes it, and its folder, where there is none and never was.
 *
 * @throws {LogUnusable} saying what to do.
 */
export function connect(path: string, readOnly: boolean, marked: Marked | null): Database.Database {
  try {
    const file = statSync(path, { throwIfNoEntry: false });
    if (file?.isDirectory())
      throw new LogUnusable(`${path} is a folder, not a log. Name a file in it, such as ${resolve(path, 'in-force.db')}.`);
    if (!file && marked) throw new LogUnusable(lost(path, marked));
    if (!file && readOnly) throw new LogUnusable(`There is no log at ${path}. Check the path, or make one there: inforce log begin.`);
    demandOneName(path);
    mkdirSync(dirname(path), { recursive: true });
    return new Database(path, { timeout: BUSY_MS });
  } catch (error) {
    if (error instanceof LogUnusable) throw error;
    throw new LogUnusable(`Cannot open ${path}: ${(error as Error).message}. Check that the folder exists and may be written to.`, {
      cause: error,
    });
  }
}

/** Returns where the mark of a log is kept. */
export const markOf = (path: string): string => `${path}.mark`;

const AWAY = 'Put the right file back, or restore a backup (inforce log restore). To begin anew, move the mark away too.';

/** Says that a log is not there, or holds nothing, though its mark knows it. */
export const lost = (path: string, { position }: Marked): string =>
  `${path} held ${position} events, by its mark (${markOf(path)}), and holds none now: it was moved, removed or emptied. ${AWAY}`;

/** @throws {LogUnusable} when a log does not hold what its mark says that it held. Costs three looks into it. */
export function demandMarked(path: string, { log, position, leaf }: Marked, rows: Pick<Rows, 'last' | 'after'>): void {
  const mark = markOf(path);
  const held = rows.last()?.position ?? 0;
  const leafAt = (at: number) => rows.after(at - 1, 1).map((row) => row.leaf ?? storedOf(row).leaf)[0];
  if (held < position)
    throw new LogUnusable(
      `${path} holds ${held} events, and held ${position} by its mark (${mark}): it is an older copy, or its write-ahead log was removed. Put the right file back, or restore a backup. To go on without events ${held + 1} to ${position}, move the mark away.`,
    );
  if (leafAt(1) !== log)
    throw new LogUnusable(`${path} is another log than its mark (${mark}) knows. Put the right file back, or move the mark away.`);
  if (leafAt(position) !== leaf)
    throw new LogUnusable(
      `Event ${position} of ${path} is not the one that its mark (${mark}) knows: it was altered, or the file is another copy. Put the right file back, or restore a backup.`,
    );
}

/** Has every commit synced. */
export function makeDurable(db: Database.Database, path: string): void {
  const { journal_mode: journal } = ask(db, path, 'PRAGMA journal_mode = WAL') as { journal_mode: string };
  db.exec('PRAGMA synchronous = FULL');
  const { synchronous } = ask(db, path, 'PRAGMA synchronous') as { synchronous: number };
  if (journal !== 'wal' || synchronous !== FULL)
    throw new LogUnusable(`${path} cannot be written to safely here (journal ${journal}, sync ${synchronous}). Put it on a local disk.`);
}

/** Writes what a log holds at one moment into a new file, whoever writes to it. */
export function vacuumInto(path: string, file: string): void {
  const db = new Database(path, { timeout: BUSY_MS });
  try {
    db.exec(`VACUUM INTO '${file.replaceAll("'", "''")}'`);
  } catch (error) {
    throw damaged(path, error);
  } finally {
    db.close();
  }
}

/** Returns a name for what is put aside on a day that nothing beside it has: `NAME.aside-YYYYMMDD.db`, or with a number. */
export function asideOf(path: string, day: string): string {
  const { dir, name } = parse(path);
  const named = (suffix: string) => join(dir, `${name}.aside-${day.replaceAll('-', '')}${suffix}.db`);
  let aside = named('');
  for (let number = 2; existsSync(aside); number++) aside = named(`-${number}`);
  return aside;
}
