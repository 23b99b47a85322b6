import { type ControlsInForce, PARAMETERS, parseQuestion } from '@in-force/answers';
import { importRecord } from '@in-force/engine';
import { InvalidRecord, readRecordFile } from '@in-force/formats';
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
  const status = (controls: ControlsInForce, on: string) =>
    controls.measure('cn-test-1', parseQuestion({ on }, NOW, PARAMETERS.measure)).status;

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

  it('passes over what another entry said on the same day, and tells which event that is', async () => {
    const { engine } = await opened();
    await importRecord(engine, [one, two]);
    const [, stop] = await engine.stream('measure-cn-test-1');
    const other = readRecordFile(
      'other.yaml',
      `${instrument('cn-test-2')}${head}entries:
  - id: another-name
    measure.suspended: { through: 2025-03-31, from: 2025-02-01 }
    measures: [cn-test-1]
    ${sourced}
`,
    );
    const told: string[] = [];
    const known = ({ entry: { file, line } }: { entry: { file: string; line: number } }, event: string) =>
      void told.push(`${file}:${line} ${event}`);
    expect(await importRecord(engine, [other], { known })).toEqual({ recorded: 0, known: 1 });
    expect(told).toEqual([`other.yaml:5 ${stop?.id}`]);
    expect(await importRecord(engine, [other], { again: true })).toEqual({ recorded: 1, known: 0 });
    expect(await importRecord(engine, [one, two, other])).toEqual({ recorded: 0, known: 4 });
  });

  it('takes the same words on the same day in two statements', async () => {
    const { engine } = await opened();
    const words = '{ title: W, party: US, speaker: S, text: T, about: [] }';
    const said = readRecordFile(
      'said.yaml',
      `${head}entries:\n${['a', 'b'].map((id) => `  - id: ${id}\n    statement.made: ${words}\n    ${sourced}\n`).join('')}`,
    );
    expect(await importRecord(engine, [said])).toEqual({ recorded: 2, known: 0 });
  });

  it('names each day that has not come, by file and line, and stores nothing', async () => {
    const { engine } = await opened();
    const ahead = readRecordFile(
      'ahead.yaml',
      `sources:
  page: { publisher: A, title: T, url: https://example.org/a, published: 2026-11-25, reliability: official }
entries:
  - id: look
    record.checked: { issuer: CN, through: 2062-10-09, found: nothing. }
    publishedOn: 2025-01-01
    sources: [{ publisher: A, title: T, url: null, published: null, reliability: official }]
  - id: look.2
    record.checked: { issuer: CN, through: 2025-01-01, found: nothing. }
    publishedOn: 2052-01-05
    sources: [{ publisher: A, title: T, url: null, published: null, reliability: official }]
  - id: look.3
    record.checked: { issuer: CN, through: 2025-01-02, found: nothing. }
    publishedOn: 2025-01-01
    sources: [{ key: page }]
`,
    );
    const { problems } = await importRecord(engine, [ahead]).catch((error) => error);
    expect(problems).toEqual([
      { file: 'ahead.yaml', line: 4, message: expect.stringMatching(/^2062-10-09: .*nobody can have read through it/) },
      { file: 'ahead.yaml', line: 8, message: expect.stringMatching(/^2052-01-05: .*nothing can have been public/) },
      { file: 'ahead.yaml', line: 12, message: expect.stringMatching(/^2026-11-25: .*nobody can have read a source/) },
    ]);
    expect(engine.position).toBe(0);
  });

  it('takes rounds that are scheduled, called off and held, words with persons, and easings of an issuer', async () => {
    const { engine } = await opened();
    const source = { publisher: 'A', title: 'T', url: null, published: null, reliability: 'news', opened: true };
    const entries = [
      { id: 'talks', 'negotiation.opened': { title: 'Talks', parties: ['EU', 'CN'], subject: 'Controls' } },
      {
        id: 'talks-3',
        of: 'talks',
        'negotiation.round-scheduled': {
          title: 'Third round',
          parties: ['EU', 'CN'],
          place: 'Brussels',
          from: '2026-12',
          through: '2026-12',
          about: [],
        },
      },
      { id: 'talks-3-off', of: 'talks', 'negotiation.round-called-off': { of: 'talks-3', reason: 'A strike.' } },
      {
        id: 'talks-4',
        of: 'talks',
        'negotiation.round-held': {
          title: 'Fourth round',
          parties: ['EU', 'CN'],
          place: null,
          from: '2025-01-01',
          through: '2025-01-01',
          level: 'ministers',
          outcome: null,
          about: [],
          of: 'talks-3',
          persons: ['A. Person'],
        },
      },
      {
        id: 'word',
        'commitment.made': {
          party: 'CN',
          speaker: 'The ministry',
          person: 'A. Person',
          text: 'It will.',
          about: [],
          lasting: '2027-01-10',
          agreedAt: 'talks-4',
        },
      },
      { id: 'said', 'statement.made': { title: 'W', speaker: 'An association', person: 'B. Person', text: 'T', about: [] } },
      {
        id: 'easing',
        'facilitation.opened': {
          title: 'E',
          issuer: 'CN',
          kind: 'exemption',
          regions: ['EU'],
          about: [],
          from: '2025-01-01',
          text: 'T',
        },
      },
    ].map((entry) => ({ publishedOn: '2025-01-01', sources: [source], ...entry }));
    const lines = readRecordFile('new.ndjson', entries.map((entry) => JSON.stringify(entry)).join('\n'));
    const whole = readRecordFile('new.yaml', JSON.stringify({ entries }));
    expect(await importRecord(engine, [lines])).toEqual({ recorded: 7, known: 0 });
    expect(await importRecord(engine, [whole])).toEqual({ recorded: 0, known: 7 });
    expect((await engine.stream('negotiation-talks')).map(({ type }) => type.slice(12)).sort()).toEqual([
      'opened',
      'round-called-off',
      'round-held',
      'round-scheduled',
    ]);
  });
});
