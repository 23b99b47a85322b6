import type { Event, Recorded } from '@in-force/events';
import { appliesFrom, asTold, type Clocks, inOrder, rankOf, type Seen, visibilityMask, visible } from '@in-force/rules';
import { amended, announced, checked, corrected, record, resumed, retracted, revoked, type Said, suspended, uuid } from '../kit/record.js';

const ALL: Clocks = { position: Number.POSITIVE_INFINITY, knownOn: null };
const labels = (seen: readonly Seen[], of: readonly string[]) => seen.map(({ id }) => of.find((label) => uuid(label) === id));

describe('the order of the world', () => {
  it.each<[string, Said[], string[]]>([
    [
      'of publication',
      [resumed('2025-03-02', { from: '2025-01-01' }, { as: 'a' }), revoked('2025-03-01', '2025-09-01', { as: 'b' })],
      ['b', 'a'],
    ],
    [
      'a month public on its last day',
      [revoked('2025-03', '2025-01-01', { as: 'a' }), revoked('2025-03-30', '2025-09-01', { as: 'b' })],
      ['b', 'a'],
    ],
    [
      'then of the day from which they apply',
      [revoked('2025-03-01', '2025-09-02', { as: 'a' }), revoked('2025-03-01', '2025-09-01', { as: 'b' })],
      ['b', 'a'],
    ],
    ['then of id', [revoked('2025-03-01', '2025-09-01', { as: 'b' }), revoked('2025-03-01', '2025-09-01', { as: 'a' })], ['a', 'b']],
    [
      'as recorded, where that is the order',
      [revoked('2025-03-01', '2025-09-01', { as: 'a' }), revoked('2025-03-02', '2025-01-01', { as: 'b' })],
      ['a', 'b'],
    ],
  ])('is %s', (_, acts, expected) => {
    expect(labels(visible(record(acts), ALL), ['a', 'b'])).toEqual(expected);
  });

  it('puts nothing before itself', () => {
    const event = record([announced('2025-01-01')])[0] as Seen;
    expect(inOrder(event, event)).toBe(0);
  });

  it('leaves the record as it was', () => {
    const stream = record([revoked('2025-03-02', '2025-03-02', { as: 'a' }), revoked('2025-03-01', '2025-03-01', { as: 'b' })]);
    visible(stream, ALL);
    expect(labels(stream, ['a', 'b'])).toEqual(['a', 'b']);
  });
});

describe('the day from which an event applies', () => {
  it.each<[Event['type'], object, string]>([
    ['measure.announced', { firstDay: '2025-05' }, '2025-05-31'],
    ['measure.announced', { firstDay: null }, '2025-02-28'],
    ['measure.took-effect', { on: '2025-05' }, '2025-05-31'],
    ['measure.expired', { on: '2025-05-02' }, '2025-05-02'],
    ['negotiation.concluded', { on: '2025-05-03' }, '2025-05-03'],
    ['measure.amended', { from: '2025-05-04' }, '2025-05-04'],
    ['measure.suspended', { from: '2025-05-05', through: '2025-06-01' }, '2025-05-05'],
    ['measure.resumed', { from: '2025-05-06' }, '2025-05-06'],
    ['measure.revoked', { from: '2025-05-07' }, '2025-05-07'],
    ['negotiation.round-held', { from: '2025-05-08', through: '2025-05-09' }, '2025-05-08'],
    ['facilitation.opened', { from: '2025-05-09', through: '2025-06-01' }, '2025-05-09'],
    ['facilitation.closed', { from: '2025-05-10' }, '2025-05-10'],
    ['measure.suspension-extended', { from: '2025-05-11', through: '2025-06-01' }, '2025-05-11'],
    ['measure.suspension-extended', { through: '2025-06' }, '2025-06-30'],
    ['measure.suspension-extended', { through: null }, '9999-12-31'],
    ['statement.made', { from: '2025-05-12' }, '2025-02-28'],
  ])('%s %j', (type, data, day) => {
    expect(appliesFrom({ type, data, publishedOn: '2025-02' } as never)).toBe(day);
  });
});

