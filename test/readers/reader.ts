import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const installed = existsSync(join(__dirname, 'node_modules'));

/** Describes what programs of others make of our files; skipped, and named at the end, where those are not installed. */
export const describeReader = (name: string, tests: () => void): void =>
  (installed ? describe : describe.skip)(`${name} (npm ci --prefix test/readers --no-workspaces)`, tests);

/** What a program of others reads in texts of ours. It runs as a process of its own, as it would anywhere. */
export const readBy = <Read>(script: 'citation.mjs' | 'calendar.mjs', texts: readonly string[]): readonly Read[] =>
  JSON.parse(execFileSync(process.execPath, [join(__dirname, script)], { input: JSON.stringify(texts), encoding: 'utf8', maxBuffer: 1e9 }));
