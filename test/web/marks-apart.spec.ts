import { apart } from '../../apps/web/src/marks-apart.js';

const DAY = 86_400_000;
const at = (day: string): number => Date.parse(day);
const on = (day: string, lane = 0, kept: object | null = null) => ({ lane, from: day, to: day, kept });

describe('marks that lie upon each other', () => {
  it('are drawn once on a lane, and all of them where the picture is brought closer', () => {
    const marks = [on('2025-03-03'), on('2025-03-03'), on('2025-03-04'), on('2025-03-04', 1), on('2025-07-01')];
    expect(apart(marks, at, 3650 * DAY)).toEqual([marks[0], marks[3], marks[4]]);
    expect(apart(marks, at, 28 * DAY)).toEqual([marks[0], marks[2], marks[3], marks[4]]);
  });

  it('are all drawn where something came of them, or where they lasted', () => {
    const kept = on('2025-03-03', 0, { on: '2025-04-01' });
    const long = { ...on('2025-03-03'), to: '2025-06-01' };
    expect(apart([on('2025-03-03'), kept, long], at, 3650 * DAY)).toHaveLength(3);
  });
});
