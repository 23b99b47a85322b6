import { ControlsInForce, commitments, PARAMETERS, parseQuestion, timeline, upcoming } from '@in-force/answers';
import {
  amended,
  announced,
  checked,
  expired,
  extended,
  NOW,
  record,
  resumed,
  retracted,
  revoked,
  type Said,
  suspended,
  tookEffect,
} from '../kit/record.js';

const on = (stream: string, type: Said['type'], publishedOn: string, data: unknown, more: object = {}): Said =>
  ({ stream, type, publishedOn, data, ...more }) as Said;
const MEASURE = 'cn-test-1';
const word = (publishedOn: string, due: string) =>
  on('commitment-a', 'commitment.made', publishedOn, { party: 'EU', speaker: 'Somebody', text: 'It will.', about: [MEASURE], due });
const easing = on('facilitation-a', 'facilitation.opened', '2025-02-01', {
  title: 'A channel',
  kind: 'special-channel',
  regions: ['EU'],
  about: [MEASURE],
  from: '2025-02-01',
  through: '2025-03-31',
  text: 'Open.',
});
const round = on('negotiation-a', 'negotiation.round-held', '2025-04-02', {
  title: 'A round',
  parties: ['CN', 'EU'],
  place: 'Wuzhen',
  from: '2025-04-01',
  through: '2025-04-02',
  level: 'officials',
  outcome: null,
  about: [],
});
const talks = on('negotiation-a', 'negotiation.opened', '2025-01-15', { title: 'Talks', parties: ['CN', 'EU'], subject: 'Controls' });

const scheduled = (publishedOn: string, from: string, through: string) =>
  on('negotiation-a', 'negotiation.round-scheduled', publishedOn, {
    title: 'A round',
    parties: ['CN', 'EU'],
    place: 'Wuzhen',
    from,
    through,
    about: [],
  });
const calledOff = (publishedOn: string) => on('negotiation-a', 'negotiation.round-called-off', publishedOn, {});

const controlsOf = (acts: readonly Said[]) => {
  const controls = new ControlsInForce();
  for (const event of record(acts)) controls.apply(event);
  return controls;
};
const tell = (acts: readonly Said[], asked: Record<string, string>) => {
  const question = parseQuestion({ to: '2025-12-31', ...asked }, NOW, PARAMETERS.timeline);
  return controlsOf(acts)
    .answer('timeline', question, (known) => timeline(known, question))
    .entries.map(({ on, what, moved, confirmed }) => [on, what, moved, confirmed]);
};

