import {
  ancestors,
  atOrBelow,
  ControlCode,
  codeWithin,
  commonItems,
  findItem,
  HsCode,
  hsWithin,
  ITEMS,
  itemOf,
  topmost,
} from '@in-force/events';

describe('items', () => {
  it('names every item once, with parents that exist and no circle', () => {
    const slugs = ITEMS.map(({ slug }) => slug);
    expect(new Set(slugs).size).toBe(slugs.length);
    for (const { slug, parents = [] } of ITEMS) {
      expect(parents.filter((parent) => !slugs.includes(parent))).toEqual([]);
      expect(ancestors(slug).has(slug)).toBe(false);
    }
  });

  it('finds every item by its slug and its symbol as they are spelled, and by nothing else', () => {
    for (const { slug, symbol } of ITEMS) expect([slug, ...(symbol ? [symbol] : [])].map(findItem)).toEqual(symbol ? [slug, slug] : [slug]);
    expect(['dy', 'Dysprosium', 'C', 'constructor'].map(findItem)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it.each([
    ['dysprosium', 'rare-earths', true],
    ['dysprosium', 'rare-earth-magnets', true],
    ['neodymium', 'rare-earth-magnets', true],
    ['gallium', 'rare-earth-magnets', false],
    ['dysprosium', 'medium-heavy-rare-earths', true],
    ['rare-earths', 'rare-earth-technology', true],
    ['dysprosium', 'rare-earth-technology', false],
    ['neodymium', 'medium-heavy-rare-earths', true],
    ['lanthanum', 'medium-heavy-rare-earths', false],
    ['indium-antimonide', 'indium', true],
    ['indium-antimonide', 'antimony', true],
    ['gallium', 'gallium-technology', false],
    ['gallium-group', 'gallium-technology', true],
    ['graphite', 'graphite-anode-technology', false],
    ['samarium', 'smco-magnets', true],
    ['cobalt', 'smco-magnets', false],
    ['nickel', 'tungsten-nickel-alloys', false],
    ['samarium-targets', 'rare-earth-targets', true],
    ['samarium-targets', 'samarium', true],
    ['holmium-magnets', 'rare-earth-magnets', true],
    ['gallium-arsenide', 'arsenic', true],
    ['bismuth-germanate', 'germanium', true],
    ['tungsten', 'tungsten-technology', false],
    ['tungsten-group', 'tungsten-technology', true],
    ['drones', 'drone-items', true],
    ['drones', 'drone-parts', false],
    ['dysprosium-oxide', 'medium-heavy-rare-earths', true],
    ['dysprosium-oxide', 'terbium-oxide', false],
    ['synthetic-diamond', 'superhard-materials', true],
  ])('%s and %s meet: %s', (a, b, expected) => {
    expect(commonItems(a, b).length > 0).toBe(expected);
    expect(commonItems(b, a).length > 0).toBe(expected);
  });

  it('meets exactly where some item lies at or below both', () => {
    const slugs = ITEMS.map(({ slug }) => slug);
    const lies = (item: string, other: string) => item === other || ancestors(item).has(other);
    const wrong = slugs.flatMap((a) =>
      slugs.filter((b) => String([...commonItems(a, b)].sort()) !== String(slugs.filter((c) => lies(c, a) && lies(c, b)).sort())),
    );
    expect(wrong).toEqual([]);
  });

  it('lets a line on codes alone meet itself', () => {
    expect([commonItems('1C902', '1C902'), commonItems('1C902', 'dysprosium')]).toEqual([['1C902'], []]);
  });

  it('names the topmost of some items', () => {
    expect(topmost(['dysprosium', 'dysprosium-oxide', 'gallium', 'gallium-metal'])).toEqual(['dysprosium', 'gallium']);
  });

  it('holds the seventeen rare earths', () => {
    const symbols = [...atOrBelow('rare-earths')].flatMap((slug) => itemOf(slug).symbol ?? []).filter((symbol) => symbol.length <= 2);
    expect(symbols.sort()).toEqual('Ce Dy Er Eu Gd Ho La Lu Nd Pm Pr Sc Sm Tb Tm Y Yb'.split(' '));
  });

  it('reads codes and nests them', () => {
    expect(['1C902', '1C902.a', '3C901.a.1', '1c902', 'C902', '1C90'].filter((code) => ControlCode.safeParse(code).success)).toEqual([
      '1C902',
      '1C902.a',
      '3C901.a.1',
    ]);
    expect(['81', '8112929010', '8', '8112.92', '81129290101'].filter((code) => HsCode.safeParse(code).success)).toEqual([
      '81',
      '8112929010',
    ]);
    expect([codeWithin('1C902.a', '1C902'), codeWithin('1C9021', '1C902'), hsWithin('811292', '8112'), hsWithin('8112', '811292')]).toEqual(
      [true, false, true, false],
    );
  });
});
