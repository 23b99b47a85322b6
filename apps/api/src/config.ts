import { type Environment, type Settings as Every, readSettings } from '@in-force/engine';

const HEARD = [
  'port',
  'host',
  'log',
  'record',
  'snapshots',
  'ahead',
  'token',
  'url',
  'signing',
  'serviceLog',
  'secret',
  'webhooks',
  'oidc',
  'rate',
  'keyRate',
  'proxies',
  'level',
] as const;

/** How a server runs. */
export type Settings = Pick<Every, (typeof HEARD)[number]>;

/**
 * Reads the settings of a server from the environment.
 *
 * @throws {InvalidSetting} naming each that cannot be used, and what to write.
 */
export const settingsFrom = (env: Environment): Settings => readSettings(HEARD, env);
