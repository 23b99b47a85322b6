import {
  BINDING,
  type Clocks,
  calendarChanges,
  type Life,
  life,
  onDay,
  type Part,
  type Seen,
  statusByTexts,
  suspendedBy,
  terms,
  visible,
} from '@in-force/rules';
import { amended, announced, expired, extended, record, resumed, revoked, type Said, suspended, tookEffect, uuid } from '../kit/record.js';

const ALL: Clocks = { position: Number.POSITIVE_INFINITY, knownOn: null };
const lifeOf = (...acts: Said[]): Life => life(visible(record(acts), ALL)) as Life;
const PART: Part = { country: 'DE', item: 'gallium', through: null };
const base = announced('2025-01-01', {}, { as: 'a' });
const idOf = ({ id }: Seen) => id;

describe('the life of a measure', () => {
  it('is none where nothing announces it', () => {
    expect(life(visible(record([revoked('2025-01-01', '2025-01-01')]), ALL))).toBeNull();
  });

  it('has each act in its place', () => {
    const acts = [
      base,
      announced('2025-01-02', {}, { as: 'z' }),
      tookEffect('2025-01-03', '2025-01-01', { as: 'b' }),
      amended('2025-01-04', { from: '2025-01-04', title: 'T' }, { as: 'c' }),
      expired('2025-01-05', '2025-01-05', { as: 'd' }),
      revoked('2025-01-06', '2025-01-06', { as: 'e' }),
    ];
    const { announced: first, started, amendments, endings, stops, acts: all } = lifeOf(...acts);
    expect([first, started as Seen, ...amendments, ...endings].map(idOf)).toEqual(['a', 'b', 'c', 'd', 'e'].map(uuid));
    expect([stops, all.length]).toEqual([[], 6]);
  });

  it.each<[string, string, string, string]>([
    ['the earlier', '2025-03-02', '2025-03-01', 'c'],
    ['the earlier, of lesser precision', '2025-03', '2025-03-30', 'c'],
    ['the first that was public, of two alike', '2025-03', '2025-03-31', 'b'],
    ['the first, where it is the earlier', '2025-03-01', '2025-03-02', 'b'],
  ])('has of two recorded starts %s', (_, one, other, label) => {
    const { started } = lifeOf(base, tookEffect('2025-04-01', one, { as: 'b' }), tookEffect('2025-04-02', other, { as: 'c' }));
    expect(started?.id).toBe(uuid(label));
  });
});

