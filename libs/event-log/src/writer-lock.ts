import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import Database from 'libsql';
import { type Holder, LogLocked, LogUnusable } from './event-log.js';
import { unwritten } from './sqlite-format.js';

/** Long enough for a process that just took the lock to have said who it is. */
const PATIENCE_MS = 300;

/**
 * The right to write to a file, for one process at a time.
 *
 * `FILE.lock` is an empty SQLite database held in an exclusive transaction, so the operating system lets go of it however
 * the process ends, and on every platform; `FILE.writer` says who holds it. Neither needs tidying up after a crash.
 * Node must never open `FILE` or `FILE.lock` itself: closing any descriptor of a file drops a process's POSIX locks on it.
 */
export class WriterLock {
  readonly #lock: Database.Database;
  readonly #path: string;

  /** @throws {LogLocked} when somebody else holds it. */
  constructor(path: string) {
    this.#path = path;
    this.#lock = take(path);
    try {
      this.announce(null);
    } catch (error) {
      this.release();
      throw error;
    }
  }

  /** Leaves word for whoever comes next. */
  announce(url: string | null): void {
    const holder: Holder = { pid: process.pid, host: hostname(), url };
    const draft = `${this.#path}.writer.${process.pid}`;
    try {
      writeFileSync(draft, `${JSON.stringify(holder)}\n`);
      renameSync(draft, `${this.#path}.writer`);
    } catch (error) {
      throw unwritten(draft, error);
    }
  }

  release(): void {
    rmSync(`${this.#path}.writer`, { force: true });
    this.#lock.exec('ROLLBACK');
    this.#lock.close();
  }
}

function take(path: string): Database.Database {
  let lock: Database.Database | undefined;
  try {
    lock = new Database(`${path}.lock`, { timeout: PATIENCE_MS });
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    if ((error as { code?: string }).code === 'SQLITE_BUSY') throw new LogLocked(path, holderOf(path));
    throw new LogUnusable(`Cannot lock ${path}: ${(error as Error).message}. Is ${path}.lock something else? Then remove it.`, {
      cause: error,
    });
  }
}

function holderOf(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(`${path}.writer`, 'utf8')) as Holder;
  } catch {
    return null;
  }
}
