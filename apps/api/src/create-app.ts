import 'reflect-metadata';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import { Desk } from '@in-force/desk';
import { type Answers, asker, type Engine } from '@in-force/engine';
import { BOUNDS } from '@in-force/formats';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { noteRoutes } from './addresses.js';
import { ApiModule } from './api.module.js';
import { takeBodies } from './bodies.js';
import { answerClientError } from './client-error.js';
import { commonOf, completeHeaders, EXPOSED, HELMET, POSITION } from './headers.js';
import { Metrics } from './metrics.js';
import type { ApiOptions } from './options.js';
import { answerProblem } from './problem.filter.js';
import { NotReady } from './question-reader.js';
import { Rates } from './rates.js';
import { RequestForms } from './request-forms.js';
import { REQUEST_ID, requestIdOf } from './request-id.js';
import { ResponseCache } from './response-cache.js';
import { Shortcut } from './shortcut.js';
import { tagBytes } from './tags-of-bytes.js';
import { nameSpan } from './traced.js';
import { Who } from './who.js';

/** How long a request may take to arrive, and its headers, in milliseconds; how often that is looked at. */
const ARRIVING = { requestTimeout: 25_000, headersTimeout: 15_000, connectionsCheckingInterval: 5_000 };

/** Makes the app, ready to listen. `main.ts`, the terminal and the tests start the same one. */
export async function createApp(engine: Engine, answers: Answers, options: ApiOptions): Promise<NestFastifyApplication> {
  const desk = options.desk ?? (await Desk.inMemory(options.now));
  const adapter = new FastifyAdapter({
    bodyLimit: BOUNDS.import.bytes,
    logger: { level: options.log ?? 'error', stream: options.logTo ?? process.stderr },
    requestIdHeader: false,
    genReqId: ({ headers }: IncomingMessage) => requestIdOf(headers),
    frameworkErrors: answerProblem,
    clientErrorHandler: answerClientError,
    requestTimeout: ARRIVING.requestTimeout,
    http: { ...ARRIVING, requireHostHeader: false }, // who sends none is told in the usual form
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.on(engine, answers, desk, options), adapter, {
    logger: false, // the filter logs our faults, and who starts the app is thrown the rest
    abortOnError: false,
    bodyParser: false,
    forceCloseConnections: true,
  });
  const fastify = adapter.getInstance();
  noteRoutes(fastify);
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header(REQUEST_ID, request.id);
    nameSpan(request);
    const starting = options.starting?.() ?? null;
    const [path = ''] = request.url.split('?', 1);
    // A client of a stream is let in and waits.
    if (starting !== null && path.startsWith('/v1/') && !STREAMS.includes(path)) return done(new NotReady(starting));
    // What an answer knows at the least; one that knows more says so.
    if (path.startsWith('/v1/')) reply.header(POSITION, engine.position);
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    asker.run(gone.signal, done);
  });
  fastify.addHook('onSend', async (request, reply, payload) => {
    shareWhatIf(request, reply);
    completeHeaders(request, reply);
    // What was recorded is known by now.
    if (request.method === 'POST' && reply.hasHeader(POSITION)) reply.header(POSITION, engine.position);
    return tagBytes(request, reply, payload);
  });
  const metrics = app.get(Metrics);
  metrics.watch(fastify);
  await app.register(helmet, HELMET);
  await app.register(compress, { threshold: 1024 });
  app.enableCors({ origin: '*', methods: ['GET', 'HEAD'], exposedHeaders: EXPOSED, maxAge: 86_400, strictPreflight: false });
  takeBodies(fastify, app.get(Who));
  await app.init();
  await fastify.ready();
  const shortcut = app.get(Shortcut);
  shortcut.common = commonOf((await fastify.inject('/health/live')).headers);
  const forms = new RequestForms(fastify, shortcut.common);
  // Where every request is logged, the framework sees every one.
  const quick = options.log === 'info' || options.log === 'debug' ? [] : [app.get(ResponseCache), shortcut];
  answerFirst(
    fastify.server,
    shortcut.common,
    [forms, ...quick],
    new Rates(options, (given) => desk.keys.holderOf(given, options.now())?.id ?? null),
    metrics,
  );
  return app;
}

/** Tells a browser that pages of other sites may suppose; else they may read, and not record. */
function shareWhatIf({ method, url }: FastifyRequest, reply: FastifyReply): void {
  if (method === 'OPTIONS' && url.split('?', 1)[0] === '/v1/what-if' && reply.hasHeader(ALLOWED)) reply.header(ALLOWED, 'POST');
}
const ALLOWED = 'access-control-allow-methods';

/** Streams, whose clients take a refusal as final. */
const STREAMS: readonly string[] = ['/v1/stream', '/v1/changes/stream'];

/** Something that answers a request, or leaves it to the next one. */
interface Answering {
  answer(request: IncomingMessage, response: ServerResponse, id: string): boolean;
}

/** Lets a server be asked before the framework is, which answers whatever they leave. */
function answerFirst(
  server: Server,
  common: readonly string[],
  [forms, ...first]: readonly Answering[],
  rates: Rates,
  { counts }: Metrics,
): void {
  const [framework] = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    const id = requestIdOf(request.headers);
    if (forms?.answer(request, response, id)) return;
    rates.admit(request, response, id, common, counts, () => {
      if (first.some((one) => one.answer(request, response, id))) counts.atOnce += 1;
      else framework?.(request, response);
    });
  });
}
