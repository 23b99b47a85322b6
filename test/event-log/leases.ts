import type { EventLog, Lease } from '@in-force/event-log';
import type { Open } from './contract.js';
import { NOON } from './reading.js';

/** What a lease promises to those who share a log. */
export function describeLeases(open: Open): void {
  describe('lease', () => {
    let log: EventLog;
    const signal = new AbortController().signal;
    const held = (lease: Lease) => !lease.lost.aborted;
    beforeEach(async () => {
      log = await open(() => NOON);
    });
    afterEach(() => log.close());

    it('is had by one at a time, in turn, and each by its name', async () => {
      const had: string[] = [];
      const first = await log.lease('calendar', signal);
      expect(held(await log.lease('deliveries', signal))).toBe(true);
      const others = ['b', 'c'].map(async (name) => {
        const lease = await log.lease('calendar', signal);
        had.push(name);
        expect(held(first)).toBe(false);
        await lease.release();
        expect(held(lease)).toBe(false);
      });
      await new Promise(setImmediate);
      expect([held(first), had]).toEqual([true, []]);
      await first.release();
      await Promise.all(others);
      expect(had.sort()).toEqual(['b', 'c']);
    });

    it('is no longer waited for when the signal aborts', async () => {
      await log.lease('calendar', signal);
      const tired = new AbortController();
      const waiting = log.lease('calendar', tired.signal);
      tired.abort(new Error('tired'));
      await expect(waiting).rejects.toThrow('tired');
    });

    it('is lost when the log is closed', async () => {
      const lease = await log.lease('calendar', signal);
      await log.close();
      expect(held(lease)).toBe(false);
    });
  });
}
