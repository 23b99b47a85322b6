import { Segment } from '@in-force/index';
import { found, RandomRows } from './rows.js';

const seeds = Array.from({ length: 8 }, (_, seed) => seed + 1);

describe('Segment', () => {
  it.each(seeds)('finds what a filter finds, with rows inserted, deleted and compacted at any moment (%i)', (seed) => {
    const plain = new RandomRows(seed, true);
    const { random } = plain;
    const segment = new Segment(plain.rows, 0);
    for (let step = 0; step < 1_500; step++) {
      if (random.chance(0.7)) segment.insert(plain.add());
      else if (random.chance(0.4) && plain.deleteOne() !== null) segment.countDeleted();
      if (random.chance(0.01)) segment.compact(plain.deleted);
      const asked = plain.ask();
      segment.scan(asked.state, asked.filter);
      expect(found(asked)).toEqual(plain.expected(asked));
    }
  });

  it('reads no clocks of packed rows where none is set back', () => {
    const plain = new RandomRows(11, true);
    const segment = new Segment(plain.rows, 0);
    const row = plain.add();
    segment.insert(row);
    segment.compact(plain.deleted);
    const scan = (past: boolean) => {
      const asked = plain.ask();
      const state = { ...asked.state, day: plain.rows.columns.from[row] as number, position: 0, classes: null, past };
      segment.scan(state, { sets: null, facets: null });
      return state.count;
    };
    expect([scan(true), scan(false)]).toEqual([0, 1]);
  });

  it('needs compaction after 64 changes, or a sixteenth of its rows, and no more after it', () => {
    const plain = new RandomRows(12, true);
    const segment = new Segment(plain.rows, 0);
    const changes = (count: number) => {
      for (let change = 0; change < count; change++) segment.insert(plain.add());
    };
    changes(64);
    expect(segment.needsCompaction).toBe(false);
    changes(1);
    expect(segment.needsCompaction).toBe(true);
    segment.compact(plain.deleted);
    expect(segment.needsCompaction).toBe(false);
    for (let change = 0; change < 65; change++) segment.countDeleted();
    expect(segment.needsCompaction).toBe(true);
  });

  it('forgets deleted rows when it is compacted', () => {
    const plain = new RandomRows(13, true);
    const segment = new Segment(plain.rows, 0);
    for (let row = 0; row < 300; row++) segment.insert(plain.add());
    segment.compact(plain.deleted);
    const before = segment.bytes;
    for (let change = 0; change < 600; change++) if (plain.deleteOne() !== null) segment.countDeleted();
    segment.compact(plain.deleted);
    expect(segment.bytes).toBeLessThan(before / 2);
  });
});
