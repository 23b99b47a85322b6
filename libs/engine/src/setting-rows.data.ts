import { statSync } from 'node:fs';
import { isIP } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { AHEAD, InvalidKey, isServerUrl, type SigningKey, sqlitePath } from '@in-force/event-log';
import { signersOf } from './proofs.js';

/** What the environment says of how a program runs. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  /** `sqlite:PATH`, `esdb://…` or `memory:`. */
  readonly log: string;
  /** The folder of files to begin an empty log with; `none` leaves it empty, and null takes the founding record. */
  readonly record: string | null;
  /** The folder that snapshots lie in; null for none. */
  readonly snapshots: string | null;
  /** By how many days the clock may be ahead of the last event where something is appended. */
  readonly ahead: number;
  /** What a recorder must send as a bearer token; null where nobody may record over HTTP. */
  readonly token: string | null;
  /** Where what the service does is kept: keys, watches, deliveries. */
  readonly serviceLog: string;
  /** What the secrets of webhooks are derived from; null where nothing is sent. */
  readonly secret: string | null;
  /** Where deliveries may go. */
  readonly webhooks: 'public' | 'local';
  /** Whose tokens count as keys, by OpenID Connect; null where nobody’s do. */
  readonly oidc: { readonly issuer: string; readonly audience: string; readonly claim: string } | null;
  readonly oidcAudience: string | null;
  readonly oidcClaim: string;
  /** The public base of links, without a slash at its end; null where links are relative. */
  readonly url: string | null;
  /** The keys that sign checkpoints, under the public address without its scheme; none where nothing does. */
  readonly signing: readonly SigningKey[];
  /** How many requests a minute one address may send; 0 for as many as come. */
  readonly rate: number;
  /** How many requests a minute one key may send; 0 for as many as come. */
  readonly keyRate: number;
  /** The addresses of proxies, whose X-Forwarded-For counts. */
  readonly proxies: readonly string[];
  /** What a server logs, as JSON on its standard error. */
  readonly level: 'silent' | 'error' | 'info' | 'debug';
  /** Whether nothing is coloured. */
  readonly plain: boolean;
}

/** Gives another setting of the same environment. */
export type Other = <Field extends keyof Settings>(field: Field) => Settings[Field];

/** All there is to say of one setting. */
export interface Setting<Value> {
  /** The variable of the environment. */
  readonly name: string;
  /** What stands in where it is left out. */
  readonly default?: string;
  /** Reads it; null where it is left out and nothing stands in. */
  readonly read: (text: string | null, other: Other) => Value;
  /** Returns what is wrong with it and what to write, null where nothing is. Left out where it takes anything. */
  readonly wrong?: (text: string | null, other: Other) => string | null;
  /** What it is for, and what happens where it is left out, if that is not its default. */
  readonly says: string;
  readonly otherwise?: string;
  /** Whether servers alone hear it. */
  readonly server?: boolean;
}

const asIs = (text: string | null): string => text ?? '';
const orNull = (text: string | null): string | null => text;
const isLog = (text: string): boolean => sqlitePath(text) !== null || isServerUrl(text) || text === 'memory:';
const NO_LOG = 'This is no log; write sqlite:PATH, esdb://HOST:PORT or memory:.';

/** All settings. */
const LEVELS = ['silent', 'error', 'info', 'debug'];

