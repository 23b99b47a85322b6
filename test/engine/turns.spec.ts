import { setImmediate } from 'node:timers/promises';
import { Abandoned, asker, Overloaded, Turns, WORK } from '@in-force/engine';
import { finish, gather, type Steps, sortInSteps } from '@in-force/rules';
import fc from 'fast-check';

/** A clock that moves by a millisecond whenever it is looked at: a turn is then so many steps. */
const ticking = () => {
  let at = 0;
  return () => at++;
};

/** A work of so many steps; `done` counts those that were done. */
const workOf = (steps: number, done: { count: number } = { count: 0 }): Steps<number> =>
  (function* () {
    for (let at = 0; at < steps; at++) {
      done.count += 1;
      yield;
    }
    return steps;
  })();

describe('work in turns', () => {
  const bounds = { ...WORK, turn: 10, brief: 3, together: 2, waiting: 3 };

  it('is done at once where one turn is enough', async () => {
    const turns = new Turns(bounds, ticking());
    const done = { count: 0 };
    const result = turns.run(workOf(9, done));
    expect(done.count).toBe(9);
    expect(await result).toBe(9);
  });

  it('lets others have their turn after so many steps, and ends all the same', async () => {
    const turns = new Turns(bounds, ticking());
    const done = { count: 0 };
    const result = turns.run(workOf(100, done));
    const seen: number[] = [];
    while (done.count < 100) {
      seen.push(done.count);
      await setImmediate();
    }
    expect(await result).toBe(100);
    const strides = seen.map((count, at) => count - (seen[at - 1] ?? 0));
    expect(Math.max(...strides)).toBeLessThanOrEqual(bounds.turn);
  });

  it('lets others have their turn after many that were brief', async () => {
    const turns = new Turns(bounds, ticking());
    const done = { count: 0 };
    const all = (async () => {
      for (let at = 0; at < 50; at++) await turns.run(workOf(2, done));
    })();
    const seen: number[] = [0];
    while (done.count < 100) {
      seen.push(done.count);
      await setImmediate();
    }
    await all;
    expect(Math.max(...seen.map((count, at) => count - (seen[at - 1] ?? 0)))).toBeLessThanOrEqual(bounds.turn);
  });

  it('works on a few together, and on the others after them', async () => {
    const turns = new Turns(bounds, ticking());
    const ended: number[] = [];
    const run = (steps: number) => turns.run(workOf(steps)).then(() => ended.push(steps));
    await Promise.all([run(200), run(60), run(30)]);
    expect(ended).toEqual([60, 30, 200]);
  });

  it('answers what is brief though long ones wait', async () => {
    const turns = new Turns(bounds, ticking());
    const long = turns.run(workOf(1_000));
    expect(await turns.run(workOf(2))).toBe(2);
    expect(turns.waiting).toBe(1);
    await long;
  });

  it('refuses what is too much, and says so', async () => {
    const turns = new Turns(bounds, ticking());
    const taken = Array.from({ length: 5 }, () => turns.run(workOf(50)));
    const refused = asker.run(new AbortController().signal, () => turns.run(workOf(50)));
    const owed = turns.run(workOf(50));
    await expect(refused).rejects.toThrow(Overloaded);
    expect(await Promise.all([...taken, owed])).toEqual(Array(6).fill(50));
    expect([turns.counts.refused, turns.waiting]).toEqual([1, 0]);
    expect(await turns.run(workOf(50))).toBe(50);
  });

  it('refuses what has waited too long to be begun, and goes on with what was', async () => {
    const turns = new Turns({ ...bounds, late: 100 }, ticking());
    const ask = () => asker.run(new AbortController().signal, () => turns.run(workOf(500)));
    const begun = [ask(), ask()];
    const late = ask();
    const owed = turns.run(workOf(50));
    await expect(late).rejects.toThrow(Overloaded);
    expect(await Promise.all([...begun, owed])).toEqual([500, 500, 50]);
    expect(turns.counts).toEqual({ refused: 1, abandoned: 0 });
  });

  it('gives up what nobody waits for', async () => {
    const turns = new Turns(bounds, ticking());
    const gone = new AbortController();
    const done = { count: 0 };
    const result = asker.run(gone.signal, () => turns.run(workOf(100_000, done)));
    await setImmediate();
    gone.abort();
    await expect(result).rejects.toThrow(Abandoned);
    expect(done.count).toBeLessThan(50);
    expect(turns.counts.abandoned).toBe(1);
  });

  it('is done at once, or not at all, where nobody would wait for it', async () => {
    const turns = new Turns(bounds, ticking());
    const done = { count: 0 };
    expect(turns.atOnce(workOf(9))).toBe(9);
    expect(turns.atOnce(workOf(50, done))).toBeNull();
    expect(done.count).toBeLessThanOrEqual(bounds.turn);
    const long = turns.run(workOf(60));
    expect(turns.atOnce(workOf(9))).toBeNull(); // while others are at work it has less
    expect(await long).toBe(60);
  });

  it('fails with what the work fails with, and goes on with the others', async () => {
    const turns = new Turns(bounds, ticking());
    const failing = (function* (): Steps<number> {
      yield* workOf(30);
      throw new Error('no');
    })();
    const [failed, other] = [turns.run(failing), turns.run(workOf(60))];
    await expect(failed).rejects.toThrow('no');
    expect(await other).toBe(60);
  });
});

describe('steps', () => {
  it('gather what is found', () => {
    expect(finish(gather([1, 2, 3], (one) => [one, one]))).toEqual([1, 1, 2, 2, 3, 3]);
  });

  it('sort as a sort does, equals in their order', () => {
    const pairs = fc.array(fc.tuple(fc.nat(50), fc.nat()), { maxLength: 5_000, size: 'max' });
    const compare = ([a]: readonly [number, number], [b]: readonly [number, number]) => a - b;
    fc.assert(
      fc.property(pairs, (all) => expect(finish(sortInSteps(all, compare))).toEqual(all.toSorted(compare))),
      { numRuns: 50 },
    );
  });
});
