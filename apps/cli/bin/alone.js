import { readFileSync, rmSync, writeFileSync } from 'node:fs';

// Like ready.js, this runs before anything is installed.

/**
 * Does some work while no other process holds the same lock, a file with the pid of its holder. Who has to wait says so. A holder that
 * has ended without a word is passed over.
 */
export function alone(lock, work) {
  for (let waited = false; !take(lock); waited = true) {
    if (!waited) console.error(`Waiting for process ${holderOf(lock)}, which installs or builds here …`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!lives(holderOf(lock))) rmSync(lock, { force: true });
    return false;
  }
}

/** Returns the pid of whoever holds a lock; 0 where nobody does. */
function holderOf(lock) {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch {
    return 0;
  }
}

/** Returns whether a process runs. One that has taken the lock this moment, and has not written who it is, does. */
function lives(pid) {
  if (pid === 0) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
