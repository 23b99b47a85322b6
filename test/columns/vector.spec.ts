import { ByteVector, FloatVector, IntVector } from '@in-force/columns';
import { randomFrom } from '../kit/world.js';

describe.each([
  ['IntVector', () => new IntVector(), (values: number[]) => new IntVector(Int32Array.from(values)), 2 ** 31],
  ['ByteVector', () => new ByteVector(), (values: number[]) => new ByteVector(Uint8Array.from(values)), 2 ** 8],
  ['FloatVector', () => new FloatVector(), (values: number[]) => new FloatVector(Float64Array.from(values)), 2 ** 50],
])('%s', (_, empty, of, limit) => {
  it('holds what an array holds, while it grows', () => {
    const random = randomFrom(limit);
    const [vector, plain] = [empty(), [] as number[]];
    for (let step = 0; step < 500; step++) {
      const value = random.below(limit);
      if (random.chance(0.9)) {
        vector.add(value);
        plain.push(value);
      } else {
        const size = random.below(plain.length + 40);
        vector.fillTo(size, value);
        while (plain.length < size) plain.push(value);
      }
      expect(vector.size).toBe(plain.length);
      expect(vector.values.length).toBeGreaterThanOrEqual(vector.size);
    }
    expect([...vector.view()]).toEqual(plain);
    expect([...vector.copy()]).toEqual(plain);
  });

  it('begins with the numbers given and goes on from them', () => {
    const vector = of([5, 6, 7]);
    vector.add(8);
    expect([...vector.view()]).toEqual([5, 6, 7, 8]);
  });

  it('copies what later changes leave alone, and shows what they change', () => {
    const vector = of([5, 6, 7]);
    const [copy, view] = [vector.copy(), vector.view()];
    vector.values[1] = 9;
    expect([[...copy], [...view]]).toEqual([
      [5, 6, 7],
      [5, 9, 7],
    ]);
  });
});

it('copies bytes that were read from a file', () => {
  const vector = new ByteVector(Buffer.from([1, 2, 3]));
  const copy = vector.copy();
  vector.values[0] = 9;
  expect([...copy]).toEqual([1, 2, 3]);
});
