import { Engine, Proofs } from '@in-force/engine';
import { Controller, Get, Header, Inject, Param, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { number, only } from './events.controller.js';
import { QuestionReader } from './question-reader.js';

type Parameters = Readonly<Record<string, unknown>>;

/** Serves the heads of the record, and proofs under them, which show that it was not changed. */
@Controller('v1')
export class ProofsController {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(Proofs) private readonly proofs: Proofs,
    @Inject(QuestionReader) private readonly asking: QuestionReader,
  ) {}

  @Get('checkpoint')
  @Header('content-type', 'text/plain; charset=utf-8')
  async checkpoint(@Query() query: Parameters, @Req() request: FastifyRequest) {
    only(query, ['position']);
    return this.proofs.checkpoint(await this.#reached('position', query, request));
  }

  /** Returns the keys that sign checkpoints, as whoever checks them needs them; nothing where nobody signs. */
  @Get('checkpoint/keys')
  @Header('content-type', 'text/plain; charset=utf-8')
  keys(@Query() query: Parameters) {
    only(query, []);
    return this.proofs.verifiers.map((verifier) => `${verifier}\n`).join('');
  }

  @Get('proof/event/:id')
  async ofEvent(@Param('id') id: string, @Query() query: Parameters, @Req() request: FastifyRequest) {
    only(query, ['position']);
    return this.proofs.ofEvent(id, await this.#reached('position', query, request));
  }

  @Get('proof/consistency')
  async ofConsistency(@Query() query: Parameters, @Req() request: FastifyRequest) {
    only(query, ['from', 'to']);
    const from = number('from', query.from, 0, 0, Number.MAX_SAFE_INTEGER);
    return this.proofs.ofConsistency(from, await this.#reached('to', query, request));
  }

  /** Returns the position that a parameter names, once the record has reached it; its head where none is named. */
  async #reached(name: string, query: Parameters, request: FastifyRequest): Promise<number> {
    const position = number(name, query[name], 0, 0, Number.MAX_SAFE_INTEGER);
    await this.asking.reach(request, position);
    return query[name] === undefined ? this.engine.position : position;
  }
}
