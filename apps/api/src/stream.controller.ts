import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { Engine } from '@in-force/engine';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from } from 'rxjs';
import { Broadcast, frame, positionFrame } from './broadcast.js';
import { EventFilters, type Wanted } from './event-filters.js';
import { number, only } from './events.controller.js';
import { API_OPTIONS, type ApiOptions } from './options.js';
import { QuestionReader } from './question-reader.js';
import { lastIdOf, type Opened, openEvents, retryLine } from './server-sent.js';

/** After how many events that a client does not want it is told at the latest how far it is. */
const SILENT = 100;

/**
 * The record, pushed. A client is a position: it reads the events at hand, or the log when it is older, and gets the next event
 * only once it took the last. One that never reads holds up nobody and fills no memory.
 *
 * A client takes any answer but 200 as final, so whatever is well asked is answered with that, and waits: while the server starts, and
 * for a position that has not come.
 */
@Controller('v1/stream')
export class StreamController {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(QuestionReader) private readonly asking: QuestionReader,
    @Inject(EventFilters) private readonly bearings: EventFilters,
    @Inject(Broadcast) private readonly broadcast: Broadcast,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  @Get()
  async stream(@Query() query: Record<string, unknown>, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    only(query, ['after', 'measure', 'issuer', 'kind']);
    const resumed = lastIdOf(request);
    const [name, given] = resumed === null ? ['after', query.after] : ['Last-Event-ID', resumed];
    const after = number(name, given, -1, 0, Number.MAX_SAFE_INTEGER);
    this.asking.demanded(request);
    // Who comes again was let in before: this server may know less than the last one did.
    const known = request.headers['last-event-id'] === undefined && (this.options.starting?.() ?? null) === null;
    const wanted = this.bearings.filter(query, { known });
    const opened = openEvents(reply, request.method, this.options);
    if (opened !== null) this.#open(opened, after < 0 ? null : after, wanted);
  }

  #open({ response, line, gone }: Opened, after: number | null, wanted: Wanted | null): void {
    if (after !== null) response.write(`id: ${after}\n\n`);
    response.write(`${retryLine(this.options)}${after === null ? ':\n\n' : positionFrame(after)}`);
    from(this.#push(response, line, after, wanted, gone)).subscribe({ error: () => response.destroy() });
  }

  /** Catches up from the log, event by event; whoever has no filter and is up to date hears the rest with all the others. */
  async #push(response: ServerResponse, line: Writable, after: number | null, wanted: Wanted | null, gone: AbortSignal): Promise<void> {
    const { follower } = this.engine;
    const over = AbortSignal.any([gone, this.broadcast.closing]);
    let position = after ?? (await this.#begin(response, over));
    while (!over.aborted && !follower.ended) {
      // Past the head there is nothing to hear before the record has come so far.
      if (position > follower.position) {
        response.write(`: waits for position ${position}; the record stands at ${follower.position}\n\n`);
        await follower.reached(position, over).catch(() => undefined);
      } else if (wanted === null && follower.recent(position) !== null) position = await this.broadcast.tell(line, position, gone);
      else
        position = await this.#catchUp(response, position, wanted, over).catch((error: unknown) => {
          if (follower.error === null) throw error;
          return position; // and the loop ends
        });
      if (!over.aborted && line.writableNeedDrain) await once(line, 'drain', { signal: over }).catch(() => undefined);
    }
    // What stopped the follower is mended by a start: until then a client is kept, and misses nothing.
    if (follower.error && !over.aborted) await once(over, 'abort');
    response.end();
  }

  /** @returns the head of the log, for who names no position: it is to hear what is recorded from now on. */
  async #begin(response: ServerResponse, over: AbortSignal): Promise<number> {
    const { engine, options } = this;
    while (!over.aborted) {
      // While the server starts, the answers are behind the log.
      const head = (options.starting?.() ?? null) === null ? engine.position : (await engine.head().catch(() => null))?.position;
      if (head !== undefined) {
        response.write(`id: ${head}\n\n${positionFrame(head)}`);
        return head;
      }
      await setTimeout(RETRY, undefined, { signal: over }).catch(() => undefined);
    }
    return 0;
  }

  /** @returns the position up to which a client without a filter has everything that is not at hand. */
  async #catchUp(response: ServerResponse, after: number, wanted: Wanted | null, gone: AbortSignal): Promise<number> {
    const { follower } = this.engine;
    const send = async (bytes: Buffer | string): Promise<void> => {
      if (!gone.aborted && !response.write(bytes)) await once(response, 'drain', { signal: gone }).catch(() => undefined);
    };
    let told = after;
    for await (const event of follower.stream(after, gone)) {
      const { position } = event;
      const passes = wanted === null || (await wanted(event));
      if (passes) await send(frame(event));
      else if (position - told >= SILENT || position >= follower.position) await send(positionFrame(position));
      else continue;
      told = position;
      if (wanted === null && follower.recent(position) !== null) return position;
    }
    return follower.position;
  }
}

/** How long it is before a log is asked again that cannot be reached, in milliseconds. */
const RETRY = 500;
