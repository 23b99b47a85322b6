import {
  amended,
  announced,
  ask,
  checked,
  expired,
  facilitated,
  MEASURE,
  promised,
  reading,
  revoked,
  type Said,
  suspended,
  tookEffect,
} from '../kit/record.js';
import { explanations } from './explanations.js';

const act = (id: string, title: string) => ({ instrument: { id, issuer: 'CN', body: 'MOFCOM', number: null, day: '2025-01-01', title } });
const first = act(MEASURE, 'Announcement 1/2025');
const second = act('cn-test-2', 'Announcement 2/2025');
const base = announced(
  '2025-01-10',
  {
    title: 'Licences for dysprosium',
    scope: { regions: ['world'], except: ['JP'], items: [{ item: 'dysprosium' }] },
    firstDay: '2025-02-01',
    lastDay: '2026-12-31',
  },
  first,
);
const stop = suspended('2025-03-01', { from: '2025-03-10', through: '2025-04-30' }, second);
const read = checked('2030-12-31');

/** A question for each status and each fact. The texts that answer them were reviewed, and stand in explanations.ts. */
const CASES: readonly (readonly [name: string, acts: readonly Said[], asked: Record<string, string>])[] = [
  ['in force', [base, tookEffect('2025-01-10', '2025-02-01', first), read], { on: '2025-02-15', region: 'US', item: 'Dy' }],
  ['suspended', [base, stop, read], { on: '2025-03-15', region: 'FR' }],
  [
    'suspended until further notice, before it ever bound anyone',
    [base, suspended('2025-01-20', { from: '2025-01-20', through: null }, second)],
    { on: '2025-03-15', region: 'FR' },
  ],
  ['announced', [base], { on: '2025-01-20', region: 'FR' }],
  ['announced, not fixed', [announced('2025-01-10', { firstDay: null }, first)], { on: '2025-01-20' }],
  ['not announced', [base], { on: '2025-01-01', region: 'FR' }],
  ['expired by its own terms', [base, read], { on: '2027-01-01', region: 'FR' }],
  ['expired as recorded', [base, expired('2026-01-01', '2026-01-02', second)], { on: '2026-02-01', region: 'FR' }],
  ['revoked', [base, revoked('2025-06-01', '2025-06-10', second)], { on: '2025-07-01', region: 'FR' }],
  ['not applicable for its region', [base], { on: '2025-03-01', region: 'JP' }],
  ['not applicable for its item', [base], { on: '2025-03-01', region: 'FR', item: 'Ga' }],
  ['not known: nothing announces it', [base], { on: '2025-03-01', knownOn: '2025-01-01' }],
  [
    'not known: recorded in part',
    [announced('2025-01-10', { scope: { regions: ['US'], items: 'all', inPart: ['regions'] } }, first)],
    { on: '2025-03-01', region: 'FR' },
  ],
  [
    'not known: only a later act shows it',
    [announced('2025-05-10', { firstDay: null, knownThroughLaterAct: true }, first)],
    { on: '2025-03-01', region: 'FR' },
  ],
  ['unconfirmed start', [base, checked('2025-01-31')], { on: '2025-02-15', region: 'FR' }],
  [
    'unconfirmed end of a suspension',
    [base, tookEffect('2025-01-10', '2025-02-01', first), stop, checked('2025-04-15')],
    { on: '2025-05-15', region: 'FR' },
  ],
  [
    'unconfirmed last day, never looked at',
    [announced('2025-01-10', { lastDay: '2025-06-30' }, first)],
    { on: '2025-07-15', region: 'FR' },
  ],
  [
    'a rate, part of what was asked, and what others say',
    [
      announced('2025-01-10', { kind: 'tariff', rate: { text: '10 %', percent: 10 }, scope: { regions: ['EU'], items: 'all' } }, first),
      amended('2025-02-01', { from: '2025-02-10', rate: { text: '20 %', percent: 20 } }, second),
      reading('2025-02-15', 'removed'),
      promised('2025-02-20', { due: '2025-06-01' }),
      facilitated('2025-02-25', { through: '2025-12-31' }),
    ],
    { on: '2025-03-01', region: 'G7' },
  ],
  [
    'listed entities',
    [
      announced(
        '2025-01-10',
        {
          kind: 'entity-listing',
          scope: { regions: ['US'], items: 'all', limit: { to: 'entities', names: ['Acme'] }, note: 'one named company' },
        },
        first,
      ),
    ],
    { on: '2025-03-01', region: 'US' },
  ],
  [
    'named uses',
    [announced('2025-01-10', { scope: { regions: ['US'], items: 'all', limit: { to: 'end-uses', names: ['military use'] } } }, first)],
    { on: '2025-03-01', region: 'US' },
  ],
  [
    'as scheduled, for a region nobody has settled',
    [announced('2025-01-10', {}, first)],
    { on: '2025-03-01', region: 'HK', knownOn: '2025-02-01' },
  ],
];

it.each(CASES)('explains: %s', (name, acts, asked) => {
  expect(ask(acts, MEASURE, asked).explanation).toEqual(explanations[name]);
});

it('keeps no text that no case asks for', () => {
  expect(Object.keys(explanations).sort()).toEqual(CASES.map(([name]) => name).sort());
});
