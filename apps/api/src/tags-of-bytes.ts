import { createHash, webcrypto } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { outcomeOf } from './conditions.js';

/** The least length of an answer that is digested beside the event loop: for a shorter one that costs more than it spares. */
const LONG = 64 * 1024;

/** Headers that speak of the bytes of an answer. */
const OF_BYTES = ['content-length', 'content-type', 'content-encoding'];

/**
 * Gives an answer that is sent whole, and has no tag yet, one of its bytes: a weak one, as it may be compressed on its way (RFC 9110,
 * 8.8.1). Returns what is sent: nothing, where the asker has it already. What no cache may keep has none.
 */
export async function tagBytes<Payload>({ method, headers }: FastifyRequest, reply: FastifyReply, payload: Payload): Promise<Payload | ''> {
  const whole = typeof payload === 'string' || Buffer.isBuffer(payload);
  if (!whole || (method !== 'GET' && method !== 'HEAD') || reply.statusCode !== 200) return payload;
  if (reply.hasHeader('etag') || reply.getHeader('cache-control') === 'no-store') return payload;
  const tag = `W/"${await digestOf(payload)}"`;
  reply.header('etag', tag);
  if (outcomeOf({ 'if-none-match': headers['if-none-match'] }, tag) !== 'not-modified') return payload;
  unchanged(reply);
  return '';
}

async function digestOf(payload: string | Buffer): Promise<string> {
  if (payload.length < LONG) return createHash('sha256').update(payload).digest('base64url');
  const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('base64url');
}

/** Makes a reply the one to an asker who has the answer: 304, without what speaks of the bytes. */
export function unchanged(reply: FastifyReply): FastifyReply {
  for (const name of OF_BYTES) reply.removeHeader(name);
  return reply.code(304);
}
