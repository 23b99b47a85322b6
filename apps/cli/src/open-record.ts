import { existsSync } from 'node:fs';
import {
  Answers,
  type Engine,
  FOUNDING_RECORD,
  isCompared,
  loadFoundingRecord,
  noteCompared,
  RunningRecord,
  readFounding,
  readReleasesOf,
  readSetting,
  readSettings,
  renew,
} from '@in-force/engine';
import { type EventLog, LogLocked, LogUnusable, openLog, sqlitePath } from '@in-force/event-log';
import { settingsOf, withoutPassword } from './settings.js';
import type { Terminal } from './terminal.js';
import { count } from './text.js';

/**
 * Returns the log to answer from. On the first use there is none: then the one by default is made, and begun with what IN_FORCE_RECORD
 * names. One that began with that as it was before is brought up to it first, unless another process writes to it.
 *
 * @throws {LogUnusable} where IN_FORCE_LOG names a file that is not there: the name may be mistyped, and a question makes none.
 */
export async function openBegun(terminal: Terminal): Promise<EventLog> {
  const old = (await isBehind(terminal)) ? await openToWrite(terminal) : null;
  if (old) return bringUpToDate(old, terminal);
  const { log: url } = settingsOf(terminal);
  foundingFolder(terminal); // what cannot be begun with is said first
  const isDefault = url === readSetting('log', {});
  const found = isDefault ? await openToRead(terminal) : await openLog(url, { now: terminal.now, readOnly: true });
  if (found && (await found.head()).position > 0) return found;
  await found?.close();
  return begin(terminal);
}

/** Makes the log where there is none, begins it with what IN_FORCE_RECORD names, and brings it up to that. */
export async function begin(terminal: Terminal): Promise<EventLog> {
  foundingFolder(terminal);
  return bringUpToDate(await openForWriting(terminal), terminal);
}

/**
 * Returns a log with what IN_FORCE_RECORD names: begun with it, or with what was added to it since; a new log where the old one began with an
 * unreleased founding record alone. The log that was given is closed then, and where this fails.
 */
export async function bringUpToDate(log: EventLog, terminal: Terminal): Promise<EventLog> {
  let mine = log;
  try {
    const record = foundingFolder(terminal);
    if (record === 'none') return log;
    const tell = (sentence: string) => void terminal.stderr.write(`${sentence}\n`);
    const { log: url } = settingsOf(terminal);
    const state = await readFounding(record);
    mine = await renew(log, state, { open: () => openForWriting(terminal), url, now: terminal.now, tell });
    const { position } = await mine.head();
    const { recorded } = await withEngine(mine, terminal, ({ engine }) => loadFoundingRecord(engine, state, tell));
    const [did, to] = position === 0 ? ['Began', 'with'] : ['Brought', 'up to'];
    if (recorded > 0) tell(`${did} ${withoutPassword(url)} ${to} ${record ?? 'the founding record'}: ${count(recorded, 'event')}.`);
    if (terminal.stderr !== NOBODY) await noteCompared(url, record);
    return mine;
  } catch (error) {
    await mine.close();
    throw error;
  }
}

/** Hears nothing: of a log that is only tried. */
export const NOBODY: Terminal['stderr'] = { write: () => undefined };

/** Opens the log for writing, wherever it is; makes it where there is none. */
export async function openForWriting(terminal: Terminal): Promise<EventLog> {
  const { ahead } = readSettings(['ahead'], terminal.env);
  return openLog(settingsOf(terminal).log, { now: terminal.now, ahead });
}

/** Opens the log for reading beside whoever writes; null where there is no file yet, and never was. */
export async function openToRead(terminal: Terminal): Promise<EventLog | null> {
  const { log: url } = settingsOf(terminal);
  const path = sqlitePath(url);
  return path && !existsSync(path) && !existsSync(`${path}.mark`) ? null : openLog(url, { now: terminal.now, readOnly: true });
}

/** Does some work with a log, and closes it whatever comes of that. */
export async function closeAfter<Result>(log: EventLog, work: (log: EventLog) => Promise<Result>): Promise<Result> {
  try {
    return await work(log);
  } finally {
    await log.close();
  }
}

/** Does some work with the engine and the answers of a log, once it has read all of it. */
export async function withEngine<Result>(
  log: EventLog,
  terminal: Terminal,
  work: (running: { readonly engine: Engine; readonly answers: Answers }) => Promise<Result>,
): Promise<Result> {
  const { snapshots, record } = settingsOf(terminal);
  const releases = record === 'none' ? [] : await readReleasesOf(record ?? FOUNDING_RECORD);
  const tell = (sentence: string) => void terminal.stderr.write(`${sentence}\n`);
  const { engine, controls } = await RunningRecord.open(log, { now: terminal.now, snapshots, tell });
  try {
    return await work({ engine, answers: new Answers(engine, controls, '', releases) });
  } finally {
    await engine.close();
  }
}

/** Returns whether there is a log in a file that was not compared yet with what it is to begin with. */
async function isBehind(terminal: Terminal): Promise<boolean> {
  const { log: url, record } = settingsOf(terminal);
  if (record === 'none' || (record !== null && !existsSync(record)) || !existsSync(sqlitePath(url) ?? '')) return false;
  return !(await isCompared(url, record ?? undefined));
}

/** Opens the log for writing; null where it cannot be written: another process does, or nobody may. */
async function openToWrite(terminal: Terminal): Promise<EventLog | null> {
  try {
    return await openForWriting(terminal);
  } catch (error) {
    if (error instanceof LogLocked || error instanceof LogUnusable) return null;
    throw error;
  }
}

/** Returns what an empty log begins with: `none`, a folder, or undefined for the record of this checkout. */
function foundingFolder(terminal: Terminal): string | undefined {
  const { record } = readSettings(['record'], terminal.env);
  return record ?? undefined;
}
