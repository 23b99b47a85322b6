import { setImmediate } from 'node:timers/promises';
import { parseWatched } from '@in-force/answers';
import { Changes, ChangesFeeds } from '@in-force/engine';
import { Clocked, licence } from '../kit/clocked.js';

it('tells nobody after each event that nothing changed for it', async () => {
  const service = new Clocked('2026-03-01T08:00:00.000Z');
  await service.begin();
  const [feeds, changes] = [service.app.get(ChangesFeeds), service.app.get(Changes)];
  const [question, others] = ['Dy', 'Sb'].map((item) => parseWatched({ region: 'US', item }, service.now));
  const horizon = await changes.horizon();
  const stop = new AbortController();
  const told: number[] = [];
  let heard = 0;
  const listen = async (to: typeof question, hear: (many: number) => void) => {
    if (!to) return;
    for await (const { answer } of feeds.follow(to, changes.from(to, horizon), horizon, stop.signal)) hear(answer.changes.length);
  };
  const listening = [listen(question, (many) => told.push(many)), listen(others, (many) => (heard += many))];
  for (let n = 1; n <= 6; n++) {
    await service.record(`cn-test-${n}`, licence('2026-03-03', n === 6 ? 'dysprosium' : 'antimony'));
    service.pass(60_000);
    while (n < 6 && heard < n) await setImmediate();
  }
  while (!told.includes(1)) await setImmediate();
  stop.abort();
  await Promise.all(listening);
  await service.end();
  expect(told).toEqual([0, 1]);
});

it('tells who came later the very part that it found for who listened before', async () => {
  const service = new Clocked('2026-03-01T08:05:00.000Z');
  await service.begin();
  const [feeds, changes] = [service.app.get(ChangesFeeds), service.app.get(Changes)];
  const question = parseWatched({ region: 'US', item: 'Dy' }, service.now);
  const stop = new AbortController();
  const listen = async () => {
    const horizon = await changes.horizon();
    const parts = feeds.follow(question, changes.from(question, horizon), horizon, stop.signal);
    await parts.next(); // nothing yet
    return parts;
  };
  const before = await listen();
  service.pass(60_000);
  const later = await listen();
  const told = Promise.all([before, later].map((parts) => parts.next()));
  await service.record('cn-test-1', licence('2026-03-03', 'dysprosium'));
  service.pass(60_000);
  const [one, other] = await told;
  stop.abort();
  await service.end();
  expect(one?.value?.answer.changes).toHaveLength(1);
  expect(other?.value).toBe(one?.value);
});
