import { findStandings, type MeasureAnswer, PARAMETERS, parseQuestion } from '@in-force/answers';
import { amended, announced, ask, checked, controlsOf, MEASURE, NOW, revoked, type Said, suspended, uuid } from '../kit/record.js';

const DUAL_USE = { regions: ['world'], items: [{ item: 'dual-use' }] };
const LICENCE = 'cn-licence-1';
const OTHER = 'cn-licence-2';
const of = (id: string) => ({ stream: `measure-${id}` });
const licence = (publishedOn: string, item: string, more: object = {}, id = LICENCE): Said =>
  announced(publishedOn, { scope: { regions: ['world'], items: [{ item }] }, ...more }, { ...of(id), as: id.slice(-6) });
const list = announced('2025-01-01', { scope: DUAL_USE }, { as: 'LIST' });
const READ = checked('2030-12-31', {}, { as: 'READ' });

type Row = [edge: string, asked: string, expected: string | Partial<MeasureAnswer>];

function table(name: string, acts: readonly Said[], rows: readonly Row[]): void {
  describe(name, () => {
    it.each(rows)('%s (%s)', (_, asked, expected) => {
      const [on = '', ...rest] = asked.split(' ');
      const answer = ask(acts, MEASURE, { on, ...Object.fromEntries(rest.map((parameter) => parameter.split('=') as [string, string])) });
      expect(answer).toMatchObject(typeof expected === 'string' ? { status: expected } : expected);
    });
  });
}

table(
  'a list of dual-use goods contains what is in force for a country, and a suspended control leaves it',
  [
    list,
    licence('2025-03-01', 'holmium'),
    { ...suspended('2025-06-01', { from: '2025-06-01', through: '2025-08-31' }), ...of(LICENCE) },
    READ,
  ],
  [
    ['before there is a control', '2025-02-28 item=holmium region=DE', { status: 'not-applicable', via: null }],
    [
      'from its first day',
      '2025-03-01 item=holmium region=DE',
      {
        status: 'in-force',
        since: '2025-03-01',
        until: '2025-05-31',
        coverage: 'full',
        via: [{ id: LICENCE, status: 'in-force' }],
        frame: true,
      },
    ],
    ['while it is suspended', '2025-06-01 item=holmium region=DE', { status: 'not-applicable', via: null }],
    ['once the suspension is over', '2025-09-01 item=holmium region=DE', { status: 'in-force', since: '2025-09-01', until: null }],
    [
      'asked without an item',
      '2025-07-01 region=DE',
      { status: 'in-force', since: '2025-01-01', via: null, coverage: 'full', frame: true },
    ],
    ['asked as such', '2025-07-01 item=dual-use', { status: 'in-force', since: '2025-01-01', via: null, coverage: 'full' }],
    ['what no control names', '2025-04-01 item=gallium region=DE', 'not-applicable'],
    ['as known before the control was public', '2025-04-01 item=holmium region=DE knownOn=2025-02-28', 'not-applicable'],
    [
      'a wider item',
      '2025-04-01 item=rare-earths region=DE',
      { status: 'in-force', coverage: 'partial', bearsOn: [{ items: ['Ho'], regions: null }], via: [{ id: LICENCE, status: 'in-force' }] },
    ],
    ['why', '2025-04-01 item=holmium region=DE', { because: [uuid('LIST'), uuid(LICENCE.slice(-6))] }],
  ],
);

table(
  'a control for one country enters a list for that country alone',
  [list, licence('2025-03-01', 'gallium', { scope: { regions: ['US'], items: [{ item: 'gallium' }] } }), READ],
  [
    ['that country', '2025-04-01 item=gallium region=US', 'in-force'],
    ['another', '2025-04-01 item=gallium region=CA', 'not-applicable'],
    [
      'a bloc with it',
      '2025-04-01 item=gallium region=G7',
      { status: 'in-force', coverage: 'partial', bearsOn: [{ items: null, regions: ['US'] }] },
    ],
  ],
);

