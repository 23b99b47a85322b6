import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOUNDING_RECORD, readRecordFolder } from '@in-force/engine';
import { KINDS } from '@in-force/events';
import {
  actsNumbered,
  asId,
  type KnownAct,
  readDay,
  readInstant,
  readItem,
  readParty,
  readRegion,
  readRegions,
  readTerm,
  Unreadable,
} from '@in-force/words';

/** What people write, what it means (after `!`: what is said of why it is refused), and who writes it so. */
const TABLE = readFileSync(join(__dirname, 'spellings.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split('\t') as [what: string, written: string, means: string, whose: string]);

const spelled = (item: ReturnType<typeof readItem>): string => ('hs' in item ? `hs:${item.hs}` : 'code' in item ? item.code : item.slug);

describe('what people write', () => {
  let acts: readonly KnownAct[];
  beforeAll(async () => {
    const files = await readRecordFolder(FOUNDING_RECORD);
    acts = [
      ...new Map(
        files.flatMap(({ entries }) => entries.flatMap(({ instrument }) => (instrument ? [[instrument.id, instrument]] : []))),
      ).values(),
    ];
  });

  const readers: Readonly<Record<string, (text: string) => string>> = {
    region: readRegion,
    regions: (text) => readRegions(text).join(' '),
    party: readParty,
    item: (text) => spelled(readItem(text)),
    day: (text) => readDay(text, '2026-11-23'),
    instant: readInstant,
    status: (text) => readTerm(text, ['in-force', 'suspended', 'unconfirmed', 'announced', 'revoked', 'expired']),
    kind: (text) => readTerm(text, KINDS),
    act: (text) => {
      const id = asId(text);
      if (acts.some((act) => act.id === id.split('.', 1)[0])) return id;
      const found = actsNumbered(text, acts);
      return found.length === 1 ? (found[0] as string) : `! ${found.join(', ') || 'none'}`;
    },
  };

  const meaning = (what: string, written: string): string => {
    try {
      return readers[what]?.(written) ?? '';
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      return `! ${error.message}`;
    }
  };

  it('holds three hundred spellings and more, each once', () => {
    expect(TABLE.length).toBeGreaterThan(300);
    expect(new Set(TABLE.map(([what, written]) => `${what} ${written}`)).size).toBe(TABLE.length);
  });

  it.each(TABLE)('%s "%s" means %s (%s)', (what, written, means) => {
    const found = meaning(what, written);
    if (!means.startsWith('! ')) expect(found).toBe(means);
    else expect(found).toMatch(/^! /);
    if (means.startsWith('! ')) expect(found).toContain(means.slice(2));
  });
});
