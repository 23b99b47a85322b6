import { Answers, citedAs } from '@in-force/engine';
import { assets, PAGES, type PageResponse, renderPage, renderStarting, type Wiring } from '@in-force/web/server';
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { API_OPTIONS, type ApiOptions } from './options.js';
import { encodingOf } from './question-reader.js';

/** What the page may load and do: nothing that is not ours, and nothing that stands within a document. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page: the same answers, to be read. */
@Controller()
export class PageController {
  readonly #wiring: Wiring;

  constructor(
    @Inject(Answers) answers: Answers,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {
    const base = options.url ?? '';
    this.#wiring = {
      answers,
      now: options.now,
      base: options.url ?? 'http://127.0.0.1:3000',
      cited: (answer) => citedAs(answer, { base, today: options.now().slice(0, 10), release: answers.release(answer) }),
    };
  }

  @Get([...PAGES])
  async page(@Query() query: Record<string, string>, @Req() { url, headers }: FastifyRequest, @Res() reply: FastifyReply) {
    const [path = '/'] = url.split('?', 1);
    const request = { path, query, accepted: headers['accept-language'] };
    const starting = (this.options.starting?.() ?? null) !== null;
    const response: PageResponse = starting ? renderStarting(request, this.#wiring) : await renderPage(request, this.#wiring);
    reply.header('content-security-policy', POLICY).header('vary', 'accept-encoding, accept-language').header('cache-control', 'no-cache');
    if (starting) reply.header('retry-after', '1');
    if ('location' in response) return reply.redirect(response.location, response.status);
    return reply.code(response.status).type('text/html; charset=utf-8').send(response.html);
  }

  @Get('assets/:name')
  asset(@Param('name') name: string, @Req() { headers }: FastifyRequest, @Res() reply: FastifyReply) {
    const asset = assets.get(name);
    if (!asset) return reply.callNotFound();
    const brotli = /\bbr\b/.test(encodingOf(headers));
    reply.type(asset.type).header('cache-control', 'public, max-age=31536000, immutable').header('vary', 'accept-encoding');
    if (brotli) reply.header('content-encoding', 'br');
    return reply.send(brotli ? asset.brotli : asset.bytes);
  }
}
