// What it costs to be told: many who listen, many watches, and events at the pace of a busy day; beside a fan-out by bare `node:http` that
// is told what to send, and beside asking every question again at each event. Who listens is a process of its own, by `fork`.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { at, mean, number, sorted, table } from './report.mjs';
import { started, TOKEN } from './serve.mjs';
import { randomFrom } from './world.mjs';

const SELF = fileURLToPath(import.meta.url);
const REGIONS = ['EU', 'US', 'DE', 'JP', 'KR', 'IN', 'FR', 'GB', 'TW', 'NL', 'CA', 'AU', 'MX', 'BR', 'VN', 'IT', 'ES', 'PL', 'SE', 'CH'];
const ITEMS = ['Dy', 'Tb', 'Ga', 'Ge', 'Sb', 'Sm', 'Gd', 'Lu', 'Sc', 'Y'];
/** The questions that are listened to: two hundred, and as many as there are askers. */
const questionOf = (n) => ({ region: REGIONS[n % REGIONS.length], item: ITEMS[Math.floor(n / REGIONS.length) % ITEMS.length] });
const QUESTIONS = REGIONS.length * ITEMS.length;
/** How many connect at once. */
const AT_ONCE = 100;
const SOURCE = [
  { publisher: 'Gazette', title: 'Notice', url: 'https://example.org/notice', published: '2026-01-01', reliability: 'official' },
];

/** A licence on one good for one country. */
function announcement(random, n) {
  const data = {
    title: `A licence, number ${n}`,
    kind: 'export-licence',
    issuer: random.pick(['CN', 'IN', 'TR']),
    scope: {
      regions: [random.pick(REGIONS)],
      items: [{ item: random.pick(['dysprosium', 'terbium', 'gallium', 'germanium', 'antimony', 'yttrium']) }],
    },
    firstDay: '2026-01-01',
  };
  const id = `00000000-0000-4000-9000-${n.toString(16).padStart(12, '0')}`;
  const draft = {
    id,
    type: 'measure.announced',
    data,
    publishedOn: '2026-01-01',
    sources: SOURCE,
    correlation: `bench-${n}`,
    causation: null,
  };
  return { stream: `measure-xx-bench-${n}`, draft };
}

/** Somebody of another process, who says what he heard when asked. */
async function other(...given) {
  const child = fork(SELF, given.map(String), { serialization: 'advanced' });
  const [ready] = await once(child, 'message');
  if (ready.error) throw new Error(ready.error);
  const heard = async () => {
    const answer = once(child, 'message');
    child.send('heard');
    return (await answer)[0];
  };
  return { ready, heard, close: () => child.kill() };
}

/** Tells so many events at a pace. */
async function tell(server, { first, events, minute, tellOne }) {
  const start = performance.now();
  for (let n = 0; n < events; n++) {
    await setTimeout(Math.max(0, (n * 60_000) / minute - (performance.now() - start)));
    await tellOne(server, first + n);
  }
}

/** Waits until anything was heard, and then so many milliseconds more, in which the rest is; returns all of it. */
async function settled({ heard }, settling) {
  while ((await heard()).lags.length === 0) await setTimeout(100);
  await setTimeout(settling);
  return heard();
}

const lags = (heard) => {
  const all = sorted([...heard.lags]);
  return [at(all, 0.5), at(all, 0.99)].map((lag) => `${number(lag)} ms`);
};

/** Many who listen: ours works out what to tell whom, the other is told. */
async function listened({ clients, events, minute, settling }) {
  const random = randomFrom(7);
  const rows = [];
  let share = 0;
  let bytes = 0;
  const each = {};
  for (const [name, kind] of [
    ['In Force', 'watched'],
    ['a fan-out by `node:http`', 'fan'],
  ]) {
    const server = await started(kind);
    const before = await server.ask({ memory: true });
    const listeners = await other('listen', server.url, clients);
    try {
      await setTimeout(2_000);
      const [after, cpu] = [await server.ask({ memory: true }), await server.cpu()];
      const chosen = () => Array.from({ length: QUESTIONS }, (_, q) => q).filter(() => random.next() < share);
      const tellOne =
        kind === 'watched'
          ? (to, n) => to.ask({ tell: announcement(random, n) })
          : (to) => to.ask({ tell: { questions: chosen(), frame: frameOf(bytes) } });
      await tell(server, { first: 1, events, minute, tellOne });
      const heard = await settled(listeners, kind === 'watched' ? settling : 500);
      each[kind] = ((await server.cpu()) - cpu) / heard.lags.length;
      if (kind === 'watched') [share, bytes] = [heard.lags.length / (clients * events), Math.round(heard.bytes / heard.lags.length)];
      const kept = (after.memory - before.memory) / clients / 1024;
      rows.push([name, number(heard.lags.length), ...lags(heard), `${number(kept)} kB`, `${number(each[kind])} µs`]);
    } finally {
      listeners.close();
      await server.close();
    }
  }
  const head = ['', 'deliveries', 'lag p50', 'p99', 'memory a client', 'work a delivery'];
  return { ratio: each.watched / each.fan, text: table(head, rows) };
}

const frameOf = (bytes) =>
  `id: 1\nevent: change\ndata: {"at":"${new Date().toISOString()}","text":"${'x'.repeat(Math.max(0, bytes - 80))}"}\n\n`;

/** How many receivers never answer, where some do not. */
const DEAD = 32;

