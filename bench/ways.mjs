// What the short way of a question costs beside a plain Fastify route, Nest's, and bare node:http: `npm run build && node bench/ways.mjs`.
// All four in one process, taken in turns, each question new; in time of the processor, that of the asking client included.

import http from 'node:http';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import { PARAMETERS, parseQuestion } from '@in-force/answers';
import { createApp } from '@in-force/api';
import { Answers, loadFoundingRecord, RunningRecord, readFounding } from '@in-force/engine';
import { openLog } from '@in-force/event-log';
import fastify from 'fastify';
import { encodingOf, headersOf } from '../apps/api/dist/question-reader.js';
import { median } from './report.mjs';

const ROUNDS = 24;
const WARM = 4;
const ASKED = 160;
const AT_ONCE = 16;
const REGIONS = ['DE', 'FR', 'US', 'KR', 'JP', 'EU', 'TW', 'IN', 'GB', 'NL'];

const now = () => new Date().toISOString();
const log = await openLog('memory:', { now });
const record = await RunningRecord.begin(log, { now, snapshots: null, tell() {} });
const { engine } = record;
await loadFoundingRecord(engine, await readFounding(), () => {});
await record.prepare();
const answers = new Answers(engine, record.controls, '');
const app = await createApp(engine, answers, {
  now,
  token: null,
  url: null,
  signing: [],
  patience: 5_000,
  heartbeat: 15_000,
  memory: () => 0,
});
await app.listen(0, '127.0.0.1');

const plain = fastify();
await plain.register(helmet, { hsts: false });
await plain.register(compress, { threshold: 1024 });
await plain.register(cors, { origin: '*' });
plain.addHook('onRequest', (request, reply, done) => {
  reply.header('x-request-id', request.id).header('in-force-position', engine.position);
  done();
});
plain.get('/v1/controls', ({ query, url, headers }, reply) => {
  const question = parseQuestion(query, now(), PARAMETERS.controls);
  const { answer, bytes } = answers.controlsAtOnce(question);
  return reply
    .headers(headersOf(url, encodingOf(headers), question, answer, ''))
    .type('application/json; charset=utf-8')
    .send(bytes);
});
await plain.listen({ port: 0, host: '127.0.0.1' });

const bare = http.createServer(({ url }, response) => {
  const asked = Object.fromEntries(new URL(url, 'http://localhost').searchParams);
  const { bytes } = answers.controlsAtOnce(parseQuestion(asked, now(), PARAMETERS.controls));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length }).end(bytes);
});
await new Promise((listening) => bare.listen(0, '127.0.0.1', listening));

const servers = [bare, plain.server, app.getHttpServer()];
for (const server of servers) server.keepAliveTimeout = 600_000;
const [barePort, plainPort, appPort] = servers.map((server) => server.address().port);
/** A header that the short way leaves to the framework. */
const long = { accept: 'application/json' };
const ways = {
  'bare node:http': [barePort, {}],
  'the short way': [appPort, {}],
  'a plain Fastify route': [plainPort, {}],
  'the route of Nest': [appPort, long],
};

const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });
const ask = (port, headers, path) =>
  new Promise((done, failed) =>
    http
      .get({ port, host: '127.0.0.1', agent, path, headers }, (response) =>
        response.resume().on('end', () => (response.statusCode === 200 ? done() : failed(new Error(`${response.statusCode} ${path}`)))),
      )
      .on('error', failed),
  );

let asked = 0;
/** Returns a question that nobody asked before. */
function fresh() {
  const at = asked++;
  const on = new Date(Date.UTC(2024, 0, 1 + (at % 1_000))).toISOString().slice(0, 10);
  return `/v1/controls?on=${on}&region=${REGIONS[at % REGIONS.length]}&item=Dy&limit=${50 + Math.floor(at / 1_000)}`;
}

const costs = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round++)
  for (const [name, [port, headers]] of Object.entries(ways)) {
    const before = process.cpuUsage();
    for (let at = 0; at < ASKED; at += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, () => ask(port, headers, fresh())));
    const { user, system } = process.cpuUsage(before);
    if (round >= WARM) costs[name].push((user + system) / ASKED);
  }
const base = median(costs['the short way']);
for (const [name, cost] of Object.entries(costs))
  console.log(`${name}: ${median(cost).toFixed(0)} us a question, ${(median(cost) / base).toFixed(2)} of the short way`);
process.exit(0);
