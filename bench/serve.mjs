// A server in a process of its own, so that the work of those who ask is not counted as its work: `node bench/serve.mjs KIND`, by `fork`.
import 'reflect-metadata';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { parseWatched } from '@in-force/answers';
import { createApp } from '@in-force/api';
import { Courier } from '@in-force/desk';
import { Answers, Changes, loadFoundingRecord, RunningRecord } from '@in-force/engine';
import { MemoryLog, openLog } from '@in-force/event-log';
import { ORDER } from '@in-force/rules';
import { Controller, Get, Module, Query, Sse } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Subject } from 'rxjs';
import { postgres } from './peers.mjs';
import { PgLog } from './pg-log.mjs';
import { NOW } from './report.mjs';
import { storedOf, worldOf } from './world.mjs';

const SELF = fileURLToPath(import.meta.url);
const now = () => NOW;
export const TOKEN = 'a-secret-of-recorders';

/** Starts a server. @returns where it listens, how to ask it for something, and how to end it. */
export async function started(kind, given = {}) {
  const child = fork(SELF, [kind], { execArgv: ['--max-old-space-size=6000'], serialization: 'advanced' });
  let settle;
  child.on('message', (message) => (message.error ? settle.reject(new Error(message.error)) : settle.resolve(message)));
  child.on('exit', () => settle.reject(new Error(`The server "${kind}" ended.`)));
  const ask = (question) =>
    new Promise((resolve, reject) => {
      settle = { resolve, reject };
      child.send(question);
    });
  const { url } = await ask({ start: given });
  return {
    url,
    ask,
    /** The time that its processor has worked, in microseconds. */
    cpu: async () => (await ask({ cpu: true })).cpu,
    async close() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

const named = (Class, method, decorator, ...parameters) => {
  decorator(Class.prototype, method, Object.getOwnPropertyDescriptor(Class.prototype, method));
  for (const [place, parameter] of parameters.entries()) parameter(Class.prototype, method, place);
};

async function nest(Class) {
  Controller('v1')(Class);
  class Served {}
  Module({ controllers: [Class] })(Served);
  const app = await NestFactory.create(Served, new FastifyAdapter(), { logger: false });
  await app.listen(0, '127.0.0.1');
  return { url: await app.getUrl() };
}

async function served({ engine, controls }) {
  const app = await createApp(engine, new Answers(engine, controls), { now, token: TOKEN, patience: 5_000, heartbeat: 600_000 });
  await app.listen(0, '127.0.0.1');
  return app.getUrl();
}

const KINDS = {
  /** Ours, on the founding record or on a world. */
  async 'in-force'({ measures, events }) {
    const log = new MemoryLog(now);
    if (measures) {
      const record = worldOf({ measures, events });
      for (let at = 0; at < record.length; at += 1_000) await log.restore(record.slice(at, at + 1_000).map(storedOf));
    }
    const record = await RunningRecord.open(log, { now, snapshots: null, tell: () => {} });
    if (!measures) await loadFoundingRecord(record.engine);
    await record.prepare();
    return { url: await served(record), tell: (act) => record.engine.record([act]) };
  },
  /** Ours on the clock of the machine, with its watches. */
  async watched() {
    const clock = () => new Date().toISOString();
    const record = await RunningRecord.open(new MemoryLog(clock), { now: clock, snapshots: null, tell: () => {} });
    await loadFoundingRecord(record.engine);
    await record.prepare();
    const answers = new Answers(record.engine, record.controls);
    const signed = { secret: 'what the secrets of webhooks are derived from', webhooks: 'local' };
    const app = await createApp(record.engine, answers, { now: clock, token: TOKEN, patience: 5_000, heartbeat: 600_000, ...signed });
    await app.listen(0, '127.0.0.1');
    void app.get(Courier).run(new AbortController().signal);
    return {
      url: await app.getUrl(),
      tell: (act) => record.engine.record([act]),
      compare: (asked) => compare(app.get(Changes), record.engine, asked),
    };
  },
  /** Nothing but Node: sends everybody who listens to some questions what it is told. */
  async fan() {
    const listening = new Map();
    const server = createServer((request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(':\n\n');
      const question = request.url.split('?')[1];
      listening.set(question, [...(listening.get(question) ?? []), response]);
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
      url: `http://127.0.0.1:${server.address().port}`,
      tell({ questions, frame }) {
        const all = [...listening.values()];
        for (const question of questions) for (const response of all[question] ?? []) response.write(frame);
      },
    };
  },
  /** Ours, on a log that lasts, or the same on a log in PostgreSQL. */
  async recorder({ log }) {
    const opened = log.startsWith('postgres:') ? await PgLog.open(log) : await openLog(log, { now });
    const record = await RunningRecord.open(opened, { now, snapshots: null, tell: () => {} });
    void record.tend();
    return { url: await served(record) };
  },
  /** Nothing but Node: an answer written anew, its bytes, or 304. */
  async bare({ bytes, headers }) {
    const answer = JSON.parse(bytes);
    const server = createServer((request, response) => {
      if (request.url === '/stringify') response.writeHead(200, headers).end(JSON.stringify(answer));
      else if (request.headers['if-none-match'] === undefined) response.writeHead(200, headers).end(bytes);
      else response.writeHead(304, { etag: headers.etag }).end();
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { url: `http://127.0.0.1:${server.address().port}` };
  },
  /** The same route with PostgreSQL behind it: a page of controls that lie there written, what was left out, and who bears on it. */
  async postgres({ url, asked, layout }) {
    const peer = postgres(layout);
    await peer.connect(url);
    class Questions {
      async controls(query) {
        const plain = asked.get(String(new URLSearchParams(query)));
        const [controls, leftOut, desks] = [[], {}, []];
        for (const [, rank, count, text] of await peer.askPage(plain))
          if (text !== null) controls.push(`{"status":"${ORDER[rank]}",${text}`);
          else if (rank !== null) leftOut[ORDER[rank]] = count;
          else desks.push(count);
        const checkedThrough = Object.fromEntries(desks.map((desk) => [desk, plain.throughs[desk]]));
        return `{"asked":${JSON.stringify(query)},"controls":[${controls.join()}],"leftOut":${JSON.stringify(leftOut)},"checkedThrough":${JSON.stringify(checkedThrough)}}`;
      }
    }
    named(Questions, 'controls', Get('controls'), Query());
    return nest(Questions);
  },
  /** Server-sent events as Nest does them. */
  async sse() {
    const subject = new Subject();
    class Stream {
      stream() {
        return subject;
      }
    }
    named(Stream, 'stream', Sse('stream'));
    return { ...(await nest(Stream)), tell: ({ id, type, data }) => subject.next({ id, type, data }) };
  },
};

/** How long it takes to find what an event changes in the answers to questions, and to ask them all again, in milliseconds. */
async function compare(changes, engine, { told, questions }) {
  const asked = questions.map((question) => parseWatched(question, new Date().toISOString()));
  const before = await changes.horizon();
  const cursors = asked.map((question) => changes.beginning(question, before));
  for (const act of told) await engine.record([act]); // the last one shows that no more follows of the first
  const horizon = await changes.horizon();
  const timed = async (ask) => {
    const start = performance.now();
    for (const [at, question] of asked.entries()) await ask(question, cursors[at]);
    return performance.now() - start;
  };
  return {
    changes: await timed((question, cursor) => changes.after(question, cursor, horizon)),
    again: await timed((question) => changes.answerAt(question, horizon)),
  };
}

if (process.argv[1] === SELF) {
  let served;
  process.on('disconnect', () => process.exit());
  process.on('message', async ({ start, cpu, memory, tell, compare }) => {
    try {
      if (start) {
        served = await KINDS[process.argv[2]](start);
        process.send({ url: served.url });
      } else if (cpu) {
        const { user, system } = process.cpuUsage();
        process.send({ cpu: user + system });
      } else if (memory) {
        process.send({ memory: process.memoryUsage().rss });
      } else if (compare) {
        process.send(await served.compare(compare));
      } else if (tell) {
        await served.tell(tell);
        process.send({ told: true });
      }
    } catch (error) {
      process.send({ error: String(error.stack) });
    }
  });
}
