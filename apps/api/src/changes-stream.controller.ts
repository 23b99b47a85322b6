import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Question } from '@in-force/answers';
import { Changes, ChangesFeeds, type ChangesPart, type Horizon, RulesChanged } from '@in-force/engine';
import { Controller, Get, Inject, type OnModuleDestroy, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ChangesReader } from './changes-reader.js';
import { API_OPTIONS, type ApiOptions } from './options.js';
import { endAfter, lastIdOf, type Opened, openEvents, placeFrame, retryLine } from './server-sent.js';

type Cursor = ChangesPart['next'];

/** The most changes that are worked out at once for a client that catches up. */
const PART = '100';
/** The time between two looks whether the server has started, in milliseconds. */
const LOOK = 100;

/**
 * The changes of an answer, pushed: each with its cursor as id. A client is a cursor; who has everything hears the rest with all others that
 * asked the same.
 */
@Controller('v1/changes/stream')
export class ChangesStreamController implements OnModuleDestroy {
  readonly #end = new AbortController();

  constructor(
    @Inject(Changes) private readonly changes: Changes,
    @Inject(ChangesFeeds) private readonly feeds: ChangesFeeds,
    @Inject(ChangesReader) private readonly reader: ChangesReader,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  onModuleDestroy(): void {
    this.#end.abort();
    this.feeds.close();
  }

  @Get()
  async stream(@Query() query: Record<string, unknown>, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    while ((this.options.starting?.() ?? null) !== null && !this.#end.signal.aborted) await setTimeout(LOOK);
    const after = lastIdOf(request) ?? query.after;
    const { question, horizon } = await this.reader.read({ limit: PART, ...query, after }, request);
    const begun = this.#begin(question, horizon, request.headers['last-event-id'] !== undefined);
    const opened = openEvents(reply, request.method, this.options);
    if (opened === null) return;
    const id = this.changes.written(begun.cursor);
    opened.response.write(`id: ${id}\n\n${retryLine(this.options)}${begun.rules ?? ''}${placeFrame(id, 'cursor')}`);
    await endAfter(opened, this.#push(opened, question, begun.cursor, horizon));
  }

  /** Returns where to begin. Who comes again under other rules cannot be refused, or would give up: it is told the whole answer instead. */
  #begin(question: Question, horizon: Horizon, resumed: boolean): { readonly cursor: Cursor; readonly rules?: string } {
    try {
      return { cursor: this.changes.from(question, horizon) };
    } catch (error) {
      if (!resumed || !(error instanceof RulesChanged)) throw error;
      const { controls, rules } = error;
      const cursor = this.changes.upTo(question, horizon);
      const data = JSON.stringify({ detail: error.message, rules, controls });
      return { cursor, rules: `id: ${this.changes.written(cursor)}\nevent: rules\ndata: ${data}\n\n` };
    }
  }

  /** Tells a client what it can take. One that has no room is left alone, and told the rest from its cursor on once it has. */
  async #push({ line, gone }: Opened, question: Question, begin: Cursor, horizon: Horizon): Promise<void> {
    const over = AbortSignal.any([gone, this.#end.signal]);
    let cursor = begin;
    while (!over.aborted) {
      for await (const part of this.feeds.follow(question, cursor, horizon, over)) {
        line.write(frameOf(part));
        cursor = part.next;
        if (line.writableNeedDrain) break;
      }
      if (line.writableNeedDrain) await once(line, 'drain', { signal: over }).catch(() => undefined);
    }
  }
}

const frames = new WeakMap<ChangesPart, Buffer>();

/** Returns a part of a list as server-sent events carry it, and at the end how far a client is. Framed once, however many listen. */
function frameOf(part: ChangesPart): Buffer {
  const known = frames.get(part);
  if (known) return known;
  const { changes, next } = part.answer;
  const told = changes.map(
    (change) => `id: ${change.cursor}\nevent: ${change.cause === 'ahead' ? 'ahead' : 'change'}\ndata: ${JSON.stringify(change)}\n\n`,
  );
  const bytes = Buffer.from(`${told.join('')}${changes.at(-1)?.cursor === next ? '' : placeFrame(next, 'cursor')}`);
  frames.set(part, bytes);
  return bytes;
}
