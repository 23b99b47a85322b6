import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { negotiate } from '@fastify/accept-negotiator';
import { Engine } from '@in-force/engine';
import { quarterOf } from '@in-force/rules';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { outcomeOf } from './conditions.js';
import { OF_REQUEST } from './headers.js';
import { API_OPTIONS, type ApiOptions } from './options.js';
import { REQUEST_ID } from './request-id.js';
import { unchanged } from './tags-of-bytes.js';

/** An answer as it was sent: the same request has it again until the record moves on, or a day may have begun. */
interface Kept {
  readonly bytes: Buffer;
  /** Names and values in turn. */
  readonly headers: string[];
  /** Those of them that go with `304`. */
  readonly bare: string[];
  readonly etag: string;
  /** The position at which it was asked; null for an answer about a position, which stands for ever. */
  readonly position: number | null;
  /** When it was made, to the quarter of an hour: within one no day begins anywhere. */
  readonly quarter: string;
}

/** The memory that answers may take, and what else each takes, in bytes. */
const MOST = 64 * 1024 * 1024;
const BESIDE = 2_048;
export const JSON_TYPE = 'application/json; charset=utf-8';
/** Answers shorter than this are sent as they are. */
const COMPRESSED = 1_024;

const ENCODINGS = {
  br: (bytes: Buffer) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes),
};

/**
 * What goes with `304`: what RFC 9110 (15.4.5) names, what lets a page of another site read it, and where the record stands. The same tag
 * means the same facts, so the links that the asker has still cite them.
 */
const BARE = ['etag', 'vary', 'cache-control', 'in-force-position', 'access-control-allow-origin', 'access-control-expose-headers'];

/** The asker demands another answer than there is. */
export class ConditionFailed extends Error {
  override readonly name = 'ConditionFailed';
  constructor() {
    super('If-Match names no tag of this answer. Ask without it.');
  }
}

/** Answers as bytes, compressed once, by what was asked for and how. What is kept is sent before the framework sees the request. */
@Injectable()
export class ResponseCache {
  readonly #kept = new LRUCache<string, Kept>({ maxSize: MOST, sizeCalculation: ({ bytes }, key) => bytes.length + key.length + BESIDE });

  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  /** Returns the memory that they take, in bytes. */
  get bytes(): number {
    return this.#kept.calculatedSize;
  }

  /**
   * Sends an answer, and keeps it while the record stands at a position; for ever, where that is null. Who has it already is told so:
   * its tag is among the headers.
   */
  async send(
    request: FastifyRequest,
    reply: FastifyReply,
    plain: Buffer,
    position: number | null,
    type = JSON_TYPE,
  ): Promise<FastifyReply> {
    const accepted = request.headers['accept-encoding'];
    const encoding = accepted !== undefined && plain.length >= COMPRESSED ? negotiate(String(accepted), ['br', 'gzip', 'identity']) : null;
    const bytes = encoding === 'br' || encoding === 'gzip' ? await ENCODINGS[encoding](plain) : plain;
    if (bytes !== plain) reply.header('content-encoding', encoding);
    reply.header('content-type', type).header('content-length', bytes.length);
    const headers = Object.entries(reply.getHeaders()).flatMap(([name, value]) => (OF_REQUEST.includes(name) ? [] : [name, String(value)]));
    const { raw } = request;
    this.keep(raw, bytes, headers, position);
    const outcome = outcomeOf(raw.headers, String(reply.getHeader('etag')));
    if (outcome === 'failed') throw new ConditionFailed();
    if (outcome === 'send') return reply.send(bytes);
    return unchanged(reply).send();
  }

  /** Keeps an answer, if it hangs on nothing that is not kept, with its headers: names and values in turn. */
  keep(request: IncomingMessage, bytes: Buffer, headers: string[], position: number | null): void {
    const key = keyOf(request);
    if (key === null) return;
    const bare = headers.flatMap((name, at) => (at % 2 === 0 && BARE.includes(name) ? [name, headers[at + 1] as string] : []));
    const kept = { bytes, headers, bare, etag: bare[bare.indexOf('etag') + 1] as string, position, quarter: quarterOf(this.options.now()) };
    this.#kept.set(key, kept);
  }

  /** Answers a request with what is kept. @returns whether it did. */
  answer(request: IncomingMessage, response: ServerResponse, id: string): boolean {
    const key = keyOf(request);
    const kept = key === null ? undefined : this.#kept.get(key);
    if (
      !kept ||
      this.engine.follower.error ||
      (kept.position !== null && kept.position !== this.engine.position) ||
      kept.quarter !== quarterOf(this.options.now())
    )
      return false;
    if (outcomeOf(request.headers, kept.etag) === 'not-modified') response.writeHead(304, [...kept.bare, REQUEST_ID, id]).end();
    else response.writeHead(200, [...kept.headers, REQUEST_ID, id]).end(request.method === 'HEAD' ? undefined : kept.bytes);
    return true;
  }
}

/** Headers that ask for more than an answer that is kept. */
const UNKEPT = ['accept-datetime', 'in-force-position', 'if-match'];

/** Returns what an answer hangs on beside the record and the time; null for requests whose answers are not kept. */
function keyOf({ method, url, headers }: IncomingMessage): string | null {
  if ((method !== 'GET' && method !== 'HEAD') || UNKEPT.some((name) => headers[name] !== undefined)) return null;
  const key = `${url} ${headers['accept-encoding'] ?? ''} ${headers.accept ?? ''}`;
  // The page alone speaks several languages, and names the address that it was asked at.
  return url?.startsWith('/v1/') ? key : `${key} ${headers['accept-language'] ?? ''} ${headers.host ?? ''}`;
}
