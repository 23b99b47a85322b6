import { createHash } from 'node:crypto';
import { Answers, citedAs } from '@in-force/engine';
import { assets, PAGES, type PageResponse, renderPage, renderSitemap, renderStarting, type Wiring } from '@in-force/web/server';
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { API_OPTIONS, type ApiOptions } from './options.js';
import { encodingOf } from './question-reader.js';
import { ResponseCache } from './response-cache.js';

/** The Content-Security-Policy of the page: it loads and runs what this service gives, and nothing written into a document. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
].join('; ');

const HTML = 'text/html; charset=utf-8';

/** Where an address of this machine is asked for, which is safe to repeat; any other name may be made up. */
const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/;

/** The page: the same answers, to be read. */
@Controller()
export class PageController {
  constructor(
    @Inject(Answers) private readonly answers: Answers,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
    @Inject(ResponseCache) private readonly kept: ResponseCache,
  ) {}

  @Get([...PAGES])
  async page(@Query() query: Record<string, string>, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { url, headers } = request;
    const [path = '/'] = url.split('?', 1);
    const asked = { path, query, accepted: headers['accept-language'] };
    const wiring = this.#wiring(headers.host);
    const starting = (this.options.starting?.() ?? null) !== null;
    const { position } = this.answers.readModel;
    const response: PageResponse = starting ? renderStarting(asked, wiring) : await renderPage(asked, wiring);
    const framed = query.embed !== undefined;
    reply
      .header('content-security-policy', `${POLICY}; frame-ancestors ${framed ? '*' : "'none'"}`)
      .header('vary', 'accept-encoding, accept-language')
      .header('cache-control', 'no-cache');
    if (framed) reply.removeHeader('x-frame-options');
    if (starting) reply.header('retry-after', '1');
    if ('location' in response) return reply.redirect(response.location, response.status);
    if (response.status !== 200) return reply.code(response.status).type(HTML).send(response.html);
    const bytes = Buffer.from(response.html);
    const tag = createHash('sha256').update(encodingOf(headers)).update(bytes).digest('base64url');
    return this.kept.send(request, reply.header('etag', `"${tag}"`), bytes, position, HTML);
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

  /** Returns what there is to be found, for search engines. */
  @Get('sitemap.xml')
  sitemap(@Req() { headers }: FastifyRequest, @Res() reply: FastifyReply) {
    return reply.type('application/xml; charset=utf-8').send(renderSitemap(this.#wiring(headers.host)));
  }

  @Get('robots.txt')
  robots(@Req() { headers }: FastifyRequest, @Res() reply: FastifyReply) {
    return reply
      .type('text/plain; charset=utf-8')
      .send(`User-agent: *\nAllow: /\nSitemap: ${this.#wiring(headers.host).base}/sitemap.xml\n`);
  }

  /** Returns what the page is made with; its programs ask the public address, else the one that was asked for where that is safe. */
  #wiring(host: string | undefined): Wiring {
    const { answers, options } = this;
    const url = options.url ?? null;
    const base = url ?? `http://${host !== undefined && LOOPBACK.test(host) ? host : '127.0.0.1:3000'}`;
    return {
      answers,
      now: options.now,
      url,
      base,
      // Where the public address is set, citations bear it already.
      cited: (answer) => citedAs(answer, { base: url ? '' : base, today: options.now().slice(0, 10), release: answers.release(answer) }),
    };
  }
}
