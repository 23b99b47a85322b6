import { firstAfter } from '@in-force/events';
import { randomFrom } from '../kit/world.js';

describe('firstAfter', () => {
  it('returns what a search from the start returns, in any part of a column', () => {
    const random = randomFrom(1);
    for (let round = 0; round < 300; round++) {
      const values = Array.from({ length: random.below(40) }, () => random.below(30)).sort((a, b) => a - b);
      const column = round % 2 === 0 ? Int32Array.from(values) : Float64Array.from(values);
      const start = random.below(values.length + 1);
      const end = start + random.below(values.length + 1 - start);
      for (let value = -1; value <= 30; value++) {
        const found = values.findIndex((one, index) => index >= start && index < end && one > value);
        expect(firstAfter(column, value, start, end)).toBe(found < 0 ? end : found);
      }
    }
  });

  it('searches the whole column where no part is named, and finds nothing in none', () => {
    expect(firstAfter(Int32Array.of(1, 3, 3, 5), 3)).toBe(3);
    expect(firstAfter(Int32Array.of(1, 3, 3, 5), 5)).toBe(4);
    expect(firstAfter(new Int32Array(0), 0)).toBe(0);
  });
});
