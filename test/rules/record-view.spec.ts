import { type Clocks, RecordView, type Seen, type Supposed, standing, visible } from '@in-force/rules';
import {
  amended,
  announced,
  checked,
  corrected,
  MEASURE,
  record,
  retracted,
  revoked,
  type Said,
  SOURCE,
  suspended,
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
