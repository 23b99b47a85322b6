import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOUNDING_RECORD, readRecordFolder } from '@in-force/engine';
import { firstDayOf, instrumentOf, type ListedItem, lastDayOf, type Source } from '@in-force/events';
import type { Entry } from '@in-force/formats';
import { measuresTouchedBy } from '@in-force/rules';

const COUNTS = {
  'commitment.fulfilled': 9,
  'commitment.made': 18,
  'facilitation.opened': 6,
  'licensing.reported': 8,
  'measure.amended': 9,
  'measure.announced': 89,
  'measure.expired': 1,
  'measure.revoked': 8,
  'measure.suspended': 10,
  'measure.suspension-extended': 8,
  'measure.took-effect': 58,
  'negotiation.opened': 9,
  'negotiation.round-held': 27,
  'negotiation.round-scheduled': 1,
  'record.checked': 6,
  'statement.made': 62,
};

/** The checks of June, which come from the compilation as a whole and from no entry of the dossier. */
const OF_THE_COMPILATION = /^check-2026-06-29(?:\.\d)?$/;

/** What the founding article alone tells, which comes from no entry of the dossier. */
const OF_THE_ARTICLE = /^(?:guancha-2025-11-.*|eu-2025-11-05-sefcovic-special-channel|scmp-2025-11-eu-not-included)$/;

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

  it('says of each entry of the dossier, 250 and then 69, what became of it', () => {
    expect(rows).toHaveLength(319);
    expect(new Set(rows.map(([id]) => id)).size).toBe(319);
    expect(rows.filter(([, became, what]) => !['recorded', 'left out'].includes(became) || !what)).toEqual([]);
    expect(rows.filter(([, became]) => became === 'left out')).toHaveLength(45);
  });

  it('holds what the list says was recorded, and nothing else', () => {
    const listed = rows.flatMap(([, became, what]) => (became === 'recorded' ? what.split('; ') : []));
    const others = [OF_THE_COMPILATION, OF_THE_ARTICLE];
    const held = entries.filter(({ id }) => !others.some((other) => other.test(id))).map(({ id, type }) => `${id} ${type}`);
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
    expect(announced).toHaveLength(89);
    expect(new Set(announced).size).toBe(89);
    for (const { type, measures = [], instrument } of entries)
      if (type === 'measure.announced') for (const measure of measures) expect(instrumentOf(measure)).toBe(instrument?.id);
    const named = entries.flatMap((entry) => [
      ...(entry.measures ?? []),
      ...measuresTouchedBy({ ...entry, stream: 'statement-x' } as never),
    ]);
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
      urls: 471,
      codes: 104,
      hs: 137,
      names: 111,
    });
  });

  it('keeps figures as they were said', () => {
    const figures = entries.flatMap((entry) => (entry.type === 'licensing.reported' ? entry.data.figures : []));
    expect(figures).toContainEqual({ what: 'applications submitted', said: 'roughly 2,000', value: 2000, approximate: true });
    expect(figures.filter(({ said }) => said === '')).toEqual([]);
  });

  const one = (id: string): Entry => {
    const found = entries.find((entry) => entry.id === id);
    if (!found) throw new Error(`No entry ${id}.`);
    return found;
  };
  const announced = (id: string) => {
    const { type, data } = one(id);
    if (type !== 'measure.announced') throw new Error(`${id} announces nothing.`);
    return data;
  };
  const promises = () => entries.flatMap((entry) => (entry.type === 'commitment.made' ? [{ ...entry.data, id: entry.id }] : []));

  it('tells of a start or an end only from that day on', () => {
    const early = entries.filter(
      (entry) =>
        (entry.type === 'measure.took-effect' || entry.type === 'measure.expired') &&
        lastDayOf(entry.publishedOn) < firstDayOf(entry.data.on),
    );
    expect(early.map(({ id }) => id)).toEqual([]);
  });

  it('gives one page one name, one day and one degree of being read', () => {
    const told = new Map<string, Set<string>>();
    for (const { url, title, publisher, published, reliability, opened = true } of entries.flatMap(({ sources }) => sources as Source[])) {
      const page = url ?? title;
      told.set(page, (told.get(page) ?? new Set()).add([publisher, title, published, reliability, opened].join(' | ')));
    }
    expect([...told].filter(([, ways]) => ways.size > 1)).toEqual([]);
  });

  it('marks the addresses that nobody opened, and says so in no sentence', () => {
    const sources = entries.flatMap(({ sources }) => sources as Source[]);
    expect(new Set(sources.filter(({ opened }) => opened === false).map(({ url, title }) => url ?? title)).size).toBe(156);
    expect(sources.filter(({ title }) => title === 'Official copy')).toEqual([]);
    expect(sources.filter(({ supports = '' }) => /as listed by third parties|^official URL/.test(supports))).toEqual([]);
    expect(sources.filter(({ url, opened }) => /^https:..www.federalregister.gov/.test(url ?? '') && opened !== false)).toEqual([]);
  });

  it('speaks plain English to a reader', () => {
    const raw = /known_from|effective_from|not captured|captured text|official URL|from general knowledge|\bNOTES\b|\bseed\b|dossier/;
    expect(entries.filter(({ note = '', summary = '' }) => raw.test(note) || raw.test(summary)).map(({ id }) => id)).toEqual([]);
    expect(entries.filter(({ summary = '' }) => /^Start of application/.test(summary))).toEqual([]);
    const titles = entries.flatMap(({ data, instrument }) => [
      ...('title' in data && typeof data.title === 'string' ? [data.title] : []),
      ...(instrument ? [instrument.title] : []),
    ]);
    expect(titles.filter((title) => /^(?:China|US|EU|Netherlands): |in force|not captured|not verified/.test(title))).toEqual([]);
  });

  it('lets courts, chambers and newspapers speak for themselves, and people by their names', () => {
    const speaking = entries.flatMap((entry) => (entry.type === 'statement.made' || entry.type === 'licensing.reported' ? [entry] : []));
    const without = speaking.filter(({ data }) => data.party === undefined).map(({ data }) => data.speaker);
    expect([...new Set(without)].sort()).toEqual([
      'European Union Chamber of Commerce in China',
      'European media',
      'International Energy Agency',
      'Observer Net',
      'Press reports',
      'South China Morning Post',
      'Supreme Court of the United States',
      'US Court of International Trade',
    ]);
    expect(speaking.filter(({ data }) => data.text.startsWith(data.speaker)).map(({ id }) => id)).toEqual([]);
    const persons = speaking.flatMap(({ data }) => ('person' in data && data.person ? [data.person] : []));
    expect(new Set(persons)).toEqual(new Set(['Maroš Šefčovič', 'Olof Gill', 'Wang Wentao', 'Scott Bessent', 'Donald Trump', 'Qi Qian']));
  });

  it('keeps to days that were corrected', () => {
    expect(one('cn-2024-51-dual-use-list')).toMatchObject({ publishedOn: '2024-11-19', instrument: { day: '2024-11-15' } });
    expect(one('cn-2024-dual-use-regulation')).toMatchObject({ publishedOn: '2024-10-23', instrument: { day: '2024-09-30' } });
    expect(one('us-2024-05-dfars-magnets')).toMatchObject({ publishedOn: '2024-05-30', instrument: { number: '89 FR 46816' } });
    expect(one('us-2026-06-08-1260h')).toMatchObject({ publishedOn: '2026-06-10', instrument: { number: '91 FR 35189' } });
    expect(announced('us-2025-reciprocal-tariff').firstDay).toBe('2025-04-05');
    expect(announced('us-2025-reciprocal-tariff.2').firstDay).toBe('2025-04-09');
    expect(announced('eu-2026-dual-use-list-update').firstDay).toBe('~2026-11-15');
    expect(one('cn-2025-11-10-tariff-24-paused').publishedOn).toBe('2025-11-05');
  });

  it('reaches as far as the acts do', () => {
    const scope = (id: string) => announced(id).scope;
    expect(scope('us-2025-bis-affiliates-rule')).toMatchObject({ regions: ['world'], items: 'all', limit: { to: 'entities' } });
    expect(scope('cn-2026-40-precursors-us-mx-ca').dualUse).toBe(false);
    const inPart = entries.flatMap((entry) =>
      entry.type === 'measure.announced' && entry.data.scope.inPart ? [[entry.id, ...entry.data.scope.inPart].join(' ')] : [],
    );
    expect(inPart.sort()).toEqual([
      'cn-2024-51-dual-use-list items',
      'cn-2024-dual-use-regulation items',
      'cn-2026-licence-catalogue items',
      'eu-2026-07-24-annex-iv-14-cn-hk items',
      'eu-2026-dual-use-list-update items',
      'us-2024-05-dfars-magnets regions',
      'us-2025-reciprocal-tariff regions',
      'us-2025-reciprocal-tariff.2 regions',
      'us-2026-07-20-eo-14415 regions',
      'us-2026-301-forced-labour.4 regions',
    ]);
    const items = scope('cn-2025-68-state-trading-w-sb-ag').items as ListedItem[];
    expect(items.map(({ item }) => item)).toEqual(['tungsten', 'antimony-metal', 'antimony-ore', 'antimony-oxide', 'silver']);
    const rates = entries.flatMap((entry) =>
      entry.type === 'measure.announced' && entry.instrument?.id === 'us-s301-2026-forced-labour'
        ? [[...(entry.measures ?? []), entry.data.scope.regions.length, entry.data.scope.except?.length, entry.data.rate?.percent]]
        : [],
    );
    expect(rates).toEqual([
      ['us-s301-2026-forced-labour.a', 17, undefined, 10],
      ['us-s301-2026-forced-labour.b', 2, undefined, undefined],
      ['us-s301-2026-forced-labour.c', 3, undefined, undefined],
      ['us-s301-2026-forced-labour.d', 9, 22, 12.5],
    ]);
  });

  it('names items below an element and its form, one a line', () => {
    const lines = (id: string) => announced(id).scope.items as ListedItem[];
    expect(
      lines('cn-2025-18-seven-rare-earths')
        .filter(({ codes }) => codes?.includes('1C905.a'))
        .map(({ item }) => item),
    ).toEqual(['dysprosium', 'dysprosium-targets', 'dy-ndfeb-magnets']);
    expect(lines('cn-2025-18-seven-rare-earths').map(({ codes }) => codes?.[0]?.slice(0, 5))).toEqual(
      expect.arrayContaining(['1C902', '1C903', '1C904', '1C905', '1C906', '1C907', '1C908']),
    );
    expect(lines('cn-2025-58-lithium-graphite-announced').find(({ codes }) => codes?.includes('3C902.b.2'))).toMatchObject({
      item: 'blended-graphite-anode-material',
      note: expect.stringContaining('as printed'),
    });
    for (const { type, data, id } of entries)
      if (type === 'measure.announced' && data.scope.items !== 'all') {
        const said = data.scope.items.map(({ item, name }) => `${item} ${name}`);
        expect({ id, twice: said.filter((line, index) => said.indexOf(line) !== index) }).toEqual({ id, twice: [] });
      }
  });

  it('holds each promise with its day, its round and what it is about', () => {
    const agreed = promises().flatMap(({ id, agreedAt, due }) => (agreedAt ? [[id, agreedAt, due]] : []));
    expect(agreed).toEqual([
      ['us-cn-2025-05-geneva.3', 'us-cn-2025-05-geneva', '2025-05-14'],
      ['cn-2025-10-30-mofcom-kl-arrangements.2', 'us-cn-2025-10-kuala-lumpur', undefined],
      ['cn-2025-10-30-mofcom-kl-arrangements.3', 'us-cn-2025-10-kuala-lumpur', '2025-11-10'],
      ['us-2025-11-01-white-house-fact-sheet.2', 'us-cn-2025-10-30-busan', '2025-11-10'],
      ['us-2025-11-01-white-house-fact-sheet.3', 'us-cn-2025-10-30-busan', '2025-11-10'],
      ['us-2025-11-01-white-house-fact-sheet.4', 'us-cn-2025-10-30-busan', '2025-11-10'],
    ]);
    const lasting = promises().flatMap(({ id, lasting, due, about }) => (lasting ? [[id, lasting, due, about.length]] : []));
    expect(lasting).toEqual([
      ['us-2026-09-23-bessent-busan-extended.2', '2027-01-10', '2026-11-10', 11],
      ['cn-2026-09-28-mofcom-kl-extension.2', '2027-01-10', '2026-11-10', 11],
    ]);
    expect(promises().flatMap(({ about }) => about)).not.toContain('cn-mofcom-2024-46.2');
  });

  it('was read through 9 October 2026, and says that nothing is known after it', () => {
    const checks = entries.flatMap((entry) => (entry.type === 'record.checked' ? [entry.data] : []));
    expect(checks.map(({ issuer, through, bodiesLeftOut }) => [issuer, through, bodiesLeftOut ?? []])).toEqual([
      ['CN', '2026-06-29', []],
      ['US', '2026-06-29', []],
      ['EU', '2026-06-29', []],
      ['NL', '2026-06-29', []],
      ['CN', '2026-10-09', ['State Council Tariff Commission']],
      ['US', '2026-10-09', []],
    ]);
    for (const { through, found } of checks) expect(found.includes('nothing is known of it')).toBe(through === '2026-10-09');
    expect(entries.filter(({ publishedOn }) => lastDayOf(publishedOn) > '2026-10-09').map(({ id }) => id)).toEqual([]);
  });
});
