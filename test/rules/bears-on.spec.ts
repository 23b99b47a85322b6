import { ControlsInForce, PARAMETERS, parseQuestion } from '@in-force/answers';
import { atOrBelow, countriesOf, ITEMS } from '@in-force/events';
import { assess, bearsOn } from '@in-force/rules';
import fc from 'fast-check';
import { announced, ask, MEASURE, NOW, type Said, suspended, viewOf } from '../kit/record.js';
import { questionIn, randomFrom, worldOf } from '../kit/world.js';

const SLUGS = ITEMS.map(({ slug }) => slug).filter((slug) => slug !== 'dual-use');

it('meets a measure exactly where some item lies at or below both what is asked and what is listed, in full where all of it does', () => {
  fc.assert(
    fc.property(fc.constantFrom(...SLUGS), fc.uniqueArray(fc.constantFrom(...SLUGS), { minLength: 1, maxLength: 3 }), (item, listed) => {
      const scope = { regions: ['world'], items: listed.map((slug) => ({ item: slug })) };
      const { status, coverage, bearsOn } = ask([announced('2025-01-01', { kind: 'export-ban', scope })], MEASURE, {
        on: '2025-02-01',
        region: 'FR',
        item,
      });
      const common = [...atOrBelow(item)].filter((below) => listed.some((one) => atOrBelow(one).has(below)));
      const whole = listed.some((one) => atOrBelow(one).has(item));
      expect([item, listed, status, coverage]).toEqual([
        item,
        listed,
        ...(common.length === 0 ? ['not-applicable', null] : ['in-force', whole ? 'full' : 'partial']),
      ]);
      expect(bearsOn === null).toBe(coverage !== 'partial');
    }),
    { numRuns: 500, seed: 20250404 },
  );
});

/** Asks a random record, and each entry of what it says that measures bear on, alone. */
function askAlone(seed: number): { readonly entries: number; readonly split: number } {
  const random = randomFrom(seed * 31);
  const events = worldOf(seed + 100, 12, 160);
  const controls = new ControlsInForce();
  for (const event of events) controls.apply(event);
  let [entries, split] = [0, 0];
  for (let n = 0; n < 120; n++) {
    const asked = questionIn(random, events.length);
    for (const { id, status, coverage, bearsOn } of controls.list(parseQuestion(asked, NOW, PARAMETERS.controls)).controls) {
      expect({ id, asked, named: bearsOn !== null }).toEqual({ id, asked, named: coverage !== 'full' && coverage !== null });
      const alone = (bearsOn ?? []).flatMap(({ items, regions }) =>
        // A line on codes alone is named by its code, under which others may list more.
        (items?.filter((item) => !item.startsWith('hs:')) ?? [asked.item])
          .slice(0, 6)
          .flatMap((item) => (regions ?? [asked.region]).slice(0, 4).map((region) => ({ item, region }))),
      );
      for (const { item, region } of alone) {
        const { item: _, region: __, status: ___, issuer: ____, kind: _____, ...clocks } = asked;
        const question = parseQuestion({ ...clocks, ...(item && { item }), ...(region && { region }) }, NOW, PARAMETERS.measure);
        const single = controls.measure(id, question);
        const limited = coverage === 'entities' || coverage === 'end-uses';
        const met = { id, asked, item, region };
        expect({ ...met, status: single.status, coverage: single.coverage }).toEqual({
          ...met,
          status,
          coverage: limited ? coverage : 'full',
        });
        if (limited) expect(single.bearsOn).toEqual([{ items: null, regions: null }]);
        entries += 1;
      }
      if ((bearsOn ?? []).length > 1) split += 1;
    }
  }
  return { entries, split };
}

it('names what it bears on in words of which each, asked alone, is met in full with the same status', () => {
  const counts = Array.from({ length: 15 }, (_, seed) => askAlone(seed + 1));
  expect(counts.reduce((sum, { entries }) => sum + entries, 0)).toBeGreaterThan(2_000);
  expect(counts.reduce((sum, { split }) => sum + split, 0)).toBeGreaterThan(5);
});

