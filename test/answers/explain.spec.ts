import { PARAMETERS, parseQuestion } from '@in-force/answers';
import {
  amended,
  announced,
  ask,
  checked,
  controlsOf,
  expired,
  facilitated,
  MEASURE,
  NOW,
  promised,
  reading,
  revoked,
  type Said,
  SOURCE,
  suspended,
  tookEffect,
} from '../kit/record.js';
import { explanations } from './explanations.js';

const act = (id: string, title: string, day: string) => ({ instrument: { id, issuer: 'CN', body: 'MOFCOM', number: null, day, title } });
const first = act(MEASURE, 'Announcement 1/2025', '2025-01-10');
const second = act('cn-test-2', 'Announcement 2/2025', '2025-03-01');
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

/** Sources of one event: the weakest was published first, the most official is an address that nobody opened. */
const weak = {
  ...SOURCE,
  publisher: 'A blog',
  url: 'https://example.org/blog',
  published: '2025-01-02',
  reliability: 'aggregator' as const,
};
const unopened = { ...SOURCE, publisher: 'The ministry', url: 'https://example.org/official', opened: false };
const lawyers = {
  ...SOURCE,
  publisher: 'Lawyers',
  url: 'https://example.org/law',
  published: '2025-02-20',
  reliability: 'law-firm' as const,
};

const MORE: typeof CASES = [
  ['in force on the last day that is known', [base, read], { on: '2025-02-15', region: 'US', knownOn: '2025-02-15' }],
  ['in force ahead', [base, checked('2025-02-10')], { on: '2025-02-15', region: 'US', knownOn: '2025-02-14' }],
  ['suspended ahead', [base, stop], { on: '2025-03-15', region: 'FR', knownOn: '2025-03-02' }],
  ['revoked ahead', [base, revoked('2025-06-01', '2025-06-10', second)], { on: '2025-07-01', region: 'FR', knownOn: '2025-06-02' }],
  ['unconfirmed ahead', [base, stop, checked('2025-04-15')], { on: '2025-05-15', region: 'FR', knownOn: '2025-05-01' }],
  ['unconfirmed on the last day that is known', [base, checked('2025-01-31')], { on: '2025-02-15', region: 'FR', knownOn: '2025-02-15' }],
  [
    'one thing of what was asked',
    [announced('2025-01-10', { title: 'Licences for gallium', scope: { regions: ['world'], items: [{ item: 'gallium' }] } }, first)],
    { on: '2025-02-15', region: 'DE', item: 'antimony' },
  ],
  [
    'many things of what was asked, in some countries',
    [
      announced(
        '2025-01-10',
        {
          title: 'Licences for seven',
          scope: {
            regions: ['DE', 'FR'],
            items: ['samarium', 'gadolinium', 'terbium', 'dysprosium', 'lutetium', 'scandium', 'yttrium'].map((item) => ({ item })),
          },
        },
        first,
      ),
    ],
    { on: '2025-02-15', region: 'EU', item: 'rare-earths' },
  ],
  [
    'a list through another act',
    [
      announced('2025-01-05', { title: 'The list', scope: { regions: ['world'], items: [{ item: 'dual-use' }] } }, {
        stream: 'measure-cn-list',
        ...act('cn-list', 'The list of 2025', '2025-01-05'),
      } as never),
      announced('2025-01-10', { title: 'Licences for holmium', scope: { regions: ['world'], items: [{ item: 'holmium' }] } }, first),
    ],
    { on: '2025-02-15', region: 'DE', item: 'holmium', measure: 'cn-list' },
  ],
  [
    'weak sources and one that nobody opened',
    [{ ...announced('2025-01-10', {}, first), sources: [weak, unopened, lawyers] }],
    { on: '2025-02-15', region: 'FR' },
  ],
  [
    'weak sources, before the lawyers wrote',
    [{ ...announced('2025-01-10', {}, first), sources: [weak, unopened, lawyers] }],
    { on: '2025-02-15', region: 'FR', knownOn: '2025-02-19' },
  ],
  [
    'only an address that nobody opened',
    [{ ...announced('2025-01-10', {}, first), sources: [unopened] }],
    { on: '2025-02-15', region: 'FR' },
  ],
  [
    'words and easings whose day has passed, and nobody looked',
    [
      announced('2025-01-10', {}, first),
      promised('2025-02-20', { due: '2025-06-01' }),
      facilitated('2025-02-25', { through: '2025-05-31' }),
      checked('2025-05-01'),
    ],
    { on: '2025-07-01', region: 'DE' },
  ],
  [
    'words whose day has passed, and somebody looked',
    [announced('2025-01-10', {}, first), promised('2025-02-20', { due: '2025-06-01' }), checked('2025-06-01')],
    { on: '2025-07-01', region: 'DE' },
  ],
];