/** Tells watches by signed messages, beside some whose receivers never answer. */
async function posted({ watches, events, minute, dead, settling }) {
  const random = randomFrom(8);
  const server = await started('watched');
  const receiver = await other('receive');
  try {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
    const make = async (n, to) => {
      const body = JSON.stringify({ question: questionOf(n), to });
      const made = await fetch(`${server.url}/v1/watches`, { method: 'POST', headers, body });
      if (made.status !== 201) throw new Error(await made.text());
    };
    for (let n = 0; n < dead; n++) await make(n, `${receiver.ready.url}/dead`);
    for (let n = 0; n < watches; n++) await make(n, `${receiver.ready.url}/${n}`);
    const cpu = await server.cpu();
    await tell(server, { first: 1, events, minute, tellOne: (to, n) => to.ask({ tell: announcement(random, n) }) });
    const heard = await settled(receiver, settling);
    if (heard.gaps > 0) throw new Error(`${heard.gaps} deliveries were out of order.`);
    const each = ((await server.cpu()) - cpu) / heard.lags.length;
    return { ask: server.ask, heard, each, close: () => Promise.all([receiver.close(), server.close()]) };
  } catch (error) {
    receiver.close();
    await server.close();
    throw error;
  }
}

/** Many watches: told by signed messages; and what finding out costs, beside asking every question again. */
async function watched({ watches, events, minute, settling }) {
  const rows = [];
  let compared = [];
  for (const dead of [0, DEAD]) {
    const { ask, heard, each, close } = await posted({ watches, events, minute, dead, settling });
    rows.push([dead === 0 ? 'alone' : `beside ${dead} that never answer`, number(heard.lags.length), ...lags(heard), `${number(each)} µs`]);
    if (dead === 0) compared = await comparisons(ask, { watches, first: events + 1 });
    await close();
  }
  const [ours, again] = ['changes', 'again'].map((what) => mean(compared.map((one) => one[what])));
  return {
    text: `${table(['', 'deliveries', 'lag p50', 'p99', 'work a delivery, with its appends'], rows)}

To find out what one event changes in ${number(watches)} questions takes ${number(ours)} ms, to ask all of them again ${number(again)} ms: ratio ${number(again / ours)}.`,
  };
}

/** Some events, each with how long it takes to find what it changes in the answers to many questions, and to ask them all again. */
async function comparisons(ask, { watches, first }) {
  const random = randomFrom(9);
  const questions = Array.from({ length: watches }, (_, n) => questionOf(n));
  const found = [];
  for (let n = 0; n < 10; n++) {
    const told = [announcement(random, first + 2 * n), announcement(random, first + 2 * n + 1)];
    found.push(await ask({ compare: { told, questions } }));
  }
  return found;
}

/** `settling`: how long after the last event its receivers are waited for, in milliseconds; that it is the last is known after ten seconds. */
export async function watching({ clients, watches, events, minute, settling }) {
  const [stream, hooks] = [await listened({ clients, events, minute, settling }), await watched({ watches, events, minute, settling })];
  return {
    figures: {},
    text: `${number(events)} events at ${number(minute)} a minute. The lag is from the moment of recording to the receiver, on one machine; a change is told once the next event shows that no more of its act follows, so it contains the time to that event (${number(60_000 / minute)} ms on average; alone, an event is told after ten seconds). The fan-out is told whom to send what.\n\n${number(clients)} who listen to ${QUESTIONS} questions:\n\n${stream.text}\n\nRatio of work a delivery ${number(stream.ratio)}.\n\n${number(watches)} watches, each posted to a receiver that answers at once:\n\n${hooks.text}`,
  };
}

const heardSoFar = { lags: [], bytes: 0, gaps: 0 };

/** Listens with many clients, each to one question. */
async function listen({ hostname, port }, clients) {
  const one = (n) =>
    new Promise((resolve, reject) => {
      const query = new URLSearchParams(questionOf(n)).toString();
      const socket = connect(Number(port), hostname, () =>
        socket.write(`GET /v1/changes/stream?${query} HTTP/1.1\r\nhost: ${hostname}\r\n\r\n`),
      );
      let rest = '';
      socket.on('error', reject).setEncoding('latin1');
      socket.once('data', () => {
        resolve();
        socket.on('data', (text) => {
          const frames = (rest + text).split('\n\n');
          rest = frames.pop() ?? '';
          for (const frame of frames) {
            const [, moment] = /^data: .*?"at":"([^"]+)"/m.exec(frame) ?? [];
            if (moment === undefined) continue;
            heardSoFar.lags.push(Date.now() - Date.parse(moment));
            heardSoFar.bytes += frame.length + 2;
          }
        });
      });
    });
  for (let connected = 0; connected < clients; connected += AT_ONCE)
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, clients - connected) }, (_, n) => one(connected + n)));
}

/** Receives what watches are sent, and looks whether it is whole and in order. */
async function receive() {
  const last = new Map();
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      if (request.url === '/dead') return;
      const { subject, sequence, time } = JSON.parse(body);
      if (Number(sequence) !== (last.get(subject) ?? 0) + 1) heardSoFar.gaps += 1;
      last.set(subject, Number(sequence));
      heardSoFar.lags.push(Date.now() - Date.parse(time));
      response.writeHead(204).end();
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { url: `http://127.0.0.1:${server.address().port}` };
}

if (process.argv[1] === SELF) {
  const [, , what, url, clients] = process.argv;
  process.on('disconnect', () => process.exit());
  process.on('message', () => process.send(heardSoFar));
  const begun = what === 'listen' ? listen(new URL(url), Number(clients)) : receive();
  begun.then((ready = {}) => process.send(ready)).catch((error) => process.send({ error: String(error) }));
}
