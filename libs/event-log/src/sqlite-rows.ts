import { existsSync, realpathSync, renameSync } from 'node:fs';
import type { Place } from '@in-force/events';
import type Database from 'libsql';
import { LogReadOnly, LogUnusable, LogUnwritable, type Noted } from './event-log.js';
import { readMark } from './mark.js';
import { OpenedFiles } from './opened-files.js';
import type { Row, Rows } from './rows.js';
import { asideOf, connect, demandMarked, lost, makeDurable, markOf } from './sqlite-file.js';
import {
  ask,
  bringUpToDate,
  damagedAt,
  find,
  formatOf,
  type RawRow,
  rowFrom,
  type Statements,
  statementsOf,
  textOf,
} from './sqlite-format.js';
import { SqliteWriter } from './sqlite-writer.js';
import { WriterLock } from './writer-lock.js';

/** How often the files are looked at while nobody writes. */
const LOOK_MS = 60_000;
const JUST_STOPPED = Number.POSITIVE_INFINITY;

/** The rows of a log in one SQLite file, which is held against its mark when it is opened, and now and then. */
export class SqliteRows implements Rows {
  readonly #db: Database.Database;
  readonly #path: string;
  readonly #files: OpenedFiles;
  readonly #statements: Statements;
  readonly #lock: WriterLock | null;
  readonly #writer: SqliteWriter | null;
  /** What the mark said when the log was opened. */
  readonly noted: Noted | null;
  #looked = Number.NaN;
  #problem: string | null = null;
  /** Where the file is moved to once it is closed. */
  #aside: string | null = null;

  constructor(path: string, readOnly: boolean) {
    // Read before the log is, which only grows.
    const before = readMark(markOf(path));
    this.#db = connect(path, readOnly, before);
    this.#path = path;
    let lock: WriterLock | null = null;
    try {
      // What is not ours, or was emptied, is refused before anything is made beside it.
      if (formatOf(this.#db, path) === null && before) throw new LogUnusable(lost(path, before));
      if (!readOnly) {
        lock = new WriterLock(realpathSync(path));
        makeDurable(this.#db, path);
        bringUpToDate(this.#db, path);
      }
      const format = formatOf(this.#db, path);
      if (format === null) throw new LogUnusable(`${path} holds no log yet. Start the server or import something first.`);
      if (readOnly) this.#db.exec('PRAGMA query_only = ON');
      this.#statements = statementsOf(this.#db, format, path);
      const marked = lock ? readMark(markOf(path)) : before;
      if (marked) demandMarked(path, marked, this);
      this.noted = marked && { position: marked.position, head: marked.head };
      this.#writer = lock && new SqliteWriter(this.#db, path, marked);
      this.#lock = lock;
      this.#files = new OpenedFiles(path, !readOnly);
    } catch (error) {
      this.#db.close();
      lock?.release();
      throw error;
    }
  }

  write(plan: () => Iterable<Row>): void {
    const writer = this.#writer;
    if (!writer) throw new LogReadOnly(this.#path);
    const changed = this.#changed();
    if (changed !== null) throw this.#stopped(new LogUnusable(changed));
    try {
      writer.write(plan);
    } catch (error) {
      throw error instanceof LogUnwritable ? this.#stopped(error) : error;
    }
    this.#files.grew();
    this.#problem = null;
  }

  placeOf(id: string): Pick<Place, 'stream' | 'revision'> | undefined {
    const [found] = this.#find<{ text: ArrayBuffer; revision: number }>('byId', id);
    return found && { stream: textOf(this.#path, found.text), revision: found.revision };
  }

  sizeOf(stream: string): number {
    if (this.#writer) return this.#writer.sizeOf(stream);
    const [found] = this.#find<{ revision: number }>('lastOf', stream);
    return (found?.revision ?? -1) + 1;
  }

  first(): Row | undefined {
    return this.after(0, 1)[0];
  }

  last(): Pick<Place, 'position' | 'recordedAt'> | undefined {
    const [found] = this.#find<{ text: ArrayBuffer; position: number }>('last');
    return found && { position: found.position, recordedAt: textOf(this.#path, found.text) };
  }

  after(position: number, limit: number): Row[] {
    return this.#find<RawRow>('after', position, limit).map(rowFrom);
  }

  ofStream(stream: string, from: number, limit: number): Row[] {
    const rows = this.#find<RawRow>('ofStream', stream, from, limit).map(rowFrom);
    const size = this.#writer ? Math.min(limit, Math.max(0, this.#writer.sizeOf(stream) - from)) : rows.length;
    if (rows.length !== size || rows.some((row, at) => row.stream !== stream || row.revision !== from + at))
      throw damagedAt(this.#path, `the index does not know each event of stream "${stream}"`);
    return rows;
  }

  problem(now: string): string | null {
    const at = Date.parse(now);
    // What stopped an append stays a problem for as long, unless another goes well.
    if (this.#looked === JUST_STOPPED) this.#looked = at;
    if (!(at >= this.#looked && at - this.#looked < LOOK_MS)) {
      this.#looked = at;
      this.#problem = this.#look();
    }
    return this.#problem;
  }

  announce = (url: string): void => this.#lock?.announce(url);

  close(): void {
    // The driver lets go of the file only once its statements are collected, so the write-ahead log is emptied by hand.
    if (this.#lock) this.#checkpoint();
    this.#writer?.close();
    this.#db.close();
    if (this.#aside !== null) {
      renameSync(this.#path, this.#aside);
      if (existsSync(markOf(this.#path))) renameSync(markOf(this.#path), markOf(this.#aside));
    }
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
    this.#aside = asideOf(this.#path, day);
    return this.#aside;
  }

  #stopped(error: Error): Error {
    this.#problem = error.message;
    this.#looked = JUST_STOPPED;
    return error;
  }

  /** Returns what is wrong with the files, in a sentence: each is looked at, and the log is read and held against its mark once more. */
  #look(): string | null {
    const changed = this.#changed();
    if (changed !== null) return changed;
    try {
      this.#writer?.keepMark();
      new SqliteRows(this.#path, true).close();
    } catch (error) {
      return (error as Error).message;
    }
    return this.#writer?.refused() ?? null;
  }

  #changed(): string | null {
    const changed = this.#files.changed();
    // What the write-ahead log holds would be lost with it.
    if (changed !== null && this.#lock) this.#checkpoint();
    return changed;
  }

  #checkpoint(): void {
    try {
      this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch (error) {
      if (!String((error as { code?: unknown }).code).startsWith('SQLITE_')) throw error;
    }
  }

  #find = <Found>(statement: keyof Statements, ...values: (string | number)[]): Found[] =>
    find(this.#path, this.#statements[statement], ...values);
}
