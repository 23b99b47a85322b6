import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type Comparison, InvalidRequest, PARAMETERS, parseComparison, parseQuestion, type Question } from '@in-force/answers';
import { Answers, CITATIONS, citationIn, citedAs, Engine, FORM, factsOf, type Sealed, writeJson } from '@in-force/engine';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { acceptedMoment, httpDate, isTimegate, originalOf } from './memento.js';
import { API_OPTIONS, type ApiOptions } from './options.js';
import { ResponseCache } from './response-cache.js';

/** The record does not reach as far as was asked, or cannot be read. Ask again later. */
export class NotReady extends Error {
  override readonly name = 'NotReady';
}

/** Brings a question and an answer together over HTTP: waits for the position asked, and lets caches keep what does not change. */
@Injectable()
export class QuestionReader {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(Answers) private readonly answers: Answers,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
    @Inject(ResponseCache) private readonly kept: ResponseCache,
  ) {}

  /** Reads a question, and waits for the position that it asks about. */
  async question(kind: keyof typeof PARAMETERS, parameters: Readonly<Record<string, unknown>>, request: FastifyRequest): Promise<Question> {
    const question = parseQuestion(
      { ...(await this.#dated(kind, parameters, request)), ...parameters },
      this.options.now(),
      PARAMETERS[kind],
    );
    const { recordedAt, log, facts } = question;
    const position = recordedAt && 'position' in recordedAt ? recordedAt.position : null;
    // A citation is kept by caches for ever, so nothing in it may be left to a default that moves.
    const days = PARAMETERS[kind].filter((name) => name === 'on' || name === 'to');
    const dated = question.at !== null ? parameters.at !== undefined : days.every((name) => parameters[name] !== undefined);
    if (facts !== null && (position === null || log === null || !dated)) throw uncitable(days);
    if (facts !== null && moving(question, parameters)) throw uncitable(days);
    await this.reach(request, position ?? 0);
    return question;
  }

  /** Returns the position of the record at the moment that Accept-Datetime asks for: before the first one, the first; ahead, the last. */
  async #dated(
    kind: keyof typeof PARAMETERS,
    { recordedAt }: Readonly<Record<string, unknown>>,
    { headers }: FastifyRequest,
  ): Promise<{ readonly recordedAt?: string }> {
    const asked = headers['accept-datetime'];
    if (asked === undefined || recordedAt !== undefined || !NEGOTIATED.includes(kind)) return {};
    const instant = acceptedMoment(String(asked));
    const [first] = await this.engine.follower.after(0, 1);
    const earliest = first ? acceptedMoment(httpDate(first.recordedAt)) : instant;
    return { recordedAt: String(this.answers.readModel.positionOf({ recordedAt: { instant: instant < earliest ? earliest : instant } })) };
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
    const undated = sides.some((side) => parameters[`${side}.${comparison[side].at === null ? 'on' : 'at'}`] === undefined);
    if (comparison.facts !== null && (comparison.log === null || positions.includes(null) || undated)) throw uncitable(dated);
    if (comparison.facts !== null && sides.some((side) => moving(comparison[side], parameters, `${side}.`))) throw uncitable(dated);
    await this.reach(request, Math.max(...positions.map((position) => position ?? 0)));
    return comparison;
  }

  /** Waits until the record reaches a position, and the one that the header In-Force-Position demands. */
  async reach(request: FastifyRequest, least = 0): Promise<void> {
    const position = Math.max(least, this.demanded(request));
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

  /** Returns the position that the header In-Force-Position demands; 0 without one. */
  demanded({ headers }: FastifyRequest): number {
    const header = headers['in-force-position'];
    if (header !== undefined && !/^\d{1,15}$/.test(String(header)))
      throw new InvalidRequest([{ pointer: '/In-Force-Position', detail: 'Write a position: digits only.' }]);
    return Number(header ?? 0);
  }

  /** Sends an answer with its ETag, or 304 where the asker has it. A cited answer never changes. */
  async send(
    request: FastifyRequest,
    reply: FastifyReply,
    question: Pick<Question, 'facts'> & Partial<Pick<Question, 'recordedAt'>>,
    answer: Sealed,
    written?: Buffer,
  ): Promise<FastifyReply> {
    // Not the encoding chosen but the one asked for: no two encodings of an answer may share a tag.
    const negotiated = request.headers['accept-datetime'] !== undefined && !/[?&]recordedAt=/.test(request.url);
    const headers = headersOf(request.url, encodingOf(request.headers), question, answer, this.options.url ?? '', negotiated);
    if (negotiated && headers['memento-datetime'] !== undefined) reply.header('content-location', answer.cite);
    const form = citationIn(request.headers.accept);
    if (form) {
      const { link, vary, 'in-force-position': position } = headers;
      return reply
        .headers({ link, vary, 'in-force-position': position })
        .type(`${form}; charset=utf-8`)
        .send(
          CITATIONS[form].write(
            citedAs(answer, { base: '', today: this.options.now().slice(0, 10), release: this.answers.release(answer) }),
          ),
        );
    }
    reply.headers(headers);
    const { facts, recordedAt } = question;
    const forever = facts !== null || (recordedAt !== undefined && recordedAt !== null && 'position' in recordedAt);
    const bytes = written ?? (await this.write(answer));
    return this.kept.send(request, reply, bytes, forever ? null : Number(answer.log.position));
  }

  /** Writes an answer as JSON, in turns with others. */
  write = (answer: object): Promise<Buffer> => this.answers.turns.run(writeJson(answer));
}

/** Returns the encodings that are asked for; none and `identity` are the same. */
export const encodingOf = ({ 'accept-encoding': asked }: IncomingHttpHeaders): string =>
  asked === undefined || asked === 'identity' ? '' : String(asked);

/**
 * Returns what goes with an answer: its links, its tag for the encoding asked for, how long it may be kept, and the moment of the record
 * where it is of one, by its address or because that was negotiated. A cited answer never changes.
 */
export function headersOf(
  url: string,
  encoding: string,
  { facts, recordedAt = null }: Pick<Question, 'facts'> & Partial<Pick<Question, 'recordedAt'>>,
  answer: Sealed,
  base: string,
  negotiated = false,
): Readonly<Record<string, string>> {
  const { cite, next, rules, log } = answer as Sealed & { readonly next?: string | null };
  const gate = isTimegate(url.split('?', 1)[0] as string);
  const links = [`<${cite}>; rel="cite-as"`, `<${base}/openapi.json>; rel="describedby"`, ...(next ? [`<${next}>; rel="next"`] : [])];
  const moment = gate && log.recordedAt ? httpDate(log.recordedAt) : null;
  if (gate) links.push(`<${base}${originalOf(url)}>; rel="original timegate"`);
  if (moment) links.push(`<${cite}>; rel="memento"; datetime="${moment}"`);
  const digest = factsOf(answer);
  return {
    link: links.join(', '),
    etag: facts !== null ? `"${digest}"` : `"${digest.slice(FORM.length)}-${rules}${encoding && `-${hash(encoding)}`}"`,
    vary: gate && (recordedAt === null || negotiated) ? `${VARY}, accept-datetime` : VARY,
    'cache-control': facts !== null ? 'public, max-age=31536000, immutable' : 'no-cache',
    'in-force-position': log.position,
    ...(moment && recordedAt !== null && { 'memento-datetime': moment }),
  };
}

const VARY = 'accept-encoding, accept';

/** The kinds of answers that have an address of their own at each moment of the record. */
const NEGOTIATED: readonly (keyof typeof PARAMETERS)[] = ['controls', 'measure', 'instrument'];

const uncitable = (dated: readonly string[]): InvalidRequest =>
  new InvalidRequest([
    {
      pointer: '/facts',
      detail: `A citation also names ${dated.join(', ')}, log, and recordedAt as a position. Use the whole \`cite\` link of an answer.`,
    },
  ]);

/** Returns whether any day of a question was written otherwise than links write it: then it may be another one tomorrow. */
const moving = (question: Question, parameters: Readonly<Record<string, unknown>>, side = ''): boolean =>
  (['on', 'at', 'from', 'to', 'knownOn'] as const).some((name) => (parameters[side + name] ?? question[name]) !== question[name]);

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