export const ROWS: { readonly [Field in keyof Settings]: Setting<Settings[Field]> } = {
  port: {
    name: 'PORT',
    default: '3000',
    read: Number,
    wrong: (text) =>
      /^\d{1,5}$/.test(asIs(text)) && Number(text) <= 65_535 ? null : `"${text}" is no port; write a number from 0 to 65535.`,
    says: 'where to listen; 0 takes any free port',
    server: true,
  },
  host: { name: 'HOST', default: '127.0.0.1', read: asIs, says: 'the address to listen on', server: true },
  log: {
    name: 'IN_FORCE_LOG',
    default: 'sqlite:data/in-force.db',
    read: asIs,
    wrong: (text) => (isLog(asIs(text)) ? null : NO_LOG),
    says: 'where the record is kept: sqlite:PATH, esdb://HOST:PORT or memory:',
  },
  record: {
    name: 'IN_FORCE_RECORD',
    read: orNull,
    wrong: (folder) =>
      folder === null || folder === 'none' || statSync(folder, { throwIfNoEntry: false })?.isDirectory()
        ? null
        : `There is no folder ${folder}; name one, write none for an empty log, or leave it out for the founding record.`,
    says: 'what an empty log begins with: a folder, or none',
    otherwise: 'the founding record of this checkout',
  },
  snapshots: {
    name: 'IN_FORCE_SNAPSHOTS',
    read: (folder, other) => (folder === null ? besideLog(other('log')) : folder === 'none' ? null : folder),
    says: 'where the server keeps what makes the next start of a large record fast: a folder, or none',
    otherwise: 'snapshots/ beside the log',
  },
  ahead: {
    name: 'IN_FORCE_CLOCK_AHEAD',
    default: String(AHEAD),
    read: Number,
    wrong: (text) => (/^[1-9]\d{0,5}$/.test(asIs(text)) ? null : `"${text}" is no number of days; write one from 1 to 999999.`),
    says: 'by how many days the clock may be ahead of the last event; what is recorded by a wrong one stays so, and is refused',
  },
  token: {
    name: 'IN_FORCE_TOKEN',
    read: orNull,
    wrong(text) {
      if (text === null) return null;
      if (text.length < 16) return 'Too short to keep anybody out; write at least 16 characters.';
      if (/^[\x21-\x7e]+$/.test(text)) return null;
      return 'No header can carry this; write ASCII letters, digits and signs, without spaces.';
    },
    says: 'what recorders send as a bearer token, at least 16 characters',
    otherwise: 'none, and nobody records over HTTP',
    server: true,
  },
  serviceLog: {
    name: 'IN_FORCE_SERVICE_LOG',
    read: (text, other) => text ?? serviceLogBeside(other('log')),
    wrong: (text) => (text === null || isLog(text) ? null : NO_LOG),
    says: 'where keys, watches and deliveries are kept, as IN_FORCE_LOG is written',
    otherwise: 'service.db beside the record; on KurrentDB in the same cluster, with the prefix service_',
    server: true,
  },
  secret: {
    name: 'IN_FORCE_SECRET',
    read: orNull,
    wrong: (text) => (text === null || text.length >= 32 ? null : 'Too short; write at least 32 characters.'),
    says: 'what the secrets that sign deliveries are derived from, at least 32 characters',
    otherwise: 'none, and watches are read but not sent',
    server: true,
  },
  webhooks: {
    name: 'IN_FORCE_WEBHOOKS',
    default: 'public',
    read: (text) => (text === 'local' ? 'local' : 'public'),
    wrong: (text) => (text === 'public' || text === 'local' ? null : `"${text}" is neither; write public or local.`),
    says: 'where deliveries go: public, or local for this machine over http as well',
    server: true,
  },
  oidc: {
    name: 'IN_FORCE_OIDC_ISSUER',
    read: (issuer, other) => (issuer === null ? null : { issuer, audience: other('oidcAudience') ?? '', claim: other('oidcClaim') }),
    wrong: (text, other) =>
      text === null
        ? null
        : !/^https?:\/\//.test(text) || !URL.canParse(text)
          ? 'This is no issuer; write its address, such as https://login.example.org.'
          : other('oidcAudience') === null
            ? 'Set IN_FORCE_OIDC_AUDIENCE too: the audience that its tokens name for this service.'
            : null,
    says: 'whose tokens count as keys, by OpenID Connect: the address of the issuer',
    otherwise: 'nobody’s',
    server: true,
  },
  oidcAudience: { name: 'IN_FORCE_OIDC_AUDIENCE', read: orNull, says: 'the audience of such tokens', otherwise: 'none', server: true },
  oidcClaim: { name: 'IN_FORCE_OIDC_CLAIM', default: 'in_force', read: asIs, says: 'the claim that names their rights', server: true },
  url: {
    name: 'IN_FORCE_URL',
    read: baseOf,
    wrong: (text) =>
      text === null || baseOf(text) !== null
        ? null
        : 'This is no base of links; write the public address of this service, such as https://example.org/in-force.',
    says: 'the public address that links begin with, such as https://example.org/in-force',
    otherwise: 'none; links that a server gives are relative',
  },
  signing: {
    name: 'IN_FORCE_SIGNING_KEY',
    read: (text, other) => signersOf(text, other('url')),
    wrong(text, other) {
      try {
        signersOf(text, other('url'));
        return null;
      } catch (error) {
        if (!(error instanceof InvalidKey)) throw error;
        return error.message;
      }
    },
    says: 'what signs checkpoints: an Ed25519 key (PKCS#8 PEM, or its seed in base64), or two while the second replaces the first',
    otherwise: 'none; needs IN_FORCE_URL',
  },
  rate: {
    name: 'IN_FORCE_RATE',
    default: '1200',
    read: Number,
    wrong: (text) => (/^\d{1,9}$/.test(asIs(text)) ? null : `"${text}" is no number of requests a minute; write one, or 0 for no bound.`),
    says: 'how many requests a minute one address may send, 0 for no bound; nobody on this machine is counted',
    server: true,
  },
  keyRate: {
    name: 'IN_FORCE_KEY_RATE',
    default: '12000',
    read: Number,
    wrong: (text) => (/^\d{1,9}$/.test(asIs(text)) ? null : `"${text}" is no number of requests a minute; write one, or 0 for no bound.`),
    says: 'how many requests a minute may bear one key, 0 for no bound; they do not count for their address',
    server: true,
  },
  proxies: {
    name: 'IN_FORCE_PROXIES',
    read: (text) => listIn(text),
    wrong(text) {
      const odd = listIn(text).find((one) => !isNetwork(one));
      return odd === undefined ? null : `"${odd}" is no address; write addresses or networks with commas, such as 10.0.0.1,fd00::/8.`;
    },
    says: 'the addresses or networks of proxies whose X-Forwarded-For counts, comma-separated',
    otherwise: 'none',
    server: true,
  },
  level: {
    name: 'IN_FORCE_LOG_LEVEL',
    default: 'error',
    read: (text) => text as Settings['level'],
    wrong: (text) => (LEVELS.includes(asIs(text)) ? null : `"${text}" is no level; write one of ${LEVELS.join(', ')}.`),
    says: 'what is logged, as JSON on standard error: silent, error, info (every request) or debug',
    server: true,
  },
  plain: { name: 'NO_COLOR', read: (text) => text !== null, says: 'set it to anything, and nothing is coloured' },
};

