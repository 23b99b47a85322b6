import type { MeasureAnswer } from '@in-force/answers';
import {
  amended,
  announced,
  ask,
  checked,
  corrected,
  expired,
  extended,
  facilitated,
  fulfilled,
  MEASURE,
  promised,
  reading,
  resumed,
  retracted,
  revoked,
  type Said,
  suspended,
  tookEffect,
  uuid,
} from '../kit/record.js';

type Row = [edge: string, asked: string, expected: string | (Partial<MeasureAnswer> & { readonly because?: readonly string[] })];

/** Asks each row of a table: `2025-02-01 region=FR knownOn=2025-01-01`, and holds the status, or whatever facts it names. */
function table(name: string, acts: readonly Said[], rows: readonly Row[]): void {
  describe(name, () => {
    it.each(rows)('%s (%s)', (_, asked, expected) => {
      const [on = '', ...rest] = asked.split(' ');
      const answer = ask(acts, MEASURE, { on, ...Object.fromEntries(rest.map((parameter) => parameter.split('=') as [string, string])) });
      if (typeof expected === 'string') expect(answer.status).toBe(expected);
      else expect(answer).toMatchObject({ ...expected, ...(expected.because ? { because: expected.because.map(uuid) } : {}) });
    });
  });
}

/** The issuer's publications were read to the end: no status rests on the calendar alone. */
const READ = checked('2030-12-31', {}, { as: 'READ' });

table(
  'a measure with a start, and a last day of its own',
  [announced('2025-01-10', { firstDay: '2025-02-01', lastDay: '2025-06-30' }, { as: 'A' }), READ],
  [
    [
      'before it was public',
      '2025-01-09',
      { status: 'not-announced', since: null, until: '2025-01-09', tookEffect: null, coverage: 'full', firstDay: '2025-02-01' },
    ],
    ['the day it was public', '2025-01-10', { status: 'announced', since: '2025-01-10', until: '2025-01-31', tookEffect: null }],
    ['the day before the first day', '2025-01-31', 'announced'],
    [
      'the first day',
      '2025-02-01',
      { status: 'in-force', since: '2025-02-01', until: '2025-06-30', tookEffect: true, because: ['A', 'READ'] },
    ],
    ['the last day', '2025-06-30', 'in-force'],
    ['the day after', '2025-07-01', { status: 'expired', since: '2025-07-01', until: null, tookEffect: true }],
    ['before it could be known', '2025-03-01 knownOn=2025-01-09', { status: 'not-known', title: null, firstDay: null, because: [] }],
    ['as soon as it could be known', '2025-03-01 knownOn=2025-01-10', { status: 'in-force', asScheduled: true }],
  ],
);

table(
  'an act that applied before it was public',
  [announced('2025-01-10', { firstDay: '2025-01-01' })],
  [
    ['the day before it applied', '2024-12-31', 'not-announced'],
    ['a day it already bound', '2025-01-05', { status: 'in-force', since: '2025-01-01' }],
    ['that day, as known then', '2025-01-05 knownOn=2025-01-05', 'not-known'],
  ],
);

table(
  'a first day that is not fixed, then fixed',
  [announced('2025-01-10', { firstDay: null }), amended('2025-03-01', { from: '2025-03-01', firstDay: '2025-04-01' }), READ],
  [
    ['while not fixed', '2025-02-28', { status: 'announced', firstDay: null, tookEffect: null }],
    ['once fixed, before it', '2025-03-31', { status: 'announced', firstDay: '2025-04-01' }],
    ['the day fixed', '2025-04-01', 'in-force'],
    ['that day, as known before it was fixed', '2025-04-01 knownOn=2025-02-01', 'announced'],
  ],
);

