import { Dictionary } from '@in-force/columns';
import { randomFrom } from '../kit/world.js';

describe('Dictionary', () => {
  it('numbers names as a map does in the order in which they come, and after a snapshot too', () => {
    const random = randomFrom(7);
    let dictionary = new Dictionary();
    const plain = new Map<string, number>();
    for (let step = 0; step < 6_000; step++) {
      const name = random.below(2_500).toString(36);
      if (random.chance(0.3)) expect(dictionary.find(name)).toBe(plain.get(name));
      else {
        if (!plain.has(name)) plain.set(name, plain.size);
        expect(dictionary.numberOf(name)).toBe(plain.get(name));
      }
      if (random.chance(0.001)) dictionary = new Dictionary(dictionary.sections);
    }
    expect(dictionary.names).toEqual([...plain.keys()]);
  });

  it('gives a snapshot names that later ones do not join', () => {
    const dictionary = new Dictionary();
    dictionary.numberOf('one');
    const { sections } = dictionary;
    dictionary.numberOf('two');
    expect(new Dictionary(sections).names).toEqual(['one']);
  });
});
