import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Engine } from '@in-force/engine';
import type { Recorded } from '@in-force/events';
import { Controller, Get, Headers, Inject, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { from, fromEvent, interval, takeUntil } from 'rxjs';
import { API_OPTIONS, type ApiOptions } from './asking.js';
import { eventJson, number, only } from './events.controller.js';

const frames = new WeakMap<Recorded, string>();

/** An event as server-sent events carry it. Framed once, however many listen. */
function frame(event: Recorded): string {
  let text = frames.get(event);
  if (text === undefined) {
    text = `id: ${event.position}\nevent: ${event.type}\ndata: ${JSON.stringify(eventJson(event))}\n\n`;
    frames.set(event, text);
  }
  return text;
}

/**
 * The record, pushed. A client is a position: it reads the events at hand, or the log when it is older, and gets the next event
 * only once it took the last. One that never reads holds up nobody and fills no memory.
 */
@Controller('v1/stream')
export class StreamController {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  @Get()
  stream(
    @Query() query: Record<string, unknown>,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): void {
    only(query, ['after']);
    const after = number(
      lastEventId === undefined ? 'after' : 'Last-Event-ID',
      lastEventId ?? query.after,
      this.engine.position,
      0,
      Number.MAX_SAFE_INTEGER,
    );
    reply.hijack();
    const response = reply.raw;
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'access-control-allow-origin': '*',
    });
    response.write(`retry: 2000\n: from position ${after}\n\n`);
    const gone = new AbortController();
    const closed = fromEvent(response, 'close');
    closed.subscribe(() => gone.abort());
    interval(this.options.heartbeat)
      .pipe(takeUntil(closed))
      .subscribe(() => response.writableNeedDrain || response.write(':\n\n'));
    from(this.#push(after, response, gone.signal)).subscribe({ error: () => response.destroy() });
  }

  async #push(after: number, response: ServerResponse, gone: AbortSignal): Promise<void> {
    for await (const event of this.engine.follower.stream(after, gone)) {
      if (response.write(frame(event)) || gone.aborted) continue;
      await once(response, 'drain', { signal: gone }).catch(() => undefined);
    }
    response.end();
  }
}