table(
  'days of lesser precision stand for their last',
  [announced('2025-01-10', { firstDay: '2025-05' }), suspended('2025-06', { from: '~2025-07', through: '2025' }), READ],
  [
    ['within the month', '2025-05-30', { status: 'announced', firstDay: '2025-05' }],
    ['its last day', '2025-05-31', 'in-force'],
    ['before the last day of the month of the suspension', '2025-07-30', 'in-force'],
    ['that day', '2025-07-31', { status: 'suspended', since: '2025-07-31', until: '2025-12-31' }],
    ['known before the end of the month of publication', '2025-08-01 knownOn=2025-06-29', 'in-force'],
    ['known at its end', '2025-08-01 knownOn=2025-06-30', 'suspended'],
  ],
);

const suspension = [
  announced('2025-01-01', {}, { as: 'A' }),
  suspended('2025-03-01', { from: '2025-03-10', through: '2025-03-31' }, { as: 'S' }),
];

table(
  'a suspension',
  [...suspension, READ],
  [
    ['the day before', '2025-03-09', { status: 'in-force', since: '2025-01-01', until: '2025-03-09', because: ['A'] }],
    [
      'its first day',
      '2025-03-10',
      { status: 'suspended', since: '2025-03-10', until: '2025-03-31', tookEffect: true, because: ['A', 'S'] },
    ],
    ['its last day', '2025-03-31', 'suspended'],
    ['the day after', '2025-04-01', { status: 'in-force', since: '2025-04-01', until: null, because: ['A', 'S', 'READ'] }],
    ['its first day, not known yet', '2025-03-10 knownOn=2025-02-28', 'in-force'],
    ['its first day, just known', '2025-03-10 knownOn=2025-03-01', 'suspended'],
  ],
);

table(
  'a suspension before the start',
  [announced('2025-10-09', { firstDay: '2025-11-08' }), suspended('2025-11-07', { from: '2025-11-07', through: '2026-11-10' }), READ],
  [
    ['the day before', '2025-11-06', { status: 'announced', tookEffect: null }],
    [
      'suspended before it ever started',
      '2025-11-07',
      { status: 'suspended', since: '2025-11-07', until: '2026-11-10', tookEffect: false },
    ],
    ['its last day', '2026-11-10', { status: 'suspended', tookEffect: false }],
    ['binding for the first time', '2026-11-11', { status: 'in-force', since: '2026-11-11', tookEffect: true }],
  ],
);

table(
  'a suspension that ends before the start',
  [announced('2025-01-01', { firstDay: '2025-06-01' }), suspended('2025-02-01', { from: '2025-02-01', through: '2025-03-31' }), READ],
  [
    ['after it, before the start', '2025-04-01', { status: 'announced', tookEffect: null }],
    ['the first day', '2025-06-01', 'in-force'],
  ],
);

table(
  'an extension that joins on',
  [...suspension, extended('2025-03-20', { through: '2025-04-30' }), READ],
  [
    ['the last day before it', '2025-03-31', { status: 'suspended', since: '2025-03-10', until: '2025-04-30' }],
    ['its first day', '2025-04-01', 'suspended'],
    ['its last day', '2025-04-30', 'suspended'],
    ['the day after', '2025-05-01', 'in-force'],
    ['before it was known', '2025-04-15 knownOn=2025-03-19', 'in-force'],
  ],
);

table(
  'an extension that comes late leaves a gap',
  [...suspension, extended('2025-04-05', { from: '2025-04-05', through: '2025-04-30' }), READ],
  [
    ['the gap', '2025-04-04', { status: 'in-force', since: '2025-04-01', until: '2025-04-04' }],
    ['after it', '2025-04-05', 'suspended'],
  ],
);

table(
  'an extension that reaches back over the gap',
  [...suspension, extended('2025-04-05', { through: '2025-04-30' }), READ],
  [
    ['the gap, closed', '2025-04-04', { status: 'suspended', since: '2025-03-10' }],
    ['the gap, as known in it', '2025-04-04 knownOn=2025-04-04', 'in-force'],
  ],
);

table(
  'an extension of a named suspension',
  [
    ...suspension,
    suspended('2025-06-01', { from: '2025-06-01', through: '2025-06-30' }, { as: 'T' }),
    extended('2025-06-02', { suspension: uuid('S'), from: '2025-04-01', through: '2025-04-10' }),
    READ,
  ],
  [
    ['what it adds', '2025-04-10', 'suspended'],
    ['nothing after', '2025-04-11', 'in-force'],
    ['the other ends as it did', '2025-07-01', 'in-force'],
  ],
);

