import { type ChangesAnswer, type Question, spellWatched } from '@in-force/answers';
import { Changes, type Horizon, RECORD_LICENSE, writeQuery } from '@in-force/engine';
import { changesFeed, type Feed } from '@in-force/formats';
import { Controller, Get, Header, Inject, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ChangesReader } from './changes-reader.js';
import { sendFeed } from './files.js';
import { API_OPTIONS, type ApiOptions } from './options.js';
import { QuestionReader } from './question-reader.js';
import { JSON_TYPE } from './response-cache.js';

type Parameters = Readonly<Record<string, unknown>>;

/** The most changes that an answer holds where the asker sets no limit, and that a feed holds. */
const [SOME, SOME_IN_FEEDS] = ['100', '200'];

/** Answers what changed in the answer to a question about today, as JSON and as feeds. */
@Controller('v1')
export class ChangesController {
  constructor(
    @Inject(Changes) private readonly changes: Changes,
    @Inject(ChangesReader) private readonly reader: ChangesReader,
    @Inject(QuestionReader) private readonly asking: QuestionReader,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  @Get('changes')
  @Header('content-type', JSON_TYPE)
  async list(@Query() query: Parameters, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const { question, horizon } = await this.reader.read({ limit: SOME, ...query }, request);
    const answer = question.after === null ? this.changes.begin(question, horizon) : await this.#after(question, horizon);
    reply.header('link', `<${this.#linkTo('changes', { ...question, after: answer.next })}>; rel="next"`);
    return this.asking.write(answer);
  }

  @Get('changes.atom')
  async atom(@Query() query: Parameters, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return sendFeed(reply, 'atom', await this.#feed('changes.atom', query, request));
  }

  @Get('changes.json')
  async json(@Query() query: Parameters, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return sendFeed(reply, 'json', await this.#feed('changes.json', query, request));
  }

  /** Returns the list as a feed: the last changes, newest first; after a cursor those that followed it, oldest first. */
  async #feed(file: string, query: Parameters, request: FastifyRequest): Promise<Feed> {
    const { question, horizon } = await this.reader.read({ limit: SOME_IN_FEEDS, ...query }, request);
    const { changes, next } = await this.#told(question, horizon);
    const [latest] = changes
      .map(({ at }) => at)
      .sort()
      .reverse();
    return changesFeed(
      question,
      changes.map((change) => ({ ...change, name: this.changes.nameOf(change) })),
      {
        id: `${this.options.url ?? this.changes.recordName()}${this.#linkTo(file, { ...question, after: null }, '')}`,
        self: this.#linkTo(file, question),
        alternate: this.#linkTo('changes', { ...question, after: null, limit: Number(SOME) }),
        next: next === null ? null : this.#linkTo(file, { ...question, after: next }),
        updated: latest ?? this.changes.beganAt(),
        rights: `${RECORD_LICENSE.id}, ${RECORD_LICENSE.url}`,
      },
    );
  }

  async #told(question: Question, horizon: Horizon) {
    if (question.after === null) return { changes: await this.changes.recent(question, horizon), next: null };
    const { changes, more, next } = await this.#after(question, horizon);
    return { changes, next: more ? next : null };
  }

  async #after(question: Question, horizon: Horizon): Promise<ChangesAnswer> {
    const { answer } = await this.changes.after(question, this.changes.from(question, horizon), horizon);
    return answer;
  }

  #linkTo(path: string, question: Question, base = this.options.url ?? ''): string {
    const usual = path === 'changes' ? SOME : SOME_IN_FEEDS;
    const query = writeQuery(spellWatched(question).filter(([name, value]) => name !== 'limit' || value !== usual));
    return `${base}/v1/${path}${query && `?${query}`}`;
  }
}
