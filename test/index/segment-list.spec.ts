import { SegmentList } from '@in-force/index';
import { found, RandomRows } from './rows.js';

const seeds = Array.from({ length: 4 }, (_, seed) => seed + 101);

describe('SegmentList', () => {
  it.each(seeds)('finds what a filter finds, with rows inserted, deleted and compacted at any moment (%i)', (seed) => {
    const plain = new RandomRows(seed, true);
    const { random } = plain;
    const list = new SegmentList(plain.rows);
    // Rows come about in order of their day, so that the zones of the segments differ.
    for (let step = 0; step < 5_000; step++) {
      if (random.chance(0.8)) list.insert(plain.add(Math.floor((step * 350) / 5_000)));
      else {
        const row = plain.deleteOne();
        if (row !== null) list.delete(row);
      }
      if (random.chance(0.02)) list.compact(plain.deleted);
      if (step % 25 > 0) continue;
      const asked = plain.ask();
      list.scan(asked.state, asked.filter);
      expect(found(asked)).toEqual(plain.expected(asked));
    }
  });

  it('compacts one segment at a time, until none needs it', () => {
    const plain = new RandomRows(111, true);
    const list = new SegmentList(plain.rows);
    for (let row = 0; row < 2_500; row++) list.insert(plain.add());
    const compacted = [1, 2, 3, 4].map(() => list.compact(plain.deleted));
    expect(compacted).toEqual([true, true, true, false]);
    const asked = plain.ask();
    list.scan(asked.state, asked.filter);
    expect(found(asked)).toEqual(plain.expected(asked));
  });

  it('counts a deleted row in its own segment', () => {
    const plain = new RandomRows(112, true);
    const list = new SegmentList(plain.rows);
    for (let row = 0; row < 2_100; row++) list.insert(plain.add());
    while (list.compact(plain.deleted));
    const deleted = new Set<number>();
    while (deleted.size < 500) {
      const row = plain.deleteOne();
      if (row !== null && row < 1_024) {
        deleted.add(row);
        list.delete(row);
      }
    }
    expect([list.compact(plain.deleted), list.compact(plain.deleted)]).toEqual([true, false]);
  });
});
