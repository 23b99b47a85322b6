import { type EventLog, InvalidAppend, leafHash, leafOf, leafText } from '@in-force/event-log';
import { decode, type Recorded, type Stored, UnreadableEvent } from '@in-force/events';
import { announced, other, said, sayings, stream } from '../kit/drafts.js';
import type { Open } from './contract.js';
import { all, clockShowing, headOf, later, positions, take, upTo } from './reading.js';

const ALTERED = /it is not what was recorded, for it does not give its leaf hash/;

/** What a copy of a log promises. */
export function describeCopies(open: Open): void {
  describe('the leaf of an event', () => {
    it('is the hash of what is kept of it, in whatever log, and the same for all who read it', async () => {
      const log = await open(clockShowing(later(0), later(7), later(9)));
      await log.append(stream, sayings('a', 2), 0);
      await log.append('measure-a', [announced('m')], 0);
      await log.append(stream, [{ ...said('Ö 日本 "q" \\ \u2028'), note: 'a note' }], 2);
      const stored = await all(log.stored(0, 4));
      expect(stored.map(({ leaf }) => leaf)).toEqual(stored.map((event) => leafHash(leafText(event))));
      for (const event of stored) {
        const { position: _, leaf: __, ...said } = event;
        expect(JSON.parse(leafText(event))).toEqual(said);
      }
      const tailed = await take(log.tail(0, new AbortController().signal), 4);
      expect(tailed.map(placeOf)).toEqual(stored.map(placeOf));
      expect(tailed).toEqual(stored.map((event) => decode(event)));
      expect(await all(log.read(stream))).toEqual(tailed.filter((event) => event.stream === stream));
      await log.close();
    });
  });

  describe('stored', () => {
    it('yields what is kept after a position through another, and ends at the head', async () => {
      const log = await open(() => later(0));
      expect(await all(log.stored(0, 5))).toEqual([]);
      await log.append(stream, sayings('a', 600), 0);
      expect(positions(await all(log.stored(0, 600)))).toEqual(upTo(600));
      expect(positions(await all(log.stored(255, 258)))).toEqual([256, 257, 258]);
      expect(positions(await all(log.stored(598, 1_000_000)))).toEqual([599, 600]);
      for (const [after, through] of [
        [3, 3],
        [5, 3],
        [600, 600],
        [700, 800],
      ] as const)
        expect(await all(log.stored(after, through))).toEqual([]);
      const [one] = await all(log.stored(0, 1));
      expect(one).toMatchObject({ type: 'statement.made', data: said('a 1').data, meta: { publishedOn: '2025-11-07', causation: null } });
      (one?.data as { text: string }).text = 'changed by a reader';
      expect((await all(log.stored(0, 1)))[0]?.data).toMatchObject({ text: 'a 1' });
      await log.close();
      await expect(all(log.stored(0, 1))).rejects.toThrow('closed');
    });
  });

  describe('restore', () => {
    let original: EventLog;
    let copy: EventLog;
    let recorded: Recorded[];
    let stored: Stored[];
    const stop = new AbortController();
    const everything = (log: EventLog, count: number) => take(log.tail(0, stop.signal), count);

    beforeEach(async () => {
      original = await open(clockShowing(later(0), later(7), later(9)));
      copy = await open(() => later(60_000));
      await original.append(stream, sayings('a', 2), 0);
      await original.append('measure-a', [announced('m')], 0);
      await original.append(stream, [said('last')], 2);
      recorded = await everything(original, 4);
      stored = await all(original.stored(0, 4));
    });
    afterEach(() => Promise.all([original.close(), copy.close()]));

    it('makes a log that is the same in every id, place and instant', async () => {
      await copy.restore(stored);
      expect(await everything(copy, 4)).toEqual(recorded);
      expect(await all(copy.read(stream))).toEqual(await all(original.read(stream)));
      expect(await copy.head()).toEqual(await original.head());
    });

    it('continues where an earlier part ended, and then takes appends', async () => {
      await copy.restore(stored.slice(0, 1));
      await copy.restore(stored.slice(1));
      await copy.restore([]);
      expect(await everything(copy, 4)).toEqual(recorded);
      expect(await copy.append(stream, [said('new')], 3)).toBe(4);
      expect(await copy.append(stream, sayings('a', 2), 0)).toBe(2);
      expect(await copy.head()).toMatchObject({ position: 5, id: (await original.head()).id });
    });

    it('takes more at once than one append may have', async () => {
      const large = sayings('large', 4).map((draft) => ({ ...draft, note: 'x'.repeat(400_000) }));
      for (const half of [0, 2]) await original.append(other, large.slice(half, half + 2), half);
      await copy.restore(await all(original.stored(0, 8)));
      expect(await copy.head()).toEqual(await original.head());
    });

    it('is seen by those who follow', async () => {
      const seen = everything(copy, 4);
      await copy.restore(stored);
      expect(positions(await seen)).toEqual([1, 2, 3, 4]);
    });

    /** One of the events with something else in it, and the hash of that. */
    const changed = (index: number, change: Partial<Stored>): Stored[] =>
      stored.map((event, at) => (at === index ? { ...event, ...change, leaf: leafOf({ ...event, ...change }) } : event));

    it.each<[string, () => Stored[], RegExp]>([
      ['starts too late', () => stored.slice(1), /position 1 comes next/],
      ['has a gap', () => stored.filter(({ position }) => position !== 3), /position 3 comes next/],
      ['goes back in time', () => changed(2, { recordedAt: later(-1) }), /the event before at/],
      ['has another revision', () => changed(3, { revision: 1 }), /holds 2 events, so revision 2 comes next, not 1/],
      ['opens a stream in its middle', () => changed(2, { stream: other, revision: 1 }), /holds 0 events/],
      ['has an id twice', () => changed(1, { id: said('a 1').id }), /stands there already/],
      ['spells an instant differently', () => changed(3, { recordedAt: '2027-01-01T00:00:00Z' }), /is no instant/],
      ['was altered', () => stored.with(1, { ...(stored[1] as Stored), data: { ...(stored[1]?.data as object), text: 'b 2' } }), ALTERED],
      [
        'was recorded at another time',
        () => stored.with(3, { ...(stored[3] as Stored), recordedAt: soonAfter(stored[3] as Stored) }),
        ALTERED,
      ],
      ['bears the hash of another', () => stored.with(2, { ...(stored[2] as Stored), leaf: stored[1]?.leaf as string }), ALTERED],
    ])('refuses what %s, and stores nothing of it', async (_, events, message) => {
      const refused = copy.restore(events());
      await expect(refused).rejects.toThrow(InvalidAppend);
      await expect(refused).rejects.toThrow(message);
      expect(await copy.head()).toEqual({ position: 0, recordedAt: null, id: null });
    });

    it.each<[string, Partial<Stored>, RegExp]>([
      ['of an unknown type', { type: 'moon.landed' }, /Unknown event type "moon.landed" in event 2/],
      ['of a version to come', { version: 9 }, /Unknown version 9 of "statement.made" in event 2/],
      ['that does not fit its schema', { data: { text: 1 } }, /Cannot read event 2/],
    ])('refuses an event %s, and stores nothing of it', async (_, change, message) => {
      const refused = copy.restore(changed(1, change));
      await expect(refused).rejects.toThrow(UnreadableEvent);
      await expect(refused).rejects.toThrow(message);
      expect(await copy.head()).toMatchObject({ position: 0 });
    });

    it('keeps the text and the version of an event in an earlier shape, and with them its leaf and the head', async () => {
      const { data, ...rest } = stored[1] as Stored;
      // The first version took organisations for parties; today's has none.
      const earlier = { ...rest, version: 1, data: { ...(data as object), party: 'WTO' } };
      const old = stored.with(1, { ...earlier, leaf: leafOf(earlier) });
      await copy.restore(old);
      const kept = await all(copy.stored(0, 4));
      expect(kept).toEqual(old);
      expect(headOf(kept)).toBe(headOf(old));
      expect(headOf(kept)).not.toBe(headOf(stored));
      const [read] = (await everything(copy, 2)).slice(1);
      expect(read).toEqual(decode(old[1] as Stored));
      expect(read?.data).not.toHaveProperty('party');
      const third = await open(() => later(90_000));
      await third.restore(kept);
      expect(await all(third.stored(0, 4))).toEqual(old);
      await third.close();
    });

    it('refuses what it holds already, and what does not fit what it holds', async () => {
      await copy.restore(stored.slice(0, 2));
      await expect(copy.restore(stored)).rejects.toThrow(/position 3 comes next/);
      await expect(copy.restore(changed(2, { id: said('a 1').id }).slice(2))).rejects.toThrow(/stands there already/);
      await expect(copy.restore(changed(2, { recordedAt: later(-1) }).slice(2))).rejects.toThrow(/the event before at/);
      expect(await copy.head()).toMatchObject({ position: 2 });
    });

    it('refuses a copy that went its own way', async () => {
      await copy.append(stream, [said('own')], 0);
      await expect(copy.restore(stored)).rejects.toThrow(InvalidAppend);
      await expect(copy.restore(stored.slice(1))).rejects.toThrow(/the event before at/);
    });
  });
}

const placeOf = ({ id, stream, revision, position, recordedAt, leaf }: Recorded | Stored) => [
  id,
  stream,
  revision,
  position,
  recordedAt,
  leaf,
];

const soonAfter = ({ recordedAt }: Stored): string => new Date(Date.parse(recordedAt) + 10).toISOString();
