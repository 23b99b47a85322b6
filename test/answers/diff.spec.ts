import { ControlsInForce, type Difference, PARAMETERS, parseQuestion, type Question } from '@in-force/answers';
import { announced, checked, controlsOf, MEASURE, NOW, promised, reading, type Said, SOURCE, suspended } from '../kit/record.js';
import { questionIn, randomFrom, worldOf } from '../kit/world.js';

const random = randomFrom(20_251_109);
const controls = new ControlsInForce();
for (const event of worldOf(5, 10, 120)) controls.apply(event);

const side = (asked: Record<string, string>): Question => parseQuestion(asked, NOW, PARAMETERS.controls);
/** Two questions that differ in their clocks alone. */
const pair = (): readonly [Record<string, string>, Record<string, string>] => {
  const { region, item, issuer, kind, ...a } = questionIn(random, 120);
  const shared = { ...(region && { region }), ...(item && { item }), ...(issuer && { issuer }), ...(kind && { kind }) };
  const { on = '', knownOn, recordedAt } = questionIn(random, 120);
  return [
    { ...a, ...shared },
    { ...shared, on, status: 'all', ...(knownOn && { knownOn }), ...(recordedAt && { recordedAt }) },
  ];
};
const listed = (asked: Record<string, string>) => new Map(controls.list(side(asked)).controls.map((control) => [control.id, control]));
/** What two answers are compared by: not by which source of a reading was public by when. */
const facts = ({ because: _, asScheduled: __, ...rest }: object & { because?: unknown; asScheduled?: unknown }) =>
  JSON.parse(JSON.stringify(rest, (key, value) => (key === 'source' ? undefined : value))) as object;

describe('the difference between two answers', () => {
  it('is nothing between an answer and itself', () => {
    for (let n = 0; n < 100; n++) {
      const [a] = pair();
      expect(controls.diff(side(a), side(a)).differences).toEqual([]);
    }
  });

  it('turns the one answer into the other', () => {
    let seen = 0;
    for (let n = 0; n < 150; n++) {
      const [a, b] = pair();
      const [before, after] = [listed(a), listed(b)];
      const { differences } = controls.diff(side(a), side(b));
      seen += differences.length;
      for (const { measure, how, changes } of differences) {
        if (how === 'left') before.delete(measure);
        else if (how === 'entered') before.set(measure, after.get(measure) as never);
        else before.set(measure, { ...before.get(measure), ...Object.fromEntries(changes.map(({ fact, b }) => [fact, b])) } as never);
      }
      expect([...before].sort().map(([, one]) => facts(one))).toEqual([...after].sort().map(([, one]) => facts(one)));
    }
    expect(seen).toBeGreaterThan(100);
  });

  it('is mirrored when the sides are', () => {
    const turned = { entered: 'left', left: 'entered', changed: 'changed' } as const;
    for (let n = 0; n < 60; n++) {
      const [a, b] = pair();
      const there = controls.diff(side(a), side(b)).differences;
      const back = controls.diff(side(b), side(a)).differences;
      const mirrored = (one: Difference) => [one.measure, turned[one.how], one.b, one.a, one.cause, one.events.length];
      expect(back.map(({ measure, how, a, b, cause, events }) => [measure, how, a, b, cause, events.length])).toEqual(there.map(mirrored));
    }
  });

  it('is the clock’s where both sides see the same record', () => {
    for (let n = 0; n < 60; n++) {
      const [a, b] = pair();
      const { knownOn: _, recordedAt: __, ...same } = b;
      const { knownOn: ___, recordedAt: ____, ...asked } = a;
      for (const { cause, events } of controls.diff(side(asked), side(same)).differences) expect([cause, events]).toEqual(['clock', []]);
    }
  });
});

