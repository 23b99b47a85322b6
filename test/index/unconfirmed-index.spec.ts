import { UnconfirmedIndex } from '@in-force/index';
import { ORDER } from '@in-force/rules';
import { type Asked, found, RandomRows, UNCONFIRMED } from './rows.js';

const seeds = Array.from({ length: 6 }, (_, seed) => seed + 201);

/** The measures that are unconfirmed: the rows of a buffer show others besides, whose statuses bind nobody. */
const unconfirmed = (hits: Record<number, string>) => Object.keys(hits).filter((measure) => hits[Number(measure)] === ORDER[UNCONFIRMED]);

describe('UnconfirmedIndex', () => {
  const check = (index: UnconfirmedIndex, plain: RandomRows, asked: Asked) => {
    index.scan(asked.state, asked.filter);
    const [hits, expected] = [found(asked), plain.expected(asked)];
    expect(unconfirmed(hits)).toEqual(unconfirmed(expected));
    expect(Object.keys(expected)).toEqual(expect.arrayContaining(Object.keys(hits)));
    return Object.keys(hits).length;
  };

  it.each(seeds)('finds what a filter finds unconfirmed, with rows inserted, deleted and compacted at any moment (%i)', (seed) => {
    const plain = new RandomRows(seed, false);
    const { random } = plain;
    const index = new UnconfirmedIndex(plain.rows);
    for (let step = 0; step < 5_000; step++) {
      if (random.chance(0.8)) index.insert(plain.add());
      else plain.deleteOne();
      if (random.chance(0.02)) index.compact(plain.deleted);
      if (step % 10 === 0) check(index, plain, plain.ask());
    }
  });

  it('passes over what was confirmed, once it is compacted', () => {
    const plain = new RandomRows(211, false);
    const index = new UnconfirmedIndex(plain.rows);
    for (let row = 0; row < 1_000; row++) index.insert(plain.add());
    expect(index.compact(plain.deleted)).toBe(true);
    expect(index.compact(plain.deleted)).toBe(false);
    for (let round = 0; round < 100; round++) {
      const asked = plain.ask();
      expect(check(index, plain, asked)).toBe(unconfirmed(found(asked)).length);
    }
  });

  it('forgets deleted rows when it is compacted', () => {
    const plain = new RandomRows(212, false);
    const index = new UnconfirmedIndex(plain.rows);
    for (let row = 0; row < 1_000; row++) index.insert(plain.add());
    while (index.compact(plain.deleted));
    const before = index.bytes;
    for (let step = 0; step < 2_000; step++) plain.deleteOne();
    for (let row = 0; row < 100; row++) index.insert(plain.add());
    while (index.compact(plain.deleted));
    expect(index.bytes).toBeLessThan(before / 2);
    check(index, plain, plain.ask());
  });
});