describe('what is seen', () => {
  const acts = [
    announced('2025-01-01', {}, { as: 'a' }),
    amended('2025-02', { from: '2025-02-01', title: 'Another' }, { as: 'b' }),
    checked('2025-06-01', {}, { as: 'c' }),
  ];
  it.each<[string, Partial<Clocks>, string[]]>([
    ['everything', {}, ['a', 'b', 'c']],
    ['what was recorded by a position', { position: 2 }, ['a', 'b']],
    ['what was public by a day, and every check', { knownOn: '2025-02-27' }, ['a', 'c']],
    ['a month on its last day', { knownOn: '2025-02-28' }, ['a', 'b', 'c']],
    ['both', { knownOn: '2025-01-01', position: 2 }, ['a']],
  ])('is %s', (_, clocks, expected) => {
    expect(labels(visible(record(acts), { ...ALL, ...clocks }), ['a', 'b', 'c'])).toEqual(expected);
  });

  const until = (through: string) => ({ type: 'measure.suspended', data: { from: '2025-03-01', through } });
  const wrong = suspended('2025-03-01', { from: '2025-03-01', through: '2025-03-31' }, { as: 's' });
  const seen = (stream: readonly Said[]) => visible(record(stream), ALL).map(({ data, correctedBy }) => [data, correctedBy]);

  it('is what a correction made of it, named by all that did', () => {
    expect(seen([wrong])).toEqual([[{ from: '2025-03-01', through: '2025-03-31' }, undefined]]);
    expect(seen([wrong, corrected('s', until('2025-04-30'), { as: 'c' }), corrected('c', until('2025-05-31'), { as: 'd' })])).toEqual([
      [{ from: '2025-03-01', through: '2025-05-31' }, [uuid('c'), uuid('d')]],
    ]);
  });

  it('is nothing of a retraction, nor of a correction', () => {
    expect(seen([wrong, corrected('s', until('2025-04-30'), { as: 'c' }), retracted('c', { as: 'r' })])).toEqual([
      [{ from: '2025-03-01', through: '2025-03-31' }, undefined],
    ]);
    expect(seen([wrong, retracted('s')])).toEqual([]);
  });
});

describe('the number of what is seen', () => {
  const acts = (count: number) =>
    record(
      Array.from({ length: count }, (_, at) => amended(`2025-01-${String(at + 1).padStart(2, '0')}`, { from: '2025-01-01', title: 'T' })),
    );
  const late = corrected('a', { type: 'measure.announced', data: announced('2025-01-01').data as never, publishedOn: '2025-05-01' });

  it.each<[string, Recorded[], Partial<Clocks>, number | null]>([
    ['nothing recorded', acts(3), { position: 0 }, 0],
    ['the first of three', acts(3), { position: 1 }, 0b10_00_00],
    ['all of three', acts(3), {}, 0b10_10_10],
    ['public by the second day', acts(3), { knownOn: '2025-01-02' }, 0b10_10_00],
    ['a long stream', acts(26), { position: 0 }, 0],
    ['a longer one', acts(27), { position: 0 }, null],
    ['hidden, where something is mended', record([announced('2025-01-01'), late]), { knownOn: '2024-12-31' }, 0b01_01],
    ['a correction by the day that it gives', record([announced('2025-01-01'), late]), { knownOn: '2025-04-30' }, 0b10_01],
    ['on that day', record([announced('2025-01-01'), late]), { knownOn: '2025-05-01' }, 0b10_10],
    ['a retraction by its own day', record([announced('2025-01-01'), retracted('a')]), { knownOn: '2026-05-31' }, 0b10_01],
    [
      'a correction that leaves the day, by its own',
      record([announced('2025-01-01'), corrected('a', { type: 'measure.announced', data: {} as never })]),
      { knownOn: '2026-05-31' },
      0b10_01,
    ],
    ['not yet recorded, though mended', record([announced('2025-01-01'), retracted('a')]), { position: 1 }, 0b10_00],
  ])('%s', (_, stream, clocks, expected) => {
    expect(visibilityMask(stream, { ...ALL, ...clocks })).toBe(expected);
  });
});

describe('how events are told', () => {
  const ranks = [
    ['measure.announced'],
    ['measure.amended'],
    ['measure.took-effect', 'starts', 'reach-changes'],
    ['measure.suspended', 'suspension-starts'],
    ['measure.suspension-extended'],
    ['measure.resumed', 'suspension-ends'],
    ['measure.revoked', 'is-revoked'],
    ['measure.expired', 'expires'],
    ['statement.made', 'anything else'],
  ];
  it('puts what is of one day in the order in which it happens', () => {
    expect(ranks.map((whats) => whats.map(rankOf))).toEqual(ranks.map((whats, rank) => whats.map(() => rank)));
  });

  it.each<[string, Said[], string[]]>([
    [
      'as they are, where that is the order',
      [announced('2025-02-01', {}, { as: 'a' }), revoked('2025-02-02', '2025-02-02', { as: 'b' })],
      ['a', 'b'],
    ],
    ['by day', [announced('2025-02', {}, { as: 'a' }), revoked('2025-02-27', '2025-02-27', { as: 'b' })], ['b', 'a']],
    ['within it as they happen', [revoked('2025-02-28', '2025-02-28', { as: 'a' }), announced('2025-02', {}, { as: 'b' })], ['b', 'a']],
    ['then by id', [revoked('2025-02-28', '2025-02-28', { as: 'b' }), revoked('2025-02-28', '2025-02-28', { as: 'a' })], ['a', 'b']],
  ])('is %s', (_, acts, expected) => {
    expect(labels((record(acts) as Seen[]).sort(asTold), ['a', 'b'])).toEqual(expected);
  });
});
