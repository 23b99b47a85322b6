import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** The header that names a request, and its answer. */
export const REQUEST_ID = 'x-request-id';

/** Returns the id of a request: its own, where that is 1 to 200 visible ASCII characters, else a new one. */
export function requestIdOf(headers: IncomingHttpHeaders): string {
  const own = headers[REQUEST_ID];
  return typeof own === 'string' && /^[\x21-\x7e]{1,200}$/.test(own) ? own : randomUUID();
}
