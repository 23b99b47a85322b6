// How fast can acts be recorded over HTTP, each durable before it is answered: our SQLite log, and the same route on a log in PostgreSQL.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { postgres } from './peers.mjs';
import { median, number } from './report.mjs';
import { started, TOKEN } from './serve.mjs';

const announcement = JSON.stringify({
  publishedOn: '2025-01-01',
  sources: [{ publisher: 'Gazette', title: 'Notice', url: 'https://example.org/notice', published: '2025-01-01', reliability: 'official' }],
  title: 'A tariff',
  kind: 'tariff',
  issuer: 'CN',
  scope: { regions: ['world'], items: 'all' },
  firstDay: '2025-01-01',
});

/** Announces measures, no two alike. @returns how many a second. */
async function announcing({ url }, writers, seconds, name) {
  let next = 0;
  const found = await autocannon({
    url,
    connections: writers,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
        body: announcement,
        setupRequest: (request) => ({ ...request, path: `/v1/measures/cn-${name}-${next++}/announcement` }),
      },
    ],
  });
  if (found.errors > 0 || found.non2xx > 0) throw new Error(`${found.errors} errors, ${found.non2xx} refusals`);
  return found.requests.total / found.duration;
}

export async function appending({ writers, seconds, rounds }) {
  const peer = postgres('log');
  if (peer === null) return { figures: {}, text: 'No PostgreSQL was found: nothing was measured beside it.' };
  const folder = mkdtempSync(join(tmpdir(), 'in-force-append-'));
  const opened = [{ close: async () => rmSync(folder, { recursive: true, force: true }) }, peer];
  try {
    const url = await peer.opened();
    const ours = await started('recorder', { log: `sqlite:${join(folder, 'log.db')}` });
    opened.push(ours);
    const theirs = await started('recorder', { log: url });
    opened.push(theirs);
    const times = [];
    for (let round = 0; round <= rounds; round++)
      times.push({
        ours: await announcing(ours, writers, seconds, `ours-${round}`),
        theirs: await announcing(theirs, writers, seconds, `theirs-${round}`),
      });
    times.shift(); // the first warmed up
    const of = (who) => number(median(times.map((round) => round[who])));
    const appended = median(times.map((round) => round.ours / round.theirs));
    return {
      figures: { appended },
      text: `${writers} writers, each act synced to the disk and in the answers before it is answered. In Force on SQLite: ${of('ours')} acts/s; on PostgreSQL, an insert a commit: ${of('theirs')}. Ratio ${number(appended)}.`,
    };
  } finally {
    for (const one of opened.reverse()) await one.close();
  }
}
