import type Database from 'libsql';
import { LogUnusable } from './event-log.js';
import { type Row, storedOf } from './rows.js';

/** Marks a database file as a log of ours: `InFo`. */
const APPLICATION_ID = 0x496e466f;

/** The format of the file. The first kept no leaf hashes. */
const FORMAT = 2;

const SCHEMA = `
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    type TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    data TEXT NOT NULL,
    meta TEXT NOT NULL,
    leaf BLOB NOT NULL,
    UNIQUE (stream, revision)
  ) STRICT;
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${FORMAT};
`;
const IDENTITY = `SELECT application_id AS id, user_version AS format, (SELECT count(*) FROM sqlite_schema) AS things
  FROM pragma_application_id, pragma_user_version`;

/** How many events get their leaf hashes at a time. */
const PAGE = 1_000;

/** Finds events as rows, in a file of this format. */
export const selectFrom = (format: number): string =>
  `SELECT position, id, stream, revision, type, version, recorded_at AS recordedAt, data, meta,
  ${format === 1 ? 'NULL' : 'lower(hex(leaf))'} AS leaf FROM events`;

/**
 * Returns the format of the log that is there; null where there is nothing at all. Anything else is refused before a byte of it is touched.
 */
export function formatOf(db: Database.Database, path: string): number | null {
  const { id, format, things } = ask(db, path, IDENTITY) as { id: number; format: number; things: number };
  if (id === 0 && format === 0 && things === 0) return null;
  if (id !== APPLICATION_ID)
    throw new LogUnusable(`${path} is a database of another program. Choose another file; nothing in this one was changed.`);
  if (format < 1 || format > FORMAT)
    throw new LogUnusable(`${path} is a log of format ${format}; this program reads format ${FORMAT}. Is the log newer than this program?`);
  return format;
}

/** Makes a log where there is none, and gives the events of one of the first format their leaf hashes: all of it, or nothing. */
export function bringUpToDate(db: Database.Database, path: string): void {
  if (formatOf(db, path) === FORMAT) return;
  transaction(db, () => {
    const format = formatOf(db, path);
    if (format === null) db.exec(SCHEMA);
    if (format === 1) addLeaves(db);
  });
}

function addLeaves(db: Database.Database): void {
  db.exec("ALTER TABLE events ADD COLUMN leaf BLOB NOT NULL DEFAULT x''");
  const after = db.prepare(`${selectFrom(1)} WHERE position > ? ORDER BY position LIMIT ${PAGE}`);
  const keep = db.prepare('UPDATE events SET leaf = ? WHERE position = ?');
  for (let position = 0; ; ) {
    const rows = after.all(position) as Row[];
    for (const row of rows) keep.run(Buffer.from(storedOf(row).leaf, 'hex'), row.position);
    if (rows.length < PAGE) break;
    position = rows.at(-1)?.position as number;
  }
  db.exec(`PRAGMA user_version = ${FORMAT}`);
}

export function ask(db: Database.Database, path: string, sql: string): unknown {
  try {
    return db.prepare(sql).all()[0];
  } catch (error) {
    throw damaged(path, error);
  }
}

export function damaged(path: string, error: unknown): unknown {
  const { code, message } = error as { code?: string; message: string };
  if (code === 'SQLITE_NOTADB')
    return new LogUnusable(`${path} is not a log. Choose another file; nothing in this one was changed.`, { cause: error });
  if (!code?.startsWith('SQLITE_CORRUPT') && code !== 'SQLITE_IOERR') return error;
  return new LogUnusable(`${path} is damaged (${message}). Keep it as it is, and restore a backup or another copy.`, { cause: error });
}

export function transaction(db: Database.Database, work: () => void): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    work();
    db.exec('COMMIT');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
