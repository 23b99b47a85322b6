import { Engine, Follower } from '@in-force/engine';
import { LogUnreachable, MemoryLog } from '@in-force/event-log';
import { type Recorded, type Stored, UnreadableEvent } from '@in-force/events';
import fc from 'fast-check';
import { said, sayings, stream as statements } from '../kit/drafts.js';
import { act, announcement, now, opened, revocation, stream } from '../kit/engine.js';

describe('the follower', () => {
  it('follows from any position, over the seam between old and new, and stops while following', async () => {
    const { engine } = await opened();
    await engine.record([act(announcement)]);
    const seen: number[] = [];
    const stop = new AbortController();
    const following = (async () => {
      for await (const { position } of engine.follower.stream(0, stop.signal)) {
        seen.push(position);
        if (position === 4) stop.abort();
      }
    })();
    for (const day of ['2025-06-01', '2025-06-02', '2025-06-03']) await engine.record([act(revocation(day, day))]);
    await following;
    expect(seen).toEqual([1, 2, 3, 4]);
    await engine.close();
    await expect(engine.follower.reached(9)).rejects.toThrow('stopped');
  });

  it('stops at an event that a projection cannot take, and says which', async () => {
    const log = new MemoryLog(now);
    await log.append(stream, [announcement], 0);
    const apply = ({ type }: Recorded) => {
      throw new Error(`cannot take ${type}`);
    };
    await expect(Engine.open(log, [{ apply }], { now })).rejects.toThrow('cannot take measure.announced');
  });

  it('tells what stopped it to those who wait and to those who come later', async () => {
    const log = new MemoryLog(now);
    const follower = new Follower(log, [
      {
        apply({ position }) {
          if (position === 2) throw new Error('cannot take the second');
        },
      },
    ]);
    await follower.begin();
    expect([follower.standing, follower.error]).toEqual(['ready', null]);
    const waiting = expect(follower.reached(2)).rejects.toThrow('cannot take the second');
    await log.append(statements, sayings('a', 3), 0);
    await waiting;
    expect([follower.standing, follower.position]).toEqual(['failed', 1]);
    await expect(follower.reached(2)).rejects.toThrow('cannot take the second');
    await expect(async () => {
      for await (const { position } of follower.stream(1, new AbortController().signal)) expect(position).toBeLessThan(1);
    }).rejects.toThrow('cannot take the second');
  });

  it('asks the log once for what is no longer at hand, and says that it is away', async () => {
    class Away extends MemoryLog {
      away = false;
      override async *stored(after: number, through: number) {
        if (this.away) throw new LogUnreachable('It is away.');
        yield* super.stored(after, through);
      }
    }
    const log = new Away(now);
    const follower = new Follower(log, [], 4);
    await follower.begin();
    await log.append(statements, sayings('a', 20), 0);
    await follower.reached(20);
    const found = async (after: number, limit: number) => (await follower.after(after, limit)).map(({ position }) => position);
    expect(await found(3, 2)).toEqual([4, 5]);
    expect(await found(3, 100)).toHaveLength(17);
    log.away = true;
    await expect(found(3, 2)).rejects.toThrow(LogUnreachable);
    expect([await found(18, 1), await found(20, 5), await found(30, 5)]).toEqual([[19], [], []]);
    await follower.stop();
  });

  it('stops at an event that cannot be read', async () => {
    class Newer extends MemoryLog {
      override async *tail(after: number, signal: AbortSignal) {
        for await (const event of super.tail(after, signal)) {
          if (event.position === 2) throw new UnreadableEvent('Unknown event type "measure.paused".');
          yield event;
        }
      }
    }
    const log = new Newer(now);
    const follower = new Follower(log, []);
    await follower.begin();
    await log.append(statements, sayings('a', 2), 0);
    await expect(follower.reached(2)).rejects.toThrow(UnreadableEvent);
    expect(follower.standing).toBe('failed');
  });

  it('says so when the log is closed under it', async () => {
    const { engine, log } = await opened();
    const waiting = expect(engine.follower.reached(1)).rejects.toThrow('The log was closed');
    await log.close();
    await waiting;
    expect(engine.follower.standing).toBe('failed');
  });

  it('waits no longer than a signal lets it', async () => {
    const { engine } = await opened();
    const patience = new AbortController();
    const waiting = expect(engine.follower.reached(1, patience.signal)).rejects.toThrow('out of patience');
    patience.abort(new Error('out of patience'));
    await waiting;
    await engine.close();
  });

  it('gives every reader every event once, whatever the ring still holds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 0, max: 29 }),
        fc.integer({ min: 1, max: 7 }),
        async (ring, start, stride) => {
          const log = new MemoryLog(now);
          await log.append(statements, sayings('before', 30), 0);
          const follower = new Follower(log, [], ring);
          await follower.begin();
          const stop = new AbortController();
          const seen: number[] = [];
          let written = 30;
          for await (const { position } of follower.stream(start, stop.signal)) {
            seen.push(position);
            // The reader is slow: others write a stride while it has one event in hand, and the ring moves on.
            if (written < 60) {
              await log.append(statements, sayings(`during ${written}`, stride), written);
              written += stride;
              await follower.reached(written);
            }
            if (position === written) stop.abort();
          }
          expect(seen).toEqual(Array.from({ length: written - start }, (_, index) => start + index + 1));
          expect((await follower.after(start, 4)).map(({ position }) => position)).toEqual(seen.slice(0, 4));
          expect(await follower.after(written, 4)).toEqual([]);
          await follower.stop();
        },
      ),
      { seed: 4, numRuns: 40 },
    );
  });

  it('knows an event by its id once it has taken it', async () => {
    const { engine, log } = await opened();
    expect(await engine.event(said('a').id)).toBeUndefined();
    await log.append(statements, [said('a')], 0);
    await engine.follower.reached(said('a').id);
    expect(await engine.event(said('a').id)).toMatchObject({ position: 1, data: { text: 'a' } });
  });
});

