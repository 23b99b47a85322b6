import type { Readable } from 'node:stream';
import { BeyondBounds, BOUNDS, type Bounds, decodeText, readJson, sized } from '@in-force/formats';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Who } from './who.js';

/** The types of a file of the record, and of an act. A browser asks before it sends one of them for a page of another site. */
const FILE_TYPES = {
  'application/json': 'body.json',
  'application/yaml': 'body.yaml',
  'application/x-ndjson': 'body.ndjson',
} as const;
const ACT_TYPES = ['application/json'] as const;

/** A body of a type that the address does not take. */
export class UnsupportedBody extends Error {
  override readonly name = 'UnsupportedBody';
  constructor(
    given: string | undefined,
    readonly types: readonly string[],
  ) {
    const [last, ...others] = types.toReversed();
    const known = others.length > 0 ? `${others.toReversed().join(', ')} or ${last}` : last;
    super(`${given ? `"${given}" is not taken here` : 'The body has no Content-Type'}. Send ${known}.`);
  }
}

/** A file of the record as it was sent. */
export interface SentFile {
  readonly name: (typeof FILE_TYPES)[keyof typeof FILE_TYPES];
  readonly text: string;
}

/**
 * Reads bodies: files of the record as text, acts as JSON, up to the bound of each address once they are unpacked. Of who may not use
 * an address nothing is read.
 */
export function takeBodies(fastify: FastifyInstance, who: Who): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (request: FastifyRequest, payload: Readable | undefined) => read(request, payload, who));
}

async function read(request: FastifyRequest, payload: Readable | undefined, who: Who): Promise<unknown> {
  const path = request.routeOptions.url;
  if (path === undefined) return undefined;
  const bounds = boundsOf(path);
  if (!(await who.mayUse(request))) return undefined; // the guard says so
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  const types = bounds === BOUNDS.act ? ACT_TYPES : Object.keys(FILE_TYPES);
  if (!types.includes(type as never)) throw new UnsupportedBody(type, types);
  const bytes = await bytesIn(payload ?? request.raw, bounds);
  if (bytes.length === 0) return undefined;
  const text = decodeText('body', bytes);
  return bounds === BOUNDS.act ? readJson('body', text, bounds) : { name: FILE_TYPES[type as keyof typeof FILE_TYPES], text };
}

/** Returns the bounds of the bodies that an address takes. */
export const boundsOf = (path: string): Bounds =>
  path === '/v1/what-if' ? BOUNDS.whatIf : path === '/v1/import' ? BOUNDS.import : BOUNDS.act;

/** Gathers a body, and stops at the bound: what comes after it is neither kept nor unpacked. */
function bytesIn(payload: Readable, { bytes: most }: Bounds): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const done = (settle: () => void) => {
      payload.off('data', onData).off('end', onEnd).off('error', onError).off('close', onClose);
      settle();
    };
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) return void chunks.push(chunk);
      payload.pause();
      done(() => reject(new BeyondBounds('body', `This address takes ${sized(most)} at the most, unpacked. Divide it.`)));
    };
    const onEnd = () => done(() => resolve(Buffer.concat(chunks)));
    const onError = (error: Error) => done(() => reject(error));
    const onClose = () => onError(new Error('The body ended too early.'));
    payload.on('data', onData).on('end', onEnd).on('error', onError).on('close', onClose).resume();
  });
}
