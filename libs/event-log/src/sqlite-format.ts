import { isUtf8 } from 'node:buffer';
import type Database from 'libsql';
import { LogUnusable, LogUnwritable } from './event-log.js';
import { AlteredEvent } from './leaf.js';
import { type Row, storedOf } from './rows.js';

/** Marks a database file as a log of ours: `InFo`. */
const APPLICATION_ID = 0x496e466f;

/** The format of the file. The first kept no leaf hashes. */
export const FORMAT = 2;

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

/** A row as the driver gives it, which ends the process at a text that is no UTF-8: it is asked for bytes. */
export interface RawRow {
  readonly position: number;
  readonly revision: number | null;
  readonly version: number | null;
  /** Its texts with `BETWEEN` between them. Only the stream, the last, may hold that itself. */
  readonly texts: ArrayBuffer | null;
  readonly leaf: string | null;
}
const BETWEEN = '\x1f';

/** Finds events as raw rows, in a file of this format. */
const selectFrom = (format: number): string =>
  `SELECT position, CAST(revision AS INTEGER) AS revision, CAST(version AS INTEGER) AS version,
  CAST(concat_ws(x'1f', id, type, recorded_at, data, meta, stream) AS BLOB) AS texts,
  ${format === 1 ? 'NULL' : 'lower(hex(leaf))'} AS leaf FROM events`;

/** @throws {AlteredEvent} naming the event whose row cannot be read. */
export function rowFrom({ position, revision, version, texts, leaf }: RawRow): Row {
  const bytes = Buffer.from(texts ?? new ArrayBuffer(0));
  const [id, type, recordedAt, data, meta, ...stream] = isUtf8(bytes) ? bytes.toString().split(BETWEEN) : [];
  if (id === undefined || stream.length < 1 || revision === null || version === null)
    throw new AlteredEvent(position, `Event ${position} cannot be read: its row is damaged.`);
  const [kind, at, says, beside] = [type, recordedAt, data, meta] as [string, string, string, string];
  return { position, id, stream: stream.join(BETWEEN), revision, type: kind, version, recordedAt: at, data: says, meta: beside, leaf };
}

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
    const rows = (after.all(position) as RawRow[]).map(rowFrom);
    for (const row of rows) keep.run(Buffer.from(storedOf(row).leaf, 'hex'), row.position);
    if (rows.length < PAGE) break;
    position = rows.at(-1)?.position as number;
  }
  db.exec(`PRAGMA user_version = ${FORMAT}`);
}

/** Returns what a statement finds. Not `.get()`, which adds a key of its own to the row. @throws {LogUnusable} for a damaged file. */
export function find<Found>(path: string, statement: Database.Statement, ...values: (string | number)[]): Found[] {
  try {
    return statement.all(...values) as Found[];
  } catch (error) {
    throw damaged(path, error);
  }
}

/** Returns a text that was asked for as bytes, for the driver ends the process at one that is no UTF-8. */
export function textOf(path: string, bytes: ArrayBuffer | null): string {
  if (bytes === null || !isUtf8(new Uint8Array(bytes))) throw damagedAt(path, 'a text is none');
  return Buffer.from(bytes).toString();
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
  if (!code?.startsWith('SQLITE_CORRUPT') && !code?.startsWith('SQLITE_IOERR')) return error;
  return damagedAt(path, message, { cause: error });
}

/** Returns the error of a file that is damaged somewhere. */
export const damagedAt = (path: string, where: string, options?: ErrorOptions): LogUnusable =>
  new LogUnusable(`${path} is damaged (${where}). Keep it as it is, and restore a backup or another copy.`, options);

/** Returns the error of a write that the system refused; any other as it is. */
export function unwritten(path: string, error: unknown): unknown {
  const { code, message } = error as { code?: string; message: string };
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG')
    return new LogUnwritable(
      `${path} cannot be written: the disk is full, or the file may not grow. Make room, then send it again.`,
      true,
      { cause: error },
    );
  if (!/^(?:SQLITE_(?:IOERR|READONLY|CANTOPEN|PERM)|E(?:IO|ROFS|ACCES|PERM)$)/.test(code ?? '')) return damaged(path, error);
  return new LogUnwritable(
    `${path} cannot be written: ${message} (${code}). Is its folder read-only, or the disk full? Then send it again.`,
    false,
    {
      cause: error,
    },
  );
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

export type Statements = Readonly<Record<'byId' | 'lastOf' | 'last' | 'after' | 'ofStream', Database.Statement>>;

/** Returns what a log is asked, in a file of this format. @throws {LogUnusable} where the file is damaged so that nobody can ask. */
export function statementsOf(db: Database.Database, format: number, path: string): Statements {
  try {
    return prepare(db, format);
  } catch (error) {
    throw damagedAt(path, (error as Error).message, { cause: error });
  }
}

function prepare(db: Database.Database, format: number): Statements {
  const rows = selectFrom(format);
  return {
    byId: db.prepare('SELECT CAST(stream AS BLOB) AS text, CAST(revision AS INTEGER) AS revision FROM events WHERE id = ?'),
    lastOf: db.prepare('SELECT CAST(revision AS INTEGER) AS revision FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 1'),
    last: db.prepare('SELECT CAST(recorded_at AS BLOB) AS text, position FROM events ORDER BY position DESC LIMIT 1'),
    after: db.prepare(`${rows} WHERE position > ? ORDER BY position LIMIT ?`),
    ofStream: db.prepare(`${rows} WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?`),
  };
}