describe('what stops a measure', () => {
  const [eu, gallium] = [{ regions: ['EU'] }, { items: ['gallium'] }];
  const first = suspended('2025-02-01', { from: '2025-02-01', through: '2025-02' }, { as: 's' });
  const forEu = suspended('2025-02-01', { from: '2025-02-01', through: '2025-02', parts: eu }, { as: 's' });
  const open = suspended('2025-02-01', { from: '2025-02-01', through: null }, { as: 's' });
  const stopsOf = (...acts: Said[]) =>
    lifeOf(base, ...acts).stops.map(({ suspends, from, through, parts }) => [suspends, from, through, parts]);
  const whole = [true, '2025-02-01', '2025-02-28', undefined];
  const extension = (data: object, as?: string) => extended('2025-02-02', { through: '2025-03', ...data }, as ? { as } : {});

  it.each<[string, Said[], unknown[]]>([
    ['nothing', [], []],
    ['a suspension', [first], [whole]],
    ['one of some parts', [forEu], [[true, '2025-02-01', '2025-02-28', eu]]],
    ['a resumption', [resumed('2025-02-03', { from: '2025-02', parts: eu })], [[false, '2025-02-28', null, eu]]],
    ['an extension of what nobody suspended', [extension({})], []],
    ['an extension that was public before its suspension', [{ ...extension({}), publishedOn: '2025-01-31' } as Said, first], [whole]],
    ['an extension that joins on', [first, extension({})], [whole, [true, '2025-03-01', '2025-03-31', undefined]]],
    ['an extension with a day of its own', [first, extension({ from: '2025-03' })], [whole, [true, '2025-03-31', '2025-03-31', undefined]]],
    [
      'an extension of the same parts',
      [forEu, extension({})],
      [
        [true, '2025-02-01', '2025-02-28', eu],
        [true, '2025-03-01', '2025-03-31', eu],
      ],
    ],
    [
      'an extension of other parts',
      [forEu, extension({ parts: gallium })],
      [
        [true, '2025-02-01', '2025-02-28', eu],
        [true, '2025-03-01', '2025-03-31', gallium],
      ],
    ],
    ['an extension of what has no end', [open, extension({})], [[true, '2025-02-01', null, undefined]]],
    [
      'the same, with a day of its own',
      [open, extension({ from: '2025-03-05' })],
      [
        [true, '2025-02-01', null, undefined],
        [true, '2025-03-05', '2025-03-31', undefined],
      ],
    ],
    [
      'an extension of an extension, by its name',
      [forEu, extension({}, 'x'), extended('2025-02-03', { suspension: uuid('x'), through: '2025-04-10' })],
      [
        [true, '2025-02-01', '2025-02-28', eu],
        [true, '2025-03-01', '2025-03-31', eu],
        [true, '2025-04-01', '2025-04-10', eu],
      ],
    ],
    [
      'an extension of the same suspension, after another',
      [first, extension({}, 'x'), extended('2025-02-03', { suspension: uuid('s'), through: null })],
      [whole, [true, '2025-03-01', '2025-03-31', undefined], [true, '2025-04-01', null, undefined]],
    ],
    [
      'an extension of the latest of two',
      [
        first,
        suspended('2025-02-02', { from: '2025-06-01', through: '2025-06-10' }),
        { ...extension({ through: '2025-06-20' }), publishedOn: '2025-02-03' } as Said,
      ],
      [whole, [true, '2025-06-01', '2025-06-10', undefined], [true, '2025-06-11', '2025-06-20', undefined]],
    ],
    ['an extension of what it names wrongly', [first, extension({ suspension: uuid('q') })], [whole]],
  ])('is %s', (_, acts, expected) => {
    expect(stopsOf(...acts)).toEqual(expected);
  });
});

describe('the terms of a measure', () => {
  const rate = { text: '10 %', percent: 10 };
  const [scope, other] = [
    { regions: ['US'], items: [] },
    { regions: ['JP'], items: [] },
  ];
  const told = announced('2025-01-01', { title: 'First', scope, rate, firstDay: '2025-02', lastDay: '2025-06' }, { as: 'a' });
  const before = { title: 'First', scope, rate, firstDay: '2025-02', start: '2025-02-28', startBy: 'a', end: '2025-07-01', endBy: 'a' };
  const termsOf = (acts: Said[], day = '2025-03-10') => {
    const { startBy, endBy, ...rest } = terms(lifeOf(...acts), day);
    return { ...rest, startBy: startBy.id, endBy: endBy.id };
  };
  const expected = (more: object) => {
    const all = { ...before, ...more };
    return { ...all, startBy: uuid(all.startBy), endBy: uuid(all.endBy) };
  };
  const amendment = (data: object) => [told, amended('2025-01-02', { from: '2025-03-10', ...data }, { as: 'm' })];

  it.each<[string, Said[], object]>([
    ['those announced', [told], {}],
    ['an amended title', amendment({ title: 'Second' }), { title: 'Second' }],
    ['an amended scope', amendment({ scope: other }), { scope: other }],
    ['an amended rate', amendment({ rate: { text: '20 %' } }), { rate: { text: '20 %' } }],
    ['a rate taken back', amendment({ rate: null }), { rate: null }],
    ['an amended first day', amendment({ firstDay: '2025-04-01' }), { firstDay: '2025-04-01', start: '2025-04-01', startBy: 'm' }],
    ['a first day taken back', amendment({ firstDay: null }), { firstDay: null, start: null, startBy: 'm' }],
    ['an amended last day', amendment({ lastDay: '2025-08-31' }), { end: '2025-09-01', endBy: 'm' }],
    ['a last day taken back', amendment({ lastDay: null }), { end: null, endBy: 'm' }],
    [
      'a recorded start',
      [...amendment({ firstDay: '2025-04-01' }), tookEffect('2025-02-03', '2025-02-03', { as: 't' })],
      { firstDay: '2025-02-03', start: '2025-02-03', startBy: 't' },
    ],
  ])('are %s', (_, acts, more) => {
    expect(termsOf(acts)).toEqual(expected(more));
  });

  it('count from the day of an amendment, which may be of lesser precision', () => {
    const titles = (from: string, ...days: string[]) =>
      days.map((day) => termsOf([told, amended('2025-01-02', { from, title: 'Second' })], day).title);
    expect(titles('2025-03-10', '2025-03-09', '2025-03-10')).toEqual(['First', 'Second']);
    expect(titles('2025-03', '2025-03-30', '2025-03-31')).toEqual(['First', 'Second']);
  });

  it('may be without rate, first day and last day', () => {
    const bare = termsOf([announced('2025-01-01', { firstDay: null })]);
    expect([bare.rate, bare.firstDay, bare.start, bare.end]).toEqual([null, null, null, null]);
  });

  it('begin before all days where only a later act shows them, unless it says when', () => {
    const start = (firstDay: string | null) => termsOf([announced('2025-01-01', { firstDay, knownThroughLaterAct: true })]).start;
    expect([start(null), start('2024-05')]).toEqual(['0000-01-01', '2024-05-31']);
  });
});

