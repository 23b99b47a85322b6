import { InvalidRequest } from '@in-force/answers';
import { Answers, Engine, importRecord, Overloaded, whatIf } from '@in-force/engine';
import { type RecordFile, readRecordFile } from '@in-force/formats';
import { Controller, Header, HttpCode, Inject, Post, Query, Req, UseGuards } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { boundsOf, type SentFile } from './bodies.js';
import { only } from './events.controller.js';
import { QuestionReader } from './question-reader.js';
import { JSON_TYPE } from './response-cache.js';
import { RecorderGuard } from './who.js';

/** The most suppositions that are worked out at once; each takes two whole lists. */
const SUPPOSING = 2;

/** Records many events at once: a file of the record as the body, in JSON, YAML or NDJSON. */
@Controller('v1')
export class ImportController {
  #supposing = 0;

  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(Answers) private readonly answers: Answers,
    @Inject(QuestionReader) private readonly asking: QuestionReader,
  ) {}

  /** Answers a question as if the body were recorded. Nothing is, so nobody needs a token. */
  @Post('what-if')
  @HttpCode(200)
  @Header('content-type', JSON_TYPE)
  async whatIf(@Query() query: Record<string, unknown>, @Req() request: FastifyRequest) {
    const question = await this.asking.question('whatIf', query, request);
    const file = fileIn(request);
    if (this.#supposing >= SUPPOSING) throw new Overloaded();
    this.#supposing += 1;
    try {
      return await this.asking.write(await whatIf(this.engine, this.answers.readModel, [file], question, this.answers.turns));
    } finally {
      this.#supposing -= 1;
    }
  }

  @Post('import')
  @UseGuards(RecorderGuard)
  @HttpCode(200)
  async import(@Query() query: Record<string, unknown>, @Req() request: FastifyRequest) {
    only(query, ['dryRun', 'again']);
    const dryRun = flag('dryRun', query.dryRun);
    const done = await importRecord(this.engine, [fileIn(request)], { dryRun, again: flag('again', query.again) });
    return { ...done, dryRun, position: String(this.engine.position) };
  }
}

/** Reads a parameter that is on or off. */
export function flag(name: string, value: unknown): boolean {
  if (value === undefined || value === 'false') return false;
  if (value === 'true') return true;
  throw new InvalidRequest([{ pointer: `/${name}`, detail: 'Write true or false.' }]);
}

/** Returns the body as a file of the record, as it was sent: problems name its lines. */
function fileIn({ body, routeOptions: { url = '' } }: FastifyRequest): RecordFile {
  const { name, text = '' } = (body ?? {}) as Partial<SentFile>;
  if (name === undefined || text.trim() === '')
    throw new InvalidRequest([{ pointer: '', detail: 'Send a file of the record as the body: YAML, JSON or NDJSON.' }]);
  return readRecordFile(name, text, boundsOf(url));
}
