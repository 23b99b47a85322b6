import { backupLog, type Copied, copyLog, openLog, parseCheckpoint, type Restored, restoreLog, type Whole } from '@in-force/event-log';
import { closeAfter } from './open-record.js';
import { settingsOf } from './settings.js';
import type { Terminal } from './terminal.js';

/** Writes the log into a file. */
export const backUpRecord = (terminal: Terminal, file: string): Promise<Whole> => backupLog(settingsOf(terminal).log, file, terminal.now);

/** Puts a backup in the place of the log; it must be what its checkpoint says, where there is one. */
export const restoreRecord = (terminal: Terminal, file: string, checkpoint: string | null): Promise<Restored> =>
  restoreLog(file, settingsOf(terminal).log, terminal.now, checkpoint === null ? null : parseCheckpoint(checkpoint));

/** Copies one log into another. */
export async function copyRecord(
  terminal: Terminal,
  from: string,
  to: string,
  progress: (done: number, total: number) => void,
): Promise<Copied> {
  return closeAfter(await openLog(from, { now: terminal.now, readOnly: true }), async (original) =>
    closeAfter(await openLog(to, { now: terminal.now }), (copy) => copyLog(original, copy, progress)),
  );
}
