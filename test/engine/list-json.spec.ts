import { writeJson } from '@in-force/engine';
import { finish } from '@in-force/rules';
import fc from 'fast-check';

const written = (value: object) => finish(writeJson(value)).toString();

describe('JSON that is written in steps', () => {
  it('is what JSON.stringify writes, for whatever is written', () => {
    const anything = fc.anything({ withDate: true });
    const values = fc.oneof(fc.array(anything), fc.dictionary(fc.string(), fc.oneof(anything, fc.array(anything))));
    fc.assert(
      fc.property(values, (value) => {
        expect(written(value)).toBe(JSON.stringify(value));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is whole however long it is', () => {
    const value = {
      list: Array.from({ length: 20_000 }, (_, at) => ({ at, text: '稀土 🙂'.repeat(at % 7) })),
      none: [],
      missing: undefined,
    };
    expect(written(value)).toBe(JSON.stringify(value));
  });

  it('takes a step for each member of a list', () => {
    const steps = [...writeJson({ list: Array.from({ length: 500 }, (_, at) => at) })];
    expect(steps.length).toBeGreaterThanOrEqual(500);
  });
});
