import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const installed = existsSync(join(__dirname, 'node_modules'));

/** Describes what other programs make of our files; skipped, and named at the end, where they are not installed. */
export const describeReaders = (installed ? describe : describe.skip) as typeof describe;

/** What is to be said of them where they are not installed. */
export const READERS = '(npm ci --prefix test/readers --no-workspaces)';

/** A program that reads our files: one of the packages of `test/readers/package.json`. */
export const reader = (name: string): unknown => createRequire(join(__dirname, 'package.json'))(name);
