import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOUNDING_RECORD, readRecordFolder } from '@in-force/engine';
import { instrumentOf, type ListedItem, type Source } from '@in-force/events';
import type { Entry } from '@in-force/formats';
import { touched } from '@in-force/timeline';

const COUNTS = {
  'commitment.fulfilled': 7,
  'commitment.made': 13,
  'facilitation.opened': 5,
  'licensing.reported': 7,
  'measure.amended': 3,
  'measure.announced': 70,
  'measure.expired': 1,
  'measure.revoked': 6,
  'measure.suspended': 10,
  'measure.suspension-extended': 6,
  'measure.took-effect': 60,
  'negotiation.opened': 3,
  'negotiation.round-held': 20,
  'record.checked': 6,
  'statement.made': 37,
};

/** The checks of June, which come from the compilation as a whole and from no entry of the dossier. */
const OF_THE_COMPILATION = /^check-2026-06-29(?:\.\d)?$/;

describe('the founding record', () => {
  let entries: Entry[];
  const rows = readFileSync(join(FOUNDING_RECORD, 'dossier.tsv'), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((row) => row.split('\t') as [id: string, became: string, what: string]);

  beforeAll(async () => {
    entries = (await readRecordFolder(FOUNDING_RECORD)).flatMap((file) => file.entries);
  });

  it('says of each of the 250 entries of the dossier what became of it', () => {
    expect(rows).toHaveLength(250);
    expect(new Set(rows.map(([id]) => id)).size).toBe(250);
    expect(rows.filter(([, became, what]) => !['recorded', 'left out'].includes(became) || !what)).toEqual([]);
    expect(rows.filter(([, became]) => became === 'left out')).toHaveLength(23);
  });

  it('holds what the list says was recorded, and nothing else', () => {
    const listed = rows.flatMap(([, became, what]) => (became === 'recorded' ? what.split('; ') : []));
    const held = entries.filter(({ id }) => !OF_THE_COMPILATION.test(id)).map(({ id, type }) => `${id} ${type}`);
    expect(held.sort()).toEqual(listed.sort());
  });

  it('names every entry once', () => {
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  });

  it('holds these entries of each type', () => {
    const counts: Record<string, number> = {};
    for (const { type } of entries) counts[type] = (counts[type] ?? 0) + 1;
    expect(counts).toEqual(COUNTS);
  });

  it('announces each measure once, under its own act', () => {
    const announced = entries
      .filter(({ type }) => type === 'measure.announced')
      .flatMap(({ measures, instrument }) => measures ?? [instrument?.id ?? '']);
    expect(announced).toHaveLength(70);
    expect(new Set(announced).size).toBe(70);
    for (const { type, measures = [], instrument } of entries)
      if (type === 'measure.announced') for (const measure of measures) expect(instrumentOf(measure)).toBe(instrument?.id);
    const named = entries.flatMap((entry) => [...(entry.measures ?? []), ...touched({ ...entry, stream: 'statement-x' } as never)]);
    expect(named.filter((measure) => !announced.includes(measure))).toEqual([]);
  });

  it('keeps every source, code and name that the dossier has', () => {
    const urls = new Set(entries.flatMap(({ sources }) => sources as Source[]).map(({ url, title }) => url ?? title));
    const listed = entries.flatMap((entry): readonly ListedItem[] => {
      if (entry.type !== 'measure.announced' && entry.type !== 'measure.amended') return [];
      const items = entry.data.scope?.items ?? [];
      return items === 'all' ? [] : items;
    });
    const codes = new Set(listed.flatMap(({ codes = [] }) => codes));
    const hs = new Set(listed.flatMap(({ hs = [] }) => hs));
    const names = entries.flatMap((entry) => (entry.type === 'measure.announced' ? (entry.data.scope.limit?.names ?? []) : []));
    expect({ urls: urls.size, codes: codes.size, hs: hs.size, names: new Set(names).size }).toEqual({
      urls: 300,
      codes: 47,
      hs: 80,
      names: 108,
    });
  });

  it('keeps figures as they were said', () => {
    const figures = entries.flatMap((entry) => (entry.type === 'licensing.reported' ? entry.data.figures : []));
    expect(figures).toContainEqual({ what: 'applications submitted', said: 'roughly 2,000', value: 2000, approximate: true });
    expect(figures.filter(({ said }) => said === '')).toEqual([]);
  });
});
