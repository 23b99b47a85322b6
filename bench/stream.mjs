// How many subscribers can be told how fast: our stream, and Nest's own `@Sse` over a Subject. One event at a time: the next is
// recorded once everybody has the last. Who listens is a process of its own: `node bench/stream.mjs`, by `fork`.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { median, number, table } from './report.mjs';
import { started } from './serve.mjs';
import { remark } from './world.mjs';

const SELF = fileURLToPath(import.meta.url);
/** How many events go first, untimed: over a new connection each costs more, and subscribers stay. */
const FIRST = 20;
/** How many connect at once. */
const AT_ONCE = 100;

/** Everybody who listens to a server. @returns how to wait until all of them have one event more. */
async function listening(url, clients) {
  const child = fork(SELF, [url, String(clients)]);
  const ready = await once(child, 'message');
  if (ready[0] !== 'ready') throw new Error(ready[0]);
  return { told: () => once(child, 'message'), close: () => child.kill() };
}

export async function telling({ clients, events, rounds }) {
  const named = { ours: 'in-force', nest: 'sse' };
  const times = { ours: [], nest: [] };
  for (let round = 0; round < rounds; round++)
    for (const [who, kind] of Object.entries(named)) {
      const server = await started(kind);
      const listeners = await listening(`${server.url}/v1/stream`, clients);
      try {
        const tell = async (n) => {
          const draft = remark(n);
          const heard = listeners.told();
          await server.ask({ tell: who === 'ours' ? { stream: `statement-${n}`, draft } : draft });
          await heard;
        };
        for (let n = 1; n <= FIRST; n++) await tell(n);
        const [start, before] = [performance.now(), await server.cpu()];
        for (let n = 0; n < events; n++) await tell(FIRST + 1 + n);
        const seconds = (performance.now() - start) / 1000;
        times[who].push({ rate: (clients * events) / seconds, each: ((await server.cpu()) - before) / (clients * events) });
      } finally {
        listeners.close();
        await server.close();
      }
    }
  const of = (who, what) => number(median(times[who].map((round) => round[what])));
  const told = median(times.ours.map(({ each }, round) => times.nest[round].each / each));
  return {
    figures: { told },
    text: `${number(clients)} subscribers. Ours records each event too. The ratio is that of the server’s work, as who listens shares the machine.\n\n${table(
      ['', 'deliveries/s', 'µs of the server’s work a delivery'],
      [
        ['In Force', of('ours', 'rate'), of('ours', 'each')],
        ['Nest `@Sse` and a Subject', of('nest', 'rate'), of('nest', 'each')],
      ],
    )}\n\nRatio ${number(told)}.`,
  };
}

/** Subscribes, says so, and says so again each time when everybody has one event more. */
async function subscribe({ hostname, port, pathname }, clients) {
  let [connected, heard] = [0, 0];
  const one = () =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.write(`GET ${pathname} HTTP/1.1\r\nhost: ${hostname}\r\n\r\n`));
      socket.on('error', reject);
      socket.once('data', () => {
        resolve();
        socket.on('data', (bytes) => {
          if (!bytes.includes('data: ')) return;
          heard += 1;
          if (heard % clients === 0) process.send('told');
        });
      });
    });
  while (connected < clients) {
    const some = Math.min(AT_ONCE, clients - connected);
    await Promise.all(Array.from({ length: some }, one));
    connected += some;
  }
  process.send('ready');
}

if (process.argv[1] === SELF) {
  process.on('disconnect', () => process.exit());
  subscribe(new URL(process.argv[2]), Number(process.argv[3])).catch((error) => process.send(String(error)));
}
