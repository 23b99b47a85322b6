import { type AddressInfo } from 'node:net';
import { settingsFrom } from '@in-force/api';
import { type Bench, bench } from './bench.js';

/** Asks over a socket from this machine, as a proxy does for others. */
const asking =
  (api: Bench) =>
  async (forwarded?: string, path = '/v1/regions?limit=1', headers: Record<string, string> = {}) => {
    const { port } = api.app.getHttpServer().address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      headers: { ...headers, ...(forwarded !== undefined && { 'x-forwarded-for': forwarded }) },
    });
    return { status: answer.status, headers: answer.headers, body: await answer.text() };
  };

describe('how often an address may ask', () => {
  let api: Bench;
  let ask: ReturnType<typeof asking>;
  beforeEach(async () => {
    api = await bench(undefined, undefined, undefined, { rate: 3, proxies: ['127.0.0.1'] });
    await api.app.listen(0, '127.0.0.1');
    ask = asking(api);
  });
  afterEach(() => api.close());

  it('is told with every answer, and then refused with when to come again', async () => {
    for (const left of [2, 1, 0]) {
      const { status, headers } = await ask('192.0.2.1');
      expect([status, headers.get('ratelimit-policy')]).toEqual([200, '"address";q=3;w=60']);
      expect(headers.get('ratelimit')).toMatch(new RegExp(`^"address";r=${left};t=(60|59)$`));
    }
    const { status, headers, body } = await ask('192.0.2.1');
    expect([status, headers.get('content-type')]).toEqual([429, 'application/problem+json; charset=utf-8']);
    expect(JSON.parse(body)).toMatchObject({ type: '/problems/too-many-requests', status: 429 });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(50);
    expect(headers.get('access-control-allow-origin')).toBe('*');
  });

  it('counts each address by itself, networks of IPv6 whole, and only the last address that no proxy has', async () => {
    const statuses = async (...from: string[]) => Promise.all(from.map(async (one) => (await ask(one)).status));
    expect((await statuses(...Array(4).fill('192.0.2.1'))).sort()).toEqual([200, 200, 200, 429]);
    expect(await statuses('192.0.2.2')).toEqual([200]);
    const network = ['2001:db8:1:2::1', '2001:db8:1:2::2', '2001:db8:1:2:3::', '2001:db8:1:2:ffff::9'];
    expect((await statuses(...network)).sort()).toEqual([200, 200, 200, 429]);
    expect(await statuses('2001:db8:1:3::1')).toEqual([200]);
    expect((await statuses('1.1.1.1, 192.0.2.9', '1.1.1.2, 192.0.2.9', '1.1.1.3, 192.0.2.9', '1.1.1.4, 192.0.2.9')).sort()).toEqual([
      200, 200, 200, 429,
    ]);
  });

  it('does not count this machine, probes and recorders', async () => {
    for (let n = 0; n < 5; n++) {
      expect((await ask()).status).toBe(200);
      expect((await ask('192.0.2.3', '/health/live')).status).toBe(200);
      expect((await ask('192.0.2.3', undefined, { authorization: 'Bearer a-secret-of-recorders' })).status).toBe(200);
    }
  });
});

it('counts who bears a key by the key, with a bound of its own, wherever it is sent from', async () => {
  const api = await bench(undefined, undefined, undefined, { rate: 2, keyRate: 4, proxies: ['127.0.0.1'] });
  await api.app.listen(0, '127.0.0.1');
  const ask = asking(api);
  const issued = await api.app.inject({
    method: 'POST',
    url: '/v1/keys',
    payload: { name: 'a recorder', may: ['publish'] },
    headers: { authorization: 'Bearer a-secret-of-recorders' },
  });
  const headers = { authorization: `Bearer ${issued.json().key}` };
  for (const left of [3, 2, 1, 0]) {
    const { status, headers: told } = await ask(`192.0.2.${left}`, undefined, headers);
    expect([status, told.get('ratelimit-policy')]).toEqual([200, '"key";q=4;w=60']);
    expect(told.get('ratelimit')).toMatch(new RegExp(`^"key";r=${left};t=(60|59)$`));
  }
  const { status, body } = await ask('192.0.2.9', undefined, headers);
  expect([status, JSON.parse(body).detail]).toEqual([429, expect.stringMatching(/^This key may ask 4 times a minute/)]);
  const without = async (given: Record<string, string>) => (await ask('192.0.2.9', undefined, given)).status;
  expect([await without({}), await without({ authorization: 'Bearer none-of-ours' }), await without({})]).toEqual([200, 200, 429]);
  await api.close();
});

it('believes nobody who is no proxy', async () => {
  const api = await bench(undefined, undefined, undefined, { rate: 2 });
  await api.app.listen(0, '127.0.0.1');
  const ask = asking(api);
  const statuses = [await ask('192.0.2.1'), await ask('192.0.2.2'), await ask('192.0.2.3')].map(({ status }) => status);
  expect(statuses).toEqual([200, 200, 429]);
  await api.close();
});

it('reads who is a proxy, and refuses what is no address', () => {
  expect(settingsFrom({}).proxies).toEqual([]);
  expect(settingsFrom({ IN_FORCE_PROXIES: '10.0.0.1, fd00::/8' }).proxies).toEqual(['10.0.0.1', 'fd00::/8']);
  for (const odd of ['proxy', '10.0.0.1/33', '10.0.0.1/8/8', '300.1.1.1'])
    expect(() => settingsFrom({ IN_FORCE_PROXIES: odd })).toThrow(/IN_FORCE_PROXIES: .*is no address/);
  expect(() => settingsFrom({ IN_FORCE_RATE: 'many' })).toThrow(/IN_FORCE_RATE: .*is no number/);
});