describe('a log that was rewritten, its hashes too', () => {
  /** A log whose second event is told as another from some moment on. */
  class Rewritten extends MemoryLog {
    rewritten = false;
    override async *tail(after: number, signal: AbortSignal): AsyncGenerator<Recorded> {
      for await (const event of super.tail(after, signal)) yield this.#told(event);
    }
    override async *read(name: string): AsyncGenerator<Recorded> {
      for await (const event of super.read(name)) yield this.#told(event);
    }
    override async *stored(after: number, through: number): AsyncGenerator<Stored> {
      for await (const event of super.stored(after, through)) yield this.#told(event);
    }
    #told = <Event extends Pick<Recorded, 'position' | 'leaf'>>(event: Event): Event =>
      this.rewritten && event.position === 2 ? { ...event, leaf: '0'.repeat(64) } : event;
  }

  it('is told as soon as an event of it is read again', async () => {
    const log = new Rewritten(now);
    await log.append(statements, sayings('a', 8), 0);
    const follower = new Follower(log, [], 2);
    await follower.begin();
    await follower.caughtUp();
    const engine = await Engine.open(log, [], { now });
    expect(await follower.after(0, 3)).toHaveLength(3);
    log.rewritten = true;
    await expect(follower.after(0, 3)).rejects.toThrow('Event 2 is not the one that was recorded: it and its hash were rewritten.');
    await expect(engine.stream(statements)).rejects.toThrow('Event 2 is not the one that was recorded');
    await Promise.all([follower.stop(), engine.close()]);
  });

  it('is told at the start by what was noted of it', async () => {
    class Noted extends MemoryLog {
      override noted = () => ({ position: 2, head: '0'.repeat(64) });
    }
    const log = new Noted(now);
    await log.append(statements, sayings('a', 3), 0);
    await expect(Engine.open(log, [], { now })).rejects.toThrow(/^An event before 2 is not the one that was recorded/);
    const { tree } = await Engine.open(new MemoryLog(now), [], { now });
    for (const leaf of ['1', '2', '3']) tree.add(leaf.repeat(64));
    await expect(Engine.open(log, [], { now, tree })).rejects.toThrow(/^An event before 2 is not the one that was recorded/);
  });
});
