import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Identified, Language, Place } from '@in-force/events';
import type { Clock } from './event-log.js';
import { LocalLog, type LocalOptions, type Pause } from './local.js';
import { SqliteRows } from './sqlite-rows.js';

const LOOK_AGAIN_MS = 100;

export interface SqliteOptions extends Omit<LocalOptions, 'pause'> {
  readonly readOnly?: boolean;
  readonly pause?: Pause;
}

/** A log in one SQLite file, synced at every append. One process writes to it, any number read beside it. */
export class SqliteLog<Said extends Identified, Kept extends Place> extends LocalLog<Said, Kept> {
  readonly #file: SqliteRows;

  /**
   * @throws {LogUnusable} when the file is no log of ours, or less than its mark knows. @throws {LogLocked} when another process writes to it.
   */
  constructor(
    language: Language<Said, Kept>,
    path: string,
    now: Clock,
    { readOnly = false, pause = lookAgain, ...options }: SqliteOptions = {},
  ) {
    const file = new SqliteRows(resolve(path), readOnly);
    super(language, file, now, { ...options, ...(readOnly && { pause }) });
    this.#file = file;
  }

  /**
   * Closes the log and moves its file to `NAME.aside-YYYYMMDD.db` beside it, with its mark; a number follows where that exists.
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
