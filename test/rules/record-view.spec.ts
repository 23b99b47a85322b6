import {
  assess,
  because,
  type Clocks,
  everBound,
  type Life,
  RecordView,
  type Seen,
  type Supposed,
  standing,
  visible,
} from '@in-force/rules';
import {
  amended,
  announced,
  checked,
  corrected,
  MEASURE,
  record,
  resumed,
  retracted,
  revoked,
  type Said,
  SOURCE,
  suspended,
  tookEffect,
  uuid,
  viewOf,
} from '../kit/record.js';

const ALL: Clocks = { position: 1_000, knownOn: null };
const lines = (...lines: object[]) => ({ regions: ['world'], items: lines as never });
const other = (id: string, issuer = 'CN') => ({ stream: `measure-${id}`, as: id.slice(-6), ...(issuer !== 'CN' && { issuer }) });

describe('a view of the record', () => {
  const acts = [
    announced('2025-01-01', {}, { as: 'a' }),
    suspended('2025-02-01', { from: '2025-02-01', through: null }, { as: 's' }),
    checked('2025-03-01', {}, { as: 'c' }),
    checked('2025-04-01', {}, { as: 'd' }),
  ];
  const ids = (view: RecordView) => view.seen(`measure-${MEASURE}`).map(({ id }) => id);
  const plus = visible(record([{ ...revoked('2025-01-15', '2025-01-15'), as: 'p' } as Said]), ALL)[0] as Seen;

  it('supposes that something was not recorded, or was', () => {
    expect(ids(viewOf(acts))).toEqual([uuid('a'), uuid('s')]);
    expect(ids(viewOf(acts, {}, { without: new Set([uuid('s')]) }))).toEqual([uuid('a')]);
    expect(ids(viewOf(acts, {}, { plus }))).toEqual([uuid('a'), uuid('p'), uuid('s')]);
    expect(
      viewOf(acts, {}, { plus })
        .seen('record-CN')
        .map(({ id }) => id),
    ).toEqual([uuid('c'), uuid('d')]);
  });

  it('folds a life with what is supposed', () => {
    const { record } = viewOf(acts);
    const lifeUnder = (supposed?: Supposed) => new RecordView(record, ALL, supposed).life(MEASURE);
    const sizes = [undefined, { without: new Set([uuid('s')]) }, { plus }, { without: new Set([uuid('a')]) }].map((supposed) => {
      const life = lifeUnder(supposed);
      return life && [life.stops.length, life.endings.length];
    });
    expect(sizes).toEqual([[1, 0], [0, 0], [1, 1], null]);
  });

  it('folds once what is seen alike', () => {
    const { record } = viewOf(acts);
    const lifeAt = (clocks: Partial<Clocks>) => new RecordView(record, { ...ALL, ...clocks }).life(MEASURE);
    expect(lifeAt({ knownOn: '2025-02-01' })).toBe(lifeAt({}));
    expect(lifeAt({ position: 1 })).toBe(lifeAt({ knownOn: '2025-01-31' }));
    expect(lifeAt({ position: 1 })?.stops).toEqual([]);
    expect([lifeAt({ position: 0 }), viewOf(acts).life('cn-unknown')]).toEqual([null, null]);
  });

  it('knows how far publications were read', () => {
    const partly = checked('2025-05', { bodiesLeftOut: ['Customs'] }, { as: 'e' });
    const view = viewOf([...acts, partly], { position: 5 });
    expect([view.through('CN'), view.through('US'), viewOf(acts, { position: 3 }).through('CN')]).toEqual([
      '2025-05-31',
      null,
      '2025-03-01',
    ]);
    expect([view.check('CN', null)?.id, view.check('CN', 'Customs')?.id, view.check('US', null)]).toEqual([uuid('e'), uuid('d'), null]);
    const supposing = (supposed: Supposed) => viewOf([...acts, partly], {}, supposed).check('CN', null)?.id;
    expect([supposing({ without: new Set([uuid('e')]) }), supposing({ without: new Set() })]).toEqual([uuid('d'), uuid('e')]);
    expect([supposing({ plus }), viewOf([], {}, { plus }).check('CN', null)]).toEqual([uuid('e'), null]);
  });

  it('tells checks apart by which one it was, in which form, and whether it counts for all that is known', () => {
    const key = (clocks: Partial<Clocks>, more: Said[] = []) => viewOf([...acts, ...more], clocks).checkKey('CN', null);
    const mended = corrected('d', { type: 'record.checked', data: { issuer: 'CN', through: '2025-04-01', found: 'words.' } }, {
      stream: 'record-CN',
      as: 'm',
    } as never);
    const keys = [key({}), key({ position: 3 }), key({ knownOn: '2025-04-01' }), key({}, [mended])];
    expect(new Set(keys).size).toBe(4);
    expect([key({ knownOn: '2025-04-02' }), key({ knownOn: '2025-03-31' }), viewOf(acts).checkKey('US', null)]).toEqual([
      keys[0],
      keys[2],
      '',
    ]);
    expect(viewOf(acts).checkKey('CN', 'Customs')).toBe(keys[0]);
  });

  it('knows the measures of an issuer, and which of them are frames', () => {
    const frame = { scope: lines({ item: 'dual-use' }) };
    const view = viewOf([
      ...acts,
      announced('2025-01-01', frame, other('cn-b')),
      announced('2025-01-01', { ...frame, issuer: 'US' }, { stream: 'measure-us-a', as: 'us-a' }),
      { ...revoked('2025-01-01', '2025-01-01'), stream: 'measure-cn-unknown' } as Said,
      amended('2025-02-01', { from: '2025-02-01', scope: lines({ item: 'gallium' }) }, { stream: 'measure-cn-b' } as never),
    ]);
    expect(view.measuresOf('CN').map(({ id, life }) => [id, life.announced.id])).toEqual([
      [MEASURE, uuid('a')],
      ['cn-b', uuid('cn-b')],
    ]);
    expect(view.measuresOf('US').map(({ id }) => id)).toEqual(['us-a']);
    expect([
      view.isFrame('cn-b', '2025-01-31'),
      view.isFrame('cn-b', '2025-02-01'),
      view.isFrame(MEASURE, '2025-01-31'),
      view.isFrame('cn-no', '2025-01-31'),
    ]).toEqual([true, false, false, false]);
  });
});

