import { readFileSync } from 'node:fs';

/** The version of these programs, as `package.json` at the top of the checkout has it. */
export const VERSION: string = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')).version;

/** The licence of the record and of all that is made of it (SPDX), and where it stands. */
export const RECORD_LICENSE = { id: 'CC-BY-4.0', url: 'https://creativecommons.org/licenses/by/4.0/' } as const;
