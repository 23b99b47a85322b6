import { digestOf, digestOfParts, FORM } from '@in-force/engine';

it.each([0, 1, 1023, 1024, 1025, 5000])('digests %i digests of a list, a run at a time, as it digests their list', (length) => {
  const list = Array.from({ length }, (_, at) => digestOf(at));
  const asked = digestOf({ on: '2025-11-20' });
  expect(digestOfParts({ list, asked })).toBe(FORM + digestOf({ list: digestOf(list), asked }));
});