describe('the end of a measure', () => {
  const statusOn = (day: string, ...acts: Said[]) => {
    const texts = onDay(lifeOf(...acts), day);
    return [statusByTexts(texts, PART), texts.ended?.on ?? null, texts.ended?.byCalendar ?? null];
  };
  const lasting = announced('2025-01-01', { lastDay: '2025-05-31' });
  it.each<[string, Said[], string, ReturnType<typeof statusOn>]>([
    ['none', [base], '2025-06-01', ['in-force', null, null]],
    ['its own last day, while it lasts', [lasting], '2025-05-31', ['in-force', null, null]],
    ['its own last day', [lasting], '2025-06-01', ['expired', '2025-06-01', true]],
    ['a recorded end, the day before', [base, expired('2025-06', '2025-06')], '2025-06-29', ['in-force', null, null]],
    ['a recorded end', [base, expired('2025-06', '2025-06')], '2025-06-30', ['expired', '2025-06-30', false]],
    ['a revocation', [base, revoked('2025-05-01', '2025-06')], '2025-06-30', ['revoked', '2025-06-30', false]],
    ['an earlier revocation', [lasting, revoked('2025-02-01', '2025-03-01')], '2025-06-01', ['revoked', '2025-03-01', false]],
    ['a revocation of the same day', [lasting, revoked('2025-02-01', '2025-06-01')], '2025-06-01', ['revoked', '2025-06-01', false]],
    ['a later revocation', [lasting, revoked('2025-02-01', '2025-06-02')], '2025-06-02', ['expired', '2025-06-01', true]],
    [
      'the earlier of two acts',
      [base, expired('2025-06-01', '2025-05-02'), revoked('2025-06-02', '2025-05-01')],
      '2025-06-02',
      ['revoked', '2025-05-01', false],
    ],
    [
      'the first of two acts of one day',
      [base, expired('2025-06-01', '2025-05-01'), revoked('2025-06-02', '2025-05-01')],
      '2025-06-02',
      ['expired', '2025-05-01', false],
    ],
    [
      'the earlier of two acts, recorded first',
      [base, expired('2025-06-01', '2025-05-01'), revoked('2025-06-02', '2025-05-02')],
      '2025-06-02',
      ['expired', '2025-05-01', false],
    ],
  ])('is %s', (_, acts, day, expected) => {
    expect(statusOn(day, ...acts)).toEqual(expected);
  });
});