table(
  'a list through two controls of which one stays',
  [
    list,
    licence('2025-03-01', 'holmium'),
    licence('2025-03-01', 'rare-earth-technology', {}, OTHER),
    { ...revoked('2025-06-01', '2025-06-01'), ...of(LICENCE) },
    READ,
  ],
  [
    [
      'both',
      '2025-04-01 item=rare-earths region=DE',
      {
        via: [
          { id: LICENCE, status: 'in-force' },
          { id: OTHER, status: 'in-force' },
        ],
      },
    ],
    [
      'the one that stayed',
      '2025-07-01 item=rare-earths region=DE',
      { status: 'in-force', since: '2025-03-01', via: [{ id: OTHER, status: 'in-force' }] },
    ],
  ].map((row) => row as Row),
);

table(
  'doubt passes through',
  [
    announced('2025-01-01', { scope: DUAL_USE }),
    licence('2025-03-01', 'holmium'),
    { ...suspended('2025-06-01', { from: '2025-06-01', through: '2026-11-10' }), ...of(LICENCE) },
    licence('2025-03-01', 'gallium', {}, OTHER),
    checked('2026-10-09'),
  ],
  [
    [
      'where every control it bites through is unconfirmed',
      '2026-11-20 item=holmium region=DE',
      { status: 'unconfirmed', byTerms: 'in-force', since: '2026-11-11', until: null, via: [{ id: LICENCE, status: 'unconfirmed' }] },
    ],
    ['not where one is confirmed', '2026-11-20 item=gallium region=DE', { status: 'in-force', byTerms: null }],
    ['nor of the list as such', '2026-11-20 region=DE', 'in-force'],
    ['as known on the day of the check', '2026-11-20 item=holmium region=DE knownOn=2026-10-09', 'in-force'],
  ],
);

table(
  'a list that has ended stays ended, whatever it bit through',
  [
    list,
    revoked('2026-11-15', '2026-11-15'),
    licence('2025-03-01', 'holmium', { lastDay: '2027-01-01' }),
    { ...suspended('2025-06-01', { from: '2025-06-01', through: '2026-11-10' }), ...of(LICENCE) },
    checked('2026-10-09'),
  ],
  [['ended by an act', '2026-11-20 item=holmium region=DE', { status: 'revoked', byTerms: null }]],
);

table(
  'a list recorded in part',
  [
    announced('2025-01-01', { scope: { ...DUAL_USE, inPart: ['items'] } }),
    licence('2025-03-01', 'holmium'),
    { ...suspended('2025-06-01', { from: '2025-06-01', through: null }), ...of(LICENCE) },
    READ,
  ],
  [
    ['what no recorded control names', '2025-04-01 item=gallium region=DE', 'not-known'],
    ['what one names that is suspended', '2025-07-01 item=holmium region=DE', 'not-applicable'],
    ['above what one names', '2025-07-01 item=rare-earths region=DE', 'not-applicable'],
    ['below what one names', '2025-07-01 item=holmium-oxide region=DE', 'not-applicable'],
  ],
);

table(
  'what is no dual-use good, and what names dual-use itself, is in no list',
  [
    list,
    licence('2025-03-01', 'gallium', { scope: { regions: ['world'], items: [{ item: 'gallium' }], dualUse: false } }),
    licence('2025-03-01', 'germanium', { scope: { regions: ['world'], items: [{ item: 'germanium' }, { item: 'dual-use' }] } }, OTHER),
    READ,
  ],
  [
    ['other goods', '2025-04-01 item=gallium', 'not-applicable'],
    ['beside dual-use in another list', '2025-04-01 item=germanium', 'not-applicable'],
  ],
);

table(
  'what a list names beside dual-use it covers itself',
  [announced('2025-01-01', { scope: { regions: ['world'], items: [{ item: 'dual-use' }, { item: 'gallium' }] } }), READ],
  [['by itself', '2025-04-01 item=gallium', { status: 'in-force', via: null, coverage: 'full', frame: false }]],
);

