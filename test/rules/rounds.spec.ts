import { type Clocks, daysOf, isNamed, type Meeting, meetings, roundOn, roundStanding, type Seen, visible } from '@in-force/rules';
import { record, type Said, SOURCE, uuid, viewOf } from '../kit/record.js';

const ALL: Clocks = { position: Number.POSITIVE_INFINITY, knownOn: null };
const on = (type: Said['type'], publishedOn: string, data: object, as: string): Said =>
  ({ stream: 'negotiation-a', type, publishedOn, data, as, causation: `entry-${as}` }) as Said;
const facts = (from: string, through = from) => ({
  title: `Round of ${from}`,
  parties: ['CN', 'EU'],
  place: 'Paris',
  from,
  through,
  about: ['cn-test-1'],
});
const scheduled = (as: string, from: string, through = from, publishedOn = '2025-01-01') =>
  on('negotiation.round-scheduled', publishedOn, facts(from, through), as);
const held = (as: string, from: string, through = from, of?: string) =>
  on('negotiation.round-held', through, { ...facts(from, through), level: 'officials', outcome: null, ...(of && { of }) }, as);
const off = (as: string, publishedOn: string, more: object = {}) => on('negotiation.round-called-off', publishedOn, more, as);

const seenOf = (acts: readonly Said[]): Seen[] => visible(record(acts), ALL);
const label = (event: Seen | null) => event?.causation?.slice('entry-'.length) ?? null;
const met = (...acts: Said[]) => meetings(seenOf(acts)).map((one) => [label(one.scheduled), label(one.held), label(one.calledOff)]);

describe('the rounds of a track', () => {
  it.each<[string, Said[], (string | null)[][]]>([
    ['none', [], []],
    ['scheduled', [scheduled('a', '2025-02-01')], [['a', null, null]]],
    ['held unannounced', [held('h', '2025-02-01')], [[null, 'h', null]]],
    ['held on its days', [scheduled('a', '2025-02-01'), held('h', '2025-02-01')], [['a', 'h', null]]],
    ['held as it began', [scheduled('a', '2025-02-03', '2025-02-05'), held('h', '2025-02-01', '2025-02-03')], [['a', 'h', null]]],
    ['held as it ended', [scheduled('a', '2025-02-01', '2025-02-03'), held('h', '2025-02-03', '2025-02-05')], [['a', 'h', null]]],
    [
      'held before it',
      [scheduled('a', '2025-02-03', '2025-02-05'), held('h', '2025-02-01', '2025-02-02')],
      [
        [null, 'h', null],
        ['a', null, null],
      ],
    ],
    [
      'held after it',
      [scheduled('a', '2025-02-01', '2025-02-03'), held('h', '2025-02-04', '2025-02-05')],
      [
        ['a', null, null],
        [null, 'h', null],
      ],
    ],
    [
      'two of the same days, each held once',
      [scheduled('b', '2025-02-01'), scheduled('a', '2025-02-01'), held('h', '2025-02-01'), held('i', '2025-02-01')],
      [
        ['a', 'h', null],
        ['b', 'i', null],
      ],
    ],
    [
      'in order of their days, whatever was said first',
      [
        scheduled('a', '2025-05-01', '2025-05-01', '2025-01-01'),
        scheduled('b', '2025-04-01', '2025-04-01', '2025-01-02'),
        scheduled('c', '2025-04', '2025-04', '2025-01-03'),
      ],
      [
        ['b', null, null],
        ['c', null, null],
        ['a', null, null],
      ],
    ],
    [
      'of the days on which they were held',
      [scheduled('a', '2025-02-01', '2025-02-20'), held('h', '2025-02-15'), held('i', '2025-02-10', '2025-02-10', 'entry-q')],
      [
        [null, 'i', null],
        ['a', 'h', null],
      ],
    ],
    [
      'of one day by their entry',
      [held('j', '2025-02-01'), held('i', '2025-02-01')],
      [
        [null, 'i', null],
        [null, 'j', null],
      ],
    ],
    [
      'the one that is named, before those that come first',
      [
        scheduled('a', '2025-02-01'),
        scheduled('b', '2025-03-01'),
        held('h', '2025-02-01', '2025-02-01', 'entry-b'),
        held('i', '2025-02-01'),
      ],
      [
        ['b', 'h', null],
        ['a', 'i', null],
      ],
    ],
    [
      'the one that is named by its event',
      [scheduled('a', '2025-02-01'), held('h', '2025-06-01', '2025-06-01', uuid('a'))],
      [['a', 'h', null]],
    ],
    [
      'named by two, the later',
      [scheduled('a', '2025-02-01'), held('h', '2025-02-01', '2025-02-01', 'entry-a'), held('i', '2025-02-02', '2025-02-02', 'entry-a')],
      [['a', 'i', null]],
    ],
    ['called off', [scheduled('a', '2025-02-01'), off('o', '2025-02-01')], [['a', null, 'o']]],
    ['called off too late', [scheduled('a', '2025-02-01'), off('o', '2025-02-02')], [['a', null, null]]],
    [
      'called off, the next that is left',
      [scheduled('a', '2025-02-01'), scheduled('b', '2025-03-01'), off('o', '2025-01-05'), off('p', '2025-01-06')],
      [
        ['a', null, 'o'],
        ['b', null, 'p'],
      ],
    ],
    [
      'called off, though held, where it is named',
      [scheduled('a', '2025-02-01'), held('h', '2025-02-01'), off('o', '2025-01-05', { of: 'entry-a' })],
      [['a', 'h', 'o']],
    ],
    [
      'called off, and not the one that was held',
      [scheduled('a', '2025-02-01'), scheduled('b', '2025-03-01'), held('h', '2025-02-01'), off('o', '2025-01-05')],
      [
        ['a', 'h', null],
        ['b', null, 'o'],
      ],
    ],
  ])('are %s', (_, acts, expected) => {
    expect(met(...acts)).toEqual(expected);
  });
});