table(
  'until further notice, then resumed',
  [announced('2025-01-01'), suspended('2025-03-01', { from: '2025-03-01', through: null }), resumed('2025-05-01', { from: '2025-05-10' })],
  [
    ['open', '2025-04-01 knownOn=2025-04-01', { status: 'suspended', since: '2025-03-01', until: null }],
    ['the last suspended day', '2025-05-09', { status: 'suspended', until: '2025-05-09' }],
    ['the day of resumption, an act’s', '2025-05-10', { status: 'in-force', since: '2025-05-10' }],
  ],
);

table(
  'an early end of a suspension, then a new one',
  [
    ...suspension,
    resumed('2025-03-15', { from: '2025-03-20' }),
    suspended('2025-04-01', { from: '2025-04-10', through: '2025-04-20' }),
    READ,
  ],
  [
    ['the last day before it', '2025-03-19', { status: 'suspended', until: '2025-03-19' }],
    ['its day', '2025-03-20', 'in-force'],
    ['the new one', '2025-04-10', 'suspended'],
    ['after the new one', '2025-04-21', 'in-force'],
  ],
);

table(
  'revocation during a suspension',
  [...suspension, revoked('2025-03-15', '2025-03-20', { as: 'R' })],
  [
    ['the last suspended day', '2025-03-19', { status: 'suspended', until: '2025-03-19' }],
    ['its day', '2025-03-20', { status: 'revoked', since: '2025-03-20', until: null, tookEffect: true, because: ['A', 'R'] }],
    ['after the suspension would have ended', '2025-04-01', 'revoked'],
  ],
);

table(
  'revocation before the start',
  [announced('2025-01-01', { firstDay: '2025-06-01' }), revoked('2025-02-01', '2025-02-01')],
  [['the first day there would have been', '2025-06-01', { status: 'revoked', tookEffect: false }]],
);

table(
  'whichever end came first',
  [announced('2025-01-01', { lastDay: '2025-05-31' }), revoked('2025-04-01', '2025-07-01'), expired('2025-06-01', '2025-06-02'), READ],
  [
    ['its own last day', '2025-05-31', 'in-force'],
    ['ended by its own terms', '2025-06-01', { status: 'expired', since: '2025-06-01' }],
    ['the later revocation changes nothing', '2025-07-01', 'expired'],
  ],
);

table(
  'a recorded start other than planned',
  [announced('2025-01-01', { firstDay: '2025-02-01' }), tookEffect('2025-02-20', '2025-02-15')],
  [
    ['the planned day', '2025-02-01', { status: 'announced', firstDay: '2025-02-15' }],
    ['the real day', '2025-02-15', { status: 'in-force', since: '2025-02-15' }],
    ['the planned day, as known then', '2025-02-01 knownOn=2025-02-01', 'unconfirmed'],
  ],
);

table(
  'known only through a later act',
  [
    announced('2025-11-10', { firstDay: null, knownThroughLaterAct: true }),
    suspended('2025-11-10', { from: '2025-11-10', through: '2026-11-09' }),
    READ,
  ],
  [
    ['a day before that act', '2025-11-09', { status: 'not-known', title: 'A measure', tookEffect: null, coverage: null, since: null }],
    ['that day', '2025-11-10', { status: 'suspended', since: '2025-11-10', tookEffect: true }],
    ['after it', '2026-11-10', 'in-force'],
  ],
);