table(
  'what is told apart in a control is told apart in a list',
  [
    list,
    licence('2025-03-01', 'gallium'),
    { ...suspended('2025-06-01', { from: '2025-06-01', through: '2025-06-30', parts: { regions: ['EU'] } }), ...of(LICENCE) },
    licence('2025-03-01', 'rare-earths', {}, OTHER),
    { ...suspended('2025-06-01', { from: '2025-06-01', through: '2025-06-30', parts: { items: ['holmium'] } }), ...of(OTHER) },
    READ,
  ],
  [
    ['where it is suspended', '2025-06-15 item=gallium region=DE', { status: 'not-applicable', via: null }],
    ['where it is not', '2025-06-15 item=gallium region=US', { status: 'in-force', coverage: 'full', since: '2025-03-01', until: null }],
    [
      'in both',
      '2025-06-15 item=gallium region=G7',
      { status: 'in-force', coverage: 'partial', bearsOn: [{ items: null, regions: ['CA', 'GB', 'JP', 'US'] }] },
    ],
    ['an item that is suspended', '2025-06-15 item=holmium region=US', 'not-applicable'],
    ['another', '2025-06-15 item=erbium region=US', { status: 'in-force', coverage: 'full', via: [{ id: OTHER, status: 'in-force' }] }],
    ['what has some of it', '2025-06-15 item=rare-earths region=US', { status: 'in-force', coverage: 'partial' }],
    ['once that is over', '2025-07-01 item=rare-earths region=EU', { status: 'in-force', coverage: 'full' }],
  ],
);

table(
  'what is told apart in a list itself',
  [
    list,
    suspended('2025-06-01', { from: '2025-06-01', through: null, parts: { regions: ['EU'] } }),
    suspended('2025-06-02', { from: '2025-06-02', through: null, parts: { items: ['holmium'] } }),
    licence('2025-03-01', 'rare-earths'),
    licence('2025-03-01', 'gallium', {}, OTHER),
    READ,
  ],
  [
    ['suspended there', '2025-06-15 item=gallium region=DE', { status: 'suspended', coverage: 'full' }],
    ['not elsewhere', '2025-06-15 item=gallium region=US', { status: 'in-force', coverage: 'full' }],
    ['in both', '2025-06-15 item=gallium region=G7', { status: 'in-force', coverage: 'partial' }],
    ['suspended for an item', '2025-06-15 item=holmium region=US', 'suspended'],
    ['not for another', '2025-06-15 item=erbium region=US', 'in-force'],
    ['in force for some of it', '2025-06-15 item=rare-earths region=US', { status: 'in-force', coverage: 'partial' }],
    ['suspended for all of it', '2025-06-15 item=rare-earths region=DE', { status: 'suspended', coverage: 'full' }],
  ],
);

table(
  'a list contains what its issuer licenses, as it stands that day',
  [
    list,
    announced('2025-03-01', { issuer: 'US', scope: { regions: ['world'], items: [{ item: 'holmium' }] } }, of('us-licence-1')),
    announced('2025-03-01', { kind: 'tariff', scope: { regions: ['world'], items: [{ item: 'germanium' }] } }, of('cn-tariff-1')),
    licence('2025-03-01', 'gallium'),
    {
      ...amended('2025-05-01', { from: '2025-05-01', scope: { regions: ['world'], items: [{ item: 'erbium' }] } }),
      ...of(LICENCE),
    } as Said,
    licence('2025-06-01', 'antimony', { firstDay: null, knownThroughLaterAct: true }, OTHER),
    READ,
  ],
  [
    ['what another issuer licenses', '2025-04-01 item=holmium region=DE', 'not-applicable'],
    ['what no licence is', '2025-04-01 item=germanium region=DE', 'not-applicable'],
    ['before an amendment', '2025-04-30 item=gallium region=DE', { status: 'in-force', since: '2025-03-01', until: '2025-04-30' }],
    ['what it took out', '2025-05-01 item=gallium region=DE', 'not-applicable'],
    ['what it took in, before', '2025-04-30 item=erbium region=DE', 'not-applicable'],
    ['what it took in', '2025-05-01 item=erbium region=DE', { status: 'in-force', since: '2025-05-01', until: null }],
    ['what a later act shows, before it', '2025-05-31 item=antimony region=DE', 'not-applicable'],
    ['what a later act shows', '2025-06-01 item=antimony region=DE', { status: 'in-force', since: '2025-06-01' }],
    ['in the country that issues', '2025-04-01 item=gallium region=CN', 'not-applicable'],
  ],
);