describe('one round', () => {
  const known = (knownOn: string | null = null, acts: readonly Said[] = []) => viewOf(acts, { knownOn });
  const only = (...acts: Said[]) => meetings(seenOf(acts))[0] as Meeting;
  const both = only(scheduled('a', '2025-02', '2025-03'), held('h', '2025-02-27', '2025-02-28'));

  it('has the days on which it was held, else those for which it was scheduled', () => {
    expect(daysOf(both)).toEqual({ from: '2025-02-27', through: '2025-02-28' });
    expect(daysOf(only(scheduled('a', '2025-02', '2025-03')))).toEqual({ from: '2025-02-28', through: '2025-03-31' });
  });

  it('is named by any of its events, or their entries', () => {
    expect(['entry-a', 'entry-h', uuid('a'), uuid('h'), 'entry-o'].map((name) => isNamed(both, name))).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(isNamed(only(held('h', '2025-02-27')), 'entry-a')).toBe(false);
  });

  it.each<[string, Said[], string, string | null, string | null]>([
    ['before anybody spoke of it', [scheduled('a', '2025-02-01', '2025-02-02')], '2024-12-31', null, null],
    ['once somebody did', [scheduled('a', '2025-02-01', '2025-02-02')], '2025-01-01', null, 'scheduled'],
    ['its last day', [scheduled('a', '2025-02-01', '2025-02')], '2025-02-28', null, 'scheduled'],
    ['past its last day', [scheduled('a', '2025-02-01', '2025-02')], '2025-03-01', null, 'unconfirmed'],
    ['past it, for those who know as of it', [scheduled('a', '2025-02-01', '2025-02')], '2025-03-01', '2025-02-28', 'scheduled'],
    ['past it, for those who know more', [scheduled('a', '2025-02-01', '2025-02')], '2025-03-01', '2025-03-01', 'unconfirmed'],
    ['before it was called off', [scheduled('a', '2025-02-01'), off('o', '2025-01-05')], '2025-01-04', null, 'scheduled'],
    ['once it was', [scheduled('a', '2025-02-01'), off('o', '2025-01-05')], '2025-01-05', null, 'called-off'],
    [
      'held after all',
      [scheduled('a', '2025-02-01'), off('o', '2025-01-05', { of: 'entry-a' }), held('h', '2025-02-01')],
      '2025-02-01',
      null,
      'held',
    ],
    ['before it was held', [held('h', '2025-02')], '2025-02-27', null, null],
    ['from the day on which it was', [held('h', '2025-02')], '2025-02-28', null, 'held'],
  ])('stands, %s', (_, acts, day, knownOn, expected) => {
    expect(roundStanding(known(knownOn), only(...acts), day)).toBe(expected);
  });

  it('is shown as it stands', () => {
    const shown = (acts: Said[], day: string) => roundOn(known(null, acts), only(...acts), day);
    const told = (as: string, publishedOn: string) => ({
      event: uuid(as),
      publishedOn,
      summary: null,
      note: null,
      sources: [SOURCE],
      sourcesLater: 0,
      address: SOURCE.url,
    });
    const bare = { persons: [], outcome: null, level: null, calledOff: null };
    const first = { ...facts('2025-02-01'), id: 'entry-a', ...told('a', '2025-01-01'), ...bare, scheduledOn: '2025-01-01' };
    const a = scheduled('a', '2025-02-01');
    expect(shown([a], '2024-12-31')).toBeNull();
    expect(shown([a], '2025-01-01')).toEqual({ ...first, standing: 'scheduled' });
    const storm = { ...told('o', '2025-01-05'), reason: 'A storm' };
    expect(shown([a, off('o', '2025-01-05', { reason: 'A storm' })], '2025-01-05')).toEqual({
      ...first,
      standing: 'called-off',
      calledOff: storm,
    });
    expect(shown([a, off('o', '2025-01-05', {})], '2025-01-05')?.calledOff?.reason).toBeNull();
    expect(shown([a, off('o', '2025-01-05')], '2025-01-04')).toEqual({ ...first, standing: 'scheduled' });
    const full = on(
      'negotiation.round-held',
      '2025-02-02',
      { ...facts('2025-02-01'), level: 'ministers', outcome: 'Words', persons: ['He'] },
      'h',
    );
    const later = { level: 'ministers', outcome: 'Words', persons: ['He'], standing: 'held' };
    expect(shown([a, full], '2025-02-01')).toEqual({ ...first, id: 'entry-h', ...told('h', '2025-02-02'), ...later });
    const late = scheduled('a', '2025-02-01', '2025-02-01', '2025-02-03');
    expect([shown([late, full], '2025-02-02')?.scheduledOn, shown([late, full], '2025-02-03')?.scheduledOn]).toEqual([null, '2025-02-03']);
    expect(shown([full], '2025-02-02')?.scheduledOn).toBeNull();
  });
});
