import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { CITATIONS, citationIn, citedAs, digestOf, Engine, type Sealed } from '@in-force/engine';
import { type Comparison, InvalidRequest, PARAMETERS, parseComparison, parseQuestion, type Question } from '@in-force/timeline';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { KeptAnswers } from './kept-answers.js';
import { API_OPTIONS, type ApiOptions } from './options.js';

/** The record does not reach as far as was asked, or cannot be read. Ask again later. */
export class NotReady extends Error {
  override readonly name = 'NotReady';
}

/** Brings a question and an answer together over HTTP: waits for the position asked, and lets caches keep what does not change. */
@Injectable()
export class Asking {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
    @Inject(KeptAnswers) private readonly kept: KeptAnswers,
  ) {}

  /** Reads a question, and waits for the position that it asks about. */
  async question(kind: keyof typeof PARAMETERS, parameters: Readonly<Record<string, unknown>>, request: FastifyRequest): Promise<Question> {
    const question = parseQuestion({ ...dated(kind, request), ...parameters }, this.options.now(), PARAMETERS[kind]);
    const { recordedAt, log, facts } = question;
    const position = recordedAt && 'position' in recordedAt ? recordedAt.position : null;
    // A citation is kept by caches for ever, so nothing in it may be left to a default that moves.
    const days = PARAMETERS[kind].filter((name) => name === 'on' || name === 'to');
    if (facts !== null && (position === null || log === null || days.some((name) => parameters[name] === undefined))) throw uncitable(days);
    await this.reach(request, position ?? 0);
    return question;
  }

  /** Reads a comparison of two answers, and waits for both positions. */
  async comparison(parameters: Readonly<Record<string, unknown>>, request: FastifyRequest): Promise<Comparison> {
    const comparison = parseComparison(parameters, this.options.now());
    const sides = ['a', 'b'] as const;
    const positions = sides.map((side) => {
      const { recordedAt } = comparison[side];
      return recordedAt && 'position' in recordedAt ? recordedAt.position : null;
    });
    const dated = sides.map((side) => `${side}.on`);
    if (
      comparison.facts !== null &&
      (comparison.log === null || positions.includes(null) || dated.some((name) => parameters[name] === undefined))
    )
      throw uncitable(dated);
    await this.reach(request, Math.max(...positions.map((position) => position ?? 0)));
    return comparison;
  }

  /** Waits until the record reaches a position, and the one that the header In-Force-Position demands. */
  async reach({ headers }: FastifyRequest, least = 0): Promise<void> {
    const header = headers['in-force-position'];
    if (header !== undefined && !/^\d{1,15}$/.test(String(header)))
      throw new InvalidRequest([{ pointer: '/In-Force-Position', detail: 'Write a position: digits only.' }]);
    const position = Math.max(least, Number(header ?? 0));
    const { follower } = this.engine;
    if (follower.error) throw new NotReady(follower.error.message);
    if (position <= follower.position) return;
    try {
      await follower.reached(position, AbortSignal.timeout(this.options.patience));
    } catch {
      throw new NotReady(
        this.engine.follower.error?.message ?? `The record stands at position ${follower.position}; ${position} was asked.`,
      );
    }
  }

  /** Sends an answer with its ETag, or 304 where the asker has it. A cited answer never changes. */
  async send(
    request: FastifyRequest,
    reply: FastifyReply,
    question: Pick<Question, 'facts'> & Partial<Pick<Question, 'recordedAt'>>,
    answer: Sealed,
    bytes: Buffer = Buffer.from(JSON.stringify(answer)),
  ): Promise<FastifyReply> {
    // Not the encoding chosen but the one asked for: no two encodings of an answer may share a tag.
    const headers = headersOf(request.url.split('?', 1)[0] as string, encodingOf(request.headers), question, answer);
    if (request.headers['accept-datetime'] !== undefined && answer.log.recordedAt)
      reply.header('memento-datetime', new Date(answer.log.recordedAt).toUTCString());
    const form = citationIn(request.headers.accept);
    if (form) {
      const base = `${request.protocol}://${request.host}`;
      return reply
        .headers({ link: headers.link, vary: headers.vary })
        .type(`${form}; charset=utf-8`)
        .send(CITATIONS[form].write(citedAs(answer, base, this.options.now().slice(0, 10))));
    }
    reply.headers(headers);
    const { facts, recordedAt } = question;
    const forever = facts !== null || (recordedAt !== undefined && recordedAt !== null && 'position' in recordedAt);
    return this.kept.send(request, reply, bytes, forever ? null : Number(answer.log.position));
  }
}

/** The encodings that are asked for; none and `identity` are the same. */
export const encodingOf = ({ 'accept-encoding': asked }: IncomingHttpHeaders): string =>
  asked === undefined || asked === 'identity' ? '' : String(asked);

/** What goes with an answer: its links, its tag for the encoding asked for, and how long it may be kept. A cited answer never changes. */
export function headersOf(address: string, encoding: string, { facts }: Pick<Question, 'facts'>, answer: Sealed) {
  const { cite, next, rules, log } = answer as Sealed & { readonly next?: string | null };
  const links = [`<${cite}>; rel="cite-as"`, '</openapi.json>; rel="describedby"', ...(next ? [`<${next}>; rel="next"`] : [])];
  if (TIMEGATES.test(address)) links.push(`<${address}>; rel="original timegate"`, `<${cite}>; rel="memento"`);
  const digest = digestOf(answer);
  return {
    link: links.join(', '),
    etag: facts !== null ? `"${digest}"` : `"${digest.slice('sha256-'.length)}-${rules}${encoding && `-${hash(encoding)}`}"`,
    vary: VARY,
    'cache-control': facts !== null ? 'public, max-age=31536000, immutable' : 'no-cache',
    'in-force-position': log.position,
  };
}

/** The addresses that stand for an answer at any moment of the record (RFC 7089). */
const TIMEGATES = /^\/v1\/(controls|(measures|instruments)\/[^/]+)$/;
const VARY = 'accept-encoding, accept, accept-datetime';

/** The moment that Accept-Datetime asks for, of the kinds of answers that have one of their own. */
function dated(kind: keyof typeof PARAMETERS, { headers }: FastifyRequest): { readonly recordedAt?: string } {
  const asked = headers['accept-datetime'];
  if (asked === undefined || !['controls', 'measure', 'instrument'].includes(kind)) return {};
  const moment = Date.parse(String(asked));
  if (Number.isNaN(moment) || !/ GMT$/.test(String(asked)))
    throw new InvalidRequest([{ pointer: '/Accept-Datetime', detail: 'Write a moment as HTTP does: Thu, 20 Nov 2025 12:00:00 GMT.' }]);
  return { recordedAt: new Date(moment).toISOString() };
}

const uncitable = (dated: readonly string[]): InvalidRequest =>
  new InvalidRequest([
    {
      pointer: '/facts',
      detail: `A citation also names ${dated.join(', ')}, log, and recordedAt as a position. Use the whole \`cite\` link of an answer.`,
    },
  ]);

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