table(
  'a list for some countries, recorded in part',
  [
    announced('2025-01-01', { scope: { regions: ['US', 'DE'], except: ['JP'], items: [{ item: 'dual-use' }], inPart: ['regions'] } }),
    licence('2025-03-01', 'gallium'),
    READ,
  ],
  [
    ['inside', '2025-04-01 item=gallium region=US', { status: 'in-force', coverage: 'full' }],
    ['outside', '2025-04-01 item=gallium region=FR', 'not-known'],
    ['what it excludes', '2025-04-01 item=gallium region=JP', 'not-applicable'],
    ['partly inside', '2025-04-01 item=gallium region=EU', { status: 'in-force', coverage: 'partial' }],
    ['inside, what nothing names', '2025-04-01 item=holmium region=US', 'not-applicable'],
  ],
);

table(
  'a list asked by a code',
  [
    list,
    licence('2025-03-01', 'gallium', { scope: { regions: ['world'], items: [{ item: 'gallium', hs: ['811292'] }] } }),
    licence('2025-03-01', 'germanium', { scope: { regions: ['US'], items: [{ item: 'germanium', hs: ['2805'] }] } }, OTHER),
    licence(
      '2025-03-01',
      'erbium',
      { kind: 'tariff', scope: { regions: ['world'], items: [{ item: 'germanium', hs: ['8112'] }] } },
      'cn-other-3',
    ),
    READ,
  ],
  [
    [
      'under which it has all',
      '2025-04-01 item=hs:2805 region=US',
      { status: 'in-force', coverage: 'full', via: [{ id: OTHER, status: 'in-force' }] },
    ],
    ['where the one that lists it is not in force', '2025-04-01 item=hs:2805 region=DE', 'not-applicable'],
    ['under which it has some', '2025-04-01 item=hs:8112 region=DE', { status: 'in-force', coverage: 'partial' }],
  ],
);

describe('which measures are frames', () => {
  it.each([
    ['a licensing requirement', { kind: 'export-licence' }, true],
    ['a catalogue', { kind: 'trade-management' }, true],
    ['a ban', { kind: 'export-ban' }, false],
    ['a listing', { kind: 'entity-listing', scope: { ...DUAL_USE, limit: { to: 'entities', names: ['Acme'] } } }, false],
    ['a limited licence', { kind: 'export-licence', scope: { ...DUAL_USE, limit: { to: 'end-uses', names: ['war'] } } }, false],
  ] as const)('%s', (_, data, frame) => {
    expect(ask([announced('2025-01-01', { scope: DUAL_USE, ...data } as never)], MEASURE, { on: '2025-02-01' }).frame).toBe(frame);
  });
});

describe('lists', () => {
  const controls = controlsOf([
    announced('2025-01-01', { scope: DUAL_USE }, { stream: 'measure-cn-a-list' }),
    licence('2025-01-01', 'holmium', {}, 'cn-b-licence'),
    licence('2025-01-01', 'gallium', {}, 'cn-c-licence'),
    announced('2025-01-01', { kind: 'export-ban', scope: DUAL_USE }, { stream: 'measure-cn-d-ban' }),
    announced(
      '2025-01-01',
      { kind: 'tariff', scope: { regions: ['world'], items: [{ item: 'gallium' }] } },
      { stream: 'measure-cn-e-tariff' },
    ),
    READ,
  ]);
  const ids = (asked: Record<string, string>) => {
    const { controls: found, next } = controls.list(parseQuestion({ on: '2025-02-01', ...asked }, NOW, PARAMETERS.controls));
    return { ids: found.map(({ id }) => id), next };
  };

  it('puts frames last, on every page', () => {
    const all = ['cn-b-licence', 'cn-c-licence', 'cn-d-ban', 'cn-e-tariff', 'cn-a-list'];
    expect(ids({ region: 'DE' })).toEqual({ ids: all, next: null });
    expect(ids({ region: 'DE', limit: '4' })).toEqual({ ids: all.slice(0, 4), next: 'cn-e-tariff' });
    expect(ids({ region: 'DE', limit: '4', after: 'cn-e-tariff' })).toEqual({ ids: ['cn-a-list'], next: null });
    expect(ids({ region: 'DE', after: 'cn-a-list' })).toEqual({ ids: [], next: null });
  });

  it('finds by dual-use what names it and what is of it', () => {
    expect(ids({ item: 'dual-use' }).ids).toEqual(['cn-b-licence', 'cn-c-licence', 'cn-d-ban', 'cn-a-list']);
  });

  it('says of what is of it what that is', () => {
    const { coverage, bearsOn } = controls.measure(
      'cn-b-licence',
      parseQuestion({ on: '2025-02-01', item: 'dual-use' }, NOW, PARAMETERS.measure),
    );
    expect({ coverage, bearsOn }).toEqual({ coverage: 'partial', bearsOn: [{ items: ['Ho'], regions: null }] });
  });

  it('finds an item through them', () => {
    expect(ids({ item: 'Ho' }).ids).toEqual(['cn-b-licence', 'cn-d-ban', 'cn-a-list']);
  });
});

