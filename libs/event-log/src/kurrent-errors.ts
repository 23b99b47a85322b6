import { ErrorType } from '@eventstore/db-client';
import { LogUnreachable, LogUnusable } from './event-log.js';

const typeOf = (error: unknown): unknown => (error as { type?: unknown } | null)?.type;
const codeOf = (error: unknown): unknown => (error as { code?: unknown } | null)?.code;

export const isConflict = (error: unknown): boolean => typeOf(error) === ErrorType.WRONG_EXPECTED_VERSION;
export const isTooLarge = (error: unknown): boolean => typeOf(error) === ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED;
export const isMissing = (error: unknown): boolean => typeOf(error) === ErrorType.STREAM_NOT_FOUND;
export const isDeleted = (error: unknown): boolean => typeOf(error) === ErrorType.STREAM_DELETED;
/** gRPC's 7 and 16: permission denied, unauthenticated. */
export const isDenied = (error: unknown): boolean =>
  typeOf(error) === ErrorType.ACCESS_DENIED || codeOf(error) === 7 || codeOf(error) === 16;

/** Returns what a server that lets us in no further wants: another name or password, or a right. */
export const denialOf = (shown: string, error: unknown): string =>
  codeOf(error) === 16
    ? `${shown} refuses these credentials. Check the user and the password (USER:PASSWORD@) in IN_FORCE_LOG.`
    : `${shown} knows this user, and denies it a right. It must read $all, and read and write the streams of the record: take a user of the group $admins, or name a group of it among the readers in the metadata of $all.`;

/** Returns what went wrong, in a few words: gRPC wraps the reason in words about itself. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message.trim() : '';
  const reason = message
    .replace(/^\d+ [A-Z_]+: (No connection established\. Last error: )?(Error: )?/, '')
    .replace(/\.? *Resolution note:.*$/s, '');
  return reason || String(typeOf(error) ?? 'no reason given');
}

/** Returns what may be wrong where nobody answers. Of a certificate that is not trusted, a client of several hosts says nothing. */
export const adviceOn = (reason: string): string =>
  /certificate|issuer/i.test(reason)
    ? "Name the file with the certificate of its authority: tlsCAFile=PATH, after the URL's ?."
    : 'Is it running, is tls=true or tls=false right, and is its certificate of a private authority that tlsCAFile=PATH must name?';

/**
 * Returns whether it comes from the server or the way to it, and not from us: those bear a code or a type. That no node of a cluster could
 * be found, the client says without either.
 */
export const isOfConnection = (error: unknown): boolean =>
  error instanceof LogUnreachable ||
  (error instanceof Error && ('code' in error || 'type' in error || /^Failed to discover/.test(error.message)));

/** The oldest server whose answers are known: EventStoreDB 23.10. */
const OLDEST = [23, 10] as const;

/** @throws {LogUnusable} for a server of a version that is too old. */
export function demandVersion(shown: string, version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  throw new LogUnusable(`${shown} runs version ${version}. Use EventStoreDB ${OLDEST.join('.')} or later, or KurrentDB.`);
}
