import { type Clock, type EventLog, EventTooLarge, InvalidAppend, RevisionConflict } from '@in-force/event-log';
import { type Draft, type Recorded, UnreadableEvent } from '@in-force/events';
import { announced, other, said, sayings, stream } from '../kit/drafts.js';
import { describeCopies } from './copies.js';
import { describeLeases } from './leases.js';
import { all, clockShowing, ids, later, NOON, upTo } from './reading.js';
import { describeTail } from './tailing.js';

export type Open = (now: Clock) => EventLog | Promise<EventLog>;

/** What makes a log a log. Every adapter runs all of it; nothing here may know which one it is. */
export function describeEventLog(name: string, open: Open): void {
  describe(name, () => {
    let log: EventLog;
    beforeEach(async () => {
      log = await open(() => NOON);
    });
    afterEach(() => log.close());

    const events = async (): Promise<Recorded[]> => {
      const { position } = await log.head();
      const enough = new AbortController();
      if (position === 0) enough.abort();
      const found: Recorded[] = [];
      for await (const event of log.tail(0, enough.signal)) {
        found.push(event);
        if (event.position === position) enough.abort();
      }
      return found;
    };

    describe('append', () => {
      it('keeps what it was given, and says where and when', async () => {
        expect(await log.append('measure-a', [announced('a')], 0)).toBe(1);
        expect(await all(log.read('measure-a'))).toEqual([
          {
            ...announced('a'),
            stream: 'measure-a',
            revision: 0,
            position: 1,
            recordedAt: expect.stringMatching(/^\d{4}-.*T.*\.\d{3}Z$/),
            leaf: expect.stringMatching(/^[0-9a-f]{64}$/),
          },
        ]);
      });

      it('answers how many events the stream holds, and counts positions over all streams', async () => {
        expect(await log.append(stream, sayings('a', 2), 0)).toBe(2);
        expect(await log.append(other, [said('b')], 0)).toBe(1);
        expect(await log.append(stream, [said('c')], 2)).toBe(3);
        expect((await events()).map((event) => [event.stream, event.revision, event.position])).toEqual([
          [stream, 0, 1],
          [stream, 1, 2],
          [other, 0, 3],
          [stream, 2, 4],
        ]);
      });

      it.each([
        ['fewer', 0],
        ['more', 2],
      ])('refuses a writer that expects %s events, and tells both numbers', async (_, expected) => {
        await log.append(stream, [said('a')], 0);
        const conflict = log.append(stream, [said('b')], expected);
        await expect(conflict).rejects.toThrow(RevisionConflict);
        await expect(conflict).rejects.toMatchObject({ stream, expected, actual: 1 });
        expect(ids(await events())).toEqual([said('a').id]);
      });

      it('lets one of two writers at the same revision win', async () => {
        const writes = await Promise.allSettled([log.append(stream, [said('a')], 0), log.append(stream, [said('b')], 0)]);
        expect(writes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
        expect(writes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: expect.any(RevisionConflict) });
        expect(await events()).toHaveLength(1);
      });

      it('refuses one of many that append at once, and holds up none of the others', async () => {
        const streams = ['statement-1', 'statement-2', 'statement-3'];
        const writes = await Promise.allSettled(streams.map((name, n) => log.append(name, sayings(name, 2), n === 1 ? 5 : 0)));
        expect(writes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
        expect(ids(await events()).sort()).toEqual(ids([...sayings('statement-1', 2), ...sayings('statement-3', 2)]).sort());
        expect((await events()).map(({ position }) => position)).toEqual(upTo(4));
      });

      it('lets writers of different streams all win', async () => {
        await Promise.all(upTo(20).map((n) => log.append(`statement-${n}`, sayings(`s${n}`, 3), 0)));
        expect((await events()).map(({ position }) => position)).toEqual(upTo(60));
        for (const n of upTo(20)) expect(ids(await all(log.read(`statement-${n}`)))).toEqual(ids(sayings(`s${n}`, 3)));
      });

      it('takes a whole import at once', async () => {
        expect(await log.append(stream, sayings('a', 700), 0)).toBe(700);
        expect(ids(await all(log.read(stream)))).toEqual(ids(sayings('a', 700)));
      });

      it('takes almost a million bytes at once, refuses more with its size, and lives on', async () => {
        const large = sayings('a', 3).map((draft) => ({ ...draft, note: 'x'.repeat(400_000) }));
        const refused = log.append(stream, large, 0);
        await expect(refused).rejects.toThrow(InvalidAppend);
        await expect(refused).rejects.toThrow(/^3 events of 1,20\d,\d{3} bytes are too large for one append.*in smaller parts/);
        expect(await log.append(stream, large.slice(0, 2), 0)).toBe(2);
        expect(await log.append(stream, large.slice(2), 2)).toBe(3);
      });

      it('refuses one event of more with its size, counted in bytes', async () => {
        const refused = log.append(stream, [{ ...said('a'), note: 'ü'.repeat(500_000) }], 0);
        await expect(refused).rejects.toThrow(EventTooLarge);
        await expect(refused).rejects.toThrow(/^statement.made for "statement-a" has 1,00\d,\d{3} bytes, and an event may have 1,000,000/);
        expect(await log.head()).toMatchObject({ position: 0 });
      });
    });

    describe('append, sent again', () => {
      it('writes nothing and answers as before, at whatever revision', async () => {
        await log.append(stream, [said('first')], 0);
        const drafts = sayings('a', 2);
        expect(await log.append(stream, drafts, 1)).toBe(3);
        await log.append(stream, [said('last')], 3);
        for (const expected of [1, 3, 4, 0]) expect(await log.append(stream, drafts, expected)).toBe(3);
        expect(await log.append(stream, drafts.slice(0, 1), 1)).toBe(2);
        expect(await events()).toHaveLength(4);
      });

      it('is written once when sent twice at the same time', async () => {
        expect(await Promise.all([1, 2].map(() => log.append(stream, sayings('a', 2), 0)))).toEqual([2, 2]);
        expect(await events()).toHaveLength(2);
      });

      it.each<[string, Draft[], RegExp]>([
        ['some known and some not', [said('a 2'), said('new')], /Some of these events stand in "statement-a" already and some do not/],
        ['known in another order', [said('a 2'), said('a 1')], /in another order/],
        ['known with another between them', [said('a 1'), said('a 3')], /others between them/],
      ])('refuses ids that are %s', async (_, drafts, message) => {
        await log.append(stream, sayings('a', 3), 0);
        for (const expected of [0, 1, 3]) {
          const refused = log.append(stream, drafts, expected);
          await expect(refused).rejects.toThrow(InvalidAppend);
          await expect(refused).rejects.toThrow(message);
        }
        expect(await events()).toHaveLength(3);
      });

      it('refuses an id that stands in another stream, and names both', async () => {
        await log.append(stream, [said('a')], 0);
        const refused = log.append(other, [said('new'), said('a')], 0);
        await expect(refused).rejects.toThrow(InvalidAppend);
        await expect(refused).rejects.toThrow(`Event ${said('a').id} stands in "${stream}" already`);
        expect(await events()).toHaveLength(1);
      });
    });

    describe('append, given what it cannot take', () => {
      const unreadable = { ...said('bad'), data: { ...said('bad').data, party: 'lower case' } } as Draft;
      it.each<[string, string, Draft[], new (...args: never[]) => Error]>([
        ['nothing', stream, [], InvalidAppend],
        ['an id twice', stream, [said('a'), said('a')], InvalidAppend],
        ['a stream without a name', '', [said('a')], InvalidAppend],
        ['one unreadable draft among good ones', stream, [said('a'), unreadable], UnreadableEvent],
        ['half a character', stream, [said('a'), { ...said('b'), note: 'cut \ud83d short' }], UnreadableEvent],
        ['a type nobody knows', stream, [said('a'), { ...said('b'), type: 'moon.landed' } as never], UnreadableEvent],
      ])('refuses %s and stores nothing', async (_, to, drafts, kind) => {
        await expect(log.append(to, drafts, 0)).rejects.toThrow(kind);
        expect(await log.head()).toEqual({ position: 0, recordedAt: null, id: null });
        expect(await log.append(stream, [said('a')], 0)).toBe(1);
      });
    });

    describe('read', () => {
      it('yields nothing of a stream nobody wrote to', async () => {
        expect(await all(log.read(stream))).toEqual([]);
      });

      it('yields one stream alone, oldest first', async () => {
        for (const n of [0, 1, 2]) {
          await log.append(stream, [said(`a ${n}`)], n);
          await log.append(other, [said(`b ${n}`)], n);
        }
        expect(ids(await all(log.read(other)))).toEqual(ids([said('b 0'), said('b 1'), said('b 2')]));
      });

      it('gives every reader events of its own', async () => {
        const draft = said('a');
        await log.append(stream, [draft], 0);
        (draft.data as { text: string }).text = 'changed after the append';
        const [first] = await all(log.read(stream));
        (first?.data as { text: string }).text = 'changed by a reader';
        expect((await all(log.read(stream)))[0]?.data).toMatchObject({ text: 'a' });
      });
    });

    it('knows its last position and its id, which stays', async () => {
      await log.append(stream, sayings('a', 3), 0);
      // A server stamps each event of an append by itself: the last may be a millisecond later than the first.
      const stored = await all(log.read(stream));
      const id = stored[0]?.leaf;
      expect(await log.head()).toEqual({ position: 3, recordedAt: stored.at(-1)?.recordedAt, id });
      await log.append(other, [said('b')], 0);
      expect(await log.head()).toMatchObject({ position: 4, id });
    });

    it('never lets recordedAt go backwards, however the clock is set', async () => {
      await log.close();
      log = await open(clockShowing(later(5), later(0), later(3), later(9), later(-86_400_000)));
      for (const n of upTo(5)) await log.append(stream, [said(`a ${n}`)], n - 1);
      const instants = (await all(log.read(stream))).map(({ recordedAt }) => recordedAt);
      expect(instants).toEqual([...instants].sort());
      expect(await log.head()).toMatchObject({ recordedAt: instants.at(-1) });
    });

    it('says so when it is used after it was closed', async () => {
      await log.close();
      await expect(log.append(stream, [said('a')], 0)).rejects.toThrow('closed');
      await expect(log.head()).rejects.toThrow('closed');
      await expect(all(log.read(stream))).rejects.toThrow('closed');
    });

    describeTail(open);
    describeLeases(open);
    describeCopies(open);
  });
}

/** What a log promises that stamps events by our clock. */
export function describeStamps(open: Open): void {
  it('stamps an append with one instant: the later of the clock and the event before', async () => {
    const log = await open(clockShowing(later(5), later(0), later(9)));
    for (const n of [0, 1, 2]) await log.append(`statement-${n}`, sayings(`a${n}`, 2), 0);
    const stamps: string[] = [];
    for (const n of [0, 1, 2]) stamps.push(...(await all(log.read(`statement-${n}`))).map(({ recordedAt }) => recordedAt));
    expect(stamps).toEqual([later(5), later(5), later(5), later(5), later(9), later(9)]);
    await log.close();
  });
}
