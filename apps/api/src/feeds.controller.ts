import { type Erratum, PARAMETERS, spellQuestion } from '@in-force/answers';
import { Answers, Changes, Engine, RECORD_LICENSE, writeQuery } from '@in-force/engine';
import { measureOf, type Recorded } from '@in-force/events';
import { errataFeed, type Feed, recordFeed, type Standing, type TitledEvent } from '@in-force/formats';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EventFilters, type Wanted } from './event-filters.js';
import { number, only } from './events.controller.js';
import { sendFeed } from './files.js';
import { API_OPTIONS, type ApiOptions } from './options.js';
import { QuestionReader } from './question-reader.js';

type Parameters = Readonly<Record<string, unknown>>;

/** How many events a feed tells where nobody says how many, and at the most; and through how many filters look for them. */
const [SOME, MOST, LOOKED] = [100, 1000, 10_000];

/** The record and its errata, for feed readers. */
@Controller('v1')
export class FeedsController {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(Answers) private readonly answers: Answers,
    @Inject(Changes) private readonly changes: Changes,
    @Inject(QuestionReader) private readonly asking: QuestionReader,
    @Inject(EventFilters) private readonly bearings: EventFilters,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  @Get('feed.atom')
  async atom(@Query() query: Parameters, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return sendFeed(reply, 'atom', await this.#record('feed.atom', query, request));
  }

  @Get('feed.json')
  async json(@Query() query: Parameters, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return sendFeed(reply, 'json', await this.#record('feed.json', query, request));
  }

  @Get('errata.atom')
  async errataAtom(@Query() query: Parameters, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return sendFeed(reply, 'atom', await this.#errata('errata.atom', query, request));
  }

  @Get('errata.json')
  async errataJson(@Query() query: Parameters, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return sendFeed(reply, 'json', await this.#errata('errata.json', query, request));
  }

  /** Returns the last events of the record, newest first; after a position those that followed it, oldest first. */
  async #record(file: string, query: Parameters, request: FastifyRequest): Promise<Feed> {
    only(query, ['after', 'limit', 'measure', 'issuer', 'kind']);
    const { after, limit, ...filters } = query;
    const most = number('limit', limit, SOME, 1, MOST);
    const position = number('after', after, -1, 0, Number.MAX_SAFE_INTEGER);
    await this.asking.reach(request, Math.max(0, position));
    const wanted = this.bearings.filter(query, { known: true });
    const events = position < 0 ? await this.#latest(wanted, most) : await this.#after(position, wanted, most);
    const [first, last] = [events[0], events.at(-1)];
    const more = position >= 0 && events.length === most ? last?.position : undefined;
    const link = (address: string, written: object) =>
      this.#linkTo(address, new URLSearchParams(written as Record<string, string>).toString());
    const latest = position < 0 ? first : last;
    return recordFeed(
      events.map((event) => this.#titled(event)),
      (id) => `${this.#base}/v1/events/${id}`,
      {
        ...this.#named(`${file}${writeQuery(Object.entries(filters) as [string, string][])}`),
        self: link(file, query),
        alternate: link('events', {}),
        next: more === undefined ? null : link(file, { ...query, after: String(more) }),
        updated: latest?.recordedAt ?? this.changes.beganAt(),
      },
    );
  }

  async #latest(wanted: Wanted | null, most: number): Promise<Recorded[]> {
    const found: Recorded[] = [];
    const { position } = this.engine;
    for (let end = position; end > 0 && end > position - LOOKED && found.length < most; end -= MOST) {
      const start = Math.max(0, end - MOST);
      for (const event of (await this.engine.follower.after(start, end - start)).reverse())
        if (found.length < most && (wanted === null || (await wanted(event)))) found.push(event);
    }
    return found;
  }

  async #after(position: number, wanted: Wanted | null, most: number): Promise<Recorded[]> {
    const found: Recorded[] = [];
    for (let at = position; at < this.engine.position && found.length < most; ) {
      const events = await this.engine.follower.after(at, MOST);
      for (const event of events) if (found.length < most && (wanted === null || (await wanted(event)))) found.push(event);
      at = events.at(-1)?.position ?? this.engine.position;
    }
    return found;
  }

  #titled(event: Recorded): TitledEvent {
    const measure = measureOf(event.stream);
    const view = this.answers.readModel.viewAt({ recordedAt: null, knownOn: null });
    return { event, title: measure === null ? null : (view.life(measure)?.announced.data.title ?? null) };
  }

  async #errata(file: string, query: Parameters, request: FastifyRequest): Promise<Feed> {
    const question = await this.asking.question('errata', { limit: String(SOME), ...query }, request);
    const answer = await this.answers.register('errata', question);
    const { errata } = answer as unknown as { readonly errata: readonly Erratum[] };
    const link = (address: string, after: string | null) =>
      this.#linkTo(
        address,
        writeQuery(
          spellQuestion(
            { ...question, after },
            0,
            PARAMETERS.errata.filter((name) => name !== 'recordedAt'),
          ),
        ),
      );
    const { next } = answer as { readonly next?: string | null };
    return errataFeed(errata, (id) => `${this.#base}/v1/events/${id}`, {
      ...this.#named(`errata${question.measure ?? ''}`),
      self: link(file, question.after),
      alternate: link('errata', null),
      next: next ? link(file, errata.at(-1)?.event ?? null) : null,
      updated: errata[0]?.recordedAt ?? this.changes.beganAt(),
    });
  }

  get #base(): string {
    return this.options.url ?? '';
  }

  #named = (what: string): Pick<Standing, 'id' | 'rights'> => ({
    id: `${this.options.url ?? this.changes.recordName()}/${what}`,
    rights: `${RECORD_LICENSE.id}, ${RECORD_LICENSE.url}`,
  });

  #linkTo = (path: string, query: string): string => `${this.#base}/v1/${path}${query && `?${query}`}`;
}
