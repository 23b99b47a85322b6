// Appends events to logs and follows them, and prints a table of rates:
//   npm run bench:log -- sqlite:/tmp/bench.db 'esdb://127.0.0.1:2113?tls=false&streamPrefix=bench_' [--events 100000]
// Each log must be empty. A server is started by whoever runs this, on the same machine or another.
import { openLog } from '@in-force/event-log';
import { remark } from './world.mjs';

const STREAMS = 8;
const SINGLE = 5_000;
const arguments_ = process.argv.slice(2);
const at = arguments_.indexOf('--events');
const [total] = (at < 0 ? ['100000'] : arguments_.splice(at, 2).slice(1)).map(Number);

const now = () => new Date().toISOString();
const timed = async (count, work) => {
  const began = performance.now();
  await work();
  return Math.round(count / ((performance.now() - began) / 1000));
};

async function append(log, { first, count, size, streams, name }) {
  const each = count / streams;
  await Promise.all(
    Array.from({ length: streams }, async (_, s) => {
      for (let held = 0; held < each; ) {
        const some = Math.min(size, each - held);
        held = await log.append(
          `statement-${name}-${s}`,
          Array.from({ length: some }, (_, i) => remark(first + s * each + held + i)),
          held,
        );
      }
    }),
  );
}

async function follow(url, count) {
  const log = await openLog(url, { now, readOnly: true });
  let seen = 0;
  for await (const _ of log.tail(0, new AbortController().signal)) if (++seen === count) break;
  await log.close();
}

const rows = [];
for (const url of arguments_) {
  const log = await openLog(url, { now });
  if ((await log.head()).position > 0) throw new Error(`${url} is not empty.`);
  const rate = {};
  rate.one = await timed(SINGLE, () => append(log, { first: 1, count: SINGLE, size: 1, streams: 1, name: 'one' }));
  rate.eight = await timed(SINGLE, () => append(log, { first: 1 + SINGLE, count: SINGLE, size: 1, streams: STREAMS, name: 'eight' }));
  const rest = total - 2 * SINGLE;
  rate.batch = await timed(rest, () => append(log, { first: 1 + 2 * SINGLE, count: rest, size: 100, streams: STREAMS, name: 'batch' }));
  await log.close();
  rate.follow = await timed(total, () => follow(url, total));
  rows.push([url.split(':')[0], rate.one, rate.eight, rate.batch, rate.follow]);
}
const lines = [
  ['log', 'one per append, one writer', 'one per append, 8 writers', '100 per append, 8 writers', 'opened and followed from the start'],
  ['---', '---:', '---:', '---:', '---:'],
  ...rows.map((row) => row.map((cell) => cell.toLocaleString('en'))),
];
process.stdout.write(
  `${total.toLocaleString('en')} events; events per second\n\n${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`,
);
