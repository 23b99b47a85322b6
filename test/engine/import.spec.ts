import { importRecord } from '@in-force/engine';
import { InvalidRecord, readRecordFile } from '@in-force/formats';
import { type Controls, PARAMETERS, parseQuestion } from '@in-force/timeline';
import fc from 'fast-check';
import { opened } from '../kit/engine.js';
import { NOW } from '../kit/record.js';

const head = `sources:
  page: { publisher: A, title: T, url: https://example.org/a, published: 2025-01-01, reliability: official }
`;
const instrument = (id: string) => `instrument: { id: ${id}, issuer: CN, body: B, number: null, day: 2025-01-01, title: T }\n`;
const sourced = 'publishedOn: 2025-01-01\n    sources: [{ key: page, supports: all }]';
const one = readRecordFile(
  'one.yaml',
  `${instrument('cn-test-1')}${head}entries:
  - id: an-act
    measure.announced: { title: A, kind: tariff, issuer: CN, scope: { regions: [world], items: all }, firstDay: 2025-01-01 }
    ${sourced}
`,
);
const two = readRecordFile(
  'two.yaml',
  `${instrument('cn-test-2')}${head}entries:
  - id: a-stop
    measure.suspended: { from: 2025-02-01, through: 2025-03-31 }
    measures: [cn-test-1]
    ${sourced}
  - id: a-longer-stop
    measure.suspension-extended: { suspension: a-stop, through: 2025-04-30 }
    measures: [cn-test-1]
    ${sourced}
`,
);
const mend = (event: string) =>
  readRecordFile(
    'mend.yaml',
    `${head}entries:
  - id: a-mend
    record.corrected: { event: ${event}, replacement: { type: measure.suspended, version: 1, data: { from: 2025-02-01, through: 2025-02-28 } }, reason: Misread. }
    ${sourced}
`,
  );

describe('an import', () => {
  const status = (controls: Controls, on: string) => controls.measure('cn-test-1', parseQuestion({ on }, NOW, PARAMETERS.measure)).status;

  it('takes files as one set, in any order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([one, two, mend('a-stop')], { minLength: 3 }), async (files) => {
        const { engine, controls } = await opened();
        expect(await importRecord(engine, files)).toEqual({ recorded: 4, known: 0 });
        expect([status(controls, '2025-02-15'), status(controls, '2025-03-15')]).toEqual(['suspended', 'suspended']);
        const events = await engine.follower.after(0, 10);
        expect(events.map(({ causation }) => causation)).toEqual(['an-act', 'a-stop', 'a-longer-stop', 'a-mend']);
        await engine.close();
      }),
      { seed: 1, numRuns: 10 },
    );
  });

  it('adds nothing the second time', async () => {
    const { engine } = await opened();
    await importRecord(engine, [one, two]);
    expect(await importRecord(engine, [two, one])).toEqual({ recorded: 0, known: 3 });
  });

  it('completes what a crash left', async () => {
    const { engine, log } = await opened();
    await importRecord(engine, [one]);
    const later = await opened(log);
    expect(await importRecord(later.engine, [one, two])).toEqual({ recorded: 2, known: 1 });
  });

  it('corrects an entry recorded earlier', async () => {
    const { engine, controls } = await opened();
    await importRecord(engine, [one, two]);
    await importRecord(engine, [mend('a-stop/cn-test-1')]);
    expect([status(controls, '2025-02-28'), status(controls, '2025-03-01'), status(controls, '2025-05-01')]).toEqual([
      'suspended',
      'suspended',
      'unconfirmed',
    ]);
  });

  it.each([
    ['an unknown measure', [two], 'two.yaml:5: No measure "cn-test-1"'],
    ['an unknown entry', [one, mend('nothing')], 'mend.yaml:4: No entry "nothing"'],
    ['an entry that stands twice', [one, one], 'one.yaml:5: The entry "an-act" stands twice'],
  ])('names %s by file and line, and stores nothing', async (_, files, message) => {
    const { engine } = await opened();
    await expect(importRecord(engine, files)).rejects.toThrow(InvalidRecord);
    await expect(importRecord(engine, files)).rejects.toThrow(message);
    expect(engine.position).toBe(0);
  });

  it('refuses a known entry with other content', async () => {
    const { engine } = await opened();
    await importRecord(engine, [one, two]);
    const changed = readRecordFile(
      'two.yaml',
      `${instrument('cn-test-2')}${head}entries:
  - id: a-stop
    measure.suspended: { from: 2025-02-01, through: 2025-12-31 }
    measures: [cn-test-1]
    ${sourced}
`,
    );
    await expect(importRecord(engine, [changed])).rejects.toThrow(
      expect.objectContaining({
        problems: [expect.objectContaining({ line: 5, message: expect.stringContaining('record a correction') })],
      }),
    );
  });
});
