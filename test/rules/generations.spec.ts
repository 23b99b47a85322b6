import { Generations } from '@in-force/rules';

describe('Generations', () => {
  it('lets go of what nobody asked for between two times it was told to', () => {
    const kept = new Generations<string, number>(100);
    kept.set('asked', 1);
    kept.set('set again', 2);
    kept.set('looked at', 3);
    kept.age();
    expect(kept.get('asked')).toBe(1);
    kept.set('set again', 4);
    expect(kept.peek('looked at')).toBe(3);
    kept.age();
    expect(['asked', 'set again', 'looked at'].map((key) => kept.peek(key))).toEqual([1, 4, undefined]);
  });

  it('keeps no more than it may, and what was asked for last', () => {
    const kept = new Generations<number, number>(8);
    for (let key = 0; key < 100; key++) {
      kept.set(key, key);
      kept.get(0);
    }
    const left = [...Array(100).keys()].filter((key) => kept.peek(key) !== undefined);
    expect(left).toContain(0);
    expect(left.slice(-4)).toEqual([96, 97, 98, 99]);
    expect(left.length).toBeLessThanOrEqual(8);
  });

  it('weighs what it keeps', () => {
    const kept = new Generations<string, readonly number[]>(10, ({ length }) => length);
    kept.set('long', [1, 2, 3, 4, 5]);
    kept.set('a', [1]);
    kept.set('b', [1, 2, 3, 4]);
    kept.set('c', [1]);
    expect([kept.peek('long'), kept.peek('a'), kept.peek('c')]).toEqual([undefined, [1], [1]]);
  });
});
