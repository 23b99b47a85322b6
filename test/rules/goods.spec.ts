import { atOrBelow, ITEMS, type Kind, type ListedItem } from '@in-force/events';
import {
  ALL_OTHER_GOODS,
  type AskedGoods,
  asksDualUse,
  beyondGoods,
  covered,
  isFrame,
  isOfDualUse,
  namedIn,
  namesDualUse,
  touchesItem,
  within,
} from '@in-force/rules';

const lines = (...slugs: string[]) => slugs.map((item): ListedItem => ({ item }) as ListedItem);
const goods = (...items: string[]): AskedGoods => ({ items, code: null, key: items.join() });
const under = (code: NonNullable<AskedGoods['code']>, ...items: string[]): AskedGoods => ({ items, code, key: 'code' });
const below = (...slugs: string[]) => new Set(slugs.flatMap((slug) => [...atOrBelow(slug)]));

it('lies within an item, and within those above it', () => {
  expect([within('dysprosium', 'dysprosium'), within('dysprosium', 'rare-earths'), within('rare-earths', 'dysprosium')]).toEqual([
    true,
    true,
    false,
  ]);
});

it('names what a scope lists, each once', () => {
  expect(namedIn({ items: lines('gallium', 'germanium', 'gallium') })).toEqual(['gallium', 'germanium']);
  expect(namedIn({ items: 'all' })).toEqual([]);
  expect([lines('gallium', 'dual-use'), lines('gallium'), 'all' as const].map((items) => namesDualUse({ items }))).toEqual([
    true,
    false,
    false,
  ]);
});

it.each<[string, Kind, object, boolean]>([
  ['a licensing requirement', 'export-licence', { items: lines('gallium') }, true],
  ['another kind', 'tariff', { items: lines('gallium') }, false],
  ['what says that it is none', 'export-licence', { items: lines('gallium'), dualUse: false }, false],
  ['all goods', 'export-licence', { items: 'all' }, false],
  ['no goods', 'export-licence', { items: [] }, false],
])('tells dual-use goods: %s', (_, kind, scope, expected) => {
  expect(isOfDualUse(kind, scope as never)).toBe(expected);
});

it.each<[string, AskedGoods | null, boolean]>([
  ['itself', goods('dual-use'), true],
  ['something else', goods('gallium'), false],
  ['more than it', goods('dual-use', 'gallium'), false],
  ['nothing under a code', goods(), false],
  ['any', null, false],
])('is asked for dual-use by %s: %s', (_, asked, expected) => {
  expect(asksDualUse(asked)).toBe(expected);
});

it.each<[string, Kind, object, boolean]>([
  ['licenses dual-use', 'export-licence', { items: lines('dual-use') }, true],
  ['manages dual-use', 'trade-management', { items: lines('dual-use') }, true],
  ['bans dual-use', 'export-ban', { items: lines('dual-use') }, false],
  ['names more', 'export-licence', { items: lines('dual-use', 'gallium') }, false],
  ['names something else', 'export-licence', { items: lines('gallium') }, false],
  ['is limited', 'export-licence', { items: lines('dual-use'), limit: { to: 'entities', names: ['Acme'] } }, false],
])('is a frame where it %s: %s', (_, kind, scope, expected) => {
  expect(isFrame(kind, { regions: ['world'], ...scope } as never)).toBe(expected);
});

