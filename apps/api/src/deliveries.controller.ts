import { once } from 'node:events';
import { Desk, type ServiceRecorded, type Watch } from '@in-force/desk';
import { RECORD_LICENSE } from '@in-force/engine';
import type { Feed } from '@in-force/formats';
import { Controller, Get, Inject, type OnModuleDestroy, Param, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { number, only } from './events.controller.js';
import { sendFeed } from './files.js';
import { API_OPTIONS, type ApiOptions } from './options.js';
import { endAfter, lastIdOf, type Opened, openEvents, retryLine } from './server-sent.js';
import { WatchKeeper } from './watch-keeper.js';
import { RightGuard, Who } from './who.js';

/** How many deliveries are told where nobody says how many, and at the most; and for how many milliseconds: 30 days. */
const [SOME, MOST, KEPT] = [100, 1_000, 30 * 86_400_000];

/** A delivery, as it was told: a CloudEvent. */
interface Delivery {
  readonly id: string;
  readonly time: string;
  readonly sequence: string;
  readonly data: { readonly title?: string | null; readonly text?: string; readonly answer?: string | null };
}

/** What watches were told, for those who read it, and what came of sending it. */
@Controller('v1/watches/:id')
@UseGuards(RightGuard)
export class DeliveriesController implements OnModuleDestroy {
  readonly #end = new AbortController();

  constructor(
    @Inject(Desk) private readonly desk: Desk,
    @Inject(WatchKeeper) private readonly keeper: WatchKeeper,
    @Inject(Who) private readonly who: Who,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  onModuleDestroy(): void {
    this.#end.abort();
  }

  @Get('deliveries')
  async deliveries(@Param('id') id: string, @Query() query: Readonly<Record<string, unknown>>, @Req() request: FastifyRequest) {
    only(query, ['after', 'limit']);
    const watch = this.#mine(id, request);
    const after = number('after', query.after, 0, 0, Number.MAX_SAFE_INTEGER);
    const deliveries = await this.#after(watch, after, number('limit', query.limit, SOME, 1, MOST));
    return { deliveries, next: Number(deliveries.at(-1)?.sequence ?? after), last: watch.sequence };
  }

  @Get('deliveries/stream')
  async stream(
    @Param('id') id: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    only(query, ['after']);
    const watch = this.#mine(id, request);
    const after = number('after', lastIdOf(request) ?? query.after, watch.sequence, 0, Number.MAX_SAFE_INTEGER);
    const opened = openEvents(reply, request.method, this.options);
    if (opened === null) return;
    opened.response.write(`${retryLine(this.options)}\n`);
    await endAfter(opened, this.#push(opened, id, after));
  }

  @Get('feed.atom')
  async feed(
    @Param('id') id: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    only(query, []);
    const watch = this.#mine(id, request);
    const deliveries = await this.#after(watch, Math.max(0, watch.sequence - SOME), SOME);
    const self = `${this.options.url ?? ''}/v1/watches/${id}/feed.atom`;
    return sendFeed(reply, 'atom', {
      id: `urn:in-force:watch:${id}`,
      title: watch.title ?? 'Changes of an answer',
      description: 'What a watch was told.',
      self,
      alternate: `${this.options.url ?? ''}/v1/watches/${id}/deliveries`,
      next: null,
      updated: deliveries.at(-1)?.time ?? watch.madeAt,
      rights: `${RECORD_LICENSE.id}, ${RECORD_LICENSE.url}`,
      entries: deliveries.map(entryOf).reverse(),
    });
  }

  @Get('attempts')
  async attempts(@Param('id') id: string, @Req() request: FastifyRequest) {
    this.#mine(id, request);
    const found: ServiceRecorded[] = [];
    for await (const event of this.desk.said(id)) if (event.recordedAt >= this.#cut) found.push(event);
    return { attempts: attemptsIn(found) };
  }

  #mine = (id: string, request: FastifyRequest): Watch => this.keeper.find(id, this.who.asks(request));

  /** The instant before which nothing is shown any more. */
  get #cut(): string {
    return new Date(Date.parse(this.options.now()) - KEPT).toISOString();
  }

  async #after({ id, sequence }: Watch, after: number, limit: number): Promise<Delivery[]> {
    const first = Math.max(after + 1, this.desk.firstSince(id, this.#cut));
    const found: Delivery[] = [];
    for (let at = first; at <= Math.min(sequence, first + limit - 1); at++) found.push(JSON.parse((await this.desk.delivery(id, at)).body));
    return found;
  }

  async #push({ line, gone }: Opened, id: string, after: number): Promise<void> {
    const over = AbortSignal.any([gone, this.#end.signal]);
    for (let last = after; !over.aborted; ) {
      const told = await this.#after(this.desk.watch(id), last, SOME);
      for (const delivery of told) line.write(`id: ${delivery.sequence}\nevent: delivery\ndata: ${JSON.stringify(delivery)}\n\n`);
      last = Number(told.at(-1)?.sequence ?? last);
      if (line.writableNeedDrain) await once(line, 'drain', { signal: over }).catch(() => undefined);
      if (told.length === 0) await this.desk.next(over);
    }
  }
}

const entryOf = ({ id, time, data: { title, text, answer } }: Delivery): Feed['entries'][number] => ({
  id: `urn:uuid:${id}`,
  title: title ?? 'A change',
  text: text ?? 'The rules are others now; take the answer whole.',
  url: answer ?? '',
  at: time,
  categories: [],
});

/** Returns the attempts, oldest first, each with what came of it; what is not known yet is null. */
function attemptsIn(events: readonly ServiceRecorded[]) {
  const attempts = events.flatMap((event) =>
    event.type === 'delivery.attempted' ? [{ ...event.data, at: event.recordedAt, answeredAt: null, status: null, error: null }] : [],
  );
  for (const event of events) {
    if (event.type !== 'delivery.answered') continue;
    const { sequence, attempt, at, status, error } = event.data;
    const open = attempts.find((one) => one.answeredAt === null && one.sequence === sequence && one.attempt === attempt);
    if (open) Object.assign(open, { answeredAt: at, status, error });
  }
  return attempts;
}
