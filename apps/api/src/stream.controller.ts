import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import { Engine } from '@in-force/engine';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, fromEvent, interval, merge, takeUntil } from 'rxjs';
import { Asking } from './asking.js';
import { Bearings, type Wanted } from './bearings.js';
import { Broadcast, frame } from './broadcast.js';
import { number, only } from './events.controller.js';
import { API_OPTIONS, type ApiOptions } from './options.js';

/**
 * The record, pushed. A client is a position: it reads the events at hand, or the log when it is older, and gets the next event
 * only once it took the last. One that never reads holds up nobody and fills no memory.
 */
@Controller('v1/stream')
export class StreamController {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(Asking) private readonly asking: Asking,
    @Inject(Bearings) private readonly bearings: Bearings,
    @Inject(Broadcast) private readonly broadcast: Broadcast,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  @Get()
  async stream(@Query() query: Record<string, unknown>, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    only(query, ['after', 'measure', 'issuer', 'kind']);
    const resumed = request.headers['last-event-id'];
    const [name, given] = resumed === undefined ? ['after', query.after] : ['Last-Event-ID', resumed];
    const after = number(name, given, this.engine.position, 0, Number.MAX_SAFE_INTEGER);
    const wanted = this.bearings.filter(query);
    // A position that never comes, of another log perhaps, must not wait in silence.
    await this.asking.reach(request, after);
    reply.hijack();
    const response = reply.raw;
    if (response.destroyed) return;
    // Ends with the connection and not with a chunk, so that the same bytes go to everybody as they are.
    response.removeHeader('transfer-encoding');
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'access-control-allow-origin': '*',
    });
    if (request.method === 'HEAD') response.end();
    else this.#open(response, after, wanted);
  }

  #open(response: ServerResponse, after: number, wanted: Wanted | null): void {
    response.write(`retry: 2000\n: from position ${after}\n\n`);
    // The head is sent, and the rest goes as it is: the socket takes it as well. A pipelined request has none before its turn.
    const line = response.socket ?? response;
    const gone = new AbortController();
    const over = merge(fromEvent(response, 'close'), fromEvent(line, 'end'));
    over.subscribe(() => gone.abort());
    interval(this.options.heartbeat)
      .pipe(takeUntil(over))
      .subscribe(() => line.writableNeedDrain || line.write(':\n\n'));
    from(this.#push(response, line, after, wanted, gone.signal)).subscribe({ error: () => response.destroy() });
  }

  /** Catches up from the log, event by event; whoever has no filter and is up to date hears the rest with all the others. */
  async #push(response: ServerResponse, line: Writable, after: number, wanted: Wanted | null, gone: AbortSignal): Promise<void> {
    let position = after;
    while (!gone.aborted && !this.broadcast.ended) {
      if (wanted === null && this.engine.follower.recent(position) !== null) position = await this.broadcast.tell(line, position, gone);
      else position = await this.#catchUp(response, position, wanted, gone);
      if (!gone.aborted && line.writableNeedDrain) await once(line, 'drain', { signal: gone }).catch(() => undefined);
    }
    response.end();
  }

  /** @returns the position up to which a client without a filter has everything that is not at hand. */
  async #catchUp(response: ServerResponse, after: number, wanted: Wanted | null, gone: AbortSignal): Promise<number> {
    const { follower } = this.engine;
    for await (const event of follower.stream(after, gone)) {
      if (wanted !== null && !(await wanted(event))) continue;
      if (!gone.aborted && !response.write(frame(event))) await once(response, 'drain', { signal: gone }).catch(() => undefined);
      if (wanted === null && follower.recent(event.position) !== null) return event.position;
    }
    return follower.position;
  }
}
