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

/**
 * Reads the URL of a server. The client itself would print the whole of it, the password too, when it does not like an option.
 *
 * @throws {LogUnusable} that says what to write instead, and never repeats a secret.
 */
export function addressOf(url: string): Address {
  const [, scheme = '', user, password, hosts = '', query = ''] =
    /^(esdb(?:\+discover)?):\/\/(?:([^:@/?]+):([^@/?]+)@)?([^@/?]+)\/?(?:\?(.*))?$/i.exec(url) ?? [];
  if (!hosts) throw new LogUnusable(`This esdb: URL cannot be read. ${HOW}`);
  const shown = `${scheme.toLowerCase()}://${hosts}`;
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
    url: `${scheme.toLowerCase()}://${login}${hosts}${kept.length > 0 ? `?${kept.join('&')}` : ''}`,
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
