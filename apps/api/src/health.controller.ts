import { Engine } from '@in-force/engine';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Metrics } from './metrics.js';
import { API_OPTIONS, type ApiOptions } from './options.js';
import { NotReady } from './question-reader.js';
import { ResponseCache } from './response-cache.js';

/** Whether the process lives, and whether it can answer. */
@Controller()
export class HealthController {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(ResponseCache) private readonly kept: ResponseCache,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  @Get('health/live')
  live() {
    return { status: 'live' };
  }

  @Get('health/ready')
  async ready() {
    const { error, position } = this.engine.follower;
    if (error) throw new NotReady(error.message);
    // Without a server the replica still answers for its position: a balancer that took every one out would leave nobody to ask.
    const { behindSince, problem, stuck } = this.engine.log.health();
    if (stuck) throw new NotReady(problem as string);
    const head = await this.engine.head();
    const starting = this.options.starting?.() ?? null;
    if (starting !== null) throw new NotReady(starting);
    const status = problem === null ? 'ready' : 'degraded';
    const [at, end] = [String(position), String(head.position)];
    const memory = { process: process.memoryUsage.rss(), answers: this.kept.bytes, ...this.options.memory?.() };
    return { status, position: at, head: end, lag: head.position - position, log: head.id, behindSince, problem, memory };
  }

  /** Returns what the service tells of itself, for Prometheus. */
  @Get('metrics')
  async told(@Res() reply: FastifyReply) {
    return reply.type(this.metrics.contentType).send(await this.metrics.text());
  }
}
