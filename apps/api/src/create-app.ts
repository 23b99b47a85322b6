import 'reflect-metadata';
import type { IncomingMessage, OutgoingHttpHeaders, RequestListener, Server, ServerResponse } from 'node:http';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import type { Answers, Engine } from '@in-force/engine';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiModule } from './api.module.js';
import { NotReady } from './asking.js';
import { answerClientError } from './client-error.js';
import { KeptAnswers } from './kept-answers.js';
import type { ApiOptions } from './options.js';
import { answerProblem } from './problem.filter.js';
import { Shortcut } from './shortcut.js';

/** The largest body taken: an import of some ten thousand events. */
const BODY_LIMIT = 16 * 1024 * 1024;

/** Makes the app, ready to listen. `main.ts`, the terminal and the tests start the same one. */
export async function createApp(engine: Engine, answers: Answers, options: ApiOptions): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    logger: { level: options.log ?? 'error', stream: process.stderr },
    frameworkErrors: answerProblem,
    clientErrorHandler: answerClientError,
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.on(engine, answers, options), adapter, {
    logger: false, // the filter logs our faults, and who starts the app is thrown the rest
    abortOnError: false,
    rawBody: true, // an import names the lines of what was sent
    forceCloseConnections: true,
  });
  adapter.getInstance().addHook('onRequest', (request, _reply, done) => {
    const starting = options.starting?.() ?? null;
    done(starting !== null && request.url.startsWith('/v1/') ? new NotReady(starting) : undefined);
  });
  await app.register(helmet, { hsts: false, contentSecurityPolicy: { directives: { 'upgrade-insecure-requests': null } } });
  await app.register(compress, { threshold: 1024 });
  app.enableCors({ origin: '*', methods: ['GET', 'HEAD'], exposedHeaders: ['etag', 'in-force-position', 'retry-after'] });
  const fastify = adapter.getInstance();
  for (const type of ['application/yaml', 'application/x-ndjson', 'text/plain'])
    fastify.addContentTypeParser(type, { parseAs: 'string' }, (_request, body, done) => done(null, body));
  await app.init();
  await fastify.ready();
  const shortcut = app.get(Shortcut);
  shortcut.common = commonOf((await fastify.inject('/health/live')).headers);
  answerFirst(fastify.server, [app.get(KeptAnswers), shortcut]);
  return app;
}

/** Headers of an answer that are its own; those that are left go with every answer. */
const OWN = ['content-type', 'content-length', 'date', 'connection', 'keep-alive'];

const commonOf = (headers: OutgoingHttpHeaders): string[] =>
  Object.entries(headers).flatMap(([name, value]) => (OWN.includes(name) ? [] : [name, String(value)]));

/** Something that answers a request, or leaves it to the next one. */
interface Answering {
  answer(request: IncomingMessage, response: ServerResponse): boolean;
}

/** Lets a server be asked before the framework is, which answers whatever they leave. */
function answerFirst(server: Server, first: readonly Answering[]): void {
  const [framework] = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (!first.some((one) => one.answer(request, response))) framework?.(request, response);
  });
}
