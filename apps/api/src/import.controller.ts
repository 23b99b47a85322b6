import { Engine, importRecord } from '@in-force/engine';
import { readRecordFile } from '@in-force/formats';
import { InvalidRequest } from '@in-force/timeline';
import { Body, Controller, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Recording } from './recording.js';

/** Records many events at once: a file of the record as the body, in JSON, YAML or NDJSON. */
@Controller('v1/import')
export class ImportController {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(Recording) private readonly recording: Recording,
  ) {}

  @Post()
  @HttpCode(200)
  async import(@Query() query: Record<string, unknown>, @Body() body: unknown, @Req() request: FastifyRequest) {
    this.recording.admit(request);
    const { dryRun, ...unknown } = query;
    const errors = [
      ...Object.keys(unknown).map((name) => ({ pointer: `/${name}`, detail: 'Unknown parameter. Known here: dryRun.' })),
      ...(dryRun === undefined || dryRun === 'true' || dryRun === 'false' ? [] : [{ pointer: '/dryRun', detail: 'Write true or false.' }]),
    ];
    if (errors.length > 0) throw new InvalidRequest(errors);
    const lines = request.headers['content-type']?.includes('ndjson');
    const text = typeof body === 'string' ? body : JSON.stringify(body, null, 2);
    const done = await importRecord(this.engine, [readRecordFile(lines ? 'body.ndjson' : 'body', text)], { dryRun: dryRun === 'true' });
    return { ...done, dryRun: dryRun === 'true', position: String(this.engine.position) };
  }
}
