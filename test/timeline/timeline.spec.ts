import { Controls, commitments, PARAMETERS, parseQuestion, timeline, upcoming } from '@in-force/timeline';
import { announced, checked, NOW, record, revoked, type Said, suspended } from '../kit/record.js';

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

const controlsOf = (acts: readonly Said[]) => {
  const controls = new Controls();
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
      ['2025-03-01', 'measure.suspended', 'knowledge', null],
      ['2025-03-05', 'suspension-starts', 'clock', true],
      ['2025-04-01', 'suspension-ends', 'clock', true],
      ['2025-06-01', 'record.checked', 'knowledge', null],
      ['2025-09-01', 'measure.revoked', 'knowledge', null],
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

  it('tells when easings end, and when words fall overdue', () => {
    const acts = [announced('2025-01-01'), easing, word('2025-02-02', '2025-05-31')];
    const clock = (all: readonly Said[]) => tell(all, {}).filter(([, , moved]) => moved === 'clock');
    expect(clock(acts)).toEqual([
      ['2025-04-01', 'easing-ends', 'clock', null],
      ['2025-06-01', 'commitment-overdue', 'clock', null],
    ]);
    const kept = on('commitment-a', 'commitment.fulfilled', '2025-05-30', { act: 'eu-reg-1' });
    expect(clock([...acts, kept])).toEqual([['2025-04-01', 'easing-ends', 'clock', null]]);
    const late = on('commitment-a', 'commitment.fulfilled', '2025-06-30', { act: 'eu-reg-1' });
    expect(clock([...acts, late])).toHaveLength(2);
  });

  it('keeps what names no measure for those it is of, and leaves it out where only measures are asked about', () => {
    const acts = [talks, round];
    const both = [
      ['2025-01-15', 'negotiation.opened', 'knowledge', null],
      ['2025-04-01', 'negotiation.round-held', 'knowledge', null],
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
      ['2025-04-11', 'commitment-overdue'],
    ]);
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
        .entries.map(({ status, text, ageDays, overdue, broken }) => [status, text, ageDays, overdue, broken?.afterDays ?? null]);
    };
    expect(ask({ on: '2025-01-31' })).toEqual([]);
    expect(ask({ on: '2025-02-01' })).toEqual([['open', 'It will.', 0, false, null]]);
    expect(ask({ on: '2025-06-30' })).toEqual([['open', 'Some of it.', 149, false, null]]);
    expect(ask({ on: '2025-07-01' })).toEqual([['open', 'Some of it.', 150, true, null]]);
    expect(ask({ on: '2025-12-01' })).toEqual([['broken', 'Some of it.', 154, false, 154]]);
    expect(ask({ on: '2025-12-01', measure: MEASURE })).toEqual([]);
  });
});
