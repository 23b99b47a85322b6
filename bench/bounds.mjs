// What the most expensive legal question of each route costs, and how long others wait for it: `npm run build && node bench/bounds.mjs`.
// On a record of 20,000 measures and 200,000 events, made anew in a folder for a while, or the log that is named: `sqlite:PATH`.
// A server of its own answers; while it does, its /health/live is asked again and again by somebody else.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openLog } from '@in-force/event-log';
import { storedOf, worldOf } from './world.mjs';

const folder = mkdtempSync(join(tmpdir(), 'in-force-bounds-'));
const PORT = 3917;
const [, , given, only] = process.argv;

async function made() {
  const url = `sqlite:${join(folder, 'world.db')}`;
  const log = await openLog(url, { now: () => new Date().toISOString() });
  const events = worldOf({ measures: 20_000, events: 200_000 });
  for (let at = 0; at < events.length; at += 1000) await log.restore(events.slice(at, at + 1000).map(storedOf));
  await log.close();
  return url;
}

const log = given ?? (await made());
const env = {
  ...process.env,
  PORT: String(PORT),
  IN_FORCE_LOG: log,
  IN_FORCE_RECORD: 'none',
  IN_FORCE_SNAPSHOTS: join(folder, 'snapshots'),
};
const server = spawn(process.execPath, ['apps/cli/dist/main.js', 'serve'], { env, stdio: ['ignore', 'ignore', 'inherit'] });

/** Asks, and returns the status, the bytes and the milliseconds; 0 where nobody answered. */
const ask = (path, { method = 'GET', headers, body, limit = 120_000 } = {}) =>
  new Promise((resolve) => {
    const began = performance.now();
    const done = (status, bytes) => resolve({ status, bytes, ms: performance.now() - began });
    const asking = http.request({ port: PORT, host: '127.0.0.1', path, method, headers, agent: false, timeout: limit }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk) => (bytes += chunk.length)).on('end', () => done(answer.statusCode, bytes));
      answer.on('error', () => done(0, bytes));
    });
    asking.on('timeout', () => asking.destroy(new Error('too late'))).on('error', () => done(0, 0));
    asking.end(body);
  });

/** Returns for how many milliseconds the event loop was busy at a stretch, at the most, since this was asked last; it looks each 10. */
async function longestTurn() {
  const told = await (await fetch(`http://127.0.0.1:${PORT}/metrics`)).text();
  return 1000 * Number(/^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(told)[1]);
}

const rss = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]) / 1024;
const ready = async () => (await ask('/health/ready')).status === 200;
while (!(await ready())) await pause(500);

