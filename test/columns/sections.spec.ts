import { sectionsUnder, withPrefix } from '@in-force/columns';

it('takes sections back from under the prefix that they were put under', () => {
  const sections = new Map([
    ['a', Int32Array.of(1)],
    ['b', Int32Array.of(2)],
  ]);
  const all = new Map([...withPrefix('one.', sections), ...withPrefix('two.', sections), ['three', Int32Array.of(3)] as const]);
  expect([...all.keys()]).toEqual(['one.a', 'one.b', 'two.a', 'two.b', 'three']);
  expect(sectionsUnder(all, 'one.')).toEqual(sections);
  expect(sectionsUnder(all, 'four.')).toEqual(new Map());
});