describe('a timeline', () => {
  it('tells acts on the day they were published, and what the calendar did on its day', () => {
    const acts = [
      announced('2025-01-01', { firstDay: '2025-02-01', lastDay: '2025-11-30' }, { recordedAt: '2025-01-02T08:00:00.000Z' }),
      suspended('2025-03-01', { from: '2025-03-05', through: '2025-03-31' }),
      checked('2025-06-01'),
      revoked('2025-09-01', '2025-09-10'),
    ];
    expect(tell(acts, {})).toEqual([
      ['2025-01-01', 'measure.announced', 'world', null],
      ['2025-02-01', 'starts', 'clock', true],
      ['2025-03-01', 'measure.suspended', 'world', null],
      ['2025-03-05', 'suspension-starts', 'clock', true],
      ['2025-04-01', 'suspension-ends', 'clock', true],
      ['2025-06-01', 'record.checked', 'knowledge', null],
      ['2025-09-01', 'measure.revoked', 'world', null],
      ['2025-09-10', 'is-revoked', 'clock', true],
    ]);
  });

  it('says where nobody confirmed what the calendar did', () => {
    const acts = [announced('2025-01-01', { firstDay: '2025-02-01', lastDay: '2025-06-30' })];
    expect(tell(acts, {}).filter(([, , moved]) => moved === 'clock')).toEqual([
      ['2025-02-01', 'starts', 'clock', false],
      ['2025-07-01', 'expires', 'clock', false],
    ]);
  });

  it('tells when a bloc’s membership moved the reach of a measure', () => {
    const acts = [announced('2010-01-01', { firstDay: '2010-01-01', scope: { regions: ['EU'], items: 'all' } }), checked('2026-01-01')];
    expect(tell(acts, { region: 'HR', to: '2014-01-01' })).toEqual([['2013-07-01', 'reach-changes', 'clock', true]]);
    expect(tell(acts, { region: 'GB', to: '2021-01-01', from: '2010-01-02' })).toEqual([['2020-02-01', 'reach-changes', 'clock', true]]);
  });

  it('tells of no reach that changed before there was an announcement', () => {
    const acts = [announced('2025-01-01', { firstDay: '2025-01-01', scope: { regions: ['GB'], items: 'all' } }), checked('2026-01-01')];
    expect(tell(acts, { region: 'EU', from: '2019-01-01', to: '2021-01-01' })).toEqual([]);
  });

  it('tells when easings end, by when words were to be kept, and when they fell overdue', () => {
    const acts = [announced('2025-01-01'), easing, word('2025-02-02', '2025-05-31')];
    const clock = (all: readonly Said[]) => tell(all, {}).filter(([, , moved]) => moved === 'clock');
    expect(clock(acts)).toEqual([
      ['2025-04-01', 'easing-ends', 'clock', false],
      ['2025-05-31', 'commitment-due', 'clock', false],
    ]);
    const read = [checked('2025-06-01'), checked('2025-06-01', { issuer: 'EU' })];
    expect(clock([...acts, ...read])).toEqual([
      ['2025-04-01', 'easing-ends', 'clock', true],
      ['2025-05-31', 'commitment-due', 'clock', null],
      ['2025-06-01', 'commitment-overdue', 'clock', true],
    ]);
    const kept = on('commitment-a', 'commitment.fulfilled', '2025-05-30', { act: 'eu-reg-1' });
    expect(clock([...acts, kept])).toEqual([['2025-04-01', 'easing-ends', 'clock', false]]);
    const late = on('commitment-a', 'commitment.fulfilled', '2025-06-30', { act: 'eu-reg-1' });
    expect(clock([...acts, ...read, late])).toHaveLength(3);
  });

  it('tells what it found mended, as news of the record', () => {
    const acts = [announced('2025-01-01', {}, { as: 'A' }), retracted('A', { publishedOn: '2025-05-01' })];
    expect(tell([announced('2025-01-02', {}, { as: 'B', stream: 'measure-cn-test-2' }), ...acts], { from: '2025-01-02' })).toEqual([
      ['2025-01-02', 'measure.announced', 'world', null],
      ['2025-05-01', 'record.retracted', 'knowledge', null],
    ]);
  });

  it('counts a round on each of its days', () => {
    const acts = [talks, round];
    for (const [from, to, found] of [
      ['2025-03-01', '2025-03-31', 0],
      ['2025-03-01', '2025-04-01', 1],
      ['2025-04-02', '2025-04-30', 1],
      ['2025-04-03', '2025-04-30', 0],
    ] as const)
      expect([from, to, tell(acts, { from, to }).length]).toEqual([from, to, found]);
  });

  it('stands in the order in which things happen within a day', () => {
    const day = '2025-03-01';
    const acts = [
      expired(day, day, { as: 'a' }),
      revoked(day, day, { as: 'b' }),
      resumed(day, { from: day }, { as: 'c' }),
      extended(day, { through: null }, { as: 'd' }),
      suspended(day, { from: day, through: null }, { as: 'e' }),
      tookEffect(day, day, { as: 'f' }),
      amended(day, { from: day, rate: null }, { as: 'g' }),
      announced(day, {}, { as: 'h' }),
    ];
    const types = ['announced', 'amended', 'took-effect', 'suspended', 'suspension-extended', 'resumed', 'revoked', 'expired'];
    expect(tell(acts, {}).map(([, what]) => what)).toEqual(types.map((type) => `measure.${type}`));
    const { history } = controlsOf(acts).measure(MEASURE, parseQuestion({ on: day }, NOW, PARAMETERS.measure));
    expect(history.map(({ type }) => type)).toEqual(types.map((type) => `measure.${type}`));
  });

  it('keeps what names no measure for those it is of, and leaves it out where only measures are asked about', () => {
    const acts = [talks, round];
    const both = [
      ['2025-01-15', 'negotiation.opened', 'world', null],
      ['2025-04-01', 'negotiation.round-held', 'world', null],
    ];
    for (const asked of <Record<string, string>[]>[{}, { region: 'EU' }, { region: 'DE' }, { issuer: 'CN' }])
      expect(tell(acts, { ...asked })).toEqual(both);
    for (const asked of <Record<string, string>[]>[{ region: 'US' }, { issuer: 'US' }, { kind: 'tariff' }, { item: 'Dy' }])
      expect(tell(acts, { ...asked })).toEqual([]);
  });

  it('counts days of lesser precision as their last in its order', () => {
    const acts = [
      announced('2025-02'),
      revoked('2025-02-27', '2025-12-31'),
      suspended('~2025-02-26', { from: '2025-12-30', through: null }),
    ];
    expect(tell(acts, { to: '2025-12-01' }).map(([on, what]) => [on, what])).toEqual([
      ['2025-02-26', 'measure.suspended'],
      ['2025-02-27', 'measure.revoked'],
      ['2025-02-28', 'measure.announced'],
    ]);
  });
});