const MEASURE = 'x-0-1';
const begun = rss();
const { controls } = JSON.parse(await (await fetch(`http://127.0.0.1:${PORT}/v1/controls?status=all&limit=1`)).text());
const measure = controls[0]?.id ?? MEASURE;
const event = JSON.parse(await (await fetch(`http://127.0.0.1:${PORT}/v1/events?limit=1`)).text()).events[0].id;
const draft = JSON.stringify({
  entries: [
    {
      id: 'a',
      'measure.revoked': { from: '2026-01-01' },
      measures: [measure],
      publishedOn: '2026-01-01',
      sources: [{ publisher: 'A', title: 'B', url: 'https://example.org/', published: '2026-01-01', reliability: 'official' }],
    },
  ],
});
const LONG = 'from=2020-01-01&to=2026-01-01';
const WEEKS = 'from=2022-11-15&to=2025-11-25&step=week';
const ROUTES = [
  ['controls', '/v1/controls?on=2025-11-20&status=all&limit=1000'],
  ['controls, a list of goods', '/v1/controls?on=2025-11-20&status=all&item=dual-use&region=DE&limit=1000'],
  ['controls, an old position', '/v1/controls?on=2025-11-20&status=all&recordedAt=150000&limit=1000'],
  ['controls, known on a day', '/v1/controls?on=2025-11-20&status=all&knownOn=2023-06-01&limit=1000'],
  ['controls, as a party reads them', '/v1/controls?on=2025-11-20&status=all&reading=US&limit=1000'],
  ['controls.csv', '/v1/controls.csv?on=2025-11-20&status=all&limit=1000'],
  ['one measure', `/v1/measures/${measure}?on=2025-11-20`],
  ['explain, with what would flip it', `/v1/explain/${measure}?on=2025-11-20&region=DE&expect=revoked`],
  ['controls/since', '/v1/controls/since?on=2025-11-20&status=all&recordedAt=100000'],
  ['diff', '/v1/diff?a.on=2022-01-01&b.on=2025-11-20&status=all&a.recordedAt=100000'],
  ['matrix, weeks of three years', `/v1/matrix?${WEEKS}&frames=true`],
  ['timeline', `/v1/timeline?region=DE&${LONG}&limit=1`],
  ['timeline, an old position', `/v1/timeline?region=DE&${LONG}&limit=1&recordedAt=150000`],
  ['upcoming', '/v1/upcoming?days=3660'],
  ['upcoming.ics', '/v1/upcoming.ics?days=3660'],
  ['search', '/v1/search?q=order'],
  ['search, an old position', '/v1/search?q=order&recordedAt=150000'],
  ['search, known on a day', '/v1/search?q=order&knownOn=2023-06-01'],
  ...['negotiations', 'arrangements', 'commitments', 'readings', 'licensing', 'facilitations'].map((name) => [
    name,
    `/v1/${name}?on=2025-11-20&limit=1000`,
  ]),
  ...['statements', 'errata', 'instruments', 'items'].map((name) => [name, `/v1/${name}?limit=1000`]),
  ...['measures', 'regions'].map((name) => [`list of ${name}`, `/v1/${name}?on=2025-11-20&limit=1000`]),
  ['measures, an old position', '/v1/measures?on=2025-11-20&limit=1000&recordedAt=150000'],
  ['changes', '/v1/changes?after=0&limit=1000'],
  ['changes.atom', '/v1/changes.atom'],
  ['feed.atom', '/v1/feed.atom'],
  ['events', '/v1/events?limit=1000'],
  ['one event', `/v1/events/${event}`],
  ['what-if', '/v1/what-if?on=2026-02-01', { method: 'POST', body: draft, headers: { 'content-type': 'application/json' } }],
  ['export/events.parquet', '/v1/export/events.parquet'],
  ['export/spans.ndjson', '/v1/export/spans.ndjson'],
  ['export/manifest.json', '/v1/export/manifest.json'],
  ['proof of an event', `/v1/proof/event/${event}`],
  ['openapi.json', '/openapi.json'],
  ['the page', '/?on=2025-11-20&region=DE'],
  ['the page of a timeline', `/timeline?region=DE&${LONG}`],
  ['sitemap.xml', '/sitemap.xml'],
].filter(([name]) => only === undefined || new RegExp(only).test(name));

console.log(
  `| question | status | bytes | answered after, ms | longest turn, ms | longest wait of others, ms | memory, MB |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |`,
);
for (const [name, path, options] of ROUTES) {
  let longest = 0;
  await longestTurn();
  let over = false;
  const others = (async () => {
    while (!over) {
      longest = Math.max(longest, (await ask('/health/live')).ms);
      await pause(5);
    }
  })();
  await pause(20);
  const { status, bytes, ms } = await ask(path, options);
  over = true;
  await others;
  const turn = await longestTurn();
  console.log(
    `| ${name} | ${status} | ${bytes} | ${Math.round(ms)} | ${Math.round(turn)} | ${Math.round(longest)} | ${Math.round(rss())} |`,
  );
}
// What was made for these questions is let go once nobody asked for it for a minute, and its memory given back when V8 collects.
for (let second = 0; second < 180; second++) {
  await ask('/metrics');
  await pause(1_000);
}
console.log(`\n${Math.round(begun)} MB before the first question, ${Math.round(rss())} MB three minutes after the last`);
server.kill();
rmSync(folder, { recursive: true });
