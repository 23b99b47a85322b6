import { PostingLists } from '@in-force/columns';
import { randomFrom } from '../kit/world.js';

describe('PostingLists', () => {
  it('lists what a map of arrays lists, and after a snapshot too', () => {
    const random = randomFrom(8);
    let lists = new PostingLists();
    const plain = new Map<number, number[]>();
    for (let step = 0; step < 3_000; step++) {
      const [key, number] = [random.below(300), random.below(50)];
      expect(lists.has(key, number)).toBe(plain.get(key)?.includes(number) ?? false);
      if (!lists.has(key, number)) {
        lists.add(key, number);
        plain.set(key, [...(plain.get(key) ?? []), number]);
      }
      const asked = random.below(400);
      expect(lists.of(asked)).toEqual(plain.get(asked) ?? []);
      if (random.chance(0.002)) lists = new PostingLists(lists.sections);
    }
    for (const [key, numbers] of plain) expect(lists.of(key)).toEqual(numbers);
  });

  it('gives a snapshot lists that later postings do not change', () => {
    const lists = new PostingLists();
    lists.add(3, 1);
    const { sections } = lists;
    lists.add(3, 2);
    expect([new PostingLists(sections).of(3), lists.of(3)]).toEqual([[1], [1, 2]]);
  });
});
