import { setImmediate } from 'node:timers/promises';
import { ControlsInForce, PARAMETERS, parseQuestion } from '@in-force/answers';
import { createApp } from '@in-force/api';
import { openapi } from '@in-force/api/openapi';
import { Answers, Engine, Turns, WORK } from '@in-force/engine';
import { MemoryLog } from '@in-force/event-log';
import { EventIndex } from '@in-force/index';
import { RecordView } from '@in-force/rules';
import { PAGES } from '@in-force/web/server';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { NOW, SOURCE, storedOf } from '../kit/record.js';
import { worldOf } from '../kit/world.js';

/** How often the record may be read between two turns: a few times for each of the steps of a turn. What asks of all reads it more often. */
const MOST = 700;
const [MEASURES, EVENTS] = [400, 2_500];

/** Counts how often streams, events and lives are read, and the most of it between two turns of everybody else. */
const counts = { now: 0, most: 0 };
const counted = (one: object, names: readonly string[]) => {
  for (const name of names) {
    const read = Reflect.get(one, name) as (...given: unknown[]) => unknown;
    Reflect.set(one, name, function (this: unknown, ...given: unknown[]) {
      counts.now += 1;
      counts.most = Math.max(counts.most, counts.now);
      return read.apply(this, given);
    });
  }
};

/** A clock that moves by a millisecond whenever it is looked at: a turn is then so many steps, on however fast a machine. */
let ticks = 0;
const ticking = () => ticks++;

const now = () => NOW;
let app: NestFastifyApplication;
let engine: Engine;
let controls: ControlsInForce;
let over = false;
beforeAll(async () => {
  const log = new MemoryLog(now);
  const events = worldOf(1, MEASURES, EVENTS).map(storedOf);
  for (let at = 0; at < events.length; at += 500) await log.restore(events.slice(at, at + 500));
  controls = new ControlsInForce();
  engine = await Engine.open(log, [controls], { now });
  while (controls.indexPending());
  const answers = new Answers(engine, controls, '', [], new Turns(WORK, ticking));
  app = await createApp(engine, answers, { now, token: null, patience: 20, heartbeat: 60_000, log: 'silent' });
  counted(EventIndex.prototype, ['stream', 'streamOnce', 'at']);
  counted(RecordView.prototype, ['seen', 'life']);
  void (async () => {
    for (; !over; await setImmediate()) counts.now = 0;
  })();
}, 120_000);
afterAll(async () => {
  over = true;
  await app.close();
  await engine.close();
});

const LONG = 'from=2019-01-01&to=2026-12-31';
/** What is asked of an address that makes the most work; of others nothing in particular. */
const ASKED: readonly (readonly [RegExp, string])[] = [
  [/\/since$/, 'on=2025-11-20&status=all&recordedAt=1200'],
  [/^\/v1\/diff/, 'a.on=2022-01-01&b.on=2025-11-20&status=all&a.recordedAt=1200'],
  [/^\/v1\/controls/, 'on=2025-11-20&status=all&limit=1000&knownOn=2024-02-03'],
  [/^\/v1\/matrix/, 'from=2024-01-01&to=2025-11-25&step=month&frames=true'],
  [/^\/v1\/changes/, 'after=0&limit=1000'],
  [/timeline/, LONG],
  [/upcoming/, 'days=3660'],
  [/search/, 'q=order'],
  [/^\/v1\/explain/, 'on=2025-11-20&region=DE&expect=revoked'],
];
/** Streams, which end when their client does; other forms of the same files; and what is not asked of the record. */
const UNASKED = /stream$|\.(?:csv|parquet|ris|txt|csl\.json)$|^\/v1\/(?:keys|watches)|^\/(?:openapi|asyncapi|health|metrics)/;
const asks = (path: string): string => {
  const [, query = ''] = ASKED.find(([pattern]) => pattern.test(path)) ?? [];
  const measure = controls.events.measures().find((id) => (controls.events.length(`measure-${id}`) ?? 0) > 3) as string;
  const named = path.replace(/\{id\}|:id/, path.includes('/event') ? controls.eventAt(7).id : measure);
  return `${named}${query && `?${query}`}`;
};
const ROUTES = [...Object.keys(openapi.paths).filter((path) => openapi.paths[path]?.get !== undefined), ...PAGES].filter(
  (path) => !UNASKED.test(path),
);

it.each(ROUTES)(
  'lets others have their turn, after so many steps, while it answers %s',
  async (path) => {
    await setImmediate();
    counts.most = 0;
    const { statusCode } = await app.inject(asks(path));
    expect([path, statusCode < 500, counts.most <= MOST ? 'few' : counts.most]).toEqual([path, true, 'few']);
  },
  60_000,
);

it('lets others have their turn while it supposes', async () => {
  await setImmediate();
  counts.most = 0;
  const [measure] = controls.list(parseQuestion({ on: '2025-11-20' }, NOW, PARAMETERS.controls)).controls.map(({ id }) => id);
  const entry = {
    id: 'supposed',
    'measure.revoked': { from: '2026-01-01' },
    measures: [measure],
    publishedOn: '2026-01-01',
    sources: [SOURCE],
  };
  const payload = JSON.stringify({ entries: [entry] });
  const headers = { 'content-type': 'application/json' };
  const answer = await app.inject({ method: 'POST', url: '/v1/what-if?on=2026-02-01&status=all', payload, headers });
  expect([answer.statusCode, counts.most <= MOST ? 'few' : counts.most]).toEqual([200, 'few']);
});

it('would notice what is done at once', async () => {
  await setImmediate();
  counts.most = 0;
  controls.answer('timeline', { knownOn: '2024-05-06', recordedAt: null, measure: null, item: null } as never, (view) => ({
    lives: view.record.measures().map((id) => [view.life(id), view.about(id, 'reading'), view.seen(`measure-${id}`)]),
  }));
  expect(counts.most).toBeGreaterThan(MOST);
});