describe('what only the calendar changed', () => {
  const ahead = announced('2025-01-01', { firstDay: '2025-02-01' }, { as: 'a' });
  const lapsing = suspended('2025-01-01', { from: '2025-03-10', through: '2025-03-31' }, { as: 's' });
  const start = ['start', '2025-02-01', 'a'];
  const lapsed = ['suspension-end', '2025-04-01', 's'];
  const changes = (day: string, acts: readonly Said[]) =>
    calendarChanges(onDay(lifeOf(...acts), day), PART).map(({ change, on, by }) => [change, on, by.id]);
  const earlier = suspended('2025-01-02', { from: '2025-02-05', through: '2025-02-10' }, { as: 't' });

  it.each<[string, Said[], string, string[][]]>([
    ['nothing before the start', [ahead], '2025-01-31', []],
    ['its start', [ahead], '2025-02-01', [start]],
    ['nothing where it starts with its publication', [base], '2025-02-01', []],
    ['nothing where no day is fixed', [announced('2025-01-01', { firstDay: null })], '2025-02-01', []],
    ['nothing where the start was recorded', [ahead, tookEffect('2025-02-01', '2025-02-01')], '2025-02-01', []],
    ['nothing while suspended', [ahead, lapsing], '2025-03-10', []],
    [
      'its last day',
      [announced('2025-01-01', { firstDay: '2025-02-01', lastDay: '2025-02-28' }, { as: 'a' })],
      '2025-03-01',
      [['last-day', '2025-03-01', 'a']],
    ],
    ['nothing where an act ended it', [ahead, revoked('2025-02-02', '2025-02-03')], '2025-03-01', []],
    ['the end of a suspension', [base, lapsing], '2025-04-01', [lapsed]],
    ['both', [ahead, lapsing], '2025-05-01', [start, lapsed]],
    ['nothing where it was resumed on the day after', [base, lapsing, resumed('2025-03-20', { from: '2025-04-01' })], '2025-04-01', []],
    ['nothing where it was resumed before', [base, lapsing, resumed('2025-03-15', { from: '2025-03-20' })], '2025-04-01', []],
    ['the end, where it was resumed later', [base, lapsing, resumed('2025-04-15', { from: '2025-04-20' })], '2025-05-01', [lapsed]],
    [
      'the end, where other parts were resumed',
      [base, lapsing, resumed('2025-03-20', { from: '2025-04-01', parts: { regions: ['US'] } })],
      '2025-04-01',
      [lapsed],
    ],
    [
      'nothing where other parts were suspended',
      [base, suspended('2025-01-01', { from: '2025-03-10', through: '2025-03-31', parts: { regions: ['US'] } })],
      '2025-04-01',
      [],
    ],
    ['the later of two ends', [base, lapsing, earlier], '2025-04-01', [lapsed]],
    [
      'the later of two ends, the other being public first',
      [base, { ...earlier, publishedOn: '2025-01-01' } as Said, lapsing],
      '2025-04-01',
      [lapsed],
    ],
    ['the end that had come', [base, lapsing, earlier], '2025-03-01', [['suspension-end', '2025-02-11', 't']]],
    [
      'nothing where another suspension joins on',
      [base, lapsing, suspended('2025-01-02', { from: '2025-04-01', through: null }), resumed('2025-04-02', { from: '2025-05-01' })],
      '2025-05-01',
      [],
    ],
  ])('is %s', (_, acts, day, expected) => {
    expect(changes(day, acts)).toEqual(expected.map(([change, on, by]) => [change, on, uuid(by as string)]));
  });
});

it('is suspended by the act that spoke last of a day', () => {
  const acts = lifeOf(
    base,
    suspended('2025-02-01', { from: '2025-02-01', through: '2025-02-28' }, { as: 's' }),
    resumed('2025-02-05', { from: '2025-02-10' }),
    suspended('2025-02-06', { from: '2025-02-15', through: '2025-02-20', parts: { regions: ['EU'] } }, { as: 't' }),
  );
  const by = (day: string, country = 'DE') => suspendedBy(acts, { ...PART, country }, day)?.event.id ?? null;
  const days = ['2025-01-31', '2025-02-01', '2025-02-09', '2025-02-10', '2025-02-15', '2025-02-20', '2025-02-21'];
  expect(days.map((day) => by(day))).toEqual([null, uuid('s'), uuid('s'), null, uuid('t'), uuid('t'), null]);
  expect(days.map((day) => by(day, 'US'))).toEqual([null, uuid('s'), uuid('s'), null, null, null, null]);
});

it('binds where it is in force, suspended, or nobody looked', () => {
  expect([...BINDING].sort()).toEqual(['in-force', 'suspended', 'unconfirmed']);
});
