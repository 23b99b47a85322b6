import { LogUnusable } from './event-log.js';

/** The options of the client that are passed on, as it compares them. */
const OPTIONS: readonly string[] = [
  'connectionname',
  'defaultdeadline',
  'discoveryinterval',
  'gossiptimeout',
  'keepaliveinterval',
  'keepalivetimeout',
  'maxdiscoverattempts',
  'nodepreference',
  'tls',
  'tlscafile',
  'usercertfile',
  'userkeyfile',
];

/** A place on a server, read from its URL. */
export interface Address {
  /** The URL that the client is given. */
  readonly url: string;
  /** The same without secrets and options, for messages. */
  readonly shown: string;
  readonly credentials: { readonly username: string; readonly password: string } | undefined;
  readonly secure: boolean;
  readonly certified: boolean;
  readonly prefix: string;
}

export const HOW = 'Write esdb://USER:PASSWORD@HOST:PORT, special characters in the name and the password percent-encoded (@ is %40).';

/** The schemes of a server's URL, by the two that the client takes: `kurrentdb:` is another name of the same. */
const SCHEMES: Readonly<Record<string, string>> = {
  esdb: 'esdb',
  kurrentdb: 'esdb',
  'esdb+discover': 'esdb+discover',
  'kurrentdb+discover': 'esdb+discover',
};

/** Returns whether a URL is that of a server, whatever else is wrong with it. */
export const isServerUrl = (url: string): boolean => (/^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1] ?? '').toLowerCase() in SCHEMES;

/**
 * Reads the URL of a server. The client itself would print the whole of it, the password too, when it does not like an option.
 *
 * @throws {LogUnusable} that says what to write instead, and never repeats a secret.
 */
export function addressOf(url: string): Address {
  const [, scheme = '', user, password, hosts = '', query = ''] =
    /^((?:esdb|kurrentdb)(?:\+discover)?):\/\/(?:([^:@/?]+):([^@/?]+)@)?([^@/?]+)\/?(?:\?(.*))?$/i.exec(url) ?? [];
  if (!hosts) throw new LogUnusable(`This URL of a server cannot be read. ${HOW}`);
  const shown = `${scheme.toLowerCase()}://${hosts}`;
  // Of several hosts the client would ask the first alone, where it is to discover them.
  const taken = hosts.includes(',') ? 'esdb' : SCHEMES[scheme.toLowerCase()];
  const kept: string[] = [];
  const found = new Map<string, string>();
  for (const option of query.split('&').filter((part) => part !== '')) {
    const [name = '', value = ''] = option.split('=', 2);
    const key = name.toLowerCase().replaceAll(/[_-]/g, '');
    if (key !== 'streamprefix') kept.push(option);
    if (value === '' || (key !== 'streamprefix' && !OPTIONS.includes(key)))
      throw new LogUnusable(
        `${shown}: the option "${name}" is not taken. Use tls, tlsCAFile, userCertFile with userKeyFile, nodePreference, streamPrefix, or leave it out.`,
      );
    found.set(key, value);
  }
  const prefix = found.get('streamprefix') ?? '';
  if (!/^[a-z0-9_]*$/.test(prefix)) throw new LogUnusable(`${shown}: streamPrefix takes small letters, digits and _: staging_.`);
  const login = user !== undefined && password !== undefined ? `${user}:${password}@` : '';
  return {
    url: `${taken}://${login}${hosts}${kept.length > 0 ? `?${kept.join('&')}` : ''}`,
    shown,
    credentials: login ? decoded(shown, { username: user as string, password: password as string }) : undefined,
    secure: found.get('tls') !== 'false',
    certified: found.has('usercertfile'),
    prefix,
  };
}

function decoded(shown: string, { username, password }: { username: string; password: string }) {
  try {
    return { username: decodeURIComponent(username), password: decodeURIComponent(password) };
  } catch {
    throw new LogUnusable(`${shown}: the name and password cannot be read. ${HOW}`);
  }
}
