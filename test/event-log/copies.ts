import { type EventLog, InvalidAppend } from '@in-force/event-log';
import type { Recorded } from '@in-force/events';
import { announced, other, said, sayings, stream } from '../kit/drafts.js';
import type { Open } from './contract.js';
import { all, clockShowing, later, positions, take } from './reading.js';

/** What a copy of a log promises. */
export function describeCopies(open: Open): void {
  describe('restore', () => {
    let original: EventLog;
    let copy: EventLog;
    let recorded: Recorded[];
    const stop = new AbortController();
    const everything = (log: EventLog, count: number) => take(log.tail(0, stop.signal), count);

    beforeEach(async () => {
      original = await open(clockShowing(later(0), later(7), later(9)));
      copy = await open(() => later(60_000));
      await original.append(stream, sayings('a', 2), 0);
      await original.append('measure-a', [announced('m')], 0);
      await original.append(stream, [said('last')], 2);
      recorded = await everything(original, 4);
    });
    afterEach(() => Promise.all([original.close(), copy.close()]));

    it('makes a log that is the same in every id, place and instant', async () => {
      await copy.restore(recorded);
      expect(await everything(copy, 4)).toEqual(recorded);
      expect(await all(copy.read(stream))).toEqual(await all(original.read(stream)));
      expect(await copy.head()).toEqual(await original.head());
    });

    it('continues where an earlier part ended, and then takes appends', async () => {
      await copy.restore(recorded.slice(0, 1));
      await copy.restore(recorded.slice(1));
      await copy.restore([]);
      expect(await everything(copy, 4)).toEqual(recorded);
      expect(await copy.append(stream, [said('new')], 3)).toBe(4);
      expect(await copy.append(stream, sayings('a', 2), 0)).toBe(2);
      expect(await copy.head()).toMatchObject({ position: 5, id: (await original.head()).id });
    });

    it('is seen by those who follow', async () => {
      const seen = everything(copy, 4);
      await copy.restore(recorded);
      expect(positions(await seen)).toEqual([1, 2, 3, 4]);
    });

    const changed = (index: number, change: Partial<Recorded>) =>
      recorded.map((event, at) => (at === index ? ({ ...event, ...change } as Recorded) : event));

    it.each<[string, () => Recorded[], RegExp]>([
      ['starts too late', () => recorded.slice(1), /position 1 comes next/],
      ['has a gap', () => recorded.filter(({ position }) => position !== 3), /position 3 comes next/],
      ['goes back in time', () => changed(2, { recordedAt: later(-1) }), /the event before at/],
      ['has another revision', () => changed(3, { revision: 1 }), /holds 2 events, so revision 2 comes next, not 1/],
      ['opens a stream in its middle', () => changed(2, { stream: other, revision: 1 }), /holds 0 events/],
      ['has an id twice', () => changed(1, { id: said('a 1').id }), /stands there already/],
      ['spells an instant differently', () => changed(3, { recordedAt: '2027-01-01T00:00:00Z' }), /is no instant/],
    ])('refuses what %s, and stores nothing of it', async (_, events, message) => {
      const refused = copy.restore(events());
      await expect(refused).rejects.toThrow(InvalidAppend);
      await expect(refused).rejects.toThrow(message);
      expect(await copy.head()).toEqual({ position: 0, recordedAt: null, id: null });
    });

    it('refuses what it holds already, and what does not fit what it holds', async () => {
      await copy.restore(recorded.slice(0, 2));
      await expect(copy.restore(recorded)).rejects.toThrow(/position 3 comes next/);
      await expect(copy.restore(changed(2, { id: said('a 1').id }).slice(2))).rejects.toThrow(/stands there already/);
      await expect(copy.restore(changed(2, { recordedAt: later(-1) }).slice(2))).rejects.toThrow(/the event before at/);
      expect(await copy.head()).toMatchObject({ position: 2 });
    });

    it('refuses a copy that went its own way', async () => {
      await copy.append(stream, [said('own')], 0);
      await expect(copy.restore(recorded)).rejects.toThrow(InvalidAppend);
      await expect(copy.restore(recorded.slice(1))).rejects.toThrow(/the event before at/);
    });
  });
}