describe('what is coming', () => {
  it('is every date ahead, of measures, words, easings and rounds', () => {
    const acts = [announced('2025-01-01', { firstDay: '2025-04-05' }), easing, word('2025-02-02', '2025-04-10'), talks, round];
    const question = parseQuestion({ on: '2025-03-30', days: '20' }, NOW, PARAMETERS.upcoming);
    const { entries } = controlsOf(acts).answer('upcoming', question, (known) => upcoming(known, question));
    expect(entries.map(({ on, what }) => [on, what])).toEqual([
      ['2025-04-01', 'easing-ends'],
      ['2025-04-01', 'round'],
      ['2025-04-05', 'starts'],
      ['2025-04-10', 'commitment-due'],
    ]);
  });

  it('holds the days that words give, marked as words, and rounds that are scheduled', () => {
    const lasting = on('commitment-b', 'commitment.made', '2025-03-01', {
      party: 'US',
      speaker: 'The Treasury',
      text: 'The truce will run on.',
      about: [MEASURE],
      lasting: '2025-04-12',
    });
    const acts = [announced('2025-01-01'), lasting, talks, scheduled('2025-03-02', '2025-04-14', '2025-04-15')];
    const question = parseQuestion({ on: '2025-03-30', days: '20', knownOn: '2025-03-30' }, NOW, PARAMETERS.upcoming);
    const { entries } = controlsOf(acts).answer('upcoming', question, (known) => upcoming(known, question));
    expect(entries).toMatchObject([
      {
        on: '2025-04-12',
        what: 'lasting',
        confirmed: null,
        saidBy: { party: 'US', speaker: 'The Treasury' },
        text: 'The Treasury (United States) promised on 1 March 2025 that this would last to 12 April 2025, and no act says so: The truce will run on.',
      },
      {
        on: '2025-04-14',
        through: '2025-04-15',
        what: 'round',
        confirmed: null,
        saidBy: { party: null, speaker: 'CN, EU' },
        text: 'Talks to be held: A round, Wuzhen, from 14 through 15 April 2025.',
      },
    ]);
  });

  it('names no day that words gave once an act has kept them', () => {
    const kept = on('commitment-a', 'commitment.fulfilled', '2025-03-05', { act: 'eu-reg-1' });
    const acts = [announced('2025-01-01'), word('2025-02-02', '2025-04-10'), kept];
    const question = parseQuestion({ on: '2025-03-30', days: '20' }, NOW, PARAMETERS.upcoming);
    expect(controlsOf(acts).answer('upcoming', question, (known) => upcoming(known, question)).entries).toEqual([]);
  });
});

describe('what the calendar did is told as the status says it', () => {
  const stop = suspended('2025-02-01', { from: '2025-02-01', through: '2025-02-28' });
  const texts = (acts: readonly Said[], asked: Record<string, string>) => {
    const question = parseQuestion({ to: '2025-12-31', ...asked }, NOW, PARAMETERS.timeline);
    return controlsOf(acts)
      .answer('timeline', question, (known) => timeline(known, question))
      .entries.filter(({ moved }) => moved === 'clock')
      .map(({ text }) => text);
  };
  it.each<[string, readonly Said[], Record<string, string>, string[]]>([
    [
      'ahead of all that is known',
      [announced('2025-01-01'), stop],
      { knownOn: '2025-02-10' },
      ['The suspension of “A measure” is to end on 28 February 2025.'],
    ],
    [
      'the day has come, and nobody looked',
      [announced('2025-01-01'), stop],
      { knownOn: '2025-03-10' },
      ['The suspension of “A measure” was due to end on 28 February 2025; whether it did is not known.'],
    ],
    [
      'the day has come, and somebody looked',
      [announced('2025-01-01'), stop, checked('2025-03-05')],
      { knownOn: '2025-03-10' },
      ['The suspension of “A measure” ended on 28 February 2025: it applied again from 1 March 2025.'],
    ],
    [
      'a start that nobody confirmed',
      [announced('2025-01-01', { firstDay: '2025-02-01' })],
      {},
      ['“A measure” was due to apply from 1 February 2025; whether it did is not known.'],
    ],
    [
      'a start ahead',
      [announced('2025-01-01', { firstDay: '2025-02-01' })],
      { knownOn: '2025-01-31' },
      ['“A measure” is to apply from 1 February 2025.'],
    ],
    [
      'a start on the last day that is known',
      [announced('2025-01-01', { firstDay: '2025-02-01' }), checked('2025-02-01')],
      { knownOn: '2025-02-01' },
      ['“A measure” applies from 1 February 2025.'],
    ],
    [
      'its own last day',
      [announced('2025-01-01', { lastDay: '2025-02-28' })],
      {},
      ['“A measure” was due to run out with 28 February 2025, its last day; whether it did is not known.'],
    ],
    [
      'a round of which there is no word',
      [talks, scheduled('2025-03-02', '2025-04-14', '2025-04-14')],
      {},
      ['These talks were to be held: A round, Wuzhen, on 14 April 2025. Whether they were is not known.'],
    ],
    ['a round that was called off', [talks, scheduled('2025-03-02', '2025-04-14', '2025-04-14'), calledOff('2025-04-01')], {}, []],
  ])('%s', (_, acts, asked, expected) => {
    expect(texts(acts, asked)).toEqual(expected);
  });
});

