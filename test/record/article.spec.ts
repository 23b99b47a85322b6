import { FOUNDING_RECORD, readRecordFolder } from '@in-force/engine';
import type { Event } from '@in-force/events';
import type { Entry } from '@in-force/formats';

type Of<Type extends Event['type']> = Entry & Extract<Event, { type: Type }>;

const ARTICLE = 'https://www.toutiao.com/article/7569400158656479784/';
const OCTOBER = [
  'cn-mofcom-2025-55',
  'cn-mofcom-2025-56',
  'cn-mofcom-2025-57',
  'cn-mofcom-2025-58',
  'cn-mofcom-2025-61.3',
  'cn-mofcom-2025-61.1-2',
  'cn-mofcom-2025-62',
];

describe('the founding article, fact by fact', () => {
  let entries: Map<string, Entry>;
  beforeAll(async () => {
    entries = new Map((await readRecordFolder(FOUNDING_RECORD)).flatMap((file) => file.entries.map((entry) => [entry.id, entry] as const)));
  });

  /** An entry by its id, of this type; the article is among its sources, public in November 2025. */
  function told<Type extends Event['type']>(id: string, type: Type): Of<Type> {
    const entry = entries.get(id);
    expect({ id, type: entry?.type }).toEqual({ id, type });
    expect(entry?.sources).toContainEqual(expect.objectContaining({ url: ARTICLE, published: '2025-11', reliability: 'news' }));
    return entry as Of<Type>;
  }
  /** What an entry quotes of the article, in its English translation. */
  const quoted = (entry: Entry) => entry.sources.find(({ url }) => url === ARTICLE)?.quote;
  const english = (text: string) => ({ text, language: 'en' });

  it('talks in Kuala Lumpur and the summit in Busan, rare earths a focal point of both', () => {
    expect(told('us-cn-2025-10-kuala-lumpur', 'negotiation.round-held').data).toMatchObject({
      place: 'Kuala Lumpur',
      from: '2025-10-25',
      through: '2025-10-26',
      about: OCTOBER,
    });
    expect(told('us-cn-2025-10-30-busan', 'negotiation.round-held').data).toMatchObject({
      level: 'leaders',
      from: '2025-10-30',
      about: OCTOBER,
    });
  });

  it('the EU fears to be left off the list of the suspension', () => {
    const { data, publishedOn } = told('guancha-2025-11-eu-fears-left-out', 'statement.made');
    expect(data).toMatchObject({ speaker: 'Observer Net', person: 'Qi Qian', about: OCTOBER });
    expect(data.text).toMatch(/may not be on the list.*meets Chinese representatives often/);
    expect(data).not.toHaveProperty('party');
    expect(publishedOn).toBe('2025-11');
  });

  it('the special communication channel, said in Kuwait', () => {
    const said = told('eu-2025-11-05-sefcovic-special-channel', 'statement.made');
    expect(said).toMatchObject({
      publishedOn: '2025-11-05',
      data: { party: 'EU', speaker: 'European Commission', person: 'Maroš Šefčovič' },
    });
    expect(quoted(said)).toEqual(english('special communication channel'));
    expect(said.data.text).toMatch(
      /2025 GCC-EU Business Forum in Kuwait.*Reuters.*crucial to its industries.*with priority.*officials of both sides/,
    );
    const { data } = told('eu-cn-2025-11-05-special-channel', 'facilitation.opened');
    expect(data).toMatchObject({ kind: 'special-channel', regions: ['EU'], from: '2025-11-05', about: ['cn-mofcom-2025-18'] });
    expect(data.text).toMatch(/priority handling and officials of both sides work together to review and speed up licences/);
  });

  it('very negative impacts of badly run procedures', () => {
    const said = told('eu-2025-11-05-sefcovic-kuwait-impacts', 'statement.made');
    expect(said.data).toMatchObject({ party: 'EU', person: 'Maroš Šefčovič', text: expect.stringContaining('told China repeatedly') });
    expect(quoted(said)).toEqual(english('very negative impacts'));
  });

  it('about 2,000 applications, just over half approved', () => {
    const { data, publishedOn } = told('eu-2025-11-05-half-approved', 'licensing.reported');
    expect(publishedOn).toBe('2025-11-05');
    expect(data.figures).toMatchObject([
      { value: 2000, approximate: true },
      { said: 'just over half', atLeast: 50 },
    ]);
  });

  it('the EU urges China on the rest, and diversifies', () => {
    expect(told('eu-2025-11-05-sefcovic-kuwait-diversify', 'statement.made').data.person).toBe('Maroš Šefčovič');
    const { data } = told('eu-2025-11-05-sefcovic-kuwait-diversify.2', 'commitment.made');
    expect(data).toMatchObject({ party: 'EU', person: 'Maroš Šefčovič', about: ['cn-mofcom-2025-18'] });
    expect(data.text).toMatch(/magnet production in Estonia/);
  });

  it.each([
    ['guancha-2025-11-industrial-vitamins', 'industrial vitamins', /weapons.*aerospace, wind power, new-energy vehicles, robots and smart/],
    ['guancha-2025-11-thirty-years', undefined, /mining and refining of rare earths for thirty years/],
    ['guancha-2025-11-earlier-this-year', 'earlier this year', /European concern about interruptions/],
  ] as [string, string | undefined, RegExp][])('%s, said by the article itself', (id, words, text) => {
    const said = told(id, 'statement.made');
    expect(said.data).toMatchObject({ speaker: 'Observer Net', person: 'Qi Qian', text: expect.stringMatching(text) });
    expect(said.data).not.toHaveProperty('party');
    expect(quoted(said)).toEqual(words === undefined ? undefined : english(words));
  });

  it('the controls themselves, of April', () => {
    expect(entries.get('guancha-2025-11-earlier-this-year')?.data).toMatchObject({ about: ['cn-mofcom-2025-18'] });
    expect(entries.get('cn-2025-18-seven-rare-earths')).toMatchObject({ type: 'measure.announced', data: { firstDay: '2025-04-04' } });
  });

  it('the shares of 2023, by the International Energy Agency, with their bounds', () => {
    expect(told('iea-2023-rare-earth-shares', 'statement.made').data.speaker).toBe('International Energy Agency');
    const { data } = told('iea-2023-rare-earth-shares.2', 'licensing.reported');
    expect(data).not.toHaveProperty('party');
    expect(data.figures).toEqual([
      { what: 'share of mined output in 2023', said: 'more than 60 %', atLeast: 60, unit: '%' },
      { what: 'share of processing in 2023', said: '92 %', value: 92, unit: '%' },
    ]);
  });

  it('European media on a de facto monopoly', () => {
    const said = told('guancha-2025-11-de-facto-monopoly', 'statement.made');
    expect(said.data).toMatchObject({ speaker: 'European media', text: expect.stringContaining('is hard for the EU') });
    expect(said.data).not.toHaveProperty('party');
    expect(quoted(said)).toEqual(english('de facto monopoly'));
  });

  it('what the EU prepares', () => {
    const { data } = told('guancha-2025-11-eu-prepares', 'commitment.made');
    expect(data.party).toBe('EU');
    expect(data.text).toMatch(/more at home, find more suppliers, reuse materials.*joint purchasing and strategic reserves/);
  });

  it('European officials see no quick solution', () => {
    expect(told('guancha-2025-11-no-quick-solution', 'statement.made').data).toMatchObject({
      party: 'EU',
      speaker: 'European officials',
      text: expect.stringContaining('no quick solution'),
    });
  });

  it('the Ministry of Commerce after Kuala Lumpur', () => {
    const said = told('cn-2025-10-30-mofcom-kl-arrangements', 'statement.made');
    expect(said).toMatchObject({ publishedOn: '2025-10-30', data: { party: 'CN', speaker: 'MOFCOM' } });
    expect(said.data.text).toMatch(/for one year and study detailed plans/);
    expect(told('cn-2025-10-30-mofcom-kl-arrangements.2', 'commitment.made').data.about).toEqual(OCTOBER);
  });

  it('the statement of results of the White House', () => {
    const said = told('us-2025-11-01-white-house-fact-sheet', 'statement.made');
    expect(said).toMatchObject({ publishedOn: '2025-11-01', data: { party: 'US' } });
    expect(said.data.readings?.map(({ reads }) => reads)).toEqual(['suspended', 'removed']);
  });

  it('the judgement of the EU, as the South China Morning Post reports it', () => {
    const { data } = told('scmp-2025-11-eu-not-included', 'statement.made');
    expect(data).toMatchObject({ speaker: 'South China Morning Post', text: expect.stringContaining('does not include EU industry') });
    expect(data).not.toHaveProperty('party');
  });

  it('the upgraded dialogue in Brussels, its persons and its outcome', () => {
    const round = told('eu-cn-2025-10-31-brussels-dialogue', 'negotiation.round-held');
    expect(round.data).toMatchObject({
      place: 'Brussels',
      from: '2025-10-31',
      through: '2025-11-01',
      persons: ['Jiang Qianliang', 'Denis Redonnet'],
      outcome: expect.stringMatching(/^in-depth and constructive.*supply chains stable/),
    });
    expect(round.summary).toMatch(/director of MOFCOM's Bureau of Security and Control.*deputy director-general of DG Trade/);
    expect(round.note).toMatch(/Laidongne/);
    expect(quoted(round)).toEqual(english('upgraded'));
  });

  it('the Commission on 3 November', () => {
    const said = told('eu-2025-11-03-commission-midday', 'statement.made');
    expect(said.publishedOn).toBe('2025-11-03');
    expect(quoted(said)).toEqual(english('global'));
    expect(said.data.text).toMatch(/still clarifying modalities/);
    expect(said.data.readings).toMatchObject([
      { regions: ['world'], measures: OCTOBER, reads: 'suspended' },
      { regions: ['EU'], measures: ['cn-mofcom-2025-18'], reads: 'in-force' },
    ]);
  });

  it('the Commission on general licences, on 4 November', () => {
    const said = told('eu-2025-11-04-general-licences-discussed', 'statement.made');
    expect(said).toMatchObject({ publishedOn: '2025-11-04', data: { claim: expect.stringContaining('under discussion, not granted') } });
  });

  it('the video call of 21 October, and what the minister said', () => {
    const call = told('eu-cn-2025-10-21-call', 'negotiation.round-held');
    expect(call.data).toMatchObject({ from: '2025-10-21', place: 'by video', persons: expect.arrayContaining(['Wang Wentao']) });
    expect(call.summary).toMatch(/upon request/);
    const said = told('cn-2025-10-21-wang-normal-practice', 'statement.made');
    expect(said).toMatchObject({ publishedOn: '2025-10-21', data: { party: 'CN', person: 'Wang Wentao' } });
    expect(said.data.text).toMatch(
      /system by law.*a major country for world peace and stability.*stable global supply chains.*always eased/,
    );
    expect(quoted(said)).toEqual(english('normal practice'));
  });
});
