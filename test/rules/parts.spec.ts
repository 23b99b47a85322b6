import { COUNTRIES, countriesOf, members } from '@in-force/events';
import { type Clocks, type Life, life, scopeCountries, toldApart, touchesCountry, visible } from '@in-force/rules';
import { announced, record, resumed, suspended } from '../kit/record.js';

const ALL: Clocks = { position: Number.POSITIVE_INFINITY, knownOn: null };
const inOrder = (countries: Iterable<string>) => [...countries].sort();
const DAY = '2025-01-15';

describe('the countries of a scope', () => {
  it.each<[string, Parameters<typeof scopeCountries>[0], string, string[]]>([
    ['a country', { regions: ['US'] }, DAY, ['US']],
    ['several', { regions: ['US', 'JP'] }, DAY, ['JP', 'US']],
    ['a bloc and a country', { regions: ['EU', 'JP'] }, DAY, inOrder([...members('EU', DAY), 'JP'])],
    ['a bloc without one of its members', { regions: ['EU'], except: ['DE'] }, DAY, members('EU', DAY).filter((one) => one !== 'DE')],
    ['a country but for a bloc', { regions: ['US', 'DE'], except: ['EU'] }, DAY, ['US']],
    ['a country but for itself', { regions: ['US'], except: ['US'] }, DAY, []],
    [
      'the world but for a bloc',
      { regions: ['world'], except: ['EU'] },
      DAY,
      COUNTRIES.filter((one) => one !== 'CN' && !members('EU', DAY).includes(one)).sort(),
    ],
    ['none', { regions: [] }, DAY, []],
  ])('are those of %s', (_, words, day, expected) => {
    for (let again = 0; again < 2; again++) expect(inOrder(scopeCountries(words, day, 'CN'))).toEqual(expected);
  });

  it('are those of their day, also by words that were asked for before', () => {
    const words = { regions: ['EU', 'US'] };
    const withGb = (day: string) => scopeCountries(words, day, 'CN').has('GB');
    expect(['2020-01-31', '2020-02-01', '2020-01-31'].map(withGb)).toEqual([true, false, true]);
  });

  it('are those of their issuer, also by words that were asked for before', () => {
    const words = { regions: ['world', 'US'], except: ['JP'] };
    const holds = (issuer: string) => ['CN', 'DE'].map((country) => scopeCountries(words, DAY, issuer).has(country));
    expect(['CN', 'DE', 'CN', 'EU'].map(holds)).toEqual([
      [false, true],
      [true, false],
      [false, true],
      [true, false],
    ]);
  });

  it('are those of their exclusions, also by regions that were asked for before', () => {
    const regions = ['EU', 'US'];
    const holds = (except?: string[]) =>
      ['DE', 'US'].map((country) => scopeCountries({ regions, ...(except && { except }) }, DAY, 'CN').has(country));
    expect([holds(), holds(['DE']), holds(['US']), holds()]).toEqual([
      [true, true],
      [false, true],
      [true, false],
      [true, true],
    ]);
  });

  it('are the same set for the same words while no bloc changes', () => {
    const asked = (day: string, regions = ['US', 'EU']) => scopeCountries({ regions }, day, 'CN');
    expect(asked('2025-01-16')).toBe(asked(DAY));
    expect(asked('2019-01-15')).not.toBe(asked(DAY));
    expect(asked('1960-01-15', ['US', 'JP'])).toBe(asked(DAY, ['US', 'JP']));
    expect(scopeCountries({ regions: ['EU'] }, DAY, 'CN')).toBe(countriesOf('EU', DAY, 'CN'));
  });

  it('are kept apart from others, however many are asked for', () => {
    const words = Array.from({ length: 1_200 }, (_, at) => ({
      regions: [COUNTRIES[at % 200], COUNTRIES[Math.floor(at / 200) + 200]] as string[],
    }));
    const of = (regions: string[]) => [...scopeCountries({ regions: [...regions] }, DAY, 'CN')].join();
    const mixed = [...words, ...words].filter(({ regions }) => of(regions) !== [...new Set(regions)].join());
    expect(mixed).toEqual([]);
  });
});

it.each<[string, Parameters<typeof touchesCountry>[0], boolean]>([
  ['nothing', {}, true],
  ['the country', { regions: ['US', 'DE'] }, true],
  ['its bloc', { regions: ['EU'] }, true],
  ['the world', { regions: ['US', 'world'] }, true],
  ['another', { regions: ['US', 'JP'] }, false],
  ['no country', { regions: [] }, false],
  ['all but the country', { except: ['DE'] }, false],
  ['all but its bloc', { except: ['US', 'EU'] }, false],
  ['all but another', { except: ['US'] }, true],
  ['its bloc without it', { regions: ['EU'], except: ['DE'] }, false],
  ['another, without a third', { regions: ['US'], except: ['JP'] }, false],
])('touches a country by naming %s', (_, parts, expected) => {
  expect(touchesCountry(parts, 'DE', DAY, 'CN')).toBe(expected);
});

it('touches the countries that the world has for the issuer, and those of the day', () => {
  expect(touchesCountry({ regions: ['EU'] }, 'GB', '2020-01-31', 'CN')).toBe(true);
  expect(touchesCountry({ regions: ['EU'] }, 'GB', '2020-02-01', 'CN')).toBe(false);
  expect(touchesCountry({ except: ['world'] }, 'CN', DAY, 'CN')).toBe(true);
  expect(touchesCountry({ except: ['world'] }, 'CN', DAY, 'US')).toBe(false);
});

it('tells apart what acts on parts name', () => {
  const [some, others] = [{ regions: ['EU'] }, { items: ['gallium'] }];
  const acts = [
    announced('2025-01-01'),
    suspended('2025-02-01', { from: '2025-02-01', through: null, parts: some }),
    suspended('2025-02-02', { from: '2025-02-02', through: null }),
    resumed('2025-02-03', { from: '2025-02-03', parts: others }),
  ];
  expect(toldApart(life(visible(record(acts), ALL)) as Life)).toEqual([some, others]);
});
