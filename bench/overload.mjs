// What becomes of one server that is asked twice what it can serve, while somebody records: `npm run build && node bench/overload.mjs`.
// For MINUTES (10 unless set), on a record of 20,000 measures and 200,000 events made anew, or on a copy of the log named: `sqlite:PATH`.
// Tells what was answered and shed, how long /health/live took, the memory, how soon it answers again, and whether all that it
// acknowledged is there.

import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openLog } from '@in-force/event-log';
import { storedOf, worldOf } from './world.mjs';

const MINUTES = Number(process.env.MINUTES ?? 10);
const PORT = 3918;
const TOKEN = 'a-secret-of-recorders';
const folder = mkdtempSync(join(tmpdir(), 'in-force-overload-'));
const file = join(folder, 'world.db');
const [, , given] = process.argv;
if (given) {
  for (const suffix of ['', '.mark']) {
    const from = given.replace('sqlite:', '') + suffix;
    if (existsSync(from)) copyFileSync(from, file + suffix);
  }
} else {
  const log = await openLog(`sqlite:${file}`, { now: () => new Date().toISOString() });
  const events = worldOf({ measures: 20_000, events: 200_000 });
  for (let at = 0; at < events.length; at += 1000) await log.restore(events.slice(at, at + 1000).map(storedOf));
  await log.close();
}
const env = {
  ...process.env,
  PORT: String(PORT),
  IN_FORCE_LOG: `sqlite:${file}`,
  IN_FORCE_RECORD: 'none',
  IN_FORCE_SNAPSHOTS: join(folder, 'snapshots'),
  IN_FORCE_TOKEN: TOKEN,
};
const server = spawn(process.execPath, ['apps/cli/dist/main.js', 'serve'], { env, stdio: ['ignore', 'ignore', 'inherit'] });

/** Asks, and returns the status and the milliseconds; 0 where nobody answered. */
const ask = (path, { method = 'GET', body, limit = 120_000 } = {}) =>
  new Promise((resolve) => {
    const began = performance.now();
    const headers = body ? { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' } : {};
    const asking = http.request({ port: PORT, host: '127.0.0.1', path, method, headers, agent: false, timeout: limit }, (answer) => {
      answer.resume().on('end', () => resolve({ status: answer.statusCode, ms: performance.now() - began }));
      answer.on('error', () => resolve({ status: 0, ms: performance.now() - began }));
    });
    asking
      .on('timeout', () => asking.destroy(new Error('too late')))
      .on('error', () => resolve({ status: 0, ms: performance.now() - began }));
    asking.end(body);
  });

const rss = () => Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]) / 1024);
while ((await ask('/health/ready')).status !== 200) await pause(500);
await pause(5_000);
const begun = rss();

/** Questions that nobody asked before: of all days, by everybody. */
let number = 0;
const day = () => new Date(Date.UTC(2012, 0, 1) + ((number++ * 977) % 5_000) * 86_400_000).toISOString().slice(0, 10);
const REGIONS = ['DE', 'US', 'CN', 'EU', 'JP', 'FR', 'GB', 'IN'];
const region = () => REGIONS[number % REGIONS.length];
const BRIEF = [() => `/v1/controls?on=${day()}&region=${region()}&limit=20`, () => `/v1/matrix?from=${day()}&step=month&regions=DE,FR`];
const LONG = [
  () => `/v1/controls?on=${day()}&status=all&limit=1000`,
  () => `/v1/timeline?from=${day()}&region=${region()}&limit=100`,
  () => `/v1/diff?a.on=${day()}&b.on=${day()}&region=${region()}&kind=tariff`,
  () => `/v1/search?q=order&knownOn=${day()}`,
  () => `/v1/changes?after=0&region=${region()}&limit=100`,
  () => `/?on=${day()}&region=${region()}`,
];
const asked = () => {
  const among = number % 4 === 0 ? LONG : BRIEF;
  return (among[Math.floor(number / 4) % among.length] ?? BRIEF[0])();
};

const measured = { answered: 0, shed: 0, failed: new Map(), lives: [], most: 0 };
let over = false;
const count = ({ status }) => {
  if (status === 503) measured.shed += 1;
  else if (status >= 500 || status === 0) measured.failed.set(status, (measured.failed.get(status) ?? 0) + 1);
  else measured.answered += 1;
};

/** Returns how many a second one process serves of these, asked by a few who wait for their answers. */
async function capacity(seconds) {
  const end = performance.now() + seconds * 1000;
  let served = 0;
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (; performance.now() < end; served++) if ((await ask(asked())).status === 503) await pause(100);
    }),
  );
  return served / seconds;
}

const acknowledged = [];
async function record() {
  for (let n = 0; !over; n++) {
    const id = `overload-${n}`;
    const statement = {
      id,
      'statement.made': { title: 'A remark', party: 'CN', speaker: 'Ministry of Commerce', text: `Remark ${n}`, about: [] },
      publishedOn: '2025-11-07',
      sources: [{ publisher: 'A', title: 'B', url: 'https://example.org/', published: '2025-11-07', reliability: 'official' }],
    };
    const answer = await ask('/v1/import', { method: 'POST', body: JSON.stringify({ entries: [statement] }) });
    count(answer);
    if (answer.status === 200) acknowledged.push(id);
    await pause(200);
  }
}

async function look() {
  while (!over) {
    measured.lives.push((await ask('/health/live')).ms);
    measured.most = Math.max(measured.most, rss());
    await pause(100);
  }
}

const rate = await capacity(Math.min(30, MINUTES * 15));
const working = [record(), look()];
const waiting = new Set();
const end = performance.now() + MINUTES * 60_000;
while (performance.now() < end) {
  const one = ask(asked()).then(count);
  waiting.add(one);
  void one.finally(() => waiting.delete(one));
  await pause(1000 / (2 * rate));
}
const stopped = performance.now();
while ((await ask(BRIEF[0](), { limit: 1_000 })).status !== 200 || (await ask('/health/ready')).status !== 200) await pause(100);
const recovered = performance.now() - stopped;
await Promise.all(waiting);
over = true;
await Promise.all(working);
await pause(30_000);
const after = rss();
server.kill('SIGTERM');
await new Promise((resolve) => server.on('exit', resolve));

const log = await openLog(`sqlite:${file}`, { now: () => new Date().toISOString() });
const found = new Set();
const { position } = await log.head();
for await (const { meta } of log.stored(Math.max(0, position - acknowledged.length - 1_000), position)) found.add(meta.causation);
await log.close();
const lost = acknowledged.filter((id) => !found.has(id));
const lives = measured.lives.sort((a, b) => a - b);
const at = (share) => Math.round(lives[Math.min(lives.length - 1, Math.floor(lives.length * share))]);
console.log(`one process serves ${rate.toFixed(1)} of these a second; asked ${(2 * rate).toFixed(1)} for ${MINUTES} minutes
answered ${measured.answered}, shed (503) ${measured.shed}, other faults ${JSON.stringify([...measured.failed])}
/health/live: median ${at(0.5)} ms, 99 % ${at(0.99)} ms, longest ${at(1)} ms
memory: ${begun} MB before, ${measured.most} MB at the most, ${after} MB half a minute after
answers again ${Math.round(recovered)} ms after the load ended
recorded and acknowledged ${acknowledged.length}, lost ${lost.length}`);
rmSync(folder, { recursive: true });
