import { type EventLog, openLog } from '@in-force/event-log';
import { KurrentDouble } from '../kit/kurrent-double.js';
import { MEASURE, NOW } from '../kit/record.js';
import { announcement, type Bench, bench, post, suspension } from './bench.js';

const patience = { call: 600, trying: 2_500, watch: 60, pause: 5, longest: 40 };
const TOKEN = 'a-secret-of-recorders';
const ENTRIES = `instrument: { id: ${MEASURE}, issuer: CN, body: B, number: null, day: 2025-01-01, title: T }
sources:
  page: { publisher: A, title: T, url: https://example.org/a, published: 2025-01-01, reliability: official }
entries:
  - { id: end, measure.revoked: { from: 2025-06-01 }, publishedOn: 2025-05-01, sources: [{ key: page }] }
`;

describe('two replicas on one log', () => {
  let double: KurrentDouble;
  const logs: EventLog[] = [];
  const benches: Bench[] = [];
  const replica = async (ring?: number) => {
    const log = await openLog(double.url, { now: () => NOW, kurrent: { patience, ring } });
    const one = await bench(TOKEN, log);
    logs.push(log);
    benches.push(one);
    return one;
  };
  const acted = (on: Bench, act: string, body: object) => post(on, `/v1/measures/${MEASURE}/${act}`, body);
  const asked = (on: Bench, position: string) =>
    on.app.inject({ url: '/v1/controls?on=2025-03-01&status=all', headers: { 'in-force-position': position } });

  beforeEach(async () => {
    double = await KurrentDouble.started(() => Date.parse(NOW));
  });
  afterEach(async () => {
    await Promise.all(benches.splice(0).map((one) => one.close()));
    await Promise.all(logs.splice(0).map((log) => log.close()));
    await double.stop();
  });

  it('take acts alike, and answer the same at the same position, to the byte and the tag', async () => {
    const [a, b] = [await replica(), await replica()];
    const first = await acted(a, 'announcement', announcement);
    expect(first.statusCode).toBe(201);
    const second = await acted(b, 'suspension', suspension);
    expect(second.json()).toMatchObject({ position: '2', recorded: true });
    const [here, there] = [await asked(a, '2'), await asked(b, '2')];
    expect(here.json().controls).toMatchObject([{ id: MEASURE, status: 'suspended' }]);
    expect(there.payload).toBe(here.payload);
    expect(there.headers.etag).toBe(here.headers.etag);
    expect((await b.app.inject({ url: here.json().cite })).json().controls).toEqual(here.json().controls);
  });

  it('record an act once that was sent to both', async () => {
    const [a, b] = [await replica(), await replica()];
    const sent = await Promise.all([acted(a, 'announcement', announcement), acted(b, 'announcement', announcement)]);
    expect(sent.map(({ statusCode }) => statusCode)).toEqual([201, 201]);
    expect(sent.map((answer) => answer.json().position)).toEqual(['1', '1']);
    expect(double.streams.filter((name) => name.startsWith('measure-'))).toHaveLength(1);
  });

  it('never give an old answer to who demands a newer position, but 503, and the answer once they know it', async () => {
    const a = await replica();
    double.subscriptions.push({ after: 0, with: 'silence' });
    const b = await replica();
    const { position } = (await acted(a, 'announcement', announcement)).json();
    const early = await asked(b, position);
    expect([early.statusCode, early.headers['retry-after'], early.json().type]).toEqual([503, '1', '/problems/not-ready']);
    await logs[1]?.tail(0, new AbortController().signal)[Symbol.asyncIterator]().next();
    expect((await asked(b, position)).json().controls).toMatchObject([{ id: MEASURE, status: 'in-force' }]);
  });

  it('answer while the server is away, say so, and refuse acts for the time', async () => {
    const a = await replica();
    await acted(a, 'announcement', announcement);
    await double.stop();
    const ready = async () => (await a.app.inject('/health/ready')).json();
    while ((await ready()).problem === null) await new Promise(setImmediate);
    expect(await ready()).toMatchObject({
      status: 'degraded',
      position: '1',
      behindSince: NOW,
      problem: expect.stringContaining('is lost'),
    });
    expect((await asked(a, '1')).statusCode).toBe(200);
    const refused = await acted(a, 'suspension', suspension);
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '1']);
    await double.start();
    while ((await ready()).problem !== null) await new Promise(setImmediate);
    expect((await acted(a, 'suspension', suspension)).json()).toMatchObject({ position: '2', recorded: true });
  });

  describe('while the log is away, and holds what is asked', () => {
    const silent = { after: 10, with: 'silence' } as const;
    const checks = Array.from({ length: 30 }, (_, n) => ({
      ...suspension,
      from: `2025-02-01`,
      through: `2025-${n < 15 ? '04' : '05'}-${String(1 + (n % 15)).padStart(2, '0')}`,
    }));
    /** A replica that keeps few events at hand. */
    const forgetful = async () => {
      const one = await replica(8);
      await acted(one, 'announcement', announcement);
      for (const body of checks) expect((await acted(one, 'suspension', body)).statusCode).toBe(201);
      return one;
    };

    it('answer 503, soon, for exports and suppositions, and the answer once it is back', async () => {
      const { app } = await forgetful();
      await double.stop();
      const asked = ['events.ndjson', 'events.csv', 'events.parquet', 'manifest.json'].map((file) => app.inject(`/v1/export/${file}`));
      const supposed = app.inject({
        method: 'POST',
        url: '/v1/what-if',
        headers: { 'content-type': 'application/yaml' },
        payload: ENTRIES,
      });
      for (const answer of await Promise.all([...asked, supposed]))
        expect([answer.statusCode, answer.headers['retry-after'], answer.json().type]).toEqual([503, '1', '/problems/not-ready']);
      expect((await app.inject('/v1/controls')).statusCode).toBe(200);
      await double.start();
      expect((await app.inject('/v1/export/events.ndjson')).payload.split('\n')).toHaveLength(checks.length + 2);
    });

    it.each(['identity', 'gzip'])('break off an export that is on its way (%s)', async (encoding) => {
      const { app } = await forgetful();
      await app.listen(0, '127.0.0.1');
      double.subscriptions.push(...Array.from({ length: 50 }, () => silent));
      double.subscriptions.fill({ after: 0, with: 'silence' }, 1);
      const answer = await fetch(`${await app.getUrl()}/v1/export/events.ndjson`, { headers: { 'accept-encoding': encoding } });
      expect(answer.status).toBe(200);
      await expect(answer.text()).rejects.toThrow('terminated');
    });
  });
});
