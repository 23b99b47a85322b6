import { InvalidRequest } from '@in-force/answers';
import { Courier, Desk, type Holder } from '@in-force/desk';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { only } from './events.controller.js';
import { NotNow, WatchKeeper } from './watch-keeper.js';
import { ReplayDto, WatchChangeDto, WatchDto } from './watches.dto.js';
import { RightGuard, Who } from './who.js';

/** Standing questions, told when their answer changes. */
@Controller('v1/watches')
@UseGuards(RightGuard)
export class WatchesController {
  constructor(
    @Inject(Desk) private readonly desk: Desk,
    @Inject(Courier) private readonly courier: Courier,
    @Inject(WatchKeeper) private readonly keeper: WatchKeeper,
    @Inject(Who) private readonly who: Who,
  ) {}

  @Get()
  list(@Query() query: Record<string, unknown>, @Req() request: FastifyRequest) {
    only(query, []);
    return { watches: this.keeper.of(this.who.asks(request)).map((watch) => this.keeper.shown(watch)) };
  }

  @Post()
  async make(@Body() body: WatchDto, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const watch = await this.keeper.make(body, this.who.asks(request));
    reply.header('location', `/v1/watches/${watch.id}`);
    return { ...this.keeper.shown(watch), secret: this.keeper.secretOf(watch) };
  }

  @Get(':id')
  show(@Param('id') id: string, @Req() request: FastifyRequest) {
    return this.keeper.shown(this.keeper.find(id, this.who.asks(request)));
  }

  @Patch(':id')
  async change(@Param('id') id: string, @Body() body: WatchChangeDto, @Req() request: FastifyRequest) {
    const { holder } = this.#mine(id, request);
    if (Object.keys(body).length === 0) throw new InvalidRequest([{ pointer: '', detail: 'Write title, to or state.' }]);
    return this.keeper.shown(await this.keeper.change(id, body, holder));
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(@Param('id') id: string, @Req() request: FastifyRequest) {
    await this.desk.say(id, [{ type: 'watch.deleted', data: {} }], this.#mine(id, request).holder.id);
  }

  @Post(':id/rotation')
  @HttpCode(200)
  async rotate(@Param('id') id: string, @Req() request: FastifyRequest) {
    await this.desk.rotateWatch(id, this.#mine(id, request).holder.id);
    const watch = this.desk.watch(id);
    return { ...this.keeper.shown(watch), secret: this.keeper.secretOf(watch) };
  }

  @Post(':id/test')
  @HttpCode(200)
  async test(@Param('id') id: string, @Req() request: FastifyRequest) {
    const { holder, watch } = this.#mine(id, request);
    if (watch.to === null) throw new NotNow('This watch is read, and sent nowhere. Give it a target first, by PATCH with to.');
    return this.courier.test(id, holder.id);
  }

  @Post(':id/replay')
  @HttpCode(202)
  async replay(@Param('id') id: string, @Body() { from, through }: ReplayDto, @Req() request: FastifyRequest) {
    const { holder, watch } = this.#mine(id, request);
    const last = through ?? watch.answered;
    if (watch.to === null) throw new NotNow('This watch is read, and sent nowhere: read its deliveries again.');
    if (from > last || last > watch.answered)
      throw new InvalidRequest([
        {
          pointer: from > last ? '/from' : '/through',
          detail: `Name deliveries that were sent: from 1 through ${watch.answered}, in order.`,
        },
      ]);
    await this.desk.say(id, [{ type: 'watch.replayed', data: { from, through: last } }], holder.id);
    return { from, through: last };
  }

  #mine(id: string, request: FastifyRequest): { readonly holder: Holder; readonly watch: ReturnType<WatchKeeper['find']> } {
    const holder = this.who.asks(request);
    return { holder, watch: this.keeper.find(id, holder) };
  }
}
