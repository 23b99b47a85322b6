import { snapshotsFor } from '@in-force/engine';
import type { Terminal } from './terminal.js';

/** Where the record is kept, and what it begins with. */
export interface Settings {
  readonly log: string;
  /** A folder of files to begin an empty log with; `none` leaves it empty, and null takes the founding record. */
  readonly record: string | null;
  /** The folder that snapshots lie in; null for none. */
  readonly snapshots: string | null;
}

const DEFAULT_LOG = 'sqlite:data/in-force.db';

export const settingsOf = ({ env }: Pick<Terminal, 'env'>): Settings => ({
  log: env.IN_FORCE_LOG || DEFAULT_LOG,
  record: env.IN_FORCE_RECORD || null,
  snapshots: snapshotsFor(env.IN_FORCE_SNAPSHOTS, env.IN_FORCE_LOG || DEFAULT_LOG),
});

/** The URL of a log as it may be shown. */
export const withoutPassword = (url: string): string => url.replace(/(:\/\/[^/@:]*):[^/@]*@/, '$1:…@');

export const SETTINGS_HELP = `
Settings (environment):
  IN_FORCE_LOG     where the record is kept: sqlite:PATH, esdb://HOST:PORT or
                   memory: (default: sqlite:data/in-force.db)
  IN_FORCE_RECORD  what an empty log begins with: a folder, or none
                   (default: the founding record of this checkout)
  IN_FORCE_SNAPSHOTS
                   where the server keeps what makes the next start of a large
                   record fast: a folder, or none (default: snapshots/ beside
                   the log)
  IN_FORCE_URL     the public address that links begin with, such as
                   https://example.org/in-force (default: none; links that a
                   server gives are relative)
  IN_FORCE_SIGNING_KEY
                   what signs checkpoints: an Ed25519 key (PKCS#8 PEM, or its
                   seed in base64), or two while the second replaces the first
                   (default: none; needs IN_FORCE_URL)
  NO_COLOR         set it to anything, and nothing is coloured
`;

export const EXIT_HELP = `
Exit codes: 0 fine, 1 the answer is "no" or refused, 2 usage or bad input,
3 the log could not be opened or is damaged.
`;
