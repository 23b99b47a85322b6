import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { openLookup, type Targets, targetFault } from './target.js';

/** What came of sending something: the status that was answered, or what went wrong. */
export type Outcome = { readonly status: number; readonly error: null } | { readonly status: null; readonly error: string };

/** Sends a body; never throws. */
export type Post = (to: string, headers: Readonly<Record<string, string>>, body: string, signal: AbortSignal) => Promise<Outcome>;

/** How long a try lasts at the most, from the look-up of the name to the head of the answer, in milliseconds. */
const PATIENCE = 10_000;
/** How much of an answer's head is read, in bytes; of its body, nothing is. */
const HEAD = 16_384;

/**
 * Returns what posts to targets: connected anew each time, to an address that was checked, without following redirects. Its answer is its
 * status; whatever else a receiver sends is not read.
 */
export const posting =
  (targets: Targets, { patience = PATIENCE, lookup = openLookup(targets) } = {}): Post =>
  (to, headers, body, signal) => {
    const fault = targetFault(to, targets);
    if (fault !== null) return Promise.resolve({ status: null, error: fault });
    return new Promise((resolve) => {
      const { protocol } = new URL(to);
      const end = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
      const send = protocol === 'https:' ? requestHttps : requestHttp;
      const request = send(to, {
        method: 'POST',
        headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
        agent: false,
        lookup,
        maxHeaderSize: HEAD,
        signal: end,
      });
      request.on('response', (response) => {
        resolve({ status: response.statusCode ?? 0, error: null });
        response.destroy();
      });
      request.on('error', (error) => {
        const late = end.aborted && !signal.aborted;
        resolve({ status: null, error: late ? `No answer within ${patience / 1_000} seconds.` : error.message || String(error) });
      });
      request.end(body);
    });
  };
