import { ColumnTable, type Sections } from '@in-force/columns';
import { randomFrom } from '../kit/world.js';

const NAMES = ['a', 'b', 'c'] as const;

/** Returns what the sections hold now: those of a table are windows on columns in use. */
const frozen = (sections: Sections): Sections => new Map([...sections].map(([name, section]) => [name, section.slice() as Int32Array]));

describe('ColumnTable', () => {
  it('holds the rows of an array, while its columns grow and after a snapshot at any moment', () => {
    const random = randomFrom(5);
    let table = new ColumnTable(NAMES);
    const plain: number[][] = [];
    const holdsThem = () => {
      expect(table.size).toBe(plain.length);
      for (const [column, name] of NAMES.entries())
        expect([...table.columns[name].subarray(0, table.size)]).toEqual(plain.map((row) => row[column]));
    };
    for (let step = 0; step < 9_000; step++) {
      const row = NAMES.map(() => random.below(2 ** 31));
      expect(table.add(...row)).toBe(plain.length);
      plain.push(row);
      if (random.chance(0.001)) {
        table = new ColumnTable(NAMES, frozen(table.sections));
        holdsThem();
      }
    }
    holdsThem();
  });

  it('grows one column at a time', () => {
    const table = new ColumnTable(NAMES);
    for (let row = 0; row < 9_000; row++) {
      const before = NAMES.map((name) => table.columns[name]);
      table.add(row, row, row);
      expect(NAMES.filter((name, column) => table.columns[name] !== before[column]).length).toBeLessThanOrEqual(1);
    }
  });
});
