import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const installed = existsSync(join(__dirname, 'node_modules'));

/** Describes what tools of others make of the contract; skipped, and named at the end, where those are not installed. */
export const describeTool = (name: string, tests: () => void): void =>
  (installed ? describe : describe.skip)(`${name} (npm ci --prefix test/contract --no-workspaces)`, tests);

/** Runs a script of this folder as a process of its own, with a text on its input. Resolves to what it writes. */
export const run = (script: 'lint.mjs' | 'client.mjs', input: string, ...args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const done = (error: Error | null, output: string, errors: string) =>
      error ? reject(new Error(`${error.message}\n${output}\n${errors}`)) : resolve(output);
    const { stdin } = execFile(process.execPath, [join(__dirname, script), ...args], { encoding: 'utf8', maxBuffer: 1e9 }, done);
    stdin?.end(input);
  });