describe('what only the calendar did', () => {
  const lapsing = [
    announced('2025-10-09', { firstDay: '2025-11-08' }, { as: 'A' }),
    suspended('2025-11-07', { from: '2025-11-07', through: '2026-11-10' }, { as: 'S' }),
  ];
  const look = checked('2026-10-09', {}, { as: 'LOOK' });
  table(
    'the end of a suspension after the last look',
    [...lapsing, look],
    [
      ['the last day of it', '2026-11-10', 'suspended'],
      [
        'the day after',
        '2026-11-11',
        { status: 'unconfirmed', byTerms: 'in-force', since: '2026-11-11', until: null, tookEffect: null, because: ['A', 'S', 'LOOK'] },
      ],
      ['known later than the last look', '2026-11-11 knownOn=2026-10-10', 'unconfirmed'],
      ['known no later than the last look', '2026-11-11 knownOn=2026-10-09', 'in-force'],
    ],
  );
  table('the same, looked at again on the day', [...lapsing, look, checked('2026-11-11')], [['the day after', '2026-11-11', 'in-force']]);
  table('the same, looked at the day before', [...lapsing, checked('2026-11-10')], [['the day after', '2026-11-11', 'unconfirmed']]);
  table(
    'a check that could not read the body',
    [
      announced(
        '2025-01-01',
        { firstDay: '2025-02-01' },
        {
          instrument: {
            id: MEASURE,
            issuer: 'CN',
            body: 'State Council Tariff Commission',
            number: null,
            day: '2025-01-01',
            title: 'A notice',
          },
        },
      ),
      checked('2025-03-01', { bodiesLeftOut: ['State Council Tariff Commission'] }),
    ],
    [['counts for nothing here', '2025-02-01', 'unconfirmed']],
  );
  table(
    'an act on the measure confirms it',
    [...lapsing, look, suspended('2026-11-12', { from: '2026-12-01', through: null }, { as: 'N' })],
    [['the day that only the calendar made', '2026-11-11', { status: 'in-force', because: ['A', 'S', 'LOOK', 'N'] }]],
  );
  table(
    'an act published on that very day confirms it too',
    [...lapsing, look, suspended('2026-11-11', { from: '2026-12-01', through: null })],
    [['the day', '2026-11-11', 'in-force']],
  );
  table(
    'an act published before the day does not',
    [...lapsing, look, amended('2026-11-10', { from: '2026-12-01', rate: { text: '10 %' } })],
    [['the day after', '2026-11-11', 'unconfirmed']],
  );
  table('a statement never does', [...lapsing, look, reading('2026-11-12', 'in-force')], [['the day after', '2026-11-15', 'unconfirmed']]);
  table(
    'a first day after the last look',
    [announced('2025-01-10', { firstDay: '2025-02-01', lastDay: '2025-06-30' }), checked('2025-01-31')],
    [
      ['the first day', '2025-02-01', { status: 'unconfirmed', byTerms: 'in-force', since: '2025-02-01', until: '2025-06-30' }],
      ['its own end', '2025-07-01', { status: 'unconfirmed', byTerms: 'expired', since: '2025-07-01' }],
    ],
  );
  table('a start on the day of publication is the act’s', [announced('2025-01-10')], [['that day', '2025-01-10', 'in-force']]);
  table('no check at all', [announced('2025-01-10', { firstDay: '2025-01-11' })], [['every day is after it', '2025-01-11', 'unconfirmed']]);
});

