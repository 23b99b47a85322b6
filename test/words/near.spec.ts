import { BLOCS, COUNTRIES, ITEMS, regionName } from '@in-force/events';
import { nearIds, readItem, readRegion, Unreadable } from '@in-force/words';

/** A word with a letter left out, and with two neighbours exchanged, at every other place after the first. */
const mistyped = (word: string): readonly string[] =>
  [...word].flatMap((_, at) =>
    at === 0 || at % 2 === word.length % 2
      ? []
      : [word.slice(0, at) + word.slice(at + 1), word.slice(0, at) + (word[at + 1] ?? '') + word[at] + word.slice(at + 2)].filter(
          (typo) => typo !== word,
        ),
  );

/** What a reader makes of a typo: what it means, or why it is refused. */
const outcome = (read: (text: string) => string, typo: string): string => {
  try {
    return read(typo);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return `! ${error.message}`;
  }
};

describe('a word that was mistyped', () => {
  it('is no other region, and its hint names the right one', () => {
    const wrong = [...COUNTRIES, ...BLOCS].flatMap((code) => {
      const name = regionName(code);
      if (name.length < 6) return [];
      return mistyped(name)
        .map((typo) => [typo, outcome(readRegion, typo)] as const)
        .filter(([, found]) => found !== code && !(found.startsWith('! ') && (!found.includes('Near:') || found.includes(`${code} (`))))
        .map(([typo, found]) => `${typo} of ${code}: ${found}`);
    });
    expect(wrong).toEqual([]);
  });

  it('is no other item, and its hint names the right one', () => {
    const slug = (text: string): string => {
      const item = readItem(text);
      return 'slug' in item ? item.slug : JSON.stringify(item);
    };
    const names = new Set(ITEMS.map(({ name }) => name.toLowerCase()));
    const wrong = ITEMS.flatMap((item) => {
      if (item.name.length < 6 || item.name.length > 40) return [];
      return mistyped(item.name)
        .filter((typo) => !names.has(typo.toLowerCase())) // triethylindium is no typo
        .map((typo) => [typo, outcome(slug, typo)] as const)
        .filter(([, found]) => found !== item.slug && !(found.startsWith('! ') && (!found.includes('Near:') || found.includes(item.slug))))
        .map(([typo, found]) => `${typo} of ${item.slug}: ${found}`);
    });
    expect(wrong).toEqual([]);
  });

  it.each([
    ['Nigera', 'NE (Niger), NG (Nigeria)'],
    ['Autsria', 'AT (Austria), AU (Australia)'],
    ['Irak', 'IQ (Iraq)'],
    ['Dominca', 'DM (Dominica), DO (Dominican Republic)'],
  ])('%s may be either of two', (typo, hint) => {
    expect(outcome(readRegion, typo)).toContain(hint);
  });

  it('costs no search where it is no word', () => {
    expect(outcome(readRegion, 'x'.repeat(10_000))).toMatch(/^! Unknown region "x{80}…"/);
    expect(outcome((text) => JSON.stringify(readItem(text)), `1C902${'1'.repeat(10_000)}!`)).toMatch(/^! Unknown item/);
    expect(outcome((text) => JSON.stringify(readItem(text)), `8112${'.1'.repeat(10_000)}!`)).toMatch(/^! Unknown item/);
  });
});

describe('an id that is none', () => {
  const ids = ['cn-mofcom-2025-55', 'cn-mofcom-2025-57', 'us-eo-14257', 'us-eo-14259'];
  it.each([
    ['cn-mofcom-2025-75', ['cn-mofcom-2025-55', 'cn-mofcom-2025-57']],
    ['cn-mofcm-2025-57', ['cn-mofcom-2025-57', 'cn-mofcom-2025-55']],
    ['us-eo', ['us-eo-14257', 'us-eo-14259']],
    ['zz', []],
  ])('%s: %j', (id, near) => {
    expect(nearIds(id, ids)).toEqual(near);
  });
});
