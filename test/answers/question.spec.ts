import { InvalidRequest, PARAMETERS, parseComparison, parseQuestion } from '@in-force/answers';
import { NOW } from '../kit/record.js';

const refusals = (read: () => unknown): readonly string[] => {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    return error.errors.map(({ pointer, detail }) => `${pointer} ${detail}`);
  }
};

describe('a moment of the record', () => {
  it.each([
    ['2026-11-23T12:00:00.000Z', true],
    ['2026-11-23T12:00:00.001Z', false],
    ['2026-11-23T13:00:00+01:00', true],
    ['2026-11-23T12:00:01+00:00', false],
    ['2026-11-23T10:00:00-03:00', false],
    ['2030-01-01T00:00:00Z', false],
    ['2020-01-01T00:00:00Z', true],
    ['9999', true],
  ])('must have come: %s', (recordedAt, come) => {
    const said = come ? [] : [expect.stringMatching(/^\/recordedAt .* has not come yet; .* Use 2026-11-23T12:00:00\.000Z or earlier/)];
    for (const kind of ['controls', 'measure', 'timeline', 'search', 'export'] as const)
      expect([kind, refusals(() => parseQuestion({ recordedAt }, NOW, PARAMETERS[kind]))]).toEqual([kind, said]);
    expect(refusals(() => parseComparison({ 'b.recordedAt': recordedAt }, NOW))).toEqual(
      come ? [] : [expect.stringMatching(/^\/b\.recordedAt .* has not come yet/)],
    );
  });
});
