import type { EventLog } from '@in-force/event-log';
import type { Recorded } from '@in-force/events';
import { other, said, sayings, stream } from '../kit/drafts.js';
import type { Open } from './contract.js';
import { all, ids, NOON, positions, take, upTo } from './reading.js';

/** What following a log promises, from history into what comes. */
export function describeTail(open: Open): void {
  describe('tail', () => {
    let log: EventLog;
    let stop: AbortController;
    beforeEach(async () => {
      log = await open(() => NOON);
      stop = new AbortController();
    });
    afterEach(async () => {
      stop.abort();
      await log.close();
    });

    it('yields history after a position, of all streams, in order of recording', async () => {
      await log.append(stream, sayings('a', 2), 0);
      await log.append(other, sayings('b', 2), 0);
      expect(ids(await take(log.tail(1, stop.signal), 3))).toEqual(ids([said('a 2'), said('b 1'), said('b 2')]));
    });

    it('waits for what comes when it has seen everything', async () => {
      const follower = log.tail(0, stop.signal)[Symbol.asyncIterator]();
      const next = follower.next();
      await log.append(stream, [said('a')], 0);
      expect(await next).toMatchObject({ done: false, value: { ...said('a'), stream, revision: 0, position: 1 } });
    });

    it('yields nothing up to a position that is not reached yet', async () => {
      const seen = take(log.tail(2, stop.signal), 1);
      await log.append(stream, sayings('a', 2), 0);
      await log.append(stream, [said('b')], 2);
      expect(positions(await seen)).toEqual([3]);
    });

    it('goes from history into what comes without gap or repetition, while others append', async () => {
      const rounds = 24;
      const size = 9;
      await log.append('statement-0', sayings('history', 600), 0);
      const total = 600 + rounds * size;
      const followers = [0, 599, 600].map(async (after) => positions(await take(log.tail(after, stop.signal), total - after)));
      const late: Promise<number[]>[] = [];
      for (const n of upTo(rounds)) {
        await log.append(`statement-${n}`, sayings(`live ${n}`, size), 0);
        if (n % 12 === 0) late.push(take(log.tail(0, stop.signal), total).then(positions));
      }
      const [whole, old, edge] = await Promise.all(followers);
      expect(whole).toEqual(upTo(total));
      expect(old).toEqual(upTo(total).slice(599));
      expect(edge).toEqual(upTo(total).slice(600));
      for (const seen of await Promise.all(late)) expect(seen).toEqual(upTo(total));
    });

    it('does not let a slow follower hold up writers or other followers', async () => {
      const slow = log.tail(0, stop.signal)[Symbol.asyncIterator]();
      await log.append(stream, [said('first')], 0);
      expect(await slow.next()).toMatchObject({ value: { position: 1 } });
      const quick = take(log.tail(0, stop.signal), 601);
      await log.append(stream, sayings('a', 600), 1);
      expect(positions(await quick)).toEqual(upTo(601));
      expect(await slow.next()).toMatchObject({ value: { position: 2 } });
    });

    it('lets others have their turn while it reads a long history', async () => {
      await log.append(stream, sayings('a', 1500), 0);
      let seen = 0;
      const turns: number[] = [];
      const turn = () => {
        turns.push(seen);
        if (seen < 1500) setImmediate(turn);
      };
      setImmediate(turn);
      for await (const _ of log.tail(0, stop.signal)) if (++seen === 1500) break;
      expect(turns.filter((at) => at > 0 && at < 1500).length).toBeGreaterThan(1);
    });

    it('ends quietly when the signal aborts: before it starts, while it waits, between two events', async () => {
      const waiting = all(log.tail(0, stop.signal));
      stop.abort();
      expect(await waiting).toEqual([]);

      await log.append(stream, sayings('a', 3), 0);
      expect(await all(log.tail(0, stop.signal))).toEqual([]);

      const between = new AbortController();
      const seen: Recorded[] = [];
      for await (const event of log.tail(0, between.signal)) if (seen.push(event) === 2) between.abort();
      expect(positions(seen)).toEqual([1, 2]);
    });

    it('leaves other followers alone when one ends', async () => {
      const gone = new AbortController();
      const ended = all(log.tail(0, gone.signal));
      const staying = take(log.tail(0, stop.signal), 1);
      gone.abort();
      expect(await ended).toEqual([]);
      await log.append(stream, [said('a')], 0);
      expect(positions(await staying)).toEqual([1]);
    });

    it('ends when the log is closed', async () => {
      const waiting = all(log.tail(0, stop.signal));
      await log.close();
      expect(await waiting).toEqual([]);
    });
  });
}
