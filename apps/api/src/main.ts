import { InvalidSetting } from '@in-force/engine';
import { LogLocked, LogUnreachable, LogUnusable, LogUnwritable } from '@in-force/event-log';
import { UnreadableEvent } from '@in-force/events';
import { InvalidRecord } from '@in-force/formats';
import { settingsFrom } from './config.js';
import { greeting, serve } from './serve.js';

/** What somebody can mend who reads the message; anything else is our fault, and shown whole. */
const TOLD = [InvalidSetting, InvalidRecord, LogLocked, LogUnreachable, LogUnusable, LogUnwritable, UnreadableEvent];

/** The API alone, until it is told to stop. */
try {
  const served = await serve(settingsFrom(process.env));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void served.close());
  process.stdout.write(`${await greeting(served)}\n`);
} catch (error) {
  if (!TOLD.some((known) => error instanceof known)) throw error;
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = error instanceof InvalidSetting || error instanceof InvalidRecord ? 2 : error instanceof LogLocked ? 1 : 3;
}
