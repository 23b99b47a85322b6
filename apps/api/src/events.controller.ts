import { InvalidRequest, Unknown } from '@in-force/answers';
import { Engine, mendedBy } from '@in-force/engine';
import { Controller, Get, Header, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { eventJson } from './broadcast.js';
import { API_OPTIONS, type ApiOptions } from './options.js';
import { QuestionReader } from './question-reader.js';
import { JSON_TYPE } from './response-cache.js';

const MOST = 1000;

/** Reads a number from a parameter, or says what to write. */
export function number(name: string, value: unknown, fallback: number, least: number, most: number): number {
  if (value === undefined) return fallback;
  if (typeof value === 'string' && /^\d{1,15}$/.test(value) && Number(value) >= least && Number(value) <= most) return Number(value);
  throw new InvalidRequest([{ pointer: `/${name}`, detail: `Write a number from ${least} to ${most}.` }]);
}

/** Refuses parameters that a route does not know. */
export function only(query: Readonly<Record<string, unknown>>, known: readonly string[]): void {
  const errors = Object.keys(query)
    .filter((name) => !known.includes(name))
    .map((name) => ({ pointer: `/${name}`, detail: `Unknown parameter. Known here: ${known.join(', ') || 'none'}.` }));
  if (errors.length > 0) throw new InvalidRequest(errors);
}

/** The record itself, gap-free, oldest first. */
@Controller('v1/events')
export class EventsController {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(QuestionReader) private readonly asking: QuestionReader,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  @Get()
  @Header('content-type', JSON_TYPE)
  async list(@Query() query: Record<string, unknown>, @Req() request: FastifyRequest) {
    only(query, ['after', 'limit']);
    const after = number('after', query.after, 0, 0, Number.MAX_SAFE_INTEGER);
    const limit = number('limit', query.limit, 100, 1, MOST);
    await this.asking.reach(request, after);
    const events = await this.engine.follower.after(after, limit);
    const last = events.at(-1)?.position;
    const { position, tree } = this.engine;
    return this.asking.write({
      events: events.map(eventJson),
      log: { id: tree.head(position), position: String(position) },
      next: last !== undefined && last < position ? `${this.options.url ?? ''}/v1/events?after=${last}&limit=${limit}` : null,
    });
  }

  /** One event as it was recorded, and what became of it since. */
  @Get(':id')
  async one(
    @Param('id') id: string,
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    only(query, []);
    await this.asking.reach(request);
    const event = await this.engine.event(id);
    if (!event) throw new Unknown(`No event "${id}" in this log.`);
    const { correctedBy, retractedBy } = mendedBy(await this.engine.stream(event.stream), id);
    const linkTo = (other: string) => `${this.options.url ?? ''}/v1/events/${other}`;
    const links = { correctedBy: correctedBy.map(linkTo), retractedBy: retractedBy && linkTo(retractedBy) };
    const headers = [
      ...links.correctedBy.map((link) => `<${link}>; rel="successor-version"; title="correction"`),
      ...(links.retractedBy ? [`<${links.retractedBy}>; rel="related"; title="retraction"`] : []),
    ];
    if (headers.length > 0) reply.header('link', headers.join(', '));
    return { ...eventJson(event), correctedBy, retractedBy, links };
  }
}
