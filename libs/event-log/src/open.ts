import { type Draft, type Identified, type Language, type Place, RECORD, type Recorded } from '@in-force/events';
import { type Clock, type EventLog, LogUnusable } from './event-log.js';
import type { KurrentOptions } from './kurrent.js';
import { isServerUrl } from './kurrent-address.js';
import type { Pause } from './local.js';
import { memoryLogIn } from './memory.js';
import { SqliteLog } from './sqlite.js';

const KNOWN = 'Use sqlite:PATH, memory: or esdb://HOST:PORT.';

export interface OpenOptions {
  readonly now: Clock;
  /** Reads beside whoever writes. A log in memory is always new, and its own. */
  readonly readOnly?: boolean;
  /** Reads no further than this event: what comes after it is not looked at. */
  readonly through?: number | undefined;
  /** How long tails of a log that another process writes wait before they look again. */
  readonly pause?: Pause;
  /** By how many days the clock may be ahead of the last event; what is appended then is refused. By default a year. */
  readonly ahead?: number;
  /** How a server is dealt with. */
  readonly kurrent?: KurrentOptions;
}

/** Returns the path in the URL of a log that SQLite keeps, null for any other: `:memory:` where no file keeps it. */
export const sqlitePath = (url: string): string | null => /^sqlite:(?:\/\/)?(.+)$/is.exec(url)?.[1] ?? null;

/**
 * Turns a URL into a log of the record: `sqlite:PATH` (made, with its folders, where there is none), `memory:`, or `esdb://HOST:PORT` for
 * KurrentDB.
 *
 * @throws {LogUnusable} when there is no log to be had there. @throws {LogLocked} when another process writes to it.
 */
export const openLog = (url: string, options: OpenOptions): Promise<EventLog> => openLogIn<Draft, Recorded>(RECORD, url, options);

/** Turns a URL into a log in another language, as `openLog` does. */
export async function openLogIn<Said extends Identified, Kept extends Place>(
  language: Language<Said, Kept>,
  url: string,
  { now, ...options }: OpenOptions,
): Promise<EventLog<Said, Kept>> {
  if (isServerUrl(url))
    return (await import('./kurrent.js')).KurrentLog.open(language, url, now, options.readOnly ?? false, {
      through: options.through,
      ...options.kurrent,
    });
  const [, scheme] = /^([a-z][a-z0-9+.-]*):/i.exec(url) ?? [];
  switch (scheme?.toLowerCase()) {
    case 'memory':
      return memoryLogIn(language, now);
    case 'sqlite': {
      const path = sqlitePath(url);
      if (path === null) throw new LogUnusable(`"${url}" names no file. Write sqlite:data/in-force.db.`);
      return new SqliteLog(language, path, now, options);
    }
    default:
      throw new LogUnusable(`"${url.replace(/\/\/[^@/]*@/, '//')}" is no place for a log. ${KNOWN}`);
  }
}
