import type { FastifyHelmetOptions } from '@fastify/helmet';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { REQUEST_ID } from './request-id.js';

/** The policy of headers: what goes with every answer, whatever gives it, unless it says something else itself. */

/** Where the record stands. */
export const POSITION = 'in-force-position';

/** Headers that a page of another site may read. */
export const EXPOSED = [
  'Link',
  'Memento-Datetime',
  'ETag',
  'Location',
  'Content-Location',
  'Content-Disposition',
  'Retry-After',
  'RateLimit',
  'RateLimit-Policy',
  'In-Force-Position',
  'X-Request-Id',
];

/** The record is everybody's: pages of other sites may load it. Whether there is TLS, the proxy knows. */
export const HELMET: FastifyHelmetOptions = {
  hsts: false,
  crossOriginResourcePolicy: { policy: 'cross-origin' },
  contentSecurityPolicy: { directives: { 'upgrade-insecure-requests': null } },
};

/** Headers that speak of the request, and go with no other answer. */
export const OF_REQUEST: readonly string[] = [REQUEST_ID, 'ratelimit', 'ratelimit-policy'];

/** Headers of an answer that are its own; those that are left go with every answer. */
const OWN = [...OF_REQUEST, 'vary', 'cache-control', 'content-type', 'content-length', 'date', 'connection', 'keep-alive'];

/** Returns the headers of an answer that go with every answer, names and values in turn. */
export const commonOf = (headers: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(headers).flatMap(([name, value]) => (OWN.includes(name) ? [] : [name, String(value)]));

/**
 * Completes an answer about to be sent: nothing is kept by a cache without asking again unless it says so; the state of the process, what
 * was recorded, and what only a key may see are kept by none; an answer that could be compressed hangs on whether that was asked for.
 */
export function completeHeaders({ method, url }: Pick<FastifyRequest, 'method' | 'url'>, reply: FastifyReply): void {
  const read = method === 'GET' || method === 'HEAD';
  if (!reply.hasHeader('cache-control'))
    reply.header('cache-control', read && !/^\/(health|metrics|v1\/(keys|watches))\b/.test(url) ? 'no-cache' : 'no-store');
  if (!read || reply.statusCode >= 400) return;
  const vary = String(reply.getHeader('vary') ?? '');
  if (!/\baccept-encoding\b/i.test(vary)) reply.header('vary', vary === '' ? 'accept-encoding' : `accept-encoding, ${vary}`);
}
