import { addDays, Day, dayNumber, ExactDay, fromDayNumber, Instant, lastDayOf } from '@in-force/events';

describe('a day', () => {
  it.each(['2025-11-08', '2024-02-29', '2000-02-29', '2025-11', '2025', '~2025-11-08', '~2025'])('is %s', (day) => {
    expect(Day.safeParse(day).success).toBe(true);
  });
  it.each([
    '2025-02-30',
    '2025-02-29',
    '1900-02-29',
    '2025-13-01',
    '2025-00-10',
    '2025-1-1',
    '2025-W10-1',
    '20251108',
    '2025-11-08T00:00:00Z',
    '',
    '0000',
    '2025-11-31',
  ])('is not %s', (day) => {
    expect(Day.safeParse(day).success).toBe(false);
  });
  it.each([
    ['2025-11-08', '2025-11-08'],
    ['~2025-11-08', '2025-11-08'],
    ['2024-02', '2024-02-29'],
    ['2025', '2025-12-31'],
  ])('%s stands for %s', (day, exact) => {
    expect(lastDayOf(day)).toBe(exact);
  });
  it('is exact only when known to the day', () => {
    expect(['2025-11', '~2025-11-08', '2025'].filter((day) => ExactDay.safeParse(day).success)).toEqual([]);
  });
  it('counts over months, leap days and back', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2025-11-10', 365 - 1)).toBe('2026-11-09');
    expect(addDays('2025-01-01', -1)).toBe('2024-12-31');
    expect(fromDayNumber(dayNumber('1999-12-31'))).toBe('1999-12-31');
  });
});

describe('an instant', () => {
  it.each([
    ['2026-11-23T09:30:00Z', '2026-11-23T09:30:00.000Z'],
    ['2026-11-23T09:30:00.5+08:00', '2026-11-23T01:30:00.500Z'],
  ])('%s is kept as %s', (text, kept) => {
    expect(Instant.parse(text)).toBe(kept);
  });
  it.each(['2026-11-23T09:30:00', '2026-11-23', '2026-02-30T09:30:00Z', '2026-11-23T25:00:00Z', 'now'])('is not %s', (text) => {
    expect(Instant.safeParse(text).success).toBe(false);
  });
});
