import { BLOCS, COUNTRIES, seatOf, WORLD_REGION } from '@in-force/events';

describe('the seats of issuers', () => {
  it.each([
    ['CN', 'Beijing', 'Asia/Shanghai'],
    ['US', 'Washington', 'America/New_York'],
    ['EU', 'Brussels', 'Europe/Brussels'],
    ['NL', 'The Hague', 'Europe/Amsterdam'],
    ['JP', 'Tokyo', 'Asia/Tokyo'],
    ['G7', null, 'UTC'],
    [WORLD_REGION, null, 'UTC'],
  ])('knows that of %s', (region, city, zone) => {
    expect(seatOf(region)).toEqual({ city, zone });
  });

  it('has one of every country and bloc: a city and its zone, or neither', () => {
    const seats = [...COUNTRIES, ...BLOCS].map((region) => ({ region, ...seatOf(region) }));
    expect(seats.filter(({ city, zone }) => (city === null) !== (zone === 'UTC'))).toEqual([]);
    expect(seats.filter(({ city }) => city === null).map(({ region }) => region)).toEqual([
      'AQ',
      'EEA',
      'G7',
      'BRICS',
      'CPTPP',
      'FIVE-EYES',
    ]);
  });

  it('counts their days in zones that there are', () => {
    for (const zone of new Set([...COUNTRIES, ...BLOCS].map((region) => seatOf(region).zone)))
      expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
  });
});
