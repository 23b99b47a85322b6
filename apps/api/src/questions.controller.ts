import { Answers, REGISTERS, type Register } from '@in-force/engine';
import { Controller, Get, Header, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { QuestionReader } from './question-reader.js';
import { JSON_TYPE } from './response-cache.js';

type Parameters = Readonly<Record<string, unknown>>;

/** What was in force, where, when, and according to whom. */
@Controller('v1')
export class QuestionsController {
  constructor(
    @Inject(Answers) private readonly answers: Answers,
    @Inject(QuestionReader) private readonly asking: QuestionReader,
  ) {}

  @Get('controls')
  async controls(@Query() query: Parameters, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const question = await this.asking.question('controls', query, request);
    const { answer, bytes } = await this.answers.controlsBytes(question);
    return this.asking.send(request, reply, question, answer, bytes);
  }

  @Get('measures/:id')
  async measure(@Param('id') id: string, @Query() query: Parameters, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const question = await this.asking.question('measure', query, request);
    return this.asking.send(request, reply, question, await this.answers.measure(id, question));
  }

  @Get('explain/:id')
  async explain(@Param('id') id: string, @Query() query: Parameters, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const question = await this.asking.question('explain', query, request);
    return this.asking.send(request, reply, question, await this.answers.explain(id, question));
  }

  @Get('controls/since')
  @Header('content-type', JSON_TYPE)
  async controlsSince(@Query() query: Parameters, @Req() request: FastifyRequest) {
    return this.asking.write(await this.answers.since(null, await this.asking.question('controls', query, request)));
  }

  @Get('measures/:id/since')
  @Header('content-type', JSON_TYPE)
  async measureSince(@Param('id') id: string, @Query() query: Parameters, @Req() request: FastifyRequest) {
    return this.asking.write(await this.answers.since(id, await this.asking.question('measure', query, request)));
  }

  @Get('negotiations/:id')
  async negotiation(@Param('id') id: string, @Query() query: Parameters, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const question = await this.asking.question('negotiations', query, request);
    return this.asking.send(request, reply, question, await this.answers.entry('negotiations', id, question));
  }

  @Get('arrangements/:id')
  async arrangement(@Param('id') id: string, @Query() query: Parameters, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const question = await this.asking.question('arrangements', query, request);
    return this.asking.send(request, reply, question, await this.answers.entry('arrangements', id, question));
  }

  @Get('commitments/:id')
  async commitment(@Param('id') id: string, @Query() query: Parameters, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const question = await this.asking.question('commitments', query, request);
    return this.asking.send(request, reply, question, await this.answers.entry('commitments', id, question));
  }

  @Get('matrix')
  async matrix(@Query() query: Parameters, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const question = await this.asking.question('matrix', query, request);
    return this.asking.send(request, reply, question, await this.answers.matrix(question));
  }

  @Get('diff')
  async diff(@Query() query: Parameters, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const comparison = await this.asking.comparison(query, request);
    return this.asking.send(request, reply, comparison, await this.answers.diff(comparison));
  }

  @Get(Object.keys(REGISTERS))
  async register(@Query() query: Parameters, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const [, register = ''] = /^\/v1\/([a-z]+)/.exec(request.url) ?? [];
    const question = await this.asking.question(register as Register, query, request);
    return this.asking.send(request, reply, question, await this.answers.register(register as Register, question));
  }

  @Get('instruments/:id')
  async instrument(@Param('id') id: string, @Query() query: Parameters, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const question = await this.asking.question('instrument', query, request);
    return this.asking.send(request, reply, question, await this.answers.instrument(id, question));
  }
}
