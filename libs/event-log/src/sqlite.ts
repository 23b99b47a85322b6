import { existsSync, mkdirSync, realpathSync, renameSync, statSync } from 'node:fs';
import { dirname, join, parse, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Database from 'libsql';
import { type Clock, LogReadOnly, LogUnusable } from './event-log.js';
import { LocalLog, type Pause } from './local.js';
import type { Row, Rows } from './rows.js';
import { ask, bringUpToDate, damaged, formatOf, selectFrom, transaction } from './sqlite-format.js';
import { WriterLock } from './writer-lock.js';

/** What `PRAGMA synchronous` answers when every commit is synced. */
const FULL = 2;
const BUSY_MS = 5000;
const LOOK_AGAIN_MS = 100;

class SqliteRows implements Rows {
  readonly #db: Database.Database;
  readonly #lock: WriterLock | undefined;
  readonly #path: string;
  readonly #statements: ReturnType<typeof prepare>;
  readonly #insert: Database.Statement | undefined;
  /** Where the file is moved to once it is closed. */
  #aside: string | null = null;

  constructor(path: string, readOnly: boolean) {
    this.#db = connect(path, readOnly);
    this.#path = path;
    try {
      if (!readOnly) {
        // A file of something else is refused before anything is made beside it.
        formatOf(this.#db, path);
        this.#lock = new WriterLock(realpathSync(path));
        makeDurable(this.#db, path);
        bringUpToDate(this.#db, path);
        this.#insert = this.#db.prepare(INSERT);
      }
      const format = formatOf(this.#db, path);
      if (format === null) throw new LogUnusable(`${path} holds no log yet. Start the server or import something first.`);
      if (readOnly) this.#db.exec('PRAGMA query_only = ON');
      this.#statements = prepare(this.#db, format);
    } catch (error) {
      this.#db.close();
      this.#lock?.release();
      throw error;
    }
  }

  write(plan: () => Iterable<Row>): void {
    const insert = this.#insert;
    if (!insert) throw new LogReadOnly(this.#path);
    transaction(this.#db, () => {
      for (const { position, id, stream, revision, type, version, recordedAt, data, meta, leaf } of plan())
        insert.run(position, id, stream, revision, type, version, recordedAt, data, meta, Buffer.from(leaf as string, 'hex'));
    });
  }

  placeOf(id: string): Row | undefined {
    return this.#rows('byId', id)[0];
  }

  sizeOf(stream: string): number {
    return (this.#rows('lastOf', stream)[0]?.revision ?? -1) + 1;
  }

  first(): Row | undefined {
    return this.after(0, 1)[0];
  }

  last(): Row | undefined {
    return this.#rows('last')[0];
  }

  after(position: number, limit: number): Row[] {
    return this.#rows('after', position, limit);
  }

  ofStream(stream: string, from: number, limit: number): Row[] {
    return this.#rows('ofStream', stream, from, limit);
  }

  announce(url: string): void {
    this.#lock?.announce(url);
  }

  close(): void {
    // The driver lets go of the file only once its statements are collected, so the write-ahead log is emptied by hand.
    if (this.#lock) this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    this.#db.close();
    if (this.#aside !== null) renameSync(this.#path, this.#aside);
    this.#lock?.release();
  }

  /**
   * Has the file moved to another name when it is closed, before anybody else may write to it. It holds everything itself then: who
   * reads beside it would take the write-ahead log of the next file of this name for its own, so there must be nobody.
   */
  moveAside(day: string): string {
    if (!this.#lock) throw new LogReadOnly(this.#path);
    let journal = '';
    try {
      journal = (ask(this.#db, this.#path, 'PRAGMA journal_mode = DELETE') as { journal_mode: string }).journal_mode;
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error;
    }
    if (journal !== 'delete')
      throw new LogUnusable(`${this.#path} is being read by another process. Stop that first, or move the file yourself.`);
    const { dir, name } = parse(this.#path);
    const named = (suffix: string) => join(dir, `${name}.aside-${day.replaceAll('-', '')}${suffix}.db`);
    let aside = named('');
    for (let number = 2; existsSync(aside); number++) aside = named(`-${number}`);
    this.#aside = aside;
    return aside;
  }

  /** Not `.get()`, which adds a key of its own to the row. */
  #rows(statement: keyof ReturnType<typeof prepare>, ...values: (string | number)[]): Row[] {
    try {
      return this.#statements[statement].all(...values) as Row[];
    } catch (error) {
      throw damaged(this.#path, error);
    }
  }
}

/** A log in one SQLite file, synced at every append. One process writes to it, any number read beside it. */
export class SqliteLog extends LocalLog {
  readonly #file: SqliteRows;

  /** @throws {LogUnusable} when the file is no log of ours. @throws {LogLocked} when another process writes to it. */
  constructor(path: string, now: Clock, { readOnly = false, pause = lookAgain }: { readOnly?: boolean; pause?: Pause } = {}) {
    const file = new SqliteRows(resolve(path), readOnly);
    super(file, now, readOnly ? pause : undefined);
    this.#file = file;
  }

  /**
   * Closes the log and moves its file to `NAME.aside-YYYYMMDD.db` beside it; a number follows where that exists.
   *
   * @returns where it is now.
   * @throws {LogUnusable} while another process reads it. It stays where it is, and open.
   */
  async putAside(day: string): Promise<string> {
    const aside = this.#file.moveAside(day);
    await this.close();
    return aside;
  }
}

const lookAgain: Pause = (signal) => setTimeout(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined);

const INSERT = `INSERT INTO events (position, id, stream, revision, type, version, recorded_at, data, meta, leaf)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

function prepare(db: Database.Database, format: number) {
  const rows = selectFrom(format);
  return {
    byId: db.prepare(`${rows} WHERE id = ?`),
    lastOf: db.prepare(`${rows} WHERE stream = ? ORDER BY revision DESC LIMIT 1`),
    last: db.prepare(`${rows} ORDER BY position DESC LIMIT 1`),
    after: db.prepare(`${rows} WHERE position > ? ORDER BY position LIMIT ?`),
    ofStream: db.prepare(`${rows} WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?`),
  };
}

function connect(path: string, readOnly: boolean): Database.Database {
  try {
    const file = statSync(path, { throwIfNoEntry: false });
    if (file?.isDirectory())
      throw new LogUnusable(`${path} is a folder, not a log. Name a file in it, such as ${resolve(path, 'in-force.db')}.`);
    if (!file && readOnly) throw new LogUnusable(`There is no log at ${path}. Check the path, or make one there: inforce log begin.`);
    mkdirSync(dirname(path), { recursive: true });
    return new Database(path, { timeout: BUSY_MS });
  } catch (error) {
    if (error instanceof LogUnusable) throw error;
    throw new LogUnusable(`Cannot open ${path}: ${(error as Error).message}. Check that the folder exists and may be written to.`, {
      cause: error,
    });
  }
}

function makeDurable(db: Database.Database, path: string): void {
  const { journal_mode: journal } = ask(db, path, 'PRAGMA journal_mode = WAL') as { journal_mode: string };
  db.exec('PRAGMA synchronous = FULL');
  const { synchronous } = ask(db, path, 'PRAGMA synchronous') as { synchronous: number };
  if (journal !== 'wal' || synchronous !== FULL)
    throw new LogUnusable(`${path} cannot be written to safely here (journal ${journal}, sync ${synchronous}). Put it on a local disk.`);
}
