import { assess, because, type Clocks, everBound, type Life } from '@in-force/rules';
import { amended, announced, checked, MEASURE, resumed, revoked, type Said, suspended, tookEffect, uuid, viewOf } from '../kit/record.js';

describe('whether a measure ever bound anyone', () => {
  const bound = (acts: readonly Said[], on: string, clocks: Partial<Clocks> = {}) => {
    const view = viewOf(acts, clocks);
    const { bound, rests } = everBound(view, view.life(MEASURE) as Life, on);
    return [bound, rests];
  };
  const ahead = announced('2025-01-01', { firstDay: '2025-02-01' });
  const stop = suspended('2025-01-02', { from: '2025-01-15', through: null });
  const body = { instrument: { id: MEASURE, issuer: 'CN', body: 'Customs', number: null, day: '2025-01-01', title: 'T' } };
  it.each<[string, Said[], string, [boolean | null, boolean], Partial<Clocks>?]>([
    ['before its start', [ahead], '2025-01-31', [false, false]],
    ['from its start, where nobody looked', [ahead], '2025-02-01', [null, true]],
    ['read too early', [ahead, checked('2025-01-31')], '2025-02-01', [null, true]],
    ['read on that day', [ahead, checked('2025-02-01')], '2025-02-01', [true, true]],
    ['read as far as is known', [ahead, checked('2025-01-31')], '2025-02-01', [true, true], { knownOn: '2025-01-31' }],
    [
      'read but for its body',
      [{ ...ahead, ...body } as Said, checked('2025-02-01', { bodiesLeftOut: ['Customs'] })],
      '2025-02-01',
      [null, true],
    ],
    ['confirmed by an act', [ahead, amended('2025-02-01', { from: '2025-02-01', title: 'T' })], '2025-02-01', [true, false]],
    ['confirmed by a later act', [ahead, amended('2025-03-01', { from: '2025-03-01', title: 'T' })], '2025-02-01', [true, false]],
    ['started with its publication', [announced('2025-01-01')], '2025-01-01', [true, false]],
    ['started with its publication, the day before', [announced('2025-01-01')], '2024-12-31', [false, false]],
    ['suspended for good before its start', [ahead, stop], '2025-06-01', [false, false]],
    ['bound later for the first time', [ahead, stop, resumed('2025-03-01', { from: '2025-03-05' })], '2025-03-04', [false, false]],
    ['bound by a recorded start', [ahead, tookEffect('2025-02-02', '2025-02-02')], '2025-02-02', [true, false]],
    ['revoked before its start', [ahead, revoked('2025-01-15', '2025-01-15')], '2025-06-01', [false, false]],
    ['without a first day', [announced('2025-01-01', { firstDay: null })], '2025-06-01', [false, false]],
    ['known through a later act', [announced('2025-01-01', { firstDay: null, knownThroughLaterAct: true })], '2024-01-01', [true, false]],
    [
      'never, of no country',
      [announced('2025-01-01', { scope: { regions: ['US'], except: ['US'], items: 'all' } })],
      '2025-06-01',
      [false, false],
    ],
  ])('%s', (_, acts, on, expected, clocks = {}) => {
    expect(bound(acts, on, clocks)).toEqual(expected);
  });
});

describe('why a status is so', () => {
  const why = (acts: readonly Said[], on: string, more: object = {}) => {
    const view = viewOf(acts);
    const found = assess(view, MEASURE, { on, region: null, item: null, ...more });
    return found.life && because(view, found, on).map((id) => [...'abcdemnrst'].find((label) => uuid(label) === id));
  };
  const a = announced('2025-01-01', {}, { as: 'a' });
  const ahead = announced('2025-01-01', { firstDay: '2025-02-01' }, { as: 'a' });
  const s = suspended('2025-03-01', { from: '2025-03-10', through: '2025-03-31' }, { as: 's' });
  const eu = suspended('2025-03-01', { from: '2025-03-10', through: '2025-03-31', parts: { regions: ['EU'] } }, { as: 's' });
  const c = checked('2025-12-31', {}, { as: 'c' });
  it.each<[string, Said[], string, string[], object?]>([
    ['its announcement', [a, s], '2025-03-09', ['a']],
    ['an amendment from its day', [a, amended('2025-01-02', { from: '2025-03', title: 'T' }, { as: 'm' })], '2025-03-31', ['a', 'm']],
    ['none before it', [a, amended('2025-01-02', { from: '2025-03', title: 'T' }, { as: 'm' })], '2025-03-30', ['a']],
    ['a recorded start', [ahead, tookEffect('2025-02-02', '2025-02-02', { as: 't' })], '2025-02-02', ['a', 't']],
    [
      'no recorded start of what asks for nothing',
      [ahead, tookEffect('2025-02-02', '2025-02-02', { as: 't' })],
      '2025-02-02',
      ['a'],
      { region: 'CN' },
    ],
    ['a suspension from its day', [a, s], '2025-03-10', ['a', 's']],
    ['a suspension that is over, and the check', [c, a, s], '2025-04-01', ['a', 's', 'c']],
    ['a suspension of the parts asked about alone', [a, eu], '2025-03-10', ['a', 's'], { region: 'DE' }],
    ['not one of others', [a, eu], '2025-03-10', ['a'], { region: 'US' }],
    ['the act that ended it, and no suspension', [a, s, revoked('2025-03-15', '2025-03-20', { as: 'r' }), c], '2025-04-01', ['a', 'r']],
    [
      'the calendar and the check',
      [c, announced('2025-01-01', { firstDay: '2025-02-01', lastDay: '2025-03-31' }, { as: 'a' })],
      '2025-04-01',
      ['a', 'c'],
    ],
    ['the calendar, where nobody looked', [ahead], '2025-02-01', ['a']],
    [
      'the calendar, and the act that confirms it',
      [
        ahead,
        amended('2025-02-01', { from: '2025-05-01', title: 'T' }, { as: 'm' }),
        amended('2025-02-02', { from: '2025-05-01', title: 'T' }, { as: 'n' }),
      ],
      '2025-02-03',
      ['a', 'm'],
    ],
  ])('%s', (_, acts, on, expected, more = {}) => {
    expect(why(acts, on, more)).toEqual(expected);
  });
});
