import { Engine } from '@in-force/engine';
import { Controller, Get, Inject } from '@nestjs/common';
import { NotReady } from './asking.js';

/** Whether the process lives, and whether it can answer. */
@Controller('health')
export class HealthController {
  constructor(@Inject(Engine) private readonly engine: Engine) {}

  @Get('live')
  live() {
    return { status: 'live' };
  }

  @Get('ready')
  async ready() {
    const { standing, error, position } = this.engine.follower;
    if (error) throw new NotReady(error.message);
    const head = await this.engine.head();
    if (standing === 'catching-up') throw new NotReady(`Catching up: at position ${position} of ${head.position}.`);
    // Without the log it still answers for its position: a balancer that took every replica out would leave nobody to ask.
    const { behindSince, problem } = this.engine.log.health();
    const status = problem === null ? 'ready' : 'degraded';
    const [at, end] = [String(position), String(head.position)];
    return { status, position: at, head: end, lag: head.position - position, log: head.id, behindSince, problem };
  }
}