describe('what a status bears on, in words', () => {
  const DAY = '2025-03-01';
  const members = (bloc: string) => [...countriesOf(bloc, DAY, 'CN')];
  const scope = (regions: string[], items: string[] | 'all' = 'all', more: object = {}) => ({
    regions,
    items: items === 'all' ? items : items.map((item) => ({ item })),
    ...more,
  });
  const all = (regions: string[], items?: string[] | 'all', more?: object) =>
    announced('2025-01-01', { kind: 'export-ban', scope: scope(regions, items, more) });
  const stop = (parts: object) => suspended('2025-02-01', { from: '2025-02-01', through: null, parts });
  const asked = (acts: Said[], region: string | null, item: string | null) => {
    const found = assess(viewOf(acts), MEASURE, { on: DAY, region, item: item === null ? null : { slug: item } });
    return found.life && [found.status, bearsOn(found, DAY)];
  };
  const rest = (without: readonly string[]) => [...countriesOf('world', DAY, 'CN')].filter((country) => !without.includes(country)).sort();
  const everything = [{ items: null, regions: null }];

  it.each<[string, Said[], string | null, string | null, object[]]>([
    ['all that was asked', [all(['world'])], null, null, everything],
    ['all that was asked of two countries', [all(['US', 'JP'])], null, null, everything],
    [
      'some of the countries asked about',
      [all(['US', 'DE', 'FR', 'CA'])],
      'G7',
      null,
      [{ items: null, regions: ['CA', 'DE', 'FR', 'US'] }],
    ],
    ['blocs of its own words', [all(['JP', 'EU'])], 'world', null, [{ items: null, regions: ['EU', 'JP'] }]],
    ['a bloc that lies in another once', [all(['EEA', 'EU', 'JP'])], 'world', null, [{ items: null, regions: ['EEA', 'JP'] }]],
    ['a bloc for what it adds to another', [all(['EU', 'EEA', 'JP'])], 'world', null, [{ items: null, regions: ['EU', 'EEA', 'JP'] }]],
    ['a bloc asked about', [all([...members('EU'), 'JP']), stop({ regions: ['JP'] })], 'EU', null, everything],
    [
      'a bloc of which something is left out one by one',
      [all(['EU', 'JP'], 'all', { except: ['DE'] })],
      'world',
      null,
      [{ items: null, regions: ['JP', ...members('EU')].filter((one) => one !== 'DE').sort() }],
    ],
    [
      'an exclusion that is none',
      [all(['US', ...members('EU')], 'all', { except: ['JP'] }), stop({ regions: ['US'] })],
      null,
      null,
      [{ items: null, regions: members('EU').sort() }],
    ],
    ['the countries left', [all(['world']), stop({ regions: ['EU'] })], null, null, [{ items: null, regions: rest(members('EU')) }]],
    ['the world where more is asked', [all(['world'], ['gallium'])], null, 'gallium', everything],
    [
      'the items of its own',
      [all(['world'], ['gallium', 'germanium']), stop({ items: ['gallium'] })],
      null,
      null,
      [{ items: ['Ge'], regions: null }],
    ],
    [
      'what lies below both',
      [all(['world'], ['dysprosium', 'terbium'])],
      null,
      'rare-earth-magnets',
      [{ items: ['dy-ndfeb-magnets', 'tb-ndfeb-magnets'], regions: null }],
    ],
    [
      'items here, all there',
      [all(['EU', 'US'], ['gallium', 'germanium']), stop({ regions: ['US'], items: ['gallium'] })],
      null,
      null,
      [
        { items: null, regions: ['EU'] },
        { items: ['Ge'], regions: ['US'] },
      ],
    ],
    [
      'nothing where it is stopped whole',
      [all(['EU', 'US'], ['gallium', 'germanium']), stop({ regions: ['EU'] })],
      null,
      null,
      [{ items: null, regions: ['US'] }],
    ],
    ['no goods', [all(['EU', 'US'], []), stop({ regions: ['EU'] })], null, null, [{ items: null, regions: ['US'] }]],
    [
      'of all goods what is named',
      [
        all(['US']),
        stop({
          items: ITEMS.map(({ slug }) => slug).filter((slug) => ![...atOrBelow(slug)].some((below) => atOrBelow('gallium').has(below))),
        }),
      ],
      null,
      null,
      [{ items: ['Ga', 'Se', 'As'], regions: null }],
    ],
    ['of all goods nothing that has a name', [all(['US']), stop({ items: ITEMS.map(({ slug }) => slug) })], null, null, []],
    [
      'one of the countries for one item',
      [all(['US', 'JP'], ['gallium', 'germanium']), stop({ regions: ['JP'] })],
      'G7',
      'gallium',
      [{ items: null, regions: ['US'] }],
    ],
  ])('is %s', (_, acts, region, item, expected) => {
    expect(asked(acts, region, item)).toEqual(['in-force', expected]);
  });

  it('names an item that is in two states by what lies below it', () => {
    const [, [entry]] = asked([all(['world'], ['rare-earths']), stop({ items: ['dysprosium'] })], null, 'rare-earths') as [
      string,
      [{ items: string[] }],
    ];
    expect(entry.items).toEqual(expect.arrayContaining(['rare-earth-technology', 'rare-earth-ores', 'La']));
    for (const item of ['rare-earths', 'light-rare-earths', 'medium-heavy-rare-earths', 'Dy', 'lanthanum-metal'])
      expect(entry.items).not.toContain(item);
  });
});
