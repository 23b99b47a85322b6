import { ControlsInForce } from '@in-force/answers';
import { type ApiOptions, createApp } from '@in-force/api';
import { Answers, Engine } from '@in-force/engine';
import { type EventLog, MemoryLog } from '@in-force/event-log';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { NOW, SOURCE } from '../kit/record.js';

const TOKEN = 'a-secret-of-recorders';
const now = () => NOW;

/** An API on a log in memory, as it is served. */
export interface Bench {
  readonly app: NestFastifyApplication;
  readonly engine: Engine;
  close(): Promise<void>;
}

export async function bench(
  token: string | null = TOKEN,
  log: EventLog = new MemoryLog(now),
  heartbeat = 60_000,
  more: Partial<ApiOptions> = {},
): Promise<Bench> {
  const controls = new ControlsInForce();
  const engine = await Engine.open(log, [controls], { now });
  const answers = new Answers(engine, controls, more.url ?? '');
  const app = await createApp(engine, answers, { now, token, patience: 20, heartbeat, ...more });
  const close = async () => {
    await app.close();
    await engine.close();
  };
  return { app, engine, close };
}

const act = { publishedOn: '2025-01-01', sources: [SOURCE] };
export const announcement = {
  ...act,
  title: 'A tariff',
  kind: 'tariff',
  issuer: 'CN',
  scope: { regions: ['world'], items: 'all' },
  firstDay: '2025-01-01',
};
export const suspension = { ...act, publishedOn: '2025-02-01', from: '2025-02-01', through: '2025-03-31' };

/** Posts an act as a recorder does. */
export const post = ({ app }: Bench, path: string, payload: unknown, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: path, payload: payload as object, headers: { authorization: `Bearer ${TOKEN}`, ...headers } });