describe('corrections and retractions', () => {
  const wrong = [announced('2025-01-01'), suspended('2025-03-01', { from: '2025-03-01', through: '2025-03-31' }, { as: 'S' }), READ];
  const upTo = (through: string) => ({ type: 'measure.suspended', data: { from: '2025-03-01', through } });
  const mended = [...wrong, corrected('S', upTo('2025-04-30'), { as: 'C' })];
  table('a correction', mended, [
    ['seen', '2025-04-15', { status: 'suspended', until: '2025-04-30', because: ['e0001', 'S', 'C'] }],
    ['not seen', '2025-04-15 recordedAt=3', { status: 'in-force', because: ['e0001', 'S', 'READ'] }],
    ['known by the day of what it corrects', '2025-04-15 knownOn=2025-03-01', 'suspended'],
  ]);
  const twice = [...mended, corrected('S', upTo('2025-05-31'), { as: 'D' })];
  table('a second correction', twice, [
    ['the latest wins', '2025-05-15', 'suspended'],
    ['not seen', '2025-05-15 recordedAt=4', 'in-force'],
  ]);
  table(
    'a correction of the correction',
    [...mended, corrected('C', upTo('2025-05-31'), { as: 'D' })],
    [
      ['seen', '2025-05-15', { status: 'suspended', because: ['e0001', 'S', 'C', 'D'] }],
      ['not seen', '2025-05-15 recordedAt=4', 'in-force'],
    ],
  );
  table(
    'a retracted correction',
    [...twice, retracted('D')],
    [
      ['brings back what it replaced', '2025-05-15', 'in-force'],
      ['which is the first correction', '2025-04-15', 'suspended'],
      ['not seen', '2025-05-15 recordedAt=5', 'suspended'],
    ],
  );
  table(
    'a retraction takes the corrections with it',
    [...twice, retracted('S')],
    [
      ['seen', '2025-03-15', { status: 'in-force', since: '2025-01-01', because: ['e0001'] }],
      ['not seen', '2025-03-15 recordedAt=5', 'suspended'],
    ],
  );
  const extendedThen = [
    ...wrong,
    extended('2025-03-20', { through: '2025-05-31' }),
    extended('2025-05-20', { from: '2025-06-01', through: '2025-06-30' }),
  ];
  table(
    'a retracted suspension with extensions',
    [...extendedThen, retracted('S')],
    [
      ['the suspension', '2025-03-15', 'in-force'],
      ['the first extension', '2025-05-15', 'in-force'],
      ['the second, with a day of its own', '2025-06-15', 'in-force'],
      ['not seen', '2025-06-15 recordedAt=5', 'suspended'],
    ],
  );
  table(
    'a retracted retraction',
    [...wrong, retracted('S', { as: 'R' }), retracted('R')],
    [
      ['seen', '2025-03-15', 'suspended'],
      ['not seen', '2025-03-15 recordedAt=4', 'in-force'],
    ],
  );
  table(
    'a corrected day of publication',
    [...wrong, corrected('S', { ...upTo('2025-03-31'), publishedOn: '2025-02-01' })],
    [
      ['known by the mended day', '2025-03-15 knownOn=2025-02-01', 'suspended'],
      ['not seen', '2025-03-15 knownOn=2025-02-01 recordedAt=3', 'in-force'],
    ],
  );
  table('an instant of recording', mended, [
    ['before the correction', '2025-04-15 recordedAt=2026-01-01T00:00:03Z', 'in-force'],
    ['at the correction', '2025-04-15 recordedAt=2026-01-01T00:00:04Z', 'suspended'],
    ['before anything', '2025-04-15 recordedAt=0', 'not-known'],
  ]);
});

