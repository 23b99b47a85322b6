import { addDays, BLOCS, membershipChanges } from '@in-force/events';
import { type Clocks, EPOCHS, epochOf, isDated, type Life, life, sorted, turningDays, visible } from '@in-force/rules';
import { amended, announced, expired, record, resumed, revoked, type Said, suspended, tookEffect } from '../kit/record.js';

const ALL: Clocks = { position: Number.POSITIVE_INFINITY, knownOn: null };
const lifeOf = (acts: readonly Said[]): Life => life(visible(record(acts), ALL)) as Life;
const US = { regions: ['US'], items: 'all' as const };
const base = announced('2025-01-10', { firstDay: '2025-02', scope: US });

describe('the days on which a status may change', () => {
  it.each<[string, Said[], string[]]>([
    ['the publication and the first day', [base], ['2025-01-10', '2025-02-28']],
    ['no first day', [announced('2025-01', { firstDay: null, scope: US })], ['2025-01-31']],
    ['the day after its last', [announced('2025-01-10', { lastDay: '2025-03', scope: US })], ['2025-01-10', '2025-04-01']],
    ['a recorded start', [base, tookEffect('2025-03-05', '2025-03-01')], ['2025-01-10', '2025-02-28', '2025-03-01']],
    ['the day of an amendment', [base, amended('2025-03-01', { from: '2025-03', title: 'T' })], ['2025-01-10', '2025-02-28', '2025-03-31']],
    [
      'the days that an amendment gives',
      [base, amended('2025-01-11', { from: '2025-01-12', firstDay: '2025-04', lastDay: '2025-05-31' })],
      ['2025-01-10', '2025-01-12', '2025-02-28', '2025-04-30', '2025-06-01'],
    ],
    ['a revocation', [base, revoked('2025-03-01', '2025-04')], ['2025-01-10', '2025-02-28', '2025-04-30']],
    ['an end', [base, expired('2025-05-01', '2025-04')], ['2025-01-10', '2025-02-28', '2025-04-30']],
    [
      'a suspension and the day after it',
      [base, suspended('2025-03-01', { from: '2025-03-02', through: '2025-03' })],
      ['2025-01-10', '2025-02-28', '2025-03-02', '2025-04-01'],
    ],
    [
      'a suspension until further notice, and what ends it',
      [base, suspended('2025-03-01', { from: '2025-03-02', through: null }), resumed('2025-03-03', { from: '2025-03-04' })],
      ['2025-01-10', '2025-02-28', '2025-03-02', '2025-03-04'],
    ],
  ])('are %s', (_, acts, days) => {
    expect(turningDays(lifeOf(acts), null)).toEqual(days);
  });

  const eu = membershipChanges('EU');
  const inEu = (days: readonly string[]) => days.filter((day) => eu.includes(day));
  const parts = { regions: ['EU'] };
  it.each<[string, Said[], string | null]>([
    ['its scope', [announced('2025-01-10', { scope: { ...US, regions: ['EU'] } })], null],
    ['what its scope excludes', [announced('2025-01-10', { scope: { ...US, regions: ['world'], except: ['EU'] } })], null],
    ['its issuer', [announced('2025-01-10', { issuer: 'EU', scope: US })], null],
    ['a scope that an amendment gives', [base, amended('2025-02-01', { from: '2025-02-01', scope: { ...US, regions: ['EU'] } })], null],
    ['the parts that an act names', [base, suspended('2025-02-01', { from: '2025-02-01', through: null, parts })], null],
    ['the question', [base], 'EU'],
  ])('are those on which a bloc of %s changes', (_, acts, region) => {
    expect(inEu(turningDays(lifeOf(acts), region))).toEqual(eu);
  });

  it('are those of each region asked about', () => {
    const one = lifeOf([base]);
    expect([null, 'EU', null, 'US'].map((region) => inEu(turningDays(one, region)).length)).toEqual([0, eu.length, 0, 0]);
  });

  it('are in order, each once', () => {
    expect(sorted(['2025-02-01', '2025-01-01', '2025-02-01', '2025-01-01'])).toEqual(['2025-01-01', '2025-02-01']);
  });
});

describe('the epochs of membership', () => {
  it('begin with each change of any bloc, after one before them all', () => {
    expect(EPOCHS[0]).toBe('0000-01-01');
    expect(EPOCHS.slice(1)).toEqual([...new Set(BLOCS.flatMap(membershipChanges))].sort());
  });

  it('hold from their day through the day before the next', () => {
    const days = EPOCHS.slice(1);
    expect(days.map(epochOf)).toEqual(days.map((_, at) => at + 1));
    expect(days.map((day) => epochOf(addDays(day, -1)))).toEqual(days.map((_, at) => at));
    expect([epochOf('0000-01-01'), epochOf('9999-12-31')]).toEqual([0, EPOCHS.length - 1]);
  });

  it.each<[string, boolean, Parameters<typeof isDated>]>([
    ['a bloc that issues', true, ['EU', {}]],
    ['a bloc among regions', true, ['CN', { regions: ['US', 'EU'] }]],
    ['a bloc among exclusions', true, ['CN', { regions: ['world'], except: ['US', 'EU'] }]],
    ['a bloc in other words', true, ['CN', { regions: ['US'] }, { except: ['EU'] }]],
    ['countries alone', false, ['CN', { regions: ['US', 'world'], except: ['JP'] }, {}]],
    ['no words', false, ['CN']],
  ])('matter to %s: %s', (_, dated, words) => {
    expect(isDated(...words)).toBe(dated);
  });
});
