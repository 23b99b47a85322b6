import { statSync } from 'node:fs';
import { InvalidRequest, type Problem } from '@in-force/answers';
import { InvalidKey, publicBase, type SigningKey, signersOf, snapshotsFor } from '@in-force/engine';

/** How a server runs. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  /** `sqlite:PATH`, `esdb://…` or `memory:`. */
  readonly log: string;
  /** The folder to load on the first start; null for the founding record, `none` for an empty log. */
  readonly record: string | null;
  /** The folder that snapshots lie in; null for none. */
  readonly snapshots: string | null;
  /** What a recorder must send as a bearer token; null where nobody may record over HTTP. */
  readonly token: string | null;
  /** The public base of links, without a slash at its end; null where links are relative. */
  readonly url: string | null;
  /** What signs checkpoints, under the public address without its scheme; none where nothing does. */
  readonly signing: readonly SigningKey[];
}

/**
 * Reads the settings from the environment. One that is empty counts as left out.
 *
 * @throws {InvalidRequest} naming each setting that cannot be read, and what to write.
 */
export function settingsFrom(env: Readonly<Record<string, string | undefined>>): Settings {
  const errors: Problem[] = [];
  const port = env.PORT || '3000';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    errors.push({ pointer: '/PORT', detail: `"${port}" is no port; write a number from 0 to 65535.` });
  const log = env.IN_FORCE_LOG || 'sqlite:data/in-force.db';
  if (!/^(?:sqlite:.+|esdb(?:\+discover)?:\/\/.+|memory:)$/.test(log))
    errors.push({ pointer: '/IN_FORCE_LOG', detail: 'This is no log; write sqlite:PATH, esdb://HOST:PORT or memory:.' });
  const record = env.IN_FORCE_RECORD || null;
  if (record !== null && record !== 'none' && !statSync(record, { throwIfNoEntry: false })?.isDirectory())
    errors.push({
      pointer: '/IN_FORCE_RECORD',
      detail: `There is no folder ${record}; name one, write none for an empty log, or leave it out for the founding record.`,
    });
  const snapshots = snapshotsFor(env.IN_FORCE_SNAPSHOTS, log);
  const token = env.IN_FORCE_TOKEN || null;
  if (token !== null && token.length < 16)
    errors.push({ pointer: '/IN_FORCE_TOKEN', detail: 'Too short to keep anybody out; write at least 16 characters.' });
  else if (token !== null && !/^[\x21-\x7e]+$/.test(token))
    errors.push({ pointer: '/IN_FORCE_TOKEN', detail: 'No header can carry this; write ASCII letters, digits and signs, without spaces.' });
  const url = publicBase(env.IN_FORCE_URL);
  if (url === undefined)
    errors.push({
      pointer: '/IN_FORCE_URL',
      detail: 'This is no base of links; write the public address of this service, such as https://example.org/in-force.',
    });
  let signing: readonly SigningKey[] = [];
  try {
    signing = signersOf(env.IN_FORCE_SIGNING_KEY, url ?? null);
  } catch (error) {
    if (!(error instanceof InvalidKey)) throw error;
    errors.push({ pointer: '/IN_FORCE_SIGNING_KEY', detail: error.message });
  }
  if (errors.length > 0) throw new InvalidRequest(errors);
  return { host: env.HOST || '127.0.0.1', port: Number(port), log, record, snapshots, token, url: url ?? null, signing };
}
