import { InvalidRequest, PARAMETERS, parseComparison, parseQuestion, spellQuestion } from '@in-force/answers';
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

describe('the words of a question', () => {
  const read = (parameters: Readonly<Record<string, string>>, kind: keyof typeof PARAMETERS = 'controls') =>
    Object.fromEntries(spellQuestion(parseQuestion(parameters, NOW, PARAMETERS[kind]), 7, PARAMETERS[kind]));

  it('may be written as people write them, and are spelled one way', () => {
    const asked = read({
      on: 'November 20, 2025',
      region: 'EL',
      item: '稀土',
      issuer: 'China, Korea, Rep.',
      kind: 'export-license,Tariffs',
      status: 'Suspended, in force',
      knownOn: 'Yesterday',
      reading: 'usa',
      recordedAt: '2026-11-23T10:00:00 01:00',
    });
    expect(asked).toMatchObject({
      on: '2025-11-20',
      region: 'GR',
      item: 'rare-earths',
      issuer: 'CN,KR',
      kind: 'export-licence,tariff',
      status: 'suspended,in-force',
      knownOn: '2026-11-22',
      reading: 'US',
    });
    expect(read({ on: 'yesterday', item: 'HS 8112.92' })).toMatchObject({ on: '2026-11-22', item: 'hs:811292' });
    expect(read({ from: '1 Oct 2025', to: 'tomorrow', regions: 'Germany, 法国', step: 'Week' }, 'matrix')).toMatchObject({
      from: '2025-10-01',
      to: '2026-11-24',
      regions: 'DE,FR',
      step: 'week',
    });
  });

  it('mean by today what leaving the day out means, but of controls the quarter of an hour that it is', () => {
    expect(read({ on: 'today' }, 'measure')).toEqual(read({}, 'measure'));
    expect(read({ on: 'Today ' })).toMatchObject({ at: '2026-11-23T12:00:00.000Z' });
    expect(read({ at: '2026-11-23 13:29 01:00' })).toMatchObject({ at: '2026-11-23T12:15:00.000Z' });
    expect(read({ on: 'today' })).not.toHaveProperty('on');
  });

  it('are told what is near where they are mistyped', () => {
    expect(
      refusals(() =>
        parseQuestion({ regoin: 'DE', status: 'suspnded,expird', item: 'galium', knownOn: 'tomorrow week' }, NOW, PARAMETERS.controls),
      ),
    ).toEqual([
      expect.stringMatching(/^\/regoin Unknown parameter\. Known here: .* Near: region\.$/),
      expect.stringMatching(/^\/status "suspnded" is none of: .* Near: suspended\. "expird" is none of: .* Near: expired\.$/),
      expect.stringMatching(/^\/item Unknown item "galium".* Near: gallium, germanium/),
      expect.stringMatching(/^\/knownOn "tomorrow week" is no day that can be read/),
    ]);
  });

  it('are a period in order', () => {
    const reversed = { from: '2025-12-01', to: '2025-10-01' };
    for (const kind of ['timeline', 'matrix'] as const)
      expect(refusals(() => parseQuestion(reversed, NOW, PARAMETERS[kind]))).toEqual([
        '/to The period ends on 2025-10-01, before it begins on 2025-12-01. Exchange from and to.',
      ]);
    expect(refusals(() => parseQuestion({ from: '2027-01-01' }, NOW, PARAMETERS.timeline))).toEqual([
      '/from 2027-01-01 lies after 2026-11-23, the last day where none is named. Name the last day too, with to.',
    ]);
    expect(refusals(() => parseQuestion({ from: '2025-10-01', to: '2025-10-01' }, NOW, PARAMETERS.timeline))).toEqual([]);
  });
});
