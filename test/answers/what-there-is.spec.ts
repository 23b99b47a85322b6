import { ControlsInForce, instruments, items, measures, PARAMETERS, parseQuestion, type Question, regions } from '@in-force/answers';
import type { RecordView } from '@in-force/rules';
import { amended, announced, NOW, record, revoked, type Said, suspended } from '../kit/record.js';

const act = (id: string, issuer: string, day: string) => ({ id, issuer, body: 'A ministry', number: null, day, title: `Act ${id}` });
const october = act('cn-act-9', 'CN', '2025-10-09');
const november = act('cn-act-70', 'CN', '2025-11-07');
const order = act('us-order', 'US', '2025-02-01');
const of = (id: string, said: Said): Said => ({ ...said, stream: `measure-${id}` }) as Said;
const acts: readonly Said[] = [
  of(
    'cn-act-9.10',
    announced(
      '2025-10-09',
      { kind: 'export-ban', scope: { regions: ['US'], items: [{ item: 'dysprosium', codes: ['1C905.a'], hs: ['2805301200'] }] } },
      { instrument: october },
    ),
  ),
  of('cn-act-9.9', announced('2025-10-09', { title: 'Nine', firstDay: '2025-12-01' }, { instrument: october })),
  of('cn-act-9.9', amended('2025-11-01', { from: '2025-12-15', title: 'Nine, renamed' } as never)),
  of('us-order', announced('2025-02-01', { issuer: 'US', kind: 'tariff' }, { instrument: order })),
  of('cn-act-9.9', suspended('2025-11-07', { from: '2025-11-07', through: null }, { instrument: november })),
  of('us-order', revoked('2025-11-08', '2025-11-08')),
];
const controls = new ControlsInForce();
for (const event of record(acts)) controls.apply(event);

type Lists = 'instruments' | 'measures' | 'items' | 'regions';
const LISTS = { instruments, measures, items, regions } as const;
function ask<List extends Lists>(list: List, asked: Record<string, string> = {}) {
  const question = parseQuestion(asked, NOW, PARAMETERS[list]);
  const of = LISTS[list] as (known: RecordView, question: Question) => ReturnType<(typeof LISTS)[List]>;
  return controls.answer(
    list,
    question,
    (known) => of(known, question) as { entries: ReturnType<(typeof LISTS)[List]>['entries']; next: string | null },
  );
}

describe('acts', () => {
  it('are listed by their day with what each made and touched', () => {
    expect(ask('instruments').entries).toMatchObject([
      { id: 'us-order', issuer: 'US', made: ['us-order'], touched: ['us-order'] },
      {
        id: 'cn-act-9',
        body: 'A ministry',
        number: null,
        day: '2025-10-09',
        made: ['cn-act-9.9', 'cn-act-9.10'],
        sources: [{ publisher: 'The Gazette' }],
      },
      { id: 'cn-act-70', title: 'Act cn-act-70', made: [], touched: ['cn-act-9.9'] },
    ]);
  });

  it.each<[Record<string, string>, string[]]>([
    [{ issuer: 'CN' }, ['cn-act-9', 'cn-act-70']],
    [{ measure: 'cn-act-9.9' }, ['cn-act-9', 'cn-act-70']],
    [{ from: '2025-02-02', to: '2025-11-06' }, ['cn-act-9']],
    [{ knownOn: '2025-11-06' }, ['us-order', 'cn-act-9']],
    [{ recordedAt: '3' }, ['cn-act-9']],
    [{ after: 'cn-act-9' }, ['cn-act-70']],
  ])('asked for by %j: %j', (asked, expected) => {
    expect(ask('instruments', asked).entries.map(({ id }) => id)).toEqual(expected);
  });

  it('tell what an act had done by then', () => {
    expect(ask('instruments', { recordedAt: '1' }).entries).toMatchObject([{ made: ['cn-act-9.10'], touched: ['cn-act-9.10'] }]);
  });
});

describe('measures', () => {
  it('are listed by their ids as people read them, with their terms on the day', () => {
    expect(ask('measures', { on: '2025-12-14' }).entries).toMatchObject([
      { id: 'cn-act-9.9', instrument: 'cn-act-9', title: 'Nine', firstDay: '2025-12-01', items: ['all'] },
      { id: 'cn-act-9.10', kind: 'export-ban', regions: ['US'], except: [], items: ['Dy'], limitedTo: [] },
      { id: 'us-order', issuer: 'US' },
    ]);
    expect(ask('measures', { on: '2025-12-15' }).entries[0]).toMatchObject({ title: 'Nine, renamed' });
  });

  it.each<[Record<string, string>, string[]]>([
    [{ issuer: 'US' }, ['us-order']],
    [{ kind: 'export-ban,tariff' }, ['cn-act-9.10', 'us-order']],
    [{ knownOn: '2025-10-08' }, ['us-order']],
    [{ limit: '1', after: 'cn-act-9.9' }, ['cn-act-9.10']],
  ])('asked for by %j: %j', (asked, expected) => {
    expect(ask('measures', asked).entries.map(({ id }) => id)).toEqual(expected);
  });
});

describe('items', () => {
  const one = (slug: string, asked: Record<string, string> = {}) => ask('items', asked).entries.find((item) => item.slug === slug);

  it('have names, what lies directly above and below, and the codes that known measures list', () => {
    expect(one('dysprosium')).toEqual({
      slug: 'dysprosium',
      name: 'Dysprosium',
      symbol: 'Dy',
      aliases: expect.any(Array),
      above: ['medium-heavy-rare-earths'],
      below: expect.arrayContaining(['dysprosium-metal', 'dy-ndfeb-magnets']),
      codes: ['1C905.a'],
      hs: ['2805301200'],
    });
    expect(one('dysprosium', { recordedAt: '0' })).toMatchObject({ codes: [], hs: [] });
  });

  it.each(['Dy', '1C905', 'hs:280530'])('asked for by %s are those at, above and below it', (item) => {
    const slugs = ask('items', { item }).entries.map(({ slug }) => slug);
    expect(slugs).toEqual(expect.arrayContaining(['rare-earths', 'dysprosium', 'dysprosium-oxide']));
    expect(slugs).not.toContain('terbium');
  });
});

describe('regions', () => {
  it('have their members and blocs of the day', () => {
    const [bloc, ...countries] = ask('regions', { region: 'EU', on: '2020-01-15' }).entries;
    expect(bloc).toMatchObject({ code: 'EU', kind: 'bloc', members: expect.arrayContaining(['GB']), blocs: null, city: 'Brussels' });
    expect(countries.find(({ code }) => code === 'GB')).toMatchObject({
      kind: 'country',
      members: null,
      blocs: expect.arrayContaining(['EU', 'G7']),
    });
    expect(ask('regions', { region: 'EU', on: '2025-01-15' }).entries[0]?.members).not.toContain('GB');
  });

  it('begin with the world and the blocs', () => {
    const all = ask('regions').entries;
    expect(all[0]).toEqual({ code: 'world', name: 'the world', kind: 'world', members: null, blocs: null, city: null, zone: 'UTC' });
    expect(all.length).toBeGreaterThan(249);
    expect(ask('regions', { region: 'DE' }).entries.map(({ code }) => code)).toEqual(['DE']);
  });
});
