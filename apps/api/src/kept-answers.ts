import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { negotiate } from '@fastify/accept-negotiator';
import { Engine } from '@in-force/engine';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { API_OPTIONS, type ApiOptions } from './options.js';

/** An answer as it was sent: the same request has it again until the record moves on, or the day does. */
interface Kept {
  readonly bytes: Buffer;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  /** Those of them that go with `304`. */
  readonly bare: readonly string[];
  readonly etag: string;
  /** The position at which it was asked; null for an answer about a position, which stands for ever. */
  readonly position: number | null;
  readonly day: string;
}

/** The memory that answers may take, and what else each takes, in bytes. */
const MOST = 64 * 1024 * 1024;
const BESIDE = 2_048;
/** Answers shorter than this are sent as they are. */
const COMPRESSED = 1_024;

const ENCODINGS = {
  br: (bytes: Buffer) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes),
};

/** Headers that speak of the bytes. */
const OF_BYTES = ['content-length', 'content-type', 'content-encoding'];

/** Answers as bytes, compressed once, by what was asked for and how. What is kept is sent before the framework sees the request. */
@Injectable()
export class KeptAnswers {
  readonly #kept = new LRUCache<string, Kept>({ maxSize: MOST, sizeCalculation: ({ bytes }, key) => bytes.length + key.length + BESIDE });

  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  /** The memory that they take, in bytes. */
  get bytes(): number {
    return this.#kept.calculatedSize;
  }

  /** Sends an answer, and keeps it while the record stands at a position; for ever, where that is null. */
  async send(request: FastifyRequest, reply: FastifyReply, plain: Buffer, position: number | null): Promise<FastifyReply> {
    const accepted = request.headers['accept-encoding'];
    const encoding = accepted !== undefined && plain.length >= COMPRESSED ? negotiate(String(accepted), ['br', 'gzip', 'identity']) : null;
    const bytes = encoding === 'br' || encoding === 'gzip' ? await ENCODINGS[encoding](plain) : plain;
    if (bytes !== plain) reply.header('content-encoding', encoding);
    reply.header('content-type', 'application/json; charset=utf-8').header('content-length', bytes.length);
    this.keep(request.raw, bytes, reply.getHeaders(), position);
    return reply.send(bytes);
  }

  /** Keeps an answer with its headers, its tag among them. */
  keep(request: IncomingMessage, bytes: Buffer, given: Readonly<Record<string, unknown>>, position: number | null): void {
    const key = keyOf(request);
    if (key === null) return;
    const headers = Object.entries(given);
    this.#kept.set(key, {
      bytes,
      headers: headers.flatMap(([name, value]) => [name, String(value)]),
      bare: headers.flatMap(([name, value]) => (OF_BYTES.includes(name) ? [] : [name, String(value)])),
      etag: String(given.etag),
      position,
      day: this.#day(),
    });
  }

  /** Answers a request with what is kept. @returns whether it did. */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    const key = keyOf(request);
    const kept = key === null ? undefined : this.#kept.get(key);
    if (
      !kept ||
      this.engine.follower.error ||
      (kept.position !== null && kept.position !== this.engine.position) ||
      kept.day !== this.#day()
    )
      return false;
    const has = request.headers['if-none-match']?.includes(kept.etag) ?? false;
    response.writeHead(has ? 304 : 200, [...(has ? kept.bare : kept.headers)]);
    response.end(has || request.method === 'HEAD' ? undefined : kept.bytes);
    return true;
  }

  #day = (): string => this.options.now().slice(0, 10);
}

/** What an answer hangs on beside the record and the day; null for requests whose answers are not kept. */
function keyOf({ method, url, headers }: IncomingMessage): string | null {
  if ((method !== 'GET' && method !== 'HEAD') || headers['accept-datetime'] !== undefined || headers['in-force-position'] !== undefined)
    return null;
  return `${url} ${headers['accept-encoding'] ?? ''} ${headers.accept ?? ''}`;
}
