import { PARAMETERS, parseQuestion } from '@in-force/answers';
import { FOUNDING_RECORD, loadFoundingRecord, readRecordFolder } from '@in-force/engine';
import type { Entry } from '@in-force/formats';
import { opened } from '../kit/engine.js';
import { NOW } from '../kit/record.js';

/** The entries of the second batch, and the types of the events that each became, its own first. */
const BECAME: readonly (readonly [id: string, types: string])[] = [
  ['cn-2024-rare-earth-regulations', 'measure.announced'],
  ['cn-2025-rare-earth-quota-measures', 'measure.announced'],
  ['cn-2025-rare-earth-quota-measures-in-force', 'measure.took-effect'],
  ['cn-2025-05-09-smuggling-campaign', 'statement.made'],
  ['cn-2025-foreign-trade-law', 'measure.announced'],
  ['cn-2026-decree-834-supply-chains', 'measure.announced'],
  ['cn-2026-decree-834-supply-chains-in-force', 'measure.took-effect'],
  ['cn-2026-decree-835-extraterritorial', 'measure.announced'],
  ['cn-2026-decree-835-extraterritorial-in-force', 'measure.took-effect'],
  ['cn-2026-26-mineral-violations-reporting', 'measure.announced'],
  ['cn-2025-tariff-2-us-farm-goods', 'measure.announced'],
  ['cn-2025-tariff-2-us-farm-goods-stopped', 'measure.revoked statement.made'],
  ['cn-2025-tariff-4-us-34', 'measure.announced measure.announced'],
  ['cn-2025-tariff-5-us-84', 'measure.amended'],
  ['cn-2025-tariff-6-us-125', 'measure.amended'],
  ['cn-2025-05-14-tariff-back-to-34', 'measure.amended'],
  ['cn-2025-05-14-tariff-24-suspended', 'measure.suspended'],
  ['cn-2025-08-12-tariff-24-extended', 'measure.suspension-extended'],
  ['cn-2025-03-04-us-soybeans-logs', 'measure.announced measure.announced'],
  ['cn-2025-03-04-us-soybeans-logs-in-force', 'measure.took-effect'],
  ['cn-2025-11-10-us-soybeans-logs-restored', 'measure.revoked'],
  ['eu-cn-2026-03-23-dialogue-beijing', 'negotiation.round-held'],
  ['kr-cn-2026-05-25-dialogue-xian', 'negotiation.round-held negotiation.opened'],
  ['uk-cn-2026-05-18-working-group', 'negotiation.round-held negotiation.opened'],
  ['cn-2026-04-09-mofcom-suspension', 'statement.made'],
  ['nl-cn-2025-11-18-beijing-consultations', 'negotiation.round-held negotiation.opened'],
  ['cn-2025-12-22-mofcom-nexperia', 'statement.made'],
  ['cn-2026-02-13-mofcom-nexperia-court', 'statement.made'],
  ['us-2025-04-08-eo-14259', 'measure.amended'],
  ['us-2025-04-09-eo-14266', 'measure.amended'],
  ['us-2025-05-14-eo-14298-rate', 'measure.amended'],
  ['us-2025-11-04-fact-sheet-since-2023', 'statement.made'],
  ['us-2025-12-01-301-exclusions-extended', 'facilitation.opened commitment.fulfilled'],
  ['us-2025-10-24-301-phase-one', 'statement.made'],
  ['us-2025-12-23-301-semiconductors', 'measure.announced'],
  ['us-2026-03-11-301-overcapacity', 'statement.made'],
  ['us-2026-06-05-managed-trade-request', 'statement.made'],
  ['us-2025-03-20-eo-14241', 'statement.made'],
  ['us-2025-04-15-eo-14272', 'statement.made'],
  ['us-au-2025-10-20-framework', 'negotiation.round-held negotiation.opened'],
  ['us-my-2025-10-26-agreement', 'statement.made commitment.made'],
  ['us-th-2025-10-26-mou', 'statement.made'],
  ['us-jp-2025-10-27-framework', 'negotiation.round-held negotiation.opened'],
  ['us-2026-01-14-proclamation-11001', 'statement.made'],
  ['us-2026-02-04-minerals-ministerial', 'negotiation.round-held negotiation.opened'],
  ['us-2026-07-20-eo-14415', 'measure.announced'],
  ['us-2026-07-30-recoverable-minerals', 'statement.made'],
  ['us-2026-08-06-polysilicon-232', 'measure.announced'],
  ['us-2026-08-13-uas-232', 'measure.announced'],
  ['eu-2024-critical-raw-materials-act', 'commitment.made'],
  ['eu-2025-12-03-magnet-scrap-pledge', 'statement.made commitment.made'],
  ['cn-2024-21-aerospace', 'measure.announced'],
  ['cn-2024-31-drones', 'measure.announced'],
];

