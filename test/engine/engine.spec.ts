import { Refusal } from '@in-force/domain';
import { Engine, eventId, importRecord } from '@in-force/engine';
import { type EventLog, MemoryLog, RevisionConflict } from '@in-force/event-log';
import { type Draft, type Recorded, streamOf } from '@in-force/events';
import { InvalidRecord, readRecordFile } from '@in-force/formats';
import { Controls, PARAMETERS, parseQuestion } from '@in-force/timeline';
import fc from 'fast-check';
import { NOW, SOURCE } from '../kit/record.js';

const now = () => NOW;
const stream = streamOf('measure', 'cn-test-1');
const draft = (key: string, type: string, data: unknown): Draft =>
  ({ id: eventId(key, type, stream), type, data, publishedOn: '2025-01-01', sources: [SOURCE], correlation: key, causation: key }) as Draft;
const announcement = draft('a', 'measure.announced', {
  title: 'A',
  kind: 'tariff',
  issuer: 'CN',
  scope: { regions: ['world'], items: 'all' },
  firstDay: '2025-01-01',
});
const revocation = (key: string, from = '2025-06-01') => draft(key, 'measure.revoked', { from });
const act = (draft: Draft) => ({ stream, draft });

async function opened(log: EventLog = new MemoryLog(now)) {
  const controls = new Controls();
  return { log, controls, engine: await Engine.open(log, [controls], { now }) };
}

describe('the engine', () => {
  it('records, and answers know it at once', async () => {
    const { engine, controls } = await opened();
    expect(await engine.record([act(announcement), act(revocation('r'))])).toEqual({ recorded: 2, known: 0 });
    expect(controls.position).toBe(2);
    await engine.close();
  });

  it('records the same acts once', async () => {
    const { engine } = await opened();
    await engine.record([act(announcement)]);
    expect(await engine.record([act(announcement), act(revocation('r'))])).toEqual({ recorded: 1, known: 1 });
    expect(engine.position).toBe(2);
  });

  it('refuses a known act with other content, and stores nothing', async () => {
    const { engine } = await opened();
    await engine.record([act(announcement), act(revocation('r'))]);
    const otherwise = [act(revocation('s')), act(revocation('r', '2025-07-01'))];
    await expect(engine.record(otherwise)).rejects.toThrow(expect.objectContaining({ name: 'Refusal', code: 'recorded-otherwise' }));
    expect(engine.position).toBe(2);
  });

  it('decides everything before it appends anything', async () => {
    const { engine } = await opened();
    await expect(engine.record([act(announcement), act(draft('x', 'measure.suspension-extended', { through: null }))])).rejects.toThrow(
      Refusal,
    );
    expect(engine.position).toBe(0);
  });

  it('stores nothing in a dry run', async () => {
    const { engine } = await opened();
    expect(await engine.record([act(announcement)], { dryRun: true })).toEqual({ recorded: 1, known: 0 });
    expect(engine.position).toBe(0);
  });

  it('decides again when somebody else appended meanwhile', async () => {
    let appends = 0;
    class Contested extends MemoryLog {
      override async append(name: string, drafts: readonly Draft[], expected: number): Promise<number> {
        if (appends++ === 0) await super.append(stream, [announcement], 0);
        return super.append(name, drafts, expected);
      }
    }
    const log = new Contested(now);
    const { engine } = await opened(log);
    await engine.record([act(announcement), act(revocation('r'))]);
    expect(await engine.stream(stream)).toHaveLength(2);
    expect(appends).toBe(2);
  });

  it('leaves a lost race to the caller who named a revision', async () => {
    const { engine } = await opened();
    await engine.record([act(announcement)]);
    await expect(engine.record([act(revocation('r'))], { expected: 0 })).rejects.toThrow(RevisionConflict);
    expect(await engine.record([act(revocation('r'))], { expected: 1 })).toEqual({ recorded: 1, known: 0 });
  });

  it('follows from any position, over the seam between old and new, and stops while following', async () => {
    const { engine } = await opened();
    await engine.record([act(announcement)]);
    const seen: number[] = [];
    const stop = new AbortController();
    const following = (async () => {
      for await (const { position } of engine.follower.stream(0, stop.signal)) {
        seen.push(position);
        if (position === 4) stop.abort();
      }
    })();
    for (const key of ['p', 'q', 'r']) await engine.record([act(revocation(key))]);
    await following;
    expect(seen).toEqual([1, 2, 3, 4]);
    await engine.close();
    await expect(engine.follower.reached(9)).rejects.toThrow('stopped');
  });

  it('stops at an event that a projection cannot take, and says which', async () => {
    const log = new MemoryLog(now);
    await log.append(stream, [announcement], 0);
    const apply = ({ type }: Recorded) => {
      throw new Error(`cannot take ${type}`);
    };
    await expect(Engine.open(log, [{ apply }], { now })).rejects.toThrow('cannot take measure.announced');
  });
});

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
