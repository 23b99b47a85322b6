import { Readable } from 'node:stream';
import type { Question } from '@in-force/answers';
import {
  Answers,
  CITATIONS,
  type CitationType,
  Engine,
  EXPORT_FORMATS,
  type ExportFormat,
  exportEvents,
  exportSpans,
  type ListFile,
  type Manifest,
  measureExport,
  RECORD_LICENSE,
  type Register,
  writeListFile,
} from '@in-force/engine';
import { codebook, writeCalendar } from '@in-force/formats';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { only } from './events.controller.js';
import { CITED, EXPORTS, FILES, SPANS, TYPES } from './files.js';
import { API_OPTIONS, type ApiOptions } from './options.js';
import { QuestionReader } from './question-reader.js';

type Parameters = Readonly<Record<string, unknown>>;

/** The same answers as files: for spreadsheets, statistics, calendars and bibliographies. */
@Controller('v1')
export class FilesController {
  constructor(
    @Inject(Engine) readonly engine: Engine,
    @Inject(Answers) readonly answers: Answers,
    @Inject(QuestionReader) private readonly asking: QuestionReader,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  @Get(FILES)
  async list(@Query() query: Parameters, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const [, list = '', format = ''] = /^\/v1\/([a-z]+)\.([a-z]+)/.exec(request.url) ?? [];
    const question = await this.asking.question(list as Register, query, request);
    const answer = await this.#answer(list, question);
    const { next, cite, log } = answer as typeof answer & { readonly next?: string | null };
    const more = next ? [`<${next.replace(`/v1/${list}`, `/v1/${list}.${format}`)}>; rel="next"`] : [];
    reply.header('link', [`<${cite}>; rel="cite-as"`, ...more].join(', ')).header('in-force-position', log.position);
    return this.#file(reply, list, format as ExportFormat, writeListFile(list as ListFile, format as ExportFormat, answer));
  }

  @Get(CITED)
  async cited(@Query() query: Parameters, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const question = await this.asking.question('controls', query, request);
    const suffix = /^\/v1\/controls\.([a-z.]+)/.exec(request.url)?.[1];
    const [type] = (Object.keys(CITATIONS) as CitationType[]).filter((one) => CITATIONS[one].suffix === suffix);
    request.headers.accept = type;
    return this.asking.send(request, reply, question, await this.answers.controls(question));
  }

  /** Returns the dates about to arrive, for calendar programs: an entry that an act moved is cancelled under its old name. */
  @Get('upcoming.ics')
  async calendar(@Query() query: Parameters, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const question = await this.asking.question('upcoming', query, request);
    const { url } = this.options;
    const dates = await this.answers.calendar(question);
    const feed = writeCalendar(
      'In Force: dates about to arrive',
      dates.map(({ link, ...date }) => ({ ...date, url: link && url ? `${url}${link}` : null })), // a calendar knows no relative links
    );
    return reply
      .type('text/calendar; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(await this.answers.turns.run(feed));
  }

  /** Returns the whole record, as it was recorded. */
  @Get(EXPORTS)
  async events(@Query() query: Parameters, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const format = /\.([a-z]+)/.exec(request.url)?.[1] as ExportFormat;
    const question = await this.asking.question('export', query, request);
    return this.#file(reply, 'events', format, exportEvents(this, format, question));
  }

  /** Returns the panel of spans: which status each measure has on which days, for whom. */
  @Get(SPANS)
  async spans(@Query() query: Parameters, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const format = /\.([a-z]+)/.exec(request.url)?.[1] as ExportFormat;
    const question = await this.asking.question('spans', query, request);
    return this.#file(reply, 'spans', format, exportSpans(this, format, question));
  }

  /** Returns what every word and column means. */
  @Get('codebook.md')
  async codebook(@Query() query: Parameters, @Res() reply: FastifyReply) {
    only(query, []);
    const { FIELDS } = await import('@in-force/answers/schemas'); // made here alone: nothing else needs them
    return reply.type('text/markdown; charset=utf-8').send(codebook(FIELDS));
  }

  /** Returns what each export of the whole record holds, with its hash. */
  @Get('export/manifest.json')
  async manifest(@Query() query: Parameters, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const question = await this.asking.question('export', query, request);
    const files: Manifest[] = [];
    for (const format of EXPORT_FORMATS)
      for await (const _ of measureExport(this, format, question, `events.${format}`, (manifest) => files.push(manifest)));
    return reply.send({ files });
  }

  #answer(list: string, question: Question): Promise<object & { readonly cite: string; readonly log: { readonly position: string } }> {
    if (list === 'controls') return this.answers.controls(question);
    return list === 'matrix' ? this.answers.matrix(question) : this.answers.register(list as Register, question);
  }

  #file(reply: FastifyReply, name: string, format: ExportFormat, pieces: AsyncIterable<string | Uint8Array>): FastifyReply {
    const links = [reply.getHeader('link'), `<${RECORD_LICENSE.url}>; rel="license"`].filter((link) => link !== undefined);
    return reply
      .type(TYPES[format])
      .header('link', links.join(', '))
      .header('content-disposition', `attachment; filename="in-force-${name}.${format}"`)
      .send(Readable.from(pieces, { objectMode: false }));
  }
}