/** Starts that lie after the day of their source: plans, which the announcements carry. */
const PLANS = [
  'cn-2024-rare-earth-regulations-in-force',
  'cn-2025-foreign-trade-law-in-force',
  'cn-2026-26-mineral-violations-reporting-in-force',
  'cn-2025-tariff-4-us-in-force',
  'us-2025-12-23-301-semiconductors-in-force',
  'us-2026-07-20-eo-14415-in-force',
  'us-2026-08-06-polysilicon-232-in-force',
  'us-2026-08-13-uas-232-in-force',
  'eu-2024-critical-raw-materials-act-in-force',
];

/** What bears on no trade: kept as sources only. */
const SOURCES_ONLY = [
  'us-2025-07-10-dod-mp-materials',
  'us-2025-11-07-usgs-list',
  'us-2026-02-02-project-vault',
  'us-2026-03-31-active-anode-ended',
  'eu-2025-03-25-strategic-projects',
  'eu-2025-06-04-strategic-projects-abroad',
  'au-2026-01-12-strategic-reserve',
];

describe('the second batch', () => {
  let entries: Entry[];
  let ask: (
    id: string,
    parameters: Readonly<Record<string, string>>,
  ) => ReturnType<Awaited<ReturnType<typeof opened>>['controls']['measure']>;
  beforeAll(async () => {
    entries = (await readRecordFolder(FOUNDING_RECORD)).flatMap((file) => file.entries);
    const { engine, controls } = await opened();
    await loadFoundingRecord(engine);
    ask = (id, parameters) => controls.measure(id, parseQuestion(parameters, NOW, PARAMETERS.measure));
  });
  const named = (id: string) => entries.filter((entry) => entry.id === id || entry.id.replace(/\.\d+$/, '') === id);
  const announcements = () =>
    new Map(
      BECAME.flatMap(([id]) => named(id)).flatMap((entry) =>
        entry.type === 'measure.announced'
          ? (entry.measures ?? [entry.instrument?.id ?? '']).map((measure) => [measure, entry.data] as const)
          : [],
      ),
    );

  it('is told of whole', () => {
    expect(new Set([...BECAME.map(([id]) => id), ...PLANS, ...SOURCES_ONLY]).size).toBe(69);
  });

  it.each(BECAME)('%s became %s', (id, types) => {
    const own = named(id).sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(own.map(({ type }) => type).join(' ')).toBe(types);
  });

  it('makes no event of a plan or of a mere source', () => {
    expect([...PLANS, ...SOURCES_ONLY].filter((id) => named(id).length > 0)).toEqual([]);
  });

  it('makes measures of these kinds, each named after its act', () => {
    expect(Object.fromEntries([...announcements()].map(([id, { kind }]) => [id, kind]))).toEqual({
      'cn-sc-785-2024': 'trade-management',
      'cn-miit-71-2025': 'trade-management',
      'cn-ftl-2025': 'countermeasure',
      'cn-sc-834-2026': 'countermeasure',
      'cn-sc-835-2026': 'countermeasure',
      'cn-mofcom-2026-26': 'order',
      'cn-tc-2025-2': 'tariff',
      'cn-tc-2025-4.10': 'tariff',
      'cn-tc-2025-4.24': 'tariff',
      'cn-gac-2025-soy-logs.soybeans': 'import-ban',
      'cn-gac-2025-soy-logs.logs': 'import-ban',
      'us-s301-2025-semiconductors': 'tariff',
      'us-eo-14415': 'procurement-ban',
      'us-s232-2026-polysilicon': 'tariff',
      'us-s232-2026-uas': 'tariff',
      'cn-mofcom-2024-21': 'export-licence',
      'cn-mofcom-2024-31': 'export-licence',
    });
  });

  it('covers no goods where an act governs none', () => {
    const without = [...announcements()].filter(([, { scope }]) => scope.items.length === 0).map(([id]) => id);
    expect(without).toEqual(['cn-ftl-2025', 'cn-sc-834-2026', 'cn-sc-835-2026', 'cn-mofcom-2026-26']);
  });

  it('gives a percentage only where one rate is known to hold', () => {
    const rates = [...announcements()].flatMap(([id, { rate }]) => (rate ? [[id, rate.percent ?? null]] : []));
    expect(Object.fromEntries(rates)).toEqual({
      'cn-tc-2025-2': null,
      'cn-tc-2025-4.10': 10,
      'cn-tc-2025-4.24': 24,
      'us-s301-2025-semiconductors': null,
      'us-s232-2026-polysilicon': null,
      'us-s232-2026-uas': null,
    });
  });

  it.each([
    ['us-eo-14257.24', 'CN', '2025-04-09', 74, 'in-force'],
    ['us-eo-14257.24', 'CN', '2025-04-10', 115, 'in-force'],
    ['us-eo-14257.24', 'CN', '2025-05-13', 115, 'in-force'],
    ['us-eo-14257.24', 'CN', '2025-05-14', 24, 'suspended'],
    ['us-eo-14257.10', 'CN', '2025-05-14', 10, 'in-force'],
    ['cn-tc-2025-4.24', 'US', '2025-04-09', 24, 'announced'],
    ['cn-tc-2025-4.24', 'US', '2025-04-10', 74, 'in-force'],
    ['cn-tc-2025-4.24', 'US', '2025-04-11', 74, 'in-force'],
    ['cn-tc-2025-4.24', 'US', '2025-04-12', 115, 'in-force'],
    ['cn-tc-2025-4.24', 'US', '2025-05-13', 115, 'in-force'],
    ['cn-tc-2025-4.24', 'US', '2025-05-14', 24, 'suspended'],
    ['cn-tc-2025-4.24', 'US', '2025-08-12', 24, 'suspended'],
    ['cn-tc-2025-4.24', 'US', '2026-11-09', 24, 'suspended'],
    ['cn-tc-2025-4.24', 'US', '2026-11-10', 24, 'unconfirmed'],
    ['cn-tc-2025-4.10', 'US', '2025-04-09', 10, 'announced'],
    ['cn-tc-2025-4.10', 'US', '2025-04-10', 10, 'in-force'],
    ['cn-tc-2025-4.10', 'US', '2026-11-20', 10, 'in-force'],
  ])('%s on goods of %s: on %s it is %i points, %s', (id, region, on, percent, status) => {
    expect(ask(id, { on, region })).toMatchObject({ rate: { percent }, status });
  });

  it.each([
    ['cn-mofcom-2024-31', { on: '2024-08-31', region: 'CA', item: 'drones' }, 'announced'],
    ['cn-mofcom-2024-31', { on: '2024-09-01', region: 'CA', item: 'drones' }, 'in-force'],
    ['cn-mofcom-2024-31', { on: '2026-11-20', region: 'US', item: 'drones' }, 'in-force'],
    ['cn-mofcom-2024-21', { on: '2024-07-01', region: 'DE', item: 'gas-turbine-equipment' }, 'in-force'],
    ['cn-sc-785-2024', { on: '2024-10-01', region: 'DE', item: 'dysprosium' }, 'in-force'],
    ['cn-miit-71-2025', { on: '2025-07-28' }, 'in-force'],
    ['cn-miit-71-2025', { on: '2025-07-28', knownOn: '2025-08-21' }, 'not-known'],
    ['cn-tc-2025-2', { on: '2025-11-09', region: 'US', item: 'soybeans' }, 'in-force'],
    ['cn-tc-2025-2', { on: '2025-11-10', region: 'US', item: 'soybeans' }, 'revoked'],
    ['cn-tc-2025-2', { on: '2025-11-09', region: 'US', item: 'tungsten' }, 'not-applicable'],
    ['cn-gac-2025-soy-logs.logs', { on: '2025-11-09', region: 'US', item: 'logs' }, 'in-force'],
    ['cn-gac-2025-soy-logs.logs', { on: '2025-11-10', region: 'US', item: 'logs' }, 'revoked'],
    ['cn-gac-2025-soy-logs.soybeans', { on: '2025-11-10', region: 'US' }, 'revoked'],
    ['us-s232-2026-uas', { on: '2026-09-03', region: 'CN', item: 'drones' }, 'in-force'],
    ['us-s232-2026-polysilicon', { on: '2026-11-20', region: 'CN' }, 'announced'],
    ['us-eo-14415', { on: '2026-11-20', region: 'CN' }, 'announced'],
    ['us-s301-2025-semiconductors', { on: '2026-11-20', region: 'CN' }, 'announced'],
  ])('%s, asked %j, is %s', (id, parameters, status) => {
    expect(ask(id, parameters).status).toBe(status);
  });

  it('limits the bar on soybeans to three exporters, and that on logs to none', () => {
    expect(ask('cn-gac-2025-soy-logs.soybeans', { on: '2025-06-01', region: 'US', item: 'soybeans' })).toMatchObject({
      status: 'in-force',
      coverage: 'entities',
    });
    expect(ask('cn-gac-2025-soy-logs.logs', { on: '2025-06-01', region: 'US', item: 'logs' }).coverage).toBe('full');
  });

  it('opens a track of their own for talks of others', () => {
    const tracks = BECAME.flatMap(([id]) => named(id)).flatMap((entry) =>
      entry.type === 'negotiation.round-held' ? [[entry.of ?? entry.track, entry.data.parties.join(' ')]] : [],
    );
    expect(tracks).toEqual([
      ['eu-cn-trade', 'CN EU'],
      ['kr-cn-trade', 'CN KR'],
      ['uk-cn-trade', 'CN GB'],
      ['nl-cn-trade', 'CN NL'],
      ['us-au-minerals', 'US AU'],
      ['us-jp-minerals', 'US JP'],
      ['eu-us-jp-minerals', 'US EU JP'],
    ]);
  });

  it('keeps apart what was read and what is only an address', () => {
    const sources = BECAME.flatMap(([id]) => named(id)).flatMap((entry) => entry.sources);
    const unread = sources.filter(({ opened }) => opened === false);
    expect(unread.every(({ reliability }) => reliability === 'official')).toBe(true);
    expect(new Set(unread.map(({ url }) => url)).size).toBe(14);
    expect(
      sources.filter(({ supports }) => /as listed by third parties/.test(supports ?? '')).every(({ opened }) => opened === false),
    ).toBe(true);
  });

  it('quotes the two wordings of the fact sheet of November 2025', () => {
    const [statement] = named('us-2025-11-04-fact-sheet-since-2023');
    expect(statement?.publishedOn).toBe('2025-11-04');
    expect(statement?.sources.flatMap(({ quote }) => (quote ? [quote.text] : []))).toEqual(['April 2025 and October 2022', 'since 2023']);
  });
});
