import { type EventLog, openLog } from '@in-force/event-log';
import { KurrentDouble } from '../kit/kurrent-double.js';
import { MEASURE, NOW } from '../kit/record.js';
import { announcement, type Bench, bench, post, suspension } from './bench.js';

const patience = { call: 600, trying: 2_500, watch: 60, pause: 5, longest: 40 };
const TOKEN = 'a-secret-of-recorders';

describe('two replicas on one log', () => {
  let double: KurrentDouble;
  const logs: EventLog[] = [];
  const benches: Bench[] = [];
  const replica = async () => {
    const log = await openLog(double.url, { now: () => NOW, kurrent: { patience } });
    const one = await bench(TOKEN, log);
    logs.push(log);
    benches.push(one);
    return one;
  };
  const acted = (on: Bench, act: string, body: object) => post(on, `/v1/measures/${MEASURE}/${act}`, body);
  const asked = (on: Bench, position: string) =>
    on.app.inject({ url: '/v1/controls?on=2025-03-01&status=all', headers: { 'in-force-position': position } });

  beforeEach(async () => {
    double = await KurrentDouble.started();
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
});
