import { expand, importRecord } from '@in-force/engine';
import { type Recorded, streamOf } from '@in-force/events';
import type { Entry } from '@in-force/formats';
import fc from 'fast-check';
import { ANNOUNCED, file, opened, stream, type Told } from '../kit/engine.js';
import { SOURCE } from '../kit/record.js';

const correction = (event: string, data: string, type = 'measure.suspended') =>
  `{ event: ${event}, replacement: { type: ${type}, version: 1, data: ${data} }, reason: Misread. }`;
const announced: Told = ['an-act', 'measure.announced', ANNOUNCED];
const stopped: Told = ['a-stop', 'measure.suspended', '{ from: 2025-02-01, through: 2025-03-31 }'];
const mended: Told = ['m-mend', 'record.corrected', correction('a-stop', '{ from: 2025-02-01, through: 2025-02-28 }')];

/** The entries of a stream in the order in which they were recorded. */
const entries = (events: readonly Recorded[]) => events.map(({ causation }) => causation);

describe('entries that name each other', () => {
  it.each<[string, readonly Told[], readonly string[]]>([
    [
      'a correction of a correction',
      [announced, stopped, mended, ['a-mend', 'record.corrected', correction('m-mend', '{ from: 2025-02-01, through: null }')]],
      ['an-act', 'a-stop', 'm-mend', 'a-mend'],
    ],
    [
      'a retraction of a correction',
      [announced, stopped, mended, ['a-back', 'record.retracted', '{ event: m-mend, reason: It was right. }']],
      ['an-act', 'a-stop', 'm-mend', 'a-back'],
    ],
    [
      'a retraction taken back',
      [
        announced,
        ['m-gone', 'record.retracted', '{ event: an-act, reason: Misread. }'],
        ['a-back', 'record.retracted', '{ event: m-gone, reason: It was right. }'],
      ],
      ['an-act', 'm-gone', 'a-back'],
    ],
    [
      'an extension of an extension of the same day',
      [
        announced,
        stopped,
        ['z-more', 'measure.suspension-extended', '{ suspension: a-stop, through: null }'],
        ['b-more', 'measure.suspension-extended', '{ suspension: z-more, from: 2025-06-01, through: 2025-07-01 }'],
      ],
      ['an-act', 'a-stop', 'z-more', 'b-more'],
    ],
    [
      'an announcement in place of a retracted one',
      [
        announced,
        ['m-gone', 'record.retracted', '{ event: an-act, reason: Misread. }', '2026-02-01'],
        ['a-anew', 'measure.announced', ANNOUNCED],
      ],
      ['an-act', 'm-gone', 'a-anew'],
    ],
    [
      'an announcement published after what needs it',
      [['an-act', 'measure.announced', ANNOUNCED, '2025-05-01'], stopped],
      ['an-act', 'a-stop'],
    ],
  ])('are recorded after what they need: %s', async (_, told, expected) => {
    const recorded = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...told], { minLength: told.length }), async (shuffled) => {
        const { engine } = await opened();
        const files = shuffled.map((entry, index) => file(`${index}.yaml`, entry));
        expect(await importRecord(engine, files)).toEqual({ recorded: told.length, known: 0 });
        expect(await importRecord(engine, files)).toEqual({ recorded: 0, known: told.length });
        const events = await engine.stream(stream);
        expect(entries(events)).toEqual(expected);
        recorded.add(JSON.stringify(events));
        await engine.close();
      }),
      { seed: 7, numRuns: 12 },
    );
    expect(recorded.size).toBe(1);
  });

  it('may do so over two imports', async () => {
    const { engine } = await opened();
    await importRecord(engine, [file('1.yaml', announced, stopped, mended)]);
    await importRecord(engine, [file('2.yaml', ['a-back', 'record.retracted', '{ event: m-mend, reason: It was right. }'])]);
    await importRecord(engine, [file('3.yaml', ['more', 'measure.suspension-extended', '{ suspension: a-stop, through: null }'])]);
    const [, stop, mend, back, more] = await engine.stream(stream);
    expect([mend?.data, back?.data, more?.data]).toMatchObject([{ event: stop?.id }, { event: mend?.id }, { suspension: stop?.id }]);
  });

  it('may do so in a replacement', async () => {
    const { engine } = await opened();
    const extended: Told = ['more', 'measure.suspension-extended', '{ through: 2025-12-31 }'];
    const named: Told = [
      'z-mend',
      'record.corrected',
      correction('more', '{ suspension: a-stop, through: null }', 'measure.suspension-extended'),
    ];
    await importRecord(engine, [file('1.yaml', announced, stopped, extended, named)]);
    const [, stop, , mend] = await engine.stream(stream);
    expect(mend?.data).toMatchObject({ replacement: { data: { suspension: stop?.id, through: null } } });
  });

  it.each<[string, readonly Told[], readonly (readonly [number, RegExp])[]]>([
    [
      'in a circle',
      [
        ['a-mend', 'record.retracted', '{ event: b-mend, reason: r }'],
        ['b-mend', 'record.retracted', '{ event: a-mend, reason: r }'],
      ],
      [[5, /in a circle: a-mend, b-mend, a-mend/]],
    ],
    [
      'to nowhere, once for all that hangs on it',
      [
        ['a-mend', 'record.retracted', '{ event: nothing, reason: r }'],
        ['b-mend', 'record.retracted', '{ event: a-mend, reason: r }'],
      ],
      [[5, /No entry "nothing"/]],
    ],
    [
      'to a suspension of another measure',
      [announced, ['more', 'measure.suspension-extended', '{ suspension: nothing, through: null }']],
      [[9, /No suspension of cn-test-1 in an entry "nothing"/]],
    ],
    [
      'to a measure that nobody announced',
      [
        announced,
        [
          'words',
          'statement.made',
          '{ title: W, party: US, speaker: S, text: T, about: [cn-other-1, cn-test-1], readings: [{ regions: [world], measures: [cn-other-2], reads: removed }] }',
        ],
      ],
      [
        [9, /"cn-other-1"/],
        [9, /"cn-other-2"/],
      ],
    ],
    [
      'to extensions of each other',
      [
        announced,
        stopped,
        ['a-more', 'measure.suspension-extended', '{ suspension: b-more, through: 2025-07-01 }'],
        ['b-more', 'measure.suspension-extended', '{ suspension: a-more, through: 2025-08-01 }'],
      ],
      [[17, /no such suspension/]],
    ],
  ])('are told by file and line where they lead %s, and nothing is stored', async (_, told, expected) => {
    const { engine } = await opened();
    const error = await importRecord(engine, [file('f.yaml', ...told)]).catch((error) => error);
    expect(error.problems).toEqual(expected.map(([line, message]) => ({ file: 'f.yaml', line, message: expect.stringMatching(message) })));
    expect(await engine.head()).toMatchObject({ position: 0 });
  });
});