describe('what is covered', () => {
  const all = (items: ListedItem[] | 'all', asked: AskedGoods | null, kind: Kind = 'export-licence', more: object = {}) => [
    ...covered({ items, ...more }, kind, asked),
  ];
  it.each<[string, ListedItem[] | 'all', AskedGoods, string[]]>([
    ['what lies below both', lines('dysprosium', 'terbium'), goods('rare-earth-magnets'), ['dy-ndfeb-magnets', 'tb-ndfeb-magnets']],
    ['all below what is asked, of all goods', 'all', goods('gallium'), [...atOrBelow('gallium')]],
    ['nothing of other goods', lines('dysprosium'), goods('gallium'), []],
    ['nothing under a code that nobody lists', lines('gallium'), goods(), []],
    ['dual-use, where it is named', lines('dual-use', 'gallium'), goods('dual-use'), ['dual-use']],
  ])('is %s', (_, items, asked, expected) => {
    expect([...new Set(all(items, asked))].sort()).toEqual([...expected].sort());
  });

  it('is all that is listed and what lies below, where nothing is asked', () => {
    expect(all(lines('rare-earth-technology', 'dysprosium'), null).slice(0, 2)).toEqual(['rare-earth-technology', 'dysprosium']);
    expect(new Set(all(lines('rare-earth-technology', 'dysprosium'), null))).toEqual(below('rare-earth-technology', 'dysprosium'));
    expect(all('all', null)).toEqual([ALL_OTHER_GOODS, ...ITEMS.map(({ slug }) => slug)]);
    expect(all([], null)).toEqual(['-']);
  });

  it('is all of a licensing requirement, asked for dual-use', () => {
    expect(new Set(all(lines('gallium'), goods('dual-use')))).toEqual(below('gallium'));
    expect(all(lines('gallium'), goods('dual-use'), 'tariff')).toEqual([]);
    expect(all(lines('gallium'), goods('dual-use'), 'export-licence', { dualUse: false })).toEqual([]);
    expect(all('all', goods('dual-use'), 'tariff')).toEqual(['dual-use']);
  });
});

describe('what lies beyond a scope', () => {
  const listed = (line: object) => [{ item: 'gallium', ...line } as ListedItem];
  it.each<[string, ListedItem[] | 'all', AskedGoods | null, boolean]>([
    ['any goods', lines('gallium'), null, false],
    ['of all goods', 'all', goods('gallium'), false],
    ['what is listed', lines('germanium', 'gallium'), goods('gallium'), false],
    ['below what is listed', lines('rare-earths'), goods('dysprosium'), false],
    ['above what is listed', lines('dysprosium'), goods('rare-earths'), true],
    ['one of two', lines('gallium'), goods('gallium', 'germanium'), true],
    ['dual-use, where it is named', lines('dual-use'), goods('dual-use'), false],
    ['dual-use, where it is not', lines('gallium'), goods('dual-use'), true],
    ['nothing under a code', lines('gallium'), under({ hs: '8112' }), true],
    ['listed under the code', listed({ hs: ['811292'] }), under({ hs: '8112' }, 'gallium'), false],
    ['listed above the code', listed({ hs: ['8112'] }), under({ hs: '811292' }, 'gallium'), false],
    ['listed under another', listed({ hs: ['2805'] }), under({ hs: '8112' }, 'gallium'), true],
    ['listed under several', listed({ hs: ['2805', '811292'] }), under({ hs: '8112' }, 'gallium'), false],
    ['listed without codes', listed({}), under({ hs: '8112' }, 'gallium'), false],
    ['listed with codes of the other sort', listed({ codes: ['3C901'] }), under({ hs: '8112' }, 'gallium'), false],
    ['under a control code', listed({ codes: ['3C901.a'] }), under({ code: '3C901' }, 'gallium'), false],
    ['above a control code', listed({ codes: ['3C901'] }), under({ code: '3C901.a' }, 'gallium'), false],
    ['under another control code', listed({ codes: ['3C902'], hs: ['8112'] }), under({ code: '3C901' }, 'gallium'), true],
    ['without control codes', listed({ hs: ['8112'] }), under({ code: '3C901' }, 'gallium'), false],
  ])('%s', (_, items, asked, expected) => {
    expect(beyondGoods({ items }, asked)).toBe(expected);
  });
});

it.each<[string, string[] | undefined, boolean]>([
  ['no items', undefined, true],
  ['the item', ['gallium', 'dysprosium'], true],
  ['what lies above it', ['rare-earths'], true],
  ['what lies below it', ['dy-ndfeb-magnets'], false],
])('touches an item by naming %s', (_, items, expected) => {
  expect(touchesItem({ ...(items && { items }) }, 'dysprosium')).toBe(expected);
});
