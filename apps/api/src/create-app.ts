import 'reflect-metadata';
import type { RequestListener, Server } from 'node:http';
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
  answerFirst(app.get(KeptAnswers), fastify.server);
  return app;
}

/** Lets a server answer with what is kept, and the framework where nothing is. */
function answerFirst(kept: KeptAnswers, server: Server): void {
  const [framework] = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (!kept.answers(request, response)) framework?.(request, response);
  });
}