const ALL = [...CASES, ...MORE];

it.each(ALL)('explains: %s', (name, acts, { measure = MEASURE, ...asked }) => {
  expect(ask(acts, measure, asked).explanation).toEqual(explanations[name]);
});

it('keeps no text that no case asks for', () => {
  expect(Object.keys(explanations).sort()).toEqual(ALL.map(([name]) => name).sort());
});

describe('a derivation', () => {
  const steps = (acts: readonly Said[], asked: Record<string, string>) =>
    controlsOf(acts)
      .explain(MEASURE, parseQuestion(asked, NOW, PARAMETERS.explain))
      .derivation.map(({ rule, text }) => [rule, text]);

  it('says by which act a measure is suspended, and which set its days', () => {
    expect(steps([base, stop, read], { on: '2025-03-15', region: 'FR', item: 'Dy' })).toEqual([
      [
        'scope',
        'It bore on every country but China except Japan and covered dysprosium, by Announcement 1/2025 (China, 10 January 2025); that met what was asked (France).',
      ],
      ['end', 'Nothing had ended it by 15 March 2025.'],
      ['suspension', 'A suspension covers the day, from 10 March through 30 April 2025, by Announcement 2/2025 (China, 1 March 2025).'],
      ['start', 'Its first day, 1 February 2025, had come; it was set by Announcement 1/2025 (China, 10 January 2025).'],
    ]);
  });

  it.each<[string, readonly Said[], Record<string, string>, string, string]>([
    [
      'a revocation',
      [base, revoked('2025-06-01', '2025-06-10', second)],
      { on: '2025-07-01' },
      'end',
      'It had ended: 10 June 2025 was the first day without it, by Announcement 2/2025 (China, 1 March 2025).',
    ],
    [
      'its own last day',
      [base, checked('2025-02-01')],
      { on: '2027-01-05' },
      'confirmation',
      'That rests on the calendar alone: its last day was due to be 31 December 2026, by Announcement 1/2025 (China, 10 January 2025); the publications of China were last read through 1 February 2025.',
    ],
    [
      'the end of a suspension that an act confirms',
      [base, stop, amended('2025-06-01', { from: '2025-06-01', rate: null }, second)],
      { on: '2025-05-15' },
      'confirmation',
      'That rests on the calendar alone: its suspension was due to end on 30 April 2025, by Announcement 2/2025 (China, 1 March 2025); what was published since, by Announcement 2/2025 (China, 1 March 2025), confirms it.',
    ],
  ])('names the act of %s', (_, acts, asked, rule, text) => {
    expect(steps(acts, asked)).toContainEqual([rule, text]);
  });

  it('rests on sentences that name issuer, act, day and source', () => {
    const { derivation } = controlsOf([base, stop, read]).explain(MEASURE, parseQuestion({ on: '2025-03-15' }, NOW, PARAMETERS.explain));
    expect(derivation.flatMap(({ events }) => events.map(({ text }) => text))).toContain(
      'It was suspended from 10 March through 30 April 2025. (China, Announcement 2/2025, 1 March 2025; source: The Gazette)',
    );
  });
});
