import { ControlsInForce } from '@in-force/answers';
import { createApp } from '@in-force/api';
import { Answers, Engine, loadFoundingRecord } from '@in-force/engine';
import { MemoryLog } from '@in-force/event-log';
import type { Instant } from '@in-force/events';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { NOW } from '../kit/record.js';

/** The page on the founding record, as it is served. */
export interface Site {
  readonly app: NestFastifyApplication;
  close(): Promise<void>;
}

const TOKEN = 'a-secret-of-recorders';

interface SiteSettings {
  /** The public address. */
  readonly url?: string;
  readonly now?: () => Instant;
}

/** Opens the page on the founding record. */
export async function openSite({ url, now = () => NOW }: SiteSettings = {}): Promise<Site> {
  const controls = new ControlsInForce();
  const engine = await Engine.open(new MemoryLog(now), [controls], { now });
  await loadFoundingRecord(engine);
  const app = await createApp(engine, new Answers(engine, controls, url ?? ''), {
    now,
    url,
    token: TOKEN,
    secret: 'what the secrets of webhooks are derived from',
    webhooks: 'local',
    patience: 50,
    heartbeat: 60_000,
  });
  const close = async () => {
    await app.close();
    await engine.close();
  };
  return { app, close };
}

/** What a measure is on which a correction can be tried: its suspension, as the founding record has it, ends a day earlier. */
export const MENDED = 'cn-mofcom-order-2025-6';

/** Records that a suspension lasted a day longer than was recorded. */
export async function mend({ app }: Site): Promise<void> {
  const { history } = (await app.inject(`/v1/measures/${MENDED}?on=2026-11-20`)).json();
  const { event, data, sources } = history.find(({ type }: { type: string }) => type === 'measure.suspended');
  const replacement = { type: 'measure.suspended', version: 1, data: { ...data, through: '2026-11-10' } };
  const entry = {
    id: 'mended-suspension',
    'record.corrected': { event, replacement, reason: 'The order itself names 10 November 2026.' },
    publishedOn: '2026-11-23',
    sources: sources.slice(0, 1),
  };
  const { statusCode, payload } = await app.inject({
    method: 'POST',
    url: '/v1/import',
    headers: { authorization: `Bearer ${TOKEN}` },
    payload: { entries: [entry] },
  });
  if (statusCode !== 200) throw new Error(payload);
}

/** Every view, with an address that shows something. */
export const VIEWS = [
  '/',
  '/?on=2025-11-20&region=EU&item=Dy',
  '/?on=2025-11-05&region=EU&item=rare-earths&knownOn=2025-11-05&reading=US',
  '/timeline?region=EU&item=rare-earths',
  '/measures/cn-mofcom-2025-57?on=2026-11-20&region=DE',
  '/measures/cn-mofcom-2025-18?on=2025-11-20&region=FR',
  '/acts?from=2025-10-01&to=2025-12-01',
  '/acts/cn-mofcom-2025-70?on=2025-11-20',
  '/acts/us-eo-14257?on=2025-06-01&region=CN',
  '/talks',
  '/talks/us-cn-trade',
  '/arrangements/us-cn-2025-10-30-busan',
  '/promises',
  '/said?party=US',
  '/upcoming?on=2026-10-20',
  '/compare?a.on=2025-11-05&a.knownOn=2025-11-05&b.on=2025-11-20&region=EU&item=Dy',
  '/search?q=dysprosium%20licence',
  '/record',
  '/errata',
  '/items?item=rare-earth-magnets',
  '/regions',
  '/record?stream=measure-cn-mofcom-2025-57',
  '/watches',
  '/about',
];