describe('the cause of a difference', () => {
  const difference = (acts: readonly Said[], a: Record<string, string>, b: Record<string, string>) =>
    controlsOf(acts)
      .diff(side({ on: '2025-06-01', ...a }), side({ on: '2025-06-01', ...b }))
      .differences.map(({ measure, cause }) => [measure, cause]);
  const stop = (recordedAt: string) => suspended('2025-05-01', { from: '2025-05-01', through: null }, { recordedAt });
  const base = announced('2025-01-01', {}, { recordedAt: '2025-01-01T00:00:00.000Z' });
  it.each([
    ['recorded the day it was public', '2025-05-01T10:00:00.000Z', 'world'],
    ['recorded the day after', '2025-05-02T23:59:59.000Z', 'world'],
    ['recorded two days after', '2025-05-03T00:00:00.000Z', 'knowledge'],
  ])('%s', (_, recordedAt, cause) => {
    expect(difference([base, stop(recordedAt)], { recordedAt: '1' }, {})).toEqual([[MEASURE, cause]]);
  });
  it('is the world’s between two days of knowledge, and the clock’s between two days', () => {
    expect(difference([base, stop('2026-01-01T00:00:00.000Z')], { knownOn: '2025-04-30' }, {})).toEqual([[MEASURE, 'world']]);
    expect(difference([base, stop('2026-01-01T00:00:00.000Z')], { on: '2025-04-30' }, {})).toEqual([[MEASURE, 'clock']]);
  });
  it('is no later source of what was said', () => {
    const word = { ...reading('2025-02-01', 'removed'), sources: [{ ...SOURCE, published: '2025-03-01' }] } as Said;
    expect(difference([base, word], { knownOn: '2025-02-15' }, { knownOn: '2025-03-15' })).toEqual([]);
  });
  it('is our knowledge where a look tells that a promise was not kept', () => {
    const word = promised('2025-02-01', { due: '2025-03-01' });
    expect(difference([base, word, checked('2025-04-01')], { recordedAt: '2' }, {})).toEqual([[MEASURE, 'knowledge']]);
  });
});

describe('the matrix', () => {
  it('counts in each row, a bloc’s and the world’s too, the distinct measures that a single question finds', () => {
    for (let n = 0; n < 24; n++) {
      const { knownOn, recordedAt, kind, item } = questionIn(random, 120);
      const clocks = { ...(knownOn && { knownOn }), ...(recordedAt && { recordedAt }), ...(kind && { kind }), ...(item && { item }) };
      const frames = n % 2 === 0;
      const { days, regions, cells } = controls.matrix(
        parseQuestion(
          { ...clocks, from: '2013-01-31', to: '2015-12-31', regions: 'EU,US,JP,VN,world', frames: String(frames) },
          NOW,
          PARAMETERS.matrix,
        ),
      );
      expect(regions).toEqual(['EU', 'JP', 'US', 'VN', 'world']);
      for (const on of [days[0], days.at(-1), random.pick(days), random.pick(days)] as string[]) {
        const region = random.pick(regions);
        const single = controls.list(side({ ...clocks, on, region, status: 'all' })).controls.filter(({ frame }) => frames || !frame);
        const words = cells
          .filter((cell) => cell.on === on && cell.region === region)
          .flatMap(({ status, coverage, count }) => Array(count).fill(`${status} ${coverage}`));
        expect(words.sort()).toEqual(single.map(({ status, coverage }) => `${status} ${coverage}`).sort());
      }
    }
  });

  it('steps by days, weeks and months, and keeps to the end of shorter months', () => {
    const days = (asked: Record<string, string>) =>
      controls.matrix(parseQuestion({ regions: 'US', ...asked }, NOW, PARAMETERS.matrix)).days;
    expect(days({ from: '2024-01-31', to: '2024-05-31' })).toEqual(['2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30', '2024-05-31']);
    expect(days({ from: '2024-12-30', to: '2025-01-02', step: 'day' })).toHaveLength(4);
    expect(days({ from: '2024-12-01', to: '2024-12-31', step: 'week' })).toEqual([
      '2024-12-01',
      '2024-12-08',
      '2024-12-15',
      '2024-12-22',
      '2024-12-29',
    ]);
    expect(() => days({ from: '2025-01-02', to: '2025-01-01' })).toThrow('The period ends on 2025-01-01, before it begins on 2025-01-02.');
    expect(() => days({ from: '1900-01-01', step: 'day' })).toThrow('too many at once');
  });
});

describe('the panel of spans', () => {
  it('says of each day and country what single questions say', () => {
    for (let n = 0; n < 12; n++) {
      const { knownOn, recordedAt } = questionIn(random, 120);
      const clocks = { ...(knownOn && { knownOn }), ...(recordedAt && { recordedAt }) };
      const rows = [...controls.spans(parseQuestion(clocks, NOW, PARAMETERS.spans))];
      for (let day = 0; day < 8; day++) {
        const { on = '', region = 'US' } = questionIn(random, 120);
        if (['world', 'EU', 'G7', 'ASEAN'].includes(region)) continue;
        const open = rows.filter(
          ({ from, through, countries }) => (from ?? '') <= on && (through === null || on <= through) && countries.includes(region),
        );
        const single = controls.list(side({ ...clocks, on, region, status: 'all' })).controls;
        expect([...new Set(open.map(({ measure }) => measure))].sort()).toEqual(single.map(({ id }) => id).sort());
        for (const { id, status } of single)
          expect(open.filter(({ measure }) => measure === id).map((row) => row.status)).toContain(status);
      }
    }
  });
});
