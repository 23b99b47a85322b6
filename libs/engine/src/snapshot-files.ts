import { randomUUID } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';

const DAY = 24 * 60 * 60 * 1000;
/** How long what nobody of this host is known to write is left alone, and a snapshot that other programs made. */
const ABANDONED = DAY;
const OUTDATED = 7 * DAY;

/** The files that this process is writing. */
const writing = new Set<string>();

/** Returns where a snapshot is written until it is whole: no other process, here or on another host, writes there. */
export function partialOf(path: string): string {
  const partial = `${path}.${hostname()}~${process.pid}~${randomUUID()}`;
  writing.add(partial);
  return partial;
}

/** Hears that a file is written, or given up. */
export const forgetPartial = (partial: string): void => void writing.delete(partial);

/**
 * Removes what processes left in a folder that were killed while they wrote a snapshot of a log, and snapshots that programs with other
 * rules have not renewed for a week; nothing that another replica is writing or begins with. `now` is in milliseconds.
 */
export async function clearAway(folder: string, log: string, path: string, now: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    if (!name.startsWith(`${log}.`) || name === basename(path) || writing.has(file)) continue;
    const age = now - (await stat(file).catch(() => ({ mtimeMs: now }))).mtimeMs; // one that is gone meanwhile is left alone
    const left = name.endsWith('.snapshot') ? age > OUTDATED : age > ABANDONED || isLeftHere(name);
    if (left) await rm(file, { force: true });
  }
}

/** Returns whether a file was being written on this host, and by no process that lives. */
function isLeftHere(name: string): boolean {
  const [, host, pid] = /\.snapshot\.(.*)~(\d+)~[^~]*$/.exec(name) ?? [];
  if (host !== hostname()) return false;
  if (Number(pid) === process.pid) return true;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
