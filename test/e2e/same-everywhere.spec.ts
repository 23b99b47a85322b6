import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '@in-force/api';
import { Answers, loadFoundingRecord, RunningRecord } from '@in-force/engine';
import { copyLog, type EventLog, MemoryLog, openLog } from '@in-force/event-log';
import { COUNTRIES, ITEMS } from '@in-force/events';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { now } from '../kit/engine.js';
import { KurrentDouble } from '../kit/kurrent-double.js';
import { describeOnServer, KurrentNode, WHERE } from '../kit/kurrent-node.js';
import { randomFrom } from '../kit/world.js';

/** A service on a fresh log, which began with the founding record. */
interface Service {
  readonly app: NestFastifyApplication;
  readonly heads: readonly string[];
  close(): Promise<void>;
}

async function on(log: EventLog): Promise<Service> {
  const record = await RunningRecord.open(log, { now, snapshots: null, tell: () => undefined });
  const { engine, controls } = record;
  await loadFoundingRecord(engine);
  const app = await createApp(engine, new Answers(engine, controls), {
    now,
    token: null,
    patience: 1_000,
    heartbeat: 60_000,
    log: 'silent',
  });
  const heads = Array.from({ length: engine.position + 1 }, (_, size) => engine.tree.head(size));
  const close = async () => {
    await app.close();
    await record.close();
    await log.close();
  };
  return { app, heads, close };
}

/** Every kind of answer that can be cited, and many questions about controls. */
const ASKED = [
  '/v1/measures/cn-mofcom-2025-18?on=2025-11-20&region=FR',
  '/v1/instruments/cn-mofcom-2025-70?on=2025-11-20',
  '/v1/explain/cn-mofcom-2025-56?on=2026-11-20&region=KR&expect=suspended',
  '/v1/timeline?region=EU&from=2025-10-01&to=2025-12-01',
  '/v1/upcoming?on=2026-10-20&days=60',
  '/v1/diff?a.on=2025-11-05&a.knownOn=2025-11-05&b.on=2025-11-05&region=EU',
  '/v1/matrix?regions=EU,US&from=2025-01-01&to=2025-12-31',
  '/v1/negotiations?on=2025-11-20',
  '/v1/arrangements/us-cn-2025-10-30-busan?on=2025-11-20',
  '/v1/commitments?on=2026-11-20&status=all',
  '/v1/readings?on=2025-11-20&region=EU&contested=true',
  '/v1/licensing?on=2025-11-20',
  '/v1/facilitations?on=2025-12-20',
  '/v1/search?q=dyspros',
  ...manyAsked(40),
];

function manyAsked(count: number): string[] {
  const { pick, below, chance } = randomFrom(18);
  return Array.from({ length: count }, () => {
    const on = new Date(Date.UTC(2025, 0, 1) + below(690) * 86_400_000).toISOString().slice(0, 10);
    const item = chance(0.5) ? `&item=${pick(ITEMS).slug}` : '';
    const position = chance(0.3) ? `&recordedAt=${1 + below(346)}` : '';
    return `/v1/controls?on=${on}&region=${pick([...COUNTRIES])}${item}${position}`;
  });
}

/** All that a service gives of the founding record, as bytes. */
async function given({ app, heads }: Service) {
  const get = async (url: string) => {
    const { statusCode, body, rawPayload, headers } = await app.inject(url);
    return { url, statusCode, etag: headers.etag, body: url.endsWith('.parquet') ? rawPayload.toString('base64') : body };
  };
  const exports = await Promise.all(['ndjson', 'csv', 'parquet'].map((format) => get(`/v1/export/events.${format}`)));
  const answers = [];
  for (const url of ASKED) answers.push(await get(url));
  return { heads, exports, answers, checkpoint: await get('/v1/checkpoint') };
}

const folder = mkdtempSync(join(tmpdir(), 'in-force-same-'));
let memory: Service;
let asked: Awaited<ReturnType<typeof given>>;
beforeAll(async () => {
  memory = await on(new MemoryLog(now));
  asked = await given(memory);
  expect(asked.answers.map(({ statusCode }) => statusCode)).toEqual(ASKED.map(() => 200));
}, 60_000);
afterAll(async () => {
  await memory.close();
  rmSync(folder, { recursive: true });
});

/** Holds a service to what the one in memory gives: the same bytes, and each citation of it known as one's own. */
async function holdsTheSame(service: Service) {
  expect(await given(service)).toEqual(asked);
  for (const { url, body, etag } of asked.answers) {
    const { cite } = JSON.parse(body);
    const cited = await service.app.inject(cite);
    expect([url, cited.statusCode]).toEqual([url, 200]);
    const facts = new URL(cite, 'http://localhost').searchParams.get('facts');
    for (const [link, tag] of [
      [cite, `"${facts}"`],
      [url, etag],
    ] as const)
      expect([link, (await service.app.inject({ url: link, headers: { 'if-none-match': String(tag) } })).statusCode]).toEqual([link, 304]);
    if (!url.startsWith('/v1/controls?') && !url.startsWith('/v1/measures/')) continue;
    const since = await service.app.inject(cite.replace('?', '/since?'));
    expect([url, since.statusCode, since.json().citedOtherwise]).toEqual([url, 200, false]);
  }
}

describe('the founding record gives the same bytes, heads and citations', () => {
  it('on SQLite', async () => {
    const service = await on(await openLog(`sqlite:${join(folder, 'log.db')}`, { now }));
    await holdsTheSame(service);
    await service.close();
  }, 60_000);

  it('on a copy of it', async () => {
    const original = await openLog(`sqlite:${join(folder, 'log.db')}`, { now, readOnly: true });
    const copy = new MemoryLog(now);
    expect((await copyLog(original, copy)).head).toBe(memory.heads.at(-1));
    await original.close();
    const service = await on(copy);
    await holdsTheSame(service);
    await service.close();
  }, 60_000);

  it('on a double of KurrentDB', async () => {
    const double = await KurrentDouble.started();
    const service = await on(await openLog(`esdb://127.0.0.1:${double.port}?tls=false`, { now }));
    await holdsTheSame(service);
    await service.close();
    await double.stop();
  }, 60_000);
});

describeOnServer(`the founding record gives the same bytes, heads and citations on a real server ${WHERE}`, () => {
  it('as in memory', async () => {
    const node = await KurrentNode.started();
    const service = await on(await openLog(`${node.url}&streamPrefix=same${process.pid}_`, { now }));
    await holdsTheSame(service);
    await service.close();
    await node.stop();
  }, 120_000);
});
