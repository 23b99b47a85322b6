import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { ControlsInForce } from '@in-force/answers';
import { createApp } from '@in-force/api';
import { Answers, Engine, loadFoundingRecord } from '@in-force/engine';
import { MemoryLog } from '@in-force/event-log';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { announcement, bench, post } from './bench.js';

/** What a client sees of an answer: over a socket, as what was kept is sent before the framework sees the request. */
const seen = async (app: NestFastifyApplication, path: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') => {
  if (!app.getHttpServer().listening) await app.listen(0, '127.0.0.1');
  const asking = request(`${await app.getUrl()}${path}`, { method, headers, agent: false }).end();
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  const bytes = Buffer.concat(await answer.toArray()).toString('base64');
  const { date: _, connection: __, 'x-request-id': ___, ...found } = answer.headers;
  return { statusCode: answer.statusCode, headers: found, bytes };
};

describe('an answer that was given before', () => {
  const URL = '/v1/controls?on=2025-02-15&region=FR';
  let api: Awaited<ReturnType<typeof bench>>;
  beforeAll(async () => {
    api = await bench();
    await post(api, '/v1/measures/cn-x-2025-1/announcement', announcement);
  });
  afterAll(() => api.close());

  it.each([
    ['as it is', {}],
    ['compressed', { 'accept-encoding': 'gzip' }],
    ['compressed otherwise', { 'accept-encoding': 'br, gzip' }],
  ])('is the same to the byte and the header, %s', async (_, headers) => {
    const first = await seen(api.app, URL, headers);
    expect(first.statusCode).toBe(200);
    expect(first.headers['content-encoding']).toBe((headers as Record<string, string>)['accept-encoding']?.split(',')[0]);
    expect(await seen(api.app, URL, headers)).toEqual(first);
    const head = await seen(api.app, URL, headers, 'HEAD');
    expect(head).toEqual({ ...first, bytes: '' });
  });

  it('is not sent to who has it', async () => {
    const { headers } = await seen(api.app, URL);
    const { etag, vary, 'cache-control': caching, 'in-force-position': position } = headers;
    const cors = { 'access-control-allow-origin': '*', 'access-control-expose-headers': headers['access-control-expose-headers'] };
    expect(await seen(api.app, URL, { 'if-none-match': etag as string })).toEqual({
      statusCode: 304,
      headers: { etag, vary, 'cache-control': caching, 'in-force-position': position, ...cors },
      bytes: '',
    });
    expect(await seen(api.app, URL, { 'if-none-match': '"another"' })).toMatchObject({ statusCode: 200 });
  });

  it('gives way to a new one once the record moved on, unless it was of a position', async () => {
    const [before, pinned] = [await seen(api.app, URL), await seen(api.app, `${URL}&recordedAt=1`)];
    await post(api, '/v1/measures/cn-x-2025-2/announcement', announcement);
    const after = await seen(api.app, URL);
    expect(after.headers['in-force-position']).not.toBe(before.headers['in-force-position']);
    expect(after.bytes).not.toBe(before.bytes);
    expect(await seen(api.app, `${URL}&recordedAt=1`)).toEqual(pinned);
  });

  it('does not hide that something cannot be had', async () => {
    await seen(api.app, URL);
    expect(await seen(api.app, URL, { 'in-force-position': '99' })).toMatchObject({ statusCode: 503 });
  });
});

describe('a plain question, which the framework does not see', () => {
  let api: Awaited<ReturnType<typeof bench>>;
  beforeAll(async () => {
    api = await bench();
    for (const n of [1, 2, 3]) await post(api, `/v1/measures/cn-x-2025-${n}/announcement`, announcement);
    await seen(api.app, '/v1/controls?on=2025-02-15'); // from now on it is known which log it is
  });
  afterAll(() => api.close());

  it.each([
    'on=2025-02-15&region=FR&item=Dy',
    'region=DE',
    'on=2025-02-15&region=CN',
    'on=2025-02-15&region=FR&limit=1',
    'on=2025-02-15&region=FR&limit=1&after=cn-x-2025-1',
    'on=2025-02-15&region=EU&recordedAt=1',
    'on=2025-02-15&region=EU&recordedAt=0',
    'on=2025-02-15&knownOn=2025-01-15&recordedAt=2026-11-23T12:00:00Z',
    'on=2025-02-15&item=hs:8112',
    'on=2025-02-15&status=all&issuer=CN,US&kind=tariff&reading=US',
  ])('has the answer and the headers that the framework gives: %s', async (query) => {
    const plain = await seen(api.app, `/v1/controls?${query}`);
    expect(plain.statusCode).toBe(200);
    expect(plain).toEqual(await seen(api.app, `/v1/controls?${query}`, { accept: 'application/json' }));
    const { cite } = JSON.parse(Buffer.from(plain.bytes, 'base64').toString());
    expect(await seen(api.app, cite)).toMatchObject({
      statusCode: 200,
      headers: { 'cache-control': 'public, max-age=31536000, immutable' },
    });
  });

  it.each([
    ['on=2025-02-30', 400],
    ['on=2025-02-15&on=2025-02-16', 400],
    ['on=2025-02-15&region=Atlantis', 400],
    ['on=2025-02-15&colour=red', 400],
    ['on=2025-02-15&item=9Z999', 400],
    ['on=2025-02-15&recordedAt=99', 503],
    [`on=2025-02-15&recordedAt=1&log=${'f'.repeat(64)}`, 404],
  ])('is refused as the framework does: %s', async (query, statusCode) => {
    const plain = await seen(api.app, `/v1/controls?${query}`);
    expect(plain).toMatchObject({ statusCode, headers: { 'content-type': 'application/problem+json; charset=utf-8' } });
  });
});

it('gives way to a new one once the day is over', async () => {
  let now = '2026-11-26T00:00:00.000Z';
  const log = new MemoryLog(() => '2026-10-20T00:00:00.000Z');
  const controls = new ControlsInForce();
  const engine = await Engine.open(log, [controls], { now: () => now });
  await loadFoundingRecord(engine);
  now = '2026-11-10T23:59:59.000Z';
  const app = await createApp(engine, new Answers(engine, controls), { now: () => now, token: null, patience: 20, heartbeat: 60_000 });
  const status = async () => JSON.parse((await app.inject('/v1/measures/cn-mofcom-2025-56?region=KR')).payload);
  expect(await status()).toMatchObject({ status: 'suspended', asked: { on: '2026-11-10' } });
  now = '2026-11-11T00:00:01.000Z';
  expect(await status()).toMatchObject({ status: 'unconfirmed', asked: { on: '2026-11-11' } });
  await app.close();
  await engine.close();
});
