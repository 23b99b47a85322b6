import { SERVICE } from '@in-force/desk';
import { readSetting } from '@in-force/engine';
import {
  backupLog,
  backupLogIn,
  type Copied,
  copyLog,
  openLog,
  parseCheckpoint,
  type Restored,
  restoreLog,
  restoreLogIn,
  type Whole,
} from '@in-force/event-log';
import { closeAfter } from './open-record.js';
import { settingsOf } from './settings.js';
import type { Terminal } from './terminal.js';

/** Which log is meant: the record, or what the service does. */
export interface Which {
  readonly service?: true;
}

/** Returns where the log is kept that is meant. */
export const urlOf = (terminal: Terminal, { service }: Which): string =>
  service ? readSetting('serviceLog', terminal.env) : settingsOf(terminal).log;

/** Writes a log into a file. */
export const backUp = (terminal: Terminal, file: string, which: Which): Promise<Whole> => {
  const [url, { now }] = [urlOf(terminal, which), terminal];
  return which.service ? backupLogIn(SERVICE, url, file, now) : backupLog(url, file, now);
};

/** Puts a backup in the place of a log; it must be what its checkpoint says, where there is one. */
export const restore = (terminal: Terminal, file: string, checkpoint: string | null, which: Which): Promise<Restored> => {
  const [url, { now }] = [urlOf(terminal, which), terminal];
  const signed = checkpoint === null ? null : parseCheckpoint(checkpoint);
  return which.service ? restoreLogIn(SERVICE, file, url, now, signed) : restoreLog(file, url, now, signed);
};

/** Copies one log into another, through an event where one is named. */
export async function copyRecord(
  { now }: Terminal,
  from: string,
  to: string,
  through: number | undefined,
  progress: (done: number, total: number) => void,
): Promise<Copied> {
  return closeAfter(await openLog(from, { now, readOnly: true, through }), async (original) =>
    closeAfter(await openLog(to, { now }), (copy) => copyLog(original, copy, progress, through)),
  );
}