describe('regions', () => {
  const toEu = announced('2015-01-01', { scope: { regions: ['EU'], items: 'all' } });
  table(
    'a bloc by its members that day',
    [toEu],
    [
      ['GB, its last day as a member', '2020-01-31 region=GB', { status: 'in-force', since: '2015-01-01', until: '2020-01-31' }],
      [
        'GB, the day after',
        '2020-02-01 region=GB',
        { status: 'not-applicable', since: null, until: null, coverage: null, tookEffect: null },
      ],
      ['the bloc itself', '2025-01-15 region=EU', { status: 'in-force', coverage: 'full' }],
      ['every country', '2025-01-15 region=world', { status: 'in-force', coverage: 'partial' }],
      ['no region named', '2025-01-15', { status: 'in-force', coverage: 'full' }],
    ],
  );
  table(
    'a member that joins',
    [announced('2012-01-01', { scope: { regions: ['EU'], items: 'all' } })],
    [
      ['HR, the day before', '2013-06-30 region=HR', 'not-applicable'],
      ['HR, its first day', '2013-07-01 region=HR', { status: 'in-force', since: '2013-07-01' }],
    ],
  );
  table(
    'an exclusion',
    [announced('2025-01-01', { scope: { regions: ['world'], except: ['EU', 'JP'], items: 'all' } })],
    [
      ['excluded by its bloc', '2025-01-15 region=FR', 'not-applicable'],
      ['excluded by name', '2025-01-15 region=JP', 'not-applicable'],
      ['not excluded', '2025-01-15 region=GB', { status: 'in-force', coverage: 'full' }],
      ['excluded in part', '2025-01-15 region=G7', { status: 'in-force', coverage: 'partial' }],
      ['world leaves out the issuer', '2025-01-15 region=CN', 'not-applicable'],
    ],
  );
  table(
    'regions recorded in part',
    [announced('2025-01-01', { scope: { regions: ['US'], items: 'all', inPart: ['regions'] } })],
    [
      ['inside', '2025-01-15 region=US', 'in-force'],
      ['outside', '2025-01-15 region=FR', { status: 'not-known', title: 'A measure', coverage: null, tookEffect: null }],
      ['partly inside', '2025-01-15 region=G7', { status: 'in-force', coverage: 'partial' }],
    ],
  );
  table(
    'regions recorded in part, some of them known to be outside',
    [announced('2025-01-01', { scope: { regions: ['US'], except: ['JP', 'EU'], items: 'all', inPart: ['regions'] } })],
    [
      ['what it excludes', '2025-02-01 region=JP', 'not-applicable'],
      ['a bloc that it excludes', '2025-02-01 region=EU', 'not-applicable'],
      ['what nobody recorded', '2025-02-01 region=VN', 'not-known'],
    ],
  );

  table(
    'a suspension for some regions',
    [announced('2025-01-01'), suspended('2025-02-01', { from: '2025-02-01', through: null, parts: { regions: ['EU'] } })],
    [
      ['for one of them', '2025-03-01 region=DE', { status: 'suspended', coverage: 'full' }],
      ['for another', '2025-03-01 region=US', { status: 'in-force', coverage: 'full', since: '2025-01-01' }],
      ['for both', '2025-03-01 region=G7', { status: 'in-force', coverage: 'partial' }],
      ['for all', '2025-03-01', { status: 'in-force', coverage: 'partial' }],
    ],
  );
  table(
    'a suspension for all but one',
    [announced('2025-01-01'), suspended('2025-02-01', { from: '2025-02-01', through: null, parts: { except: ['US'] } })],
    [
      ['the one', '2025-03-01 region=US', 'in-force'],
      ['the others', '2025-03-01 region=DE', 'suspended'],
    ],
  );
});

