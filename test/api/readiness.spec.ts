import { ControlsInForce } from '@in-force/answers';
import { createApp } from '@in-force/api';
import { Answers, Engine } from '@in-force/engine';
import { ClockAhead, LogUnusable, LogUnwritable, MemoryLog } from '@in-force/event-log';
import { type Recorded, UnreadableEvent } from '@in-force/events';
import { said, stream } from '../kit/drafts.js';
import { NOW } from '../kit/record.js';

const now = () => NOW;

const CHECKED = `sources:
  page: { publisher: A publisher, title: A page, url: https://example.org/a, published: 2026-01-10, reliability: official }
entries:
  - id: a-check
    record.checked: { issuer: CN, through: 2026-01-10, found: nothing new. }
    publishedOn: 2026-01-10
    sources: [{ key: page }]
`;

/** A log in which a newer program wrote an event that this one does not know, at this position. */
class Newer extends MemoryLog {
  constructor(private readonly at: number) {
    super(now);
  }
  override async *tail(after: number, signal: AbortSignal): AsyncGenerator<Recorded> {
    for await (const event of super.tail(after, signal)) {
      if (event.position === this.at)
        throw new UnreadableEvent(`Unknown event type "measure.paused" in event ${this.at}. Is this log newer than this program?`);
      yield event;
    }
  }
}

it('ends at the start when the log holds an event it cannot read, and names it', async () => {
  const log = new Newer(1);
  await log.append(stream, [said('a')], 0);
  await expect(Engine.open(log, [new ControlsInForce()], { now })).rejects.toThrow('measure.paused');
});

it('answers 503 and names it when such an event comes later', async () => {
  const log = new Newer(2);
  const controls = new ControlsInForce();
  const engine = await Engine.open(log, [controls], { now });
  const app = await createApp(engine, new Answers(engine, controls), { now, token: null, patience: 20, heartbeat: 60_000 });
  await log.append(stream, [said('a')], 0);
  await engine.follower.reached(1);
  expect((await app.inject('/health/ready')).statusCode).toBe(200);
  await log.append(stream, [said('b')], 1);
  await expect(engine.follower.reached(2)).rejects.toThrow('measure.paused');
  for (const path of ['/health/ready', '/v1/controls', '/v1/events']) {
    const answer = await app.inject(path);
    expect([path, answer.statusCode, answer.headers['retry-after']]).toEqual([path, 503, '1']);
    expect(answer.json().detail).toContain('measure.paused');
  }
  expect((await app.inject('/health/live')).statusCode).toBe(200);
  await app.close();
  await engine.close();
});

it('answers 503 until it has read the record, and says how far it is', async () => {
  const controls = new ControlsInForce();
  const engine = await Engine.open(new MemoryLog(now), [controls], { now });
  let starting: string | null = 'Reading the record: at position 12.';
  const options = { now, token: null, patience: 20, heartbeat: 60_000, starting: () => starting, memory: () => ({ events: 1, index: 2 }) };
  const app = await createApp(engine, new Answers(engine, controls), options);
  for (const path of ['/health/ready', '/v1/controls', '/v1/events']) {
    const answer = await app.inject(path);
    expect([path, answer.statusCode, answer.headers['retry-after'], answer.json().detail]).toEqual([path, 503, '1', starting]);
  }
  expect((await app.inject('/health/live')).statusCode).toBe(200);
  starting = null;
  expect((await app.inject('/v1/controls')).statusCode).toBe(200);
  const { memory } = (await app.inject('/health/ready')).json();
  expect(memory).toEqual({ process: expect.any(Number), answers: expect.any(Number), events: 1, index: 2 });
  await app.close();
  await engine.close();
});

describe('a log that somebody has to mend', () => {
  class Stuck extends MemoryLog {
    stuck: Error | null = null;
    override append(...args: Parameters<MemoryLog['append']>) {
      return this.stuck ? Promise.reject(this.stuck) : super.append(...args);
    }
    override health() {
      return { behindSince: null, problem: this.stuck?.message ?? null, stuck: this.stuck !== null };
    }
  }

  it.each([
    ['a full disk', new LogUnwritable('log.db cannot be written: the disk is full.', true), 507],
    ['a read-only folder', new LogUnwritable('log.db cannot be written: it is read-only.', false), 503],
    ['a file that is gone', new LogUnusable('log.db is gone.'), 503],
    ['a clock that jumped', new ClockAhead('The clock says 2037.'), 503],
  ])('is not ready, records nothing and goes on answering: %s', async (_, stuck, status) => {
    const log = new Stuck(now);
    const controls = new ControlsInForce();
    const engine = await Engine.open(log, [controls], { now });
    const token = 'a-token-of-sixteen';
    const app = await createApp(engine, new Answers(engine, controls), { now, token, patience: 20, heartbeat: 60_000, log: 'silent' });
    log.stuck = stuck;
    const refused = await app.inject({
      method: 'POST',
      url: '/v1/import',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/yaml' },
      payload: CHECKED,
    });
    expect([refused.statusCode, refused.headers['content-type']]).toEqual([status, 'application/problem+json; charset=utf-8']);
    expect(refused.json().detail).toBe(stuck.message);
    const ready = await app.inject('/health/ready');
    expect([ready.statusCode, ready.json().detail]).toEqual([503, stuck.message]);
    expect((await app.inject('/v1/controls')).statusCode).toBe(200);
    log.stuck = null;
    expect((await app.inject('/health/ready')).statusCode).toBe(200);
    await app.close();
    await engine.close();
  });
});
