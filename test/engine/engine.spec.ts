import { Refusal } from '@in-force/domain';
import { MemoryLog, RevisionConflict } from '@in-force/event-log';
import type { Draft } from '@in-force/events';
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
  });

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
    const again = { ...announcement, id: revocation('again').id };
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
});
