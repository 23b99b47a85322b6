import { existsSync } from 'node:fs';
import { Desk, type Key, type Right, SERVICE } from '@in-force/desk';
import { readSettings } from '@in-force/engine';
import { LogLocked, openLogIn, sqlitePath } from '@in-force/event-log';
import { type AskServer, serverAt } from './server-access.js';
import { Misused, type Terminal } from './terminal.js';

/** A key with the secret that it was given: shown once. */
export interface Shown extends Pick<Key, 'id' | 'name' | 'may'> {
  readonly key: string;
  /** Until when the secret before works on; undefined where there was none. */
  readonly formerUntil?: string;
}

/** Who may do what, wherever it is kept: in the service log, or behind the server that writes it. */
export interface KeyRing {
  issue(name: string, may: readonly Right[]): Promise<Shown>;
  rotate(id: string, now: boolean): Promise<Shown>;
  revoke(id: string): Promise<void>;
}

/** Who asks from a terminal on the machine of the log. */
const TERMINAL = 'terminal';

/** Returns all keys, as the service log has them; read beside whoever writes it. */
export async function keysIn(terminal: Terminal): Promise<readonly Key[]> {
  const { serviceLog } = readSettings(['serviceLog'], terminal.env);
  const path = sqlitePath(serviceLog);
  if (path !== null && !existsSync(path)) return [];
  const desk = await Desk.open(await openLogIn(SERVICE, serviceLog, { now: terminal.now, readOnly: true }), terminal.now);
  try {
    return desk.keys.all();
  } finally {
    await desk.close();
  }
}

/** Does something with keys: in the service log, or through the server that holds it. */
export async function withKeyRing<Done>(terminal: Terminal, work: (keys: KeyRing) => Promise<Done>): Promise<Done> {
  const { serviceLog } = readSettings(['serviceLog'], terminal.env);
  let desk: Desk;
  try {
    desk = await Desk.open(await openLogIn(SERVICE, serviceLog, { now: terminal.now }), terminal.now);
  } catch (error) {
    if (error instanceof LogLocked && error.holder?.url) return work(behind(error.holder.url, terminal));
    throw error;
  }
  try {
    return await work(at(desk));
  } finally {
    await desk.close();
  }
}

const at = (desk: Desk): KeyRing => ({
  issue: async (name, may) => {
    const { id, secret } = await desk.issue(name, may, TERMINAL);
    return { id, name, may, key: secret };
  },
  rotate: async (id, now) => {
    const { secret, until } = await desk.rotate(id, TERMINAL, { now });
    const { name, may } = desk.keys.get(id) as Key;
    return { id, name, may, key: secret, formerUntil: until };
  },
  revoke: (id) => desk.revoke(id, TERMINAL),
});

/** Returns the keys behind a server. */
function behind(url: string, terminal: Terminal): KeyRing {
  const ask = serverAt(url, terminal);
  return {
    issue: (name, may) => ask('POST', '/v1/keys', { name, may }),
    rotate: (id, now) => ask('POST', `/v1/keys/${encodeURIComponent(id)}/rotation${now ? '?now=true' : ''}`),
    revoke: (id) => ask('DELETE', `/v1/keys/${encodeURIComponent(id)}`),
  };
}

/**
 * Returns how to ask the server that keeps watches: the one that is named, else the one that holds the service log on this machine.
 *
 * @throws {Misused} where no server is named, and none runs here.
 */
export async function serverOfWatches(terminal: Terminal, named: string | undefined): Promise<AskServer> {
  const { serviceLog } = readSettings(['serviceLog'], terminal.env);
  return serverAt(named ?? (await holderOf(serviceLog, terminal)) ?? nobody(), terminal);
}

const nobody = (): never => {
  throw new Misused('No server runs on this machine that would tell anything. Start one with npm start, or name one with --server URL.');
};

/** Returns the address of the server that holds a log in a file; undefined where none does. */
async function holderOf(serviceLog: string, terminal: Terminal): Promise<string | undefined> {
  const path = sqlitePath(serviceLog);
  if (path === null || !existsSync(path)) return undefined;
  try {
    await (await openLogIn(SERVICE, serviceLog, { now: terminal.now })).close();
    return undefined;
  } catch (error) {
    if (error instanceof LogLocked) return error.holder?.url ?? undefined;
    throw error;
  }
}