describe('items', () => {
  const listing = (items: string[], more = {}) =>
    announced('2025-01-01', { scope: { regions: ['world'], items: items.map((item) => ({ item })), ...more } });
  table(
    'an item in its tree',
    [listing(['dysprosium', 'terbium'])],
    [
      ['itself', '2025-02-01 item=Dy', { status: 'in-force', coverage: 'full' }],
      ['above it', '2025-02-01 item=rare-earths', { status: 'in-force', coverage: 'partial' }],
      ['beside it', '2025-02-01 item=La', 'not-applicable'],
      [
        'met in what lies below both',
        '2025-02-01 item=rare-earth-magnets',
        { status: 'in-force', coverage: 'partial', bearsOn: [{ items: ['dy-ndfeb-magnets', 'tb-ndfeb-magnets'], regions: null }] },
      ],
      ['no item named', '2025-02-01', { status: 'in-force', coverage: 'full' }],
    ],
  );
  table(
    'an item below what is listed',
    [listing(['rare-earths'])],
    [
      ['an element', '2025-02-01 item=Dy', { status: 'in-force', coverage: 'full' }],
      ['technology is another item', '2025-02-01 item=rare-earth-technology', 'in-force'],
      ['something else', '2025-02-01 item=Ga', 'not-applicable'],
    ],
  );
  table(
    'technology alone',
    [listing(['rare-earth-technology'])],
    [
      ['not the substance', '2025-02-01 item=Dy', 'not-applicable'],
      ['the group finds it', '2025-02-01 item=rare-earths', { status: 'in-force', coverage: 'partial' }],
    ],
  );
  table('all goods', [announced('2025-01-01')], [['any item', '2025-02-01 item=Dy', { status: 'in-force', coverage: 'full' }]]);
  table(
    'no goods',
    [listing([])],
    [
      ['a question about an item', '2025-02-01 item=Dy', 'not-applicable'],
      ['a question without one', '2025-02-01', { status: 'in-force', coverage: 'full' }],
    ],
  );
  table(
    'items recorded in part',
    [listing(['dysprosium'], { inPart: ['items'] })],
    [
      ['inside', '2025-02-01 item=Dy', 'in-force'],
      ['outside', '2025-02-01 item=Ga', 'not-known'],
    ],
  );
  table(
    'items recorded in part, for one country',
    [announced('2025-01-01', { scope: { regions: ['US'], items: [{ item: 'dysprosium' }], inPart: ['items'] } })],
    [
      ['inside, for another country', '2025-02-01 item=Dy region=FR', 'not-applicable'],
      ['outside, for that country', '2025-02-01 item=Ga region=US', 'not-known'],
    ],
  );
  table(
    'one item, for regions recorded in part',
    [announced('2025-01-01', { scope: { regions: ['US'], except: ['DE'], items: [{ item: 'dysprosium' }], inPart: ['regions'] } })],
    [
      ['another item, where some is inside', '2025-02-01 item=Ga region=G7', 'not-applicable'],
      ['a bloc of which some is excluded', '2025-02-01 item=Dy region=EU', 'not-known'],
    ],
  );
  table(
    'a suspension for some items',
    [listing(['rare-earths']), suspended('2025-02-01', { from: '2025-02-01', through: null, parts: { items: ['dysprosium'] } })],
    [
      ['one of them', '2025-03-01 item=Dy', 'suspended'],
      ['another', '2025-03-01 item=Tb', 'in-force'],
      ['the group', '2025-03-01 item=rare-earths', { status: 'in-force', coverage: 'partial' }],
      ['no item named', '2025-03-01', { status: 'in-force', coverage: 'partial' }],
    ],
  );
  const codes = announced('2025-01-01', {
    scope: {
      regions: ['world'],
      items: [
        { item: 'gallium', codes: ['2C901.a'], hs: ['8112929010'] },
        { item: 'germanium', hs: ['8112921090'] },
      ],
    },
  });
  table(
    'codes',
    [codes],
    [
      ['an HS prefix stands for what is listed under it', '2025-02-01 item=hs:8112', { status: 'in-force', coverage: 'full' }],
      ['a longer code', '2025-02-01 item=hs:8112929010', 'in-force'],
      ['a heading nothing is listed under', '2025-02-01 item=hs:7202', 'not-applicable'],
      ['a control code', '2025-02-01 item=2C901.a', 'in-force'],
      ['the code above it', '2025-02-01 item=2C901', 'in-force'],
    ],
  );
  const dualUse = { stream: 'measure-cn-other-1' };
  table(
    'dual-use is what the issuer licenses that day',
    [
      announced('2025-01-01', { kind: 'export-ban', scope: { regions: ['US'], items: [{ item: 'dual-use' }] } }),
      announced('2025-03-01', { scope: { regions: ['world'], items: [{ item: 'dysprosium' }] } }, dualUse),
      { ...revoked('2025-06-01', '2025-06-01'), ...dualUse },
    ],
    [
      ['before it licenses dysprosium', '2025-02-28 item=Dy', 'not-applicable'],
      ['from the day it does', '2025-03-01 item=Dy', { status: 'in-force', since: '2025-03-01', until: '2025-05-31', coverage: 'full' }],
      ['once that ended', '2025-06-01 item=Dy', 'not-applicable'],
      ['asked as such', '2025-02-01 item=dual-use', 'in-force'],
      ['as known before the licence was public', '2025-03-01 item=Dy knownOn=2025-02-28', 'not-applicable'],
    ],
  );
});

