import type { Terminal } from './terminal.js';

/** Where the record is kept, and what it begins with. */
export interface Settings {
  readonly log: string;
  /** A folder of files to begin an empty log with; `none` leaves it empty, and null takes the founding record. */
  readonly record: string | null;
}

export const settingsOf = ({ env }: Pick<Terminal, 'env'>): Settings => ({
  log: env.IN_FORCE_LOG || 'sqlite:data/in-force.db',
  record: env.IN_FORCE_RECORD || null,
});

/** The URL of a log as it may be shown. */
export const withoutPassword = (url: string): string => url.replace(/(:\/\/[^/@:]*):[^/@]*@/, '$1:…@');

export const SETTINGS_HELP = `
Settings (environment):
  IN_FORCE_LOG     where the record is kept: sqlite:PATH, esdb://HOST:PORT or
                   memory: (default: sqlite:data/in-force.db)
  IN_FORCE_RECORD  what an empty log begins with: a folder, or none
                   (default: the founding record of this checkout)
  NO_COLOR         set it to anything, and nothing is coloured
`;

export const EXIT_HELP = `
Exit codes: 0 fine, 1 the answer is "no" or refused, 2 usage or bad input,
3 the log could not be opened or is damaged.
`;
