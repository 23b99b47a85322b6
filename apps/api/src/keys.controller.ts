import { Desk, RIGHTS, type Right } from '@in-force/desk';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { only } from './events.controller.js';
import { flag } from './import.controller.js';
import { Is } from './is.js';
import { RightGuard, Who } from './who.js';

/** What a new key is to be. */
export class KeyDto {
  @Is(z.string().trim().min(1).max(200)) name: string;
  @Is(z.array(z.enum(RIGHTS)).min(1, 'Name at least one right.')) may: Right[];
}

/** Keys: who may do what beside reading. */
@Controller('v1/keys')
@UseGuards(RightGuard)
export class KeysController {
  constructor(
    @Inject(Desk) private readonly desk: Desk,
    @Inject(Who) private readonly who: Who,
  ) {}

  @Get()
  list(@Query() query: Record<string, unknown>) {
    only(query, []);
    return { keys: this.desk.keys.all() };
  }

  @Post()
  async issue(@Body() { name, may }: KeyDto, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const { id, secret } = await this.desk.issue(name, may, this.who.asks(request).id);
    reply.header('location', `/v1/keys/${id}`);
    return { ...this.desk.keys.get(id), key: secret };
  }

  @Delete(':id')
  @HttpCode(204)
  async revoke(@Param('id') id: string, @Req() request: FastifyRequest) {
    await this.desk.revoke(id, this.who.asks(request).id);
  }

  @Post(':id/rotation')
  @HttpCode(200)
  async rotate(@Param('id') id: string, @Query() query: Record<string, unknown>, @Req() request: FastifyRequest) {
    only(query, ['now']);
    const { secret, until } = await this.desk.rotate(id, this.who.asks(request).id, { now: flag('now', query.now) });
    return { ...this.desk.keys.get(id), key: secret, formerUntil: until };
  }
}
