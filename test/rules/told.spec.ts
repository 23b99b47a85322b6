import { entryOf, knowledgeDays, measuresTouchedBy, publicBy, remember, type Seen, speaks } from '@in-force/rules';
import { announced, checked, corrected, facilitated, promised, reading, record, type Said, SOURCE, uuid } from '../kit/record.js';

const one = (said: Said) => record([said])[0] as Seen;

describe('the measures that an event bears on', () => {
  const readings = [{ regions: ['world'], measures: ['cn-test-3', 'cn-test-1'], reads: 'removed' as const }];
  const words = { title: 'Words', party: 'US', speaker: 'A spokesperson', text: 'Words.' };
  const stated = (data: object): Said => ({ stream: 'statement-a', type: 'statement.made', publishedOn: '2025-01-01', data }) as Said;
  it.each<[string, Said, string[]]>([
    ['its own', announced('2025-01-01'), ['cn-test-1']],
    ['those that it is about', facilitated('2025-01-01', { about: ['cn-test-1', 'cn-test-2'] }), ['cn-test-1', 'cn-test-2']],
    ['those that a reading names, each once', stated({ ...words, about: ['cn-test-1'], readings }), ['cn-test-1', 'cn-test-3']],
    ['those that a reading alone names', stated({ ...words, readings }), ['cn-test-3', 'cn-test-1']],
    ['none', checked('2025-01-01'), []],
    [
      'those of what replaces another',
      corrected('a', { type: 'statement.made', data: { ...words, about: ['cn-test-2'] } as never }, { stream: 'statement-a' } as never),
      ['cn-test-2'],
    ],
    [
      'its own and those of the replacement',
      corrected('a', { type: 'statement.made', data: { about: ['cn-test-2'] } as never }),
      ['cn-test-1', 'cn-test-2'],
    ],
  ])('are %s', (_, said, expected) => {
    expect(measuresTouchedBy(one(said))).toEqual(expected);
  });

  it('are any, where none is asked about', () => {
    expect([speaks({ about: [] }, null), speaks({ about: ['a'] }, 'a'), speaks({ about: ['a'] }, 'b')]).toEqual([true, true, false]);
  });
});

it('names an event by the entry that recorded it, else by its id', () => {
  expect(entryOf(one({ ...announced('2025-01-01'), causation: 'an-entry' } as Said))).toBe('an-entry');
  expect(entryOf(one({ ...announced('2025-01-01'), as: 'a' } as Said))).toBe(uuid('a'));
});

it('is public by the last day that its day may mean', () => {
  const month = one(announced('2025-02', { firstDay: '2025-03-01' }));
  expect(['2025-02-27', '2025-02-28', '2025-03-01'].map((on) => publicBy(on)(month))).toEqual([false, true, true]);
});

describe('the days on which more is shown of what is said', () => {
  const dated = (published: string | null) => ({ ...SOURCE, published });
  const read = (sources: (string | null)[]) => ({ ...reading('2025-03', 'removed'), sources: sources.map(dated) }) as Said;
  const replaced = (more: object) =>
    corrected('a', { type: 'statement.made', data: { readings: [] } as never, ...more } as never, { sources: [dated('2026-05')] as never });
  it.each<[string, Said, string[]]>([
    ['nothing', announced('2025-01-01'), []],
    ['a promise without a day', promised('2025-03-01'), []],
    ['the day after a promise was due', promised('2025-03-01', { due: '2025-05' }), ['2025-06-01']],
    [
      'the recording, the publication and the sources of a reading',
      read(['2025-04', null, '2025-04-02']),
      ['2026-01-01', '2025-03-31', '2025-04-30', '2025-04-02'],
    ],
    [
      'what replaces one, with its own days',
      replaced({ publishedOn: '2025-07', sources: [dated('2025-08')] }),
      ['2026-01-01', '2025-07-31', '2025-08-31'],
    ],
    ['what replaces one, and leaves them', replaced({}), ['2026-01-01', '2026-06-01', '2026-05-31']],
    ['a promise that replaces another', corrected('a', { type: 'commitment.made', data: { due: '2025-05-31' } as never }), ['2025-06-01']],
  ])('%s', (_, said, expected) => {
    expect(knowledgeDays(record([said]))).toEqual(expected);
  });
});

describe('what is remembered', () => {
  it('is made once', () => {
    const kept = new Map<string, string | null>();
    let made = 0;
    const make = (key: string) => {
      made += 1;
      return key === 'none' ? null : key;
    };
    const ask = (key: string) => remember(kept, key, () => make(key));
    expect([ask('a'), ask('a'), ask('none'), ask('none'), ask('b'), made]).toEqual(['a', 'a', null, null, 'b', 3]);
  });

  it('is forgotten once it is too much, and no sooner', () => {
    const kept = new Map<number, number>();
    for (let key = 0; key < 2_000; key++) remember(kept, key, () => key);
    expect(kept.size).toBe(2_000);
    expect(remember(kept, 0, () => -1)).toBe(0);
    remember(kept, 2_000, () => 0);
    expect([...kept]).toEqual([[2_000, 0]]);
  });

  it('may be kept with what it is of', () => {
    const kept = new WeakMap<object, number>();
    const key = {};
    expect([remember(kept, key, () => 1), remember(kept, key, () => 2)]).toEqual([1, 1]);
  });
});
