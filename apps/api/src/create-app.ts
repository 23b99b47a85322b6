import 'reflect-metadata';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import type { Answers, Engine } from '@in-force/engine';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiModule } from './api.module.js';
import type { ApiOptions } from './asking.js';

/** The largest body taken: an import of some ten thousand events. */
const BODY_LIMIT = 16 * 1024 * 1024;

/** Makes the app, ready to listen. `main.ts`, the terminal and the tests start the same one. */
export async function createApp(engine: Engine, answers: Answers, options: ApiOptions): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    logger: { level: 'error' },
    frameworkErrors: (error: Error, _request: FastifyRequest, reply: FastifyReply) => {
      reply.code(400).header('content-type', 'application/problem+json; charset=utf-8');
      reply.send(JSON.stringify({ type: '/problems/invalid-request', title: error.message, status: 400 }));
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.on(engine, answers, options), adapter, {
    logger: ['error', 'fatal'],
    forceCloseConnections: true,
  });
  await app.register(helmet, { hsts: false, contentSecurityPolicy: { directives: { 'upgrade-insecure-requests': null } } });
  await app.register(compress, { threshold: 1024 });
  app.enableCors({ origin: '*', methods: ['GET', 'HEAD'], exposedHeaders: ['etag', 'in-force-position'] });
  const fastify = adapter.getInstance();
  for (const type of ['application/yaml', 'application/x-ndjson', 'text/plain'])
    fastify.addContentTypeParser(type, { parseAs: 'string' }, (_request, body, done) => done(null, body));
  await app.init();
  await fastify.ready();
  return app;
}