describe('what rests on a code', () => {
  const codes = (more: object) => announced('2025-01-01', { scope: { regions: ['world'], items: [{ item: 'gallium', ...more }] } });
  const elsewhere = (hs: string, issuer = 'US') =>
    announced(
      '2025-01-01',
      { issuer, kind: 'tariff', scope: { regions: ['world'], items: [{ item: 'gallium', hs: [hs] }] } },
      of('us-other-1'),
    );
  it.each([
    [
      'listed under other codes only',
      '2805302000',
      { hs: ['252921'] },
      { status: 'in-force', coverage: 'partial', bearsOn: [{ items: ['Ga'], regions: null }] },
    ],
    ['listed without codes', '2805302000', {}, { status: 'in-force', coverage: 'full', bearsOn: null }],
    ['listed under it', '2805', { hs: ['280530'] }, { coverage: 'full' }],
    ['listed above it', '28053020', { hs: ['280530'] }, { coverage: 'full' }],
  ])('%s', (_, hs, line, expected) => {
    const acts = [codes(line), elsewhere(hs)];
    expect(ask(acts, MEASURE, { on: '2025-02-01', item: `hs:${hs}` })).toMatchObject(expected);
  });

  it('takes more than six digits from the schedules that list them alone', () => {
    const acts = [
      announced('2025-01-01', { scope: { regions: ['world'], items: [{ item: 'gallium', hs: ['8112921010'] }] } }),
      announced(
        '2025-01-01',
        { issuer: 'US', kind: 'tariff', scope: { regions: ['world'], items: [{ item: 'germanium', hs: ['811292'] }] } },
        of('us-other-1'),
      ),
    ];
    const found = (hs: string) =>
      controlsOf(acts)
        .list(parseQuestion({ on: '2025-02-01', region: 'FR', item: `hs:${hs}` }, NOW, PARAMETERS.controls))
        .controls.map(({ id }) => id);
    expect(found('8112921010')).toEqual([MEASURE]);
    expect(found('811292')).toEqual([MEASURE, 'us-other-1']);
  });

  const bare = announced('2025-01-01', {
    scope: { regions: ['world'], items: [{ name: 'Heat-resistant presses', codes: ['2B999'], hs: ['847989'] }] },
  });
  it.each([
    ['its control code', '2B999', 'in-force'],
    ['its heading', 'hs:8479', 'in-force'],
    ['dual-use', 'dual-use', 'in-force'],
    ['an item', 'gallium', 'not-applicable'],
  ])('meets a line that stands on codes alone by %s', (_, item, status) => {
    expect(ask([bare], MEASURE, { on: '2025-02-01', item }).status).toBe(status);
    const listed = controlsOf([bare]).list(parseQuestion({ on: '2025-02-01', item }, NOW, PARAMETERS.controls)).controls;
    expect(listed.map((control) => control.status)).toEqual(status === 'in-force' ? [status] : []);
  });
});

it('works out what a list contains once a day, however many name dual-use and however many are in force', () => {
  const controls = controlsOf([
    ...Array.from({ length: 1_500 }, (_, at) => licence('2025-01-01', 'holmium', {}, `cn-licence-${at}`)),
    ...Array.from({ length: 2_000 }, (_, at) => announced('2025-01-01', { scope: DUAL_USE }, { stream: `measure-cn-list-${at}` })),
  ]);
  const count = (item: string) => {
    const question = parseQuestion({ on: '2025-02-01', item, status: 'all' }, NOW, PARAMETERS.controls);
    return findStandings(controls, question).selected.length;
  };
  // Each against each would be three million judgements, and minutes.
  expect([count('dual-use'), count('Ho'), count('rare-earths')]).toEqual([3_500, 3_500, 3_500]);
});