describe('the goods of a question', () => {
  const acts = [
    announced('2025-01-01', {
      scope: lines({ item: 'gallium', hs: ['8112921010'], codes: ['3C901.a'] }, { item: 'dual-use', hs: ['8112'] }),
    }),
    announced('2025-01-01', { scope: lines({ item: 'germanium', hs: ['811292'] }), issuer: 'US' }, { stream: 'measure-us-a', as: 'us-a' }),
    announced('2025-01-01', { scope: { regions: ['world'], items: 'all' } }, other('cn-all')),
    announced('2025-01-01', { scope: lines({ item: 'antimony' }) }, other('cn-b')),
    amended('2025-02-01', { from: '2025-02-01', scope: lines({ item: 'bismuth', hs: ['8112'] }, { item: 'gallium', hs: ['811292'] }) }, {
      stream: 'measure-cn-b',
    } as never),
  ];
  const goods = (item: object | null, clocks?: Partial<Clocks>) => viewOf(acts, clocks).goods(item as never);

  it('are any, or an item', () => {
    expect([goods(null), goods({ slug: 'gallium' })]).toEqual([null, { items: ['gallium'], code: null, key: 'gallium' }]);
  });

  it.each<[string, object, string[], string]>([
    ['a heading', { hs: '8112' }, ['gallium', 'germanium', 'bismuth'], 'hs:8112'],
    ['six digits, in all schedules', { hs: '811292' }, ['gallium', 'germanium', 'bismuth'], 'hs:811292'],
    ['more, in the schedules that list them', { hs: '8112921010' }, ['gallium', 'bismuth'], 'hs:8112921010'],
    ['more that nobody lists so', { hs: '81129290' }, ['germanium', 'bismuth', 'gallium'], 'hs:81129290'],
    ['nothing', { hs: '7202' }, [], 'hs:7202'],
    ['a control code', { code: '3C901' }, ['gallium'], '3C901'],
    ['one below it', { code: '3C901.a.1' }, ['gallium'], '3C901.a.1'],
    ['another', { code: '3C902' }, [], '3C902'],
  ])('are what is listed under %s', (_, code, items, key) => {
    const found = goods(code);
    expect([[...(found?.items ?? [])].sort(), found?.code, found?.key]).toEqual([[...items].sort(), code, key]);
    expect(new Set(found?.items).size).toBe(found?.items.length);
  });

  it('are those that are known', () => {
    expect(goods({ hs: '8112' }, { knownOn: '2025-01-31' })?.items).toEqual(['gallium', 'germanium']);
    expect(goods({ hs: '8112' }, { position: 1 })?.items).toEqual(['gallium']);
  });
});

describe('what counts at some clocks', () => {
  const acts = [
    { ...announced('2025-03-01', {}, { as: 'a' }), note: 'Hindsight.', sources: [SOURCE, { ...SOURCE, published: '2025-06-01' }] } as Said,
    checked('2025-01-01', {}, { as: 'c' }),
    suspended('2025-02-01', { from: '2025-04-01', through: null }, { as: 's' }),
    retracted('s', { as: 'r' }),
    announced('2025-01-01', { issuer: 'US' }, { stream: 'measure-us-a', as: 'u' }),
  ];
  const at = (clocks: Partial<Clocks>) => standing(viewOf(acts, clocks));
  const ids = (clocks: Partial<Clocks>) => at(clocks).map(({ id }) => id);

  it('is told in the order of recording', () => {
    expect(ids({})).toEqual(['a', 'c', 'u'].map(uuid));
    expect(ids({ position: 3 })).toEqual(['a', 'c', 's'].map(uuid));
    expect(ids({ knownOn: '2025-02-28' })).toEqual(['c', 'u'].map(uuid));
  });

  it('is without hindsight at a `knownOn`', () => {
    expect(at({})[0]).toMatchObject({ note: 'Hindsight.', sources: [{}, {}] });
    const [first] = at({ knownOn: '2025-05-01' });
    expect(first).toMatchObject({ id: uuid('a'), sources: [SOURCE] });
    expect(first?.sources).toHaveLength(1);
    expect(first).not.toHaveProperty('note');
  });
});

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