describe('commitments', () => {
  it('are open from their word to what came of it, in their narrower form', () => {
    const narrowed = on('commitment-a', 'commitment.narrowed', '2025-03-01', { text: 'Some of it.', about: [], due: '2025-06-30' });
    const broken = on('commitment-a', 'commitment.broken', '2025-07-05', { act: 'eu-reg-2' });
    const controls = controlsOf([announced('2025-01-01'), word('2025-02-01', '2025-05-31'), narrowed, broken]);
    const ask = (asked: Record<string, string>) => {
      const question = parseQuestion({ status: 'all', ...asked }, NOW, PARAMETERS.commitments);
      return controls
        .answer('commitments', question, (known) => commitments(known, question))
        .entries.map(({ standing, text, ageDays, broken }) => [standing, text, ageDays, broken?.afterDays ?? null]);
    };
    expect(ask({ on: '2025-01-31' })).toEqual([]);
    expect(ask({ on: '2025-02-01' })).toEqual([['open', 'It will.', 0, null]]);
    expect(ask({ on: '2025-06-30' })).toEqual([['open', 'Some of it.', 149, null]]);
    expect(ask({ on: '2025-07-01' })).toEqual([['unconfirmed', 'Some of it.', 150, null]]);
    expect(ask({ on: '2025-12-01' })).toEqual([['broken', 'Some of it.', 154, 154]]);
    expect(ask({ on: '2025-12-01', measure: MEASURE })).toEqual([]);
  });
});

it('leads on from each line: to what it is of, the round, the act and the best source', () => {
  const instrument = { id: 'cn-test', issuer: 'CN', body: 'B', number: null, day: '2025-01-01', title: 'T' };
  const acts = [
    announced('2025-01-01', { firstDay: '2025-03-01' }, { instrument }),
    on('negotiation-a', 'negotiation.opened', '2025-01-15', { title: 'Talks', parties: ['CN', 'EU'], subject: 'Controls' }),
    { ...round, causation: 'a-round' } as Said,
    word('2025-05-01', '2025-06-01'),
  ];
  const question = parseQuestion({ to: '2025-07-01' }, NOW, PARAMETERS.timeline);
  const { entries } = controlsOf(acts).answer('timeline', question, (known) => timeline(known, question));
  const source = { publisher: 'The Gazette', url: 'https://example.org/page' };
  expect(entries.map(({ what, subject, id, round, instrument, source }) => ({ what, subject, id, round, instrument, source }))).toEqual([
    { what: 'measure.announced', subject: 'measure', id: MEASURE, round: null, instrument: 'cn-test', source },
    { what: 'negotiation.opened', subject: 'negotiation', id: 'a', round: null, instrument: null, source },
    { what: 'starts', subject: 'measure', id: MEASURE, round: null, instrument: 'cn-test', source },
    { what: 'negotiation.round-held', subject: 'negotiation', id: 'a', round: 'a-round', instrument: null, source },
    { what: 'commitment.made', subject: 'commitment', id: 'a', round: null, instrument: null, source },
    { what: 'commitment-due', subject: 'commitment', id: 'a', round: null, instrument: null, source },
  ]);
});