describe('a chain of corrections', () => {
  const LONG = 20_000;
  /** Each correction corrects the one before; the last stands first in the file. */
  const chain = (event: string) => {
    const said = (id: string, type: string, data: object, line: number) =>
      ({ id, type, data, measures: ['cn-test-1'], publishedOn: '2025-01-01', sources: [SOURCE], file: 'f', line }) as unknown as Entry;
    const mended = Array.from({ length: LONG }, (_, n) =>
      said(`m${n + 1}`, 'record.corrected', correctionOf(n === 0 ? event : `m${n}`), n),
    );
    const scope = { regions: ['world'], items: 'all' };
    const announced = { title: 'A', kind: 'tariff', issuer: 'CN', scope, firstDay: '2025-01-01' };
    const entries = [
      ...mended.reverse(),
      said('a-stop', 'measure.suspended', { from: '2025-02-01', through: null }, LONG),
      said('an-act', 'measure.announced', announced, LONG + 1),
    ];
    return { name: 'f', entries };
  };
  const correctionOf = (event: string) => ({
    event,
    replacement: { type: 'measure.suspended', version: 1, data: { from: '2025-02-01', through: null } },
    reason: 'Misread.',
  });

  it('may be as long as it will', async () => {
    const { engine } = await opened();
    const files = [chain('a-stop')];
    const begun = process.cpuUsage();
    const acts = await expand(engine, files);
    expect(process.cpuUsage(begun).user / 1_000).toBeLessThan(5_000);
    expect(acts.map(({ entry }) => entry.id)).toEqual(['an-act', 'a-stop', ...Array.from({ length: LONG }, (_, n) => `m${n + 1}`)]);
    expect(acts[2]?.draft.data).toMatchObject({ event: acts[1]?.draft.id });
  });

  it.each([
    ['in a circle', `m${LONG}`, /in a circle: m\d+, .*, 19981 more, .*, m\d+\.$/],
    ['nowhere', 'nothing', /No entry "nothing"/],
  ])('is told once where it leads %s', async (_, event, says) => {
    const { engine } = await opened();
    const error = await expand(engine, [chain(event)]).catch((error) => error);
    expect(error.problems.map(({ message }: { message: string }) => message)).toEqual([expect.stringMatching(says)]);
  });
});

it('tells everything that the domain refuses, each by its line, and stores nothing', async () => {
  const { engine } = await opened();
  const problems = await importRecord(engine, [
    file('a.yaml', announced, ['twice', 'measure.announced', ANNOUNCED.replace('title: A', 'title: B')]),
    file('b.yaml', ['kept', 'commitment.fulfilled', '{ act: cn-test-1 }']),
  ]).catch((error) => error.problems);
  expect(problems).toHaveLength(2);
  expect(problems).toEqual(
    expect.arrayContaining([
      { file: 'a.yaml', line: expect.any(Number), message: expect.stringContaining('announced already') },
      { file: 'b.yaml', line: 5, message: expect.stringContaining('Nobody made this commitment') },
    ]),
  );
  expect(engine.position).toBe(0);
});

it('correlates what stems from one entry, and keeps the dots of names', async () => {
  const { engine } = await opened();
  const words = '{ title: W, party: US, speaker: S, text: T, about: [] }';
  await importRecord(engine, [
    file('f.yaml', ...['x', 'x.2', 'y.transfer', 'y.transfer.3'].map((id): Told => [id, 'statement.made', words])),
  ]);
  const of = async (id: string) => (await engine.stream(streamOf('statement', id))).map(({ correlation }) => correlation);
  expect(await Promise.all(['x', 'x.2', 'y.transfer', 'y.transfer.3'].map(of))).toEqual([['x'], ['x'], ['y.transfer'], ['y.transfer']]);
});
