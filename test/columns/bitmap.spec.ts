import { Bitmap, isSet } from '@in-force/columns';
import { randomFrom } from '../kit/world.js';

const ascending = (set: Iterable<number>) => [...set].sort((a, b) => a - b);

describe('Bitmap', () => {
  it('has what a set of numbers has', () => {
    const random = randomFrom(2);
    for (let round = 0; round < 40; round++) {
      const [bitmap, plain] = [new Bitmap(random.below(100)), new Set<number>()];
      for (let step = 0; step < 60; step++) {
        const number = random.below(300);
        bitmap.add(number);
        plain.add(number);
        const asked = random.below(400);
        expect(bitmap.has(asked)).toBe(plain.has(asked));
      }
      expect(bitmap.members()).toEqual(ascending(plain));
      expect(new Bitmap(bitmap.words.slice()).members()).toEqual(ascending(plain));
    }
  });

  it('intersects as sets do', () => {
    const random = randomFrom(3);
    const made = (): [Bitmap, Set<number>] => {
      const numbers = Array.from({ length: random.below(12) }, () => random.below(200));
      const bitmap = new Bitmap(200);
      for (const number of numbers) bitmap.add(number);
      return [bitmap, new Set(numbers)];
    };
    for (let round = 0; round < 200; round++) {
      const [[a, plainA], [b, plainB], [to, plainTo]] = [made(), made(), made()];
      const both = [...plainA].filter((number) => plainB.has(number));
      expect(a.intersects(b)).toBe(both.length > 0);
      expect(a.equals(b)).toBe(ascending(plainA).join() === ascending(plainB).join());
      expect(to.addIntersection(a, b)).toBe(both.length > 0);
      expect(to.members()).toEqual(ascending(new Set([...plainTo, ...both])));
    }
  });

  it('tests each number once when it is extended, and keeps the words in order for `isSet`', () => {
    const random = randomFrom(4);
    const [bitmap, tested] = [new Bitmap(), [] as number[]];
    let size = 0;
    for (let step = 0; step < 50; step++) {
      size += random.below(30);
      const words = bitmap.extend(size, (number) => {
        tested.push(number);
        return number % 3 === 0;
      });
      for (let number = 0; number < size; number++) expect(isSet(words, number)).toBe(number % 3 === 0);
    }
    expect(tested).toEqual([...Array(size).keys()]);
  });
});
