import type { Desk, Targets } from '@in-force/desk';
import type { SigningKey } from '@in-force/engine';
import type { OidcOptions } from './open-id-connect.js';

/** How the API runs, as far as its routes care. */
export interface ApiOptions {
  readonly now: () => string;
  readonly token: string | null;
  /** The public base of links, without a slash at its end; null or left out where links are relative. */
  readonly url?: string | null;
  /** The keys that sign checkpoints; none by default. */
  readonly signing?: readonly SigningKey[];
  /** Keys and watches; kept in memory by default. */
  readonly desk?: Desk;
  /** Whose tokens count as keys beside ours; nobody’s by default. */
  readonly oidc?: OidcOptions | null;
  /** What the secrets of webhooks are derived from; nothing is sent without. */
  readonly secret?: string | null;
  /** Where deliveries may go; to public addresses by default. */
  readonly webhooks?: Targets;
  /** How many requests a minute one address may send; 0, the default, for as many as come. */
  readonly rate?: number;
  /** The most requests a minute that one key may send; 0, the default, sets no bound. */
  readonly keyRate?: number;
  /** The addresses of proxies, whose X-Forwarded-For counts. */
  readonly proxies?: readonly string[];
  /** How long a request waits for a position that has not come, in milliseconds. */
  readonly patience: number;
  /** How often an idle stream is kept alive, in milliseconds. */
  readonly heartbeat: number;
  /** How often it is looked whether days came that change answers, in milliseconds; 1,000 by default. */
  readonly tick?: number;
  /** After how many milliseconds a client of the stream is to come again that was cut off; 2,000 by default. */
  readonly retry?: number;
  /** What it waits for before it can answer, in a sentence; null once it can. */
  readonly starting?: () => string | null;
  /** The memory that the record takes, in bytes. */
  readonly memory?: () => Readonly<Record<string, number>>;
  /** Hears of faults of ours that no request shows; nobody does by default. */
  readonly tell?: (sentence: string) => void;
  /** Logs our own faults (the default), every request as well, or nothing at all. */
  readonly log?: 'silent' | 'error' | 'info' | 'debug';
  /** Where it is logged; standard error by default. */
  readonly logTo?: { write(line: string): void };
}
export const API_OPTIONS = Symbol('api options');
