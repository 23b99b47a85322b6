import { Refusal } from '@in-force/domain';
import { eventId } from '@in-force/engine';
import { EventTooLarge, MemoryLog, RevisionConflict } from '@in-force/event-log';
import { type Draft, streamOf } from '@in-force/events';
import { upTo } from '../event-log/reading.js';
import { act, announcement, draft, now, opened, retraction, revocation, stream } from '../kit/engine.js';

describe('the engine', () => {
  it('records, and answers know it at once', async () => {
    const { engine, controls } = await opened();
    expect(await engine.record([act(announcement), act(revocation('r'))])).toEqual({ recorded: 2, known: 0 });
    expect(controls.position).toBe(2);
    await engine.close();
  });

  it('records the same acts once', async () => {
    const { engine } = await opened();
    await engine.record([act(announcement)]);
    expect(await engine.record([act(announcement), act(revocation('r'))])).toEqual({ recorded: 1, known: 1 });
    expect(engine.position).toBe(2);
  });

  it('refuses a known act with other content, and stores nothing', async () => {
    const { engine } = await opened();
    await engine.record([act(announcement), act(revocation('r'))]);
    const otherwise = [act(revocation('s')), act(revocation('r', '2025-07-01'))];
    await expect(engine.record(otherwise)).rejects.toThrow(expect.objectContaining({ name: 'Refusal', code: 'recorded-otherwise' }));
    expect(engine.position).toBe(2);
  });

  it('decides everything before it appends anything', async () => {
    const { engine } = await opened();
    await expect(engine.record([act(announcement), act(draft('x', 'measure.suspension-extended', { through: null }))])).rejects.toThrow(
      Refusal,
    );
    expect(engine.position).toBe(0);
  });

  it('appends in parts what is too large for one append, and stores nothing of what holds one that no log takes', async () => {
    const appends: number[] = [];
    class Counted extends MemoryLog {
      override append(name: string, drafts: readonly Draft[], expected: number) {
        appends.push(drafts.length);
        return super.append(name, drafts, expected);
      }
    }
    const { engine } = await opened(new Counted(now));
    const dayOf = (n: number) => new Date(Date.UTC(2025, 5, 1 + n)).toISOString().slice(0, 10);
    const noted = (count: number, length: number, from = 0) =>
      upTo(count).map((n) => act({ ...revocation(`${from + n}`, dayOf(from + n)), note: 'x'.repeat(length) }));
    await engine.record([act(announcement)]);
    await engine.record(noted(100, 14_000));
    expect([appends.length, appends.reduce((sum, count) => sum + count)]).toEqual([3, 101]);
    const refused = engine.record([...noted(1, 10, 200), ...noted(1, 1_000_000, 300)]);
    await expect(refused).rejects.toThrow(EventTooLarge);
    expect([engine.position, appends.length]).toEqual([101, 3]);
    await engine.close();
  });

  it('stores nothing in a dry run', async () => {
    const { engine } = await opened();
    expect(await engine.record([act(announcement)], { dryRun: true })).toEqual({ recorded: 1, known: 0 });
    expect(engine.position).toBe(0);
  });

  it('decides again when somebody else appended meanwhile', async () => {
    let appends = 0;
    class Contested extends MemoryLog {
      override async append(name: string, drafts: readonly Draft[], expected: number): Promise<number> {
        if (appends++ === 0) await super.append(stream, [announcement], 0);
        return super.append(name, drafts, expected);
      }
    }
    const log = new Contested(now);
    const { engine } = await opened(log);
    await engine.record([act(announcement), act(revocation('r'))]);
    expect(await engine.stream(stream)).toHaveLength(2);
    expect(appends).toBe(2);
  });

  it('leaves a lost race to the caller who named a revision', async () => {
    const { engine } = await opened();
    await engine.record([act(announcement)]);
    await expect(engine.record([act(revocation('r'))], { expected: 0 })).rejects.toThrow(RevisionConflict);
    expect(await engine.record([act(revocation('r'))], { expected: 1 })).toEqual({ recorded: 1, known: 0 });
  }, 120_000);

  it('tells a lost race even between reading and appending, when a revision was named', async () => {
    let meanwhile = false;
    class Contested extends MemoryLog {
      override async *read(name: string) {
        yield* super.read(name);
        if (meanwhile) await super.append(stream, [revocation('theirs')], 1);
        meanwhile = false;
      }
    }
    const log = new Contested(now);
    const { engine } = await opened(log);
    await engine.record([act(announcement)]);
    meanwhile = true;
    await expect(engine.record([act(revocation('r'))], { expected: 1 })).rejects.toThrow(RevisionConflict);
    expect(await engine.stream(stream)).toHaveLength(2);
  });

  it('passes over a known act that is sent again with its old revision', async () => {
    const { engine } = await opened();
    await engine.record([act(announcement)], { expected: 0 });
    expect(await engine.record([act(announcement)], { expected: 0 })).toEqual({ recorded: 0, known: 1 });
  });

  it('tells a stale revision before anything else that is wrong', async () => {
    const { engine } = await opened();
    await engine.record([act(announcement)]);
    const again = { ...announcement, id: revocation('again').id, publishedOn: '2025-01-02' };
    await expect(engine.record([act(again)], { expected: 0 })).rejects.toThrow(RevisionConflict);
    await expect(engine.record([act(again)], { expected: 1 })).rejects.toThrow(Refusal);
  });

  it('waits for nothing that was made needless meanwhile', async () => {
    const { engine } = await opened();
    await engine.record([act(announcement)]);
    const both = ['mine', 'theirs'].map((key) => engine.record([act(retraction(key, announcement))]));
    expect(await Promise.all(both)).toEqual(
      expect.arrayContaining([
        { recorded: 1, known: 0 },
        { recorded: 0, known: 1 },
      ]),
    );
    expect(engine.position).toBe(2);
  });

  it('lets two record the same at once, and keeps one copy', async () => {
    const { engine } = await opened();
    const acts = [act(announcement), act(revocation('r'))];
    await Promise.all([engine.record(acts), engine.record(acts.slice(1), {}).catch(() => null), engine.record(acts)]);
    expect((await engine.stream(stream)).map(({ id }) => id)).toEqual(acts.map(({ draft }) => draft.id));
  });

  it('reads what others wrote, even where it wrote nothing itself', async () => {
    const { engine, log, controls } = await opened();
    await log.append(stream, [announcement], 0);
    expect(await engine.record([act(announcement)])).toEqual({ recorded: 0, known: 1 });
    expect(controls.position).toBe(1);
  });

  it('tells how far it is', async () => {
    const { engine } = await opened();
    const told: (readonly [number, number])[] = [];
    await engine.record([act(announcement), act(revocation('r'))], { progress: (...at) => told.push(at) });
    expect(told).toEqual([
      [0, 2],
      [2, 2],
    ]);
  });

  it('knows the same act under another id, says which event it is, and records it where that is asked for', async () => {
    const { engine } = await opened();
    await engine.record([act(announcement), act(revocation('r'))]);
    const heard: string[] = [];
    const known = (_: unknown, event: string) => void heard.push(event);
    expect(await engine.record([act(revocation('s'))], { known })).toEqual({ recorded: 0, known: 1 });
    expect(heard).toEqual([revocation('r').id]);
    expect(await engine.record([act(revocation('t', '2025-07-01')), act(revocation('u', '2025-07-01'))], { known })).toEqual({
      recorded: 1,
      known: 1,
    });
    expect(heard).toEqual([revocation('r').id, revocation('t').id]);
    expect(await engine.record([act(revocation('s'))], { again: true })).toEqual({ recorded: 1, known: 0 });
    expect(engine.position).toBe(4);
  });

  it('keeps one of two that record the same at once under other ids', async () => {
    const { engine } = await opened();
    await engine.record([act(announcement)]);
    const both = await Promise.all(['mine', 'theirs'].map((key) => engine.record([act(revocation(key))])));
    expect(both.map(({ recorded }) => recorded).sort()).toEqual([0, 1]);
    expect(engine.position).toBe(2);
  });

  it('refuses what is public on a day that has not come, by its own clock, unless days are supposed', async () => {
    const { engine } = await opened();
    const ahead = act({ ...announcement, publishedOn: '2026-11-25' });
    await expect(engine.record([ahead])).rejects.toThrow(expect.objectContaining({ code: 'published-ahead' }));
    expect(await engine.record([act({ ...announcement, publishedOn: '2026-11-24' })], { dryRun: true })).toMatchObject({ recorded: 1 });
    expect(await engine.record([ahead], { supposing: true, dryRun: true })).toMatchObject({ recorded: 1 });
  });

  it('reads each stream once, however the acts on them are mixed', async () => {
    let reads = 0;
    class Counting extends MemoryLog {
      override read(name: string) {
        reads += 1;
        return super.read(name);
      }
    }
    const { engine } = await opened(new Counting(now));
    const mixed = Array.from({ length: 1_000 }, (_, index) => {
      const name = streamOf('statement', index % 2 === 0 ? 'a' : 'b');
      const report = draft(`k${index}`, 'record.checked', { issuer: 'CN', through: '2025-01-01', found: `${index}` });
      return { stream: name, draft: { ...report, id: eventId(`k${index}`, 'record.checked', name) } };
    });
    expect(await engine.record(mixed)).toEqual({ recorded: 1_000, known: 0 });
    expect(reads).toBe(2);
  });

  it('records a chain of 20,000 corrections in a time that anybody waits', async () => {
    const { engine } = await opened();
    const chain = [announcement, revocation('r')];
    for (let index = 0; index < 20_000; index++)
      chain.push(
        draft(`c${index}`, 'record.corrected', {
          event: (chain.at(-1) as Draft).id,
          replacement: { type: 'measure.revoked', version: 1, data: { from: '2025-06-02' } },
          reason: 'Misread.',
        }),
      );
    expect(await engine.record(chain.map(act), { dryRun: true })).toEqual({ recorded: 20_002, known: 0 });
  });
});
