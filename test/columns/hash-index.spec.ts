import { HashIndex } from '@in-force/columns';
import { randomFrom } from '../kit/world.js';

describe('HashIndex', () => {
  it('finds the numbers that a map finds, and after a snapshot too', () => {
    const random = randomFrom(6);
    let index = new HashIndex();
    const [texts, plain] = [[] as string[], new Map<string, number>()];
    for (let step = 0; step < 6_000; step++) {
      const text = `text ${random.below(9_000)}`;
      const found = index.find(text, (number) => texts[number] === text);
      expect(found).toBe(plain.get(text));
      if (found === undefined) {
        expect(index.add(text)).toBe(texts.length);
        plain.set(text, texts.push(text) - 1);
      }
      if (random.chance(0.001)) index = new HashIndex(new Map([...index.sections].map(([name, hashes]) => [name, hashes.slice()])));
    }
    for (const [text, number] of plain) expect(index.find(text, (one) => texts[one] === text)).toBe(number);
  });

  it('tells texts of the same hash by who looks them up', () => {
    const index = new HashIndex();
    const texts = ['same', 'same', 'same'];
    for (const text of texts) index.add(text);
    expect(texts.map((text, number) => index.find(text, (one) => one === number))).toEqual([0, 1, 2]);
    expect(index.find('same', () => false)).toBeUndefined();
  });
});