/** Returns the folder of snapshots beside a log; null for a log in memory. */
function besideLog(log: string): string | null {
  const path = sqlitePath(log);
  if (log === 'memory:' || path === ':memory:') return null;
  return path === null ? join('data', 'snapshots') : join(dirname(path), 'snapshots');
}

/** Returns where the service log lies that belongs to a record: beside it. */
function serviceLogBeside(log: string): string {
  const path = sqlitePath(log);
  if (log === 'memory:' || path === ':memory:') return 'memory:';
  if (path !== null)
    return `sqlite:${join(dirname(path), path.endsWith('in-force.db') ? 'service.db' : `${basename(path, '.db')}.service.db`)}`;
  const [server = '', options = ''] = log.split('?', 2);
  const kept = options.split('&').filter(Boolean);
  const prefix = kept.find((option) => /^streamPrefix=/i.test(option))?.split('=')[1] ?? '';
  const others = kept.filter((option) => !/^streamPrefix=/i.test(option));
  return `${server}?${[...others, `streamPrefix=${prefix}service_`].join('&')}`;
}

/** Returns the public base of links, without a slash at its end; null where there is none in the text. */
function baseOf(text: string | null): string | null {
  if (text === null || !/^https?:\/\/[\x21-\x7e]+$/i.test(text) || !URL.canParse(text)) return null;
  const { protocol, host, pathname, search, hash, username, password } = new URL(text);
  return search || hash || username || password ? null : `${protocol}//${host}${pathname}`.replace(/\/+$/, '');
}

const listIn = (text: string | null): readonly string[] => (text ?? '').split(',').flatMap((one) => one.trim() || []);

/** Returns whether a text names an address, or a network by how many of its bits are fixed. */
function isNetwork(text: string): boolean {
  const [address = '', bits = '0', ...more] = text.split('/');
  return more.length === 0 && isIP(address) > 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (isIP(address) === 4 ? 32 : 128);
}
