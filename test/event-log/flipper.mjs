// Flips one bit after the other in copies of a log: `node flipper.mjs LOG WORK FROM TO when` flips, for each number, the bit that it stands
// for, while the log is closed (`stopped`) or open (`running`), reads everything, sends the last event once more, and tells what was
// told: `same`, `told` and why, or what nobody may see: `other`, `doubled`.
import { closeSync, copyFileSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { AlteredEvent, LogUnusable, openLog } from '@in-force/event-log';
import { decode, draftOf, UnreadableEvent } from '@in-force/events';

const [, , path, work, from, to, when] = process.argv;
const now = () => '2026-11-23T12:00:00.000Z';
const TOLD = [AlteredEvent, LogUnusable, UnreadableEvent];

async function everything(log) {
  const events = [];
  for await (const event of log.stored(0, Number.MAX_SAFE_INTEGER)) events.push(event);
  for (const stream of new Set(events.map(({ stream }) => stream))) for await (const event of log.read(stream)) events.push(event);
  return JSON.stringify([await log.head(), events]);
}

function flip(file, number) {
  const { size } = statSync(file);
  // Far apart and in no order: a prime of the size of the golden ratio.
  const bit = Math.floor(((number * 0.618_033_988_749_894_9) % 1) * size * 8);
  const open = openSync(file, 'r+');
  const byte = Buffer.alloc(1);
  readSync(open, byte, 0, 1, Math.floor(bit / 8));
  byte[0] ^= 1 << (bit % 8);
  writeSync(open, byte, 0, 1, Math.floor(bit / 8));
  closeSync(open);
}

async function outcome(number) {
  const file = join(work, `${when}-${number}.db`);
  for (const suffix of ['', '.mark']) copyFileSync(path + suffix, file + suffix);
  if (when === 'stopped') flip(file, number);
  let log;
  try {
    log = await openLog(`sqlite:${file}`, { now });
    if (when === 'running') {
      await log.head();
      flip(file, number);
    }
    if ((await everything(log)) !== whole) return 'other';
    const { position } = await log.head();
    await log.append(last.stream, [draftOf(decode(last))], last.revision).catch((error) => {
      if (error.name !== 'InvalidAppend' && error.name !== 'RevisionConflict' && error.name !== 'LogUnwritable') throw error;
    });
    return (await log.head()).position === position ? 'same' : 'doubled';
  } catch (error) {
    return TOLD.some((known) => error instanceof known) ? `told ${error.message}` : `other ${error.stack}`;
  } finally {
    await log?.close();
    for (const suffix of ['', '.mark', '-wal', '-shm', '.lock', '.writer']) rmSync(file + suffix, { force: true });
  }
}

const original = await openLog(`sqlite:${path}`, { now, readOnly: true });
const whole = await everything(original);
let last;
for await (const event of original.stored(0, Number.MAX_SAFE_INTEGER)) last = event;
await original.close();
for (let number = Number(from); number <= Number(to); number++)
  process.stdout.write(`${number} ${(await outcome(number)).replaceAll('\n', ' ')}\n`);