table(
  'an entity listing leaves the region untouched',
  [
    announced('2025-01-01', {
      kind: 'entity-listing',
      scope: { regions: ['US'], items: 'all', limit: { to: 'entities', names: ['Acme'] } },
    }),
  ],
  [
    ['its country', '2025-02-01 region=US', { status: 'in-force', coverage: 'entities', entities: ['Acme'] }],
    ['a bloc with its country', '2025-02-01 region=G7', { coverage: 'entities' }],
  ],
);

table(
  'a promise',
  [announced('2025-01-01'), promised('2025-03-01', { due: '2025-04-01' }), fulfilled('2025-03-09')],
  [
    ['before it was made', '2025-02-28', { promised: [] }],
    [
      'the day it was made',
      '2025-03-01',
      { status: 'in-force', promised: [expect.objectContaining({ party: 'CN', saidOn: '2025-03-01', due: '2025-04-01' })] },
    ],
    ['the day before its fulfilment', '2025-03-08 region=FR', { promised: [expect.anything()] }],
    ['the day of its fulfilment', '2025-03-09', { promised: [] }],
    ['the day of its fulfilment, as known before', '2025-03-09 knownOn=2025-03-08', { promised: [expect.anything()] }],
  ],
);

table(
  'readings',
  [
    announced('2025-01-01'),
    reading('2025-03-01', 'removed'),
    reading('2025-03-05', 'in-force', ['EU'], 'EU'),
    reading('2025-04-01', 'unclear', ['US']),
    suspended('2025-05-01', { from: '2025-05-01', through: null }),
  ],
  [
    ['before it was said', '2025-02-28', { contested: [] }],
    [
      'that disagrees',
      '2025-03-01 region=FR',
      { status: 'in-force', contested: [expect.objectContaining({ party: 'US', reading: 'removed' })] },
    ],
    [
      'a party that agrees',
      '2025-03-10 region=FR reading=EU',
      { readAs: 'in-force', contested: [expect.objectContaining({ party: 'US' })] },
    ],
    ['the party’s latest for that region', '2025-04-02 region=US', { contested: [expect.objectContaining({ reading: 'unclear' })] }],
    ['which is not its latest elsewhere', '2025-04-02 region=FR', { contested: [expect.objectContaining({ reading: 'removed' })] }],
    ['said of another status', '2025-05-02 region=FR reading=US', { status: 'suspended', contested: [], readAs: null }],
    ['as known before it was said', '2025-03-10 region=FR knownOn=2025-02-28', { contested: [] }],
  ],
);

table(
  'an easing',
  [announced('2025-01-01'), facilitated('2025-03-01', { through: '2025-03-31' })],
  [
    ['the day before', '2025-02-28 region=FR', { facilitations: [] }],
    [
      'its first day',
      '2025-03-01 region=FR',
      { status: 'in-force', facilitations: [expect.objectContaining({ kind: 'special-channel' })] },
    ],
    ['elsewhere', '2025-03-01 region=US', { facilitations: [] }],
    [
      'the day after, where nobody looked',
      '2025-04-01 region=FR',
      { facilitations: [expect.objectContaining({ standing: 'unconfirmed' })] },
    ],
  ],
);

table(
  'an amendment',
  [
    announced('2025-01-01', { kind: 'tariff', rate: { text: '10 %', percent: 10 } }),
    amended('2025-03-01', { from: '2025-03-10', rate: { text: '20 %', percent: 20 }, scope: { regions: ['EU'], items: 'all' } }),
  ],
  [
    ['the day before it counts', '2025-03-09 region=US', { status: 'in-force', rate: { text: '10 %', percent: 10 }, until: '2025-03-09' }],
    ['its day, where it took the region out', '2025-03-10 region=US', 'not-applicable'],
    ['its day', '2025-03-10 region=FR', { status: 'in-force', rate: { text: '20 %', percent: 20 }, since: '2025-01-01' }],
  ],
);

table(
  'a reading said on the day a status began',
  [announced('2025-03-01'), reading('2025-03-01', 'removed')],
  [['counts', '2025-03-01 region=FR', { contested: [expect.objectContaining({ reading: 'removed' })] }]],
);
