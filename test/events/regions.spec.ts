import { BLOCS, COUNTRIES, Country, countriesOf, members, membershipChanges, Region, regionChanges } from '@in-force/events';

describe('regions', () => {
  it('knows all of ISO 3166-1 and Kosovo, and no more', () => {
    expect(COUNTRIES).toHaveLength(250);
    expect(['GB', 'TW', 'XK', 'UK', 'DD'].filter((code) => Region.safeParse(code).success)).toEqual(['GB', 'TW', 'XK']);
  });

  it('takes neither a bloc nor the world nor small letters for a country', () => {
    expect(['DE', 'de', 'EU', 'world', 'constructor'].filter((code) => Country.safeParse(code).success)).toEqual(['DE']);
  });

  it.each([
    ['GB', '2020-01-15', true],
    ['GB', '2020-01-31', true],
    ['GB', '2020-02-01', false],
    ['GB', '1972-12-31', false],
    ['HR', '2013-06-30', false],
    ['HR', '2013-07-01', true],
    ['DE', '2025-01-15', true],
    ['NO', '2025-01-15', false],
  ])('%s on %s: member of the EU %s', (country, on, expected) => {
    expect(members('EU', on).includes(country)).toBe(expected);
  });

  it.each([
    ['EU', '1957-12-31', 0],
    ['EU', '1958-01-01', 6],
    ['EU', '1995-01-01', 15],
    ['EU', '2004-05-01', 25],
    ['EU', '2013-07-01', 28],
    ['EU', '2025-01-01', 27],
    ['EEA', '2025-01-01', 30],
    ['EFTA', '2025-01-01', 4],
    ['G7', '2025-01-01', 7],
    ['ASEAN', '2025-10-26', 11],
    ['GCC', '2025-01-01', 6],
    ['BRICS', '2011-04-13', 4],
    ['BRICS', '2011-04-14', 5],
    ['BRICS', '2025-02-01', 10],
    ['CPTPP', '2024-12-15', 12],
    ['FIVE-EYES', '2025-01-01', 5],
  ])('%s has on %s %i members', (bloc, on, count) => {
    expect(members(bloc, on)).toHaveLength(count);
    expect(new Set(members(bloc, on)).size).toBe(count);
  });

  it('knows every country it lists as a member, and no country twice at once', () => {
    for (const bloc of BLOCS)
      for (const day of membershipChanges(bloc)) {
        expect(members(bloc, day).filter((country) => !COUNTRIES.includes(country))).toEqual([]);
        expect(new Set(members(bloc, day)).size).toBe(members(bloc, day).length);
      }
  });

  it('changes on the first day of each new state', () => {
    expect(regionChanges('EU').slice(-3)).toEqual(['2007-01-01', '2013-07-01', '2020-02-01']);
    expect(regionChanges('DE')).toEqual([]);
  });

  it('takes world to be every country but the issuer’s', () => {
    expect(countriesOf('world', '2025-01-01', 'CN').has('CN')).toBe(false);
    expect(countriesOf('world', '2025-01-01', 'CN').size).toBe(249);
    expect(countriesOf('world', '2025-01-01', 'EU').has('FR')).toBe(false);
    expect(countriesOf('world', '2025-01-01', 'EU').has('GB')).toBe(true);
    expect(countriesOf('world', '2020-01-31', 'EU').has('GB')).toBe(false);
  });
});
