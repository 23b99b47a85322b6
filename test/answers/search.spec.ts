import { ControlsInForce, PARAMETERS, parseQuestion, search } from '@in-force/answers';
import { announced, NOW, SOURCE as PAGE, record, type Said } from '../kit/record.js';

const said = (id: string, title: string, text: string, publishedOn = '2025-02-01'): Said => ({
  stream: `statement-${id}`,
  type: 'statement.made',
  publishedOn,
  as: id,
  data: { title, party: 'EU', speaker: 'Maroš Šefčovič', text, about: [] },
});
const measure = announced('2025-01-01', {
  title: 'Licences for 稀土 exports',
  scope: { regions: ['world'], items: [{ item: 'dysprosium', codes: ['1C902.a'], hs: ['2846901500'] }] },
});
const corrected: Said = {
  stream: 'statement-a',
  type: 'record.corrected',
  publishedOn: '2025-03-01',
  as: 'fix',
  data: {
    event: '00000000-0000-4000-8000-610000000000',
    replacement: {
      type: 'statement.made',
      version: 1,
      data: { title: 'A remark', party: 'EU', speaker: 'Somebody', text: 'About graphite.', about: [] },
    },
    reason: 'Misread.',
  },
};
const acts = [
  measure,
  said('a', 'A remark', 'About magnets.'),
  said('b', 'Another remark', 'About magnets and licences.', '2025-06-01'),
  corrected,
];

const controls = new ControlsInForce();
for (const event of record(acts)) controls.apply(event);
const find = (asked: Record<string, string>) =>
  controls.answer('search', parseQuestion(asked, NOW, PARAMETERS.search), (known) =>
    search(known, parseQuestion(asked, NOW, PARAMETERS.search)),
  );
const ids = (asked: Record<string, string>) =>
  find(asked)
    .entries.filter(({ type }) => type !== 'source')
    .map(({ type, id }) => `${type} ${id}`)
    .sort();

describe('a search', () => {
  it('names what is near where it finds nothing, word by word, and only then', () => {
    expect(find({ q: 'magents' })).toMatchObject({ entries: [], near: ['magnets'] });
    expect(find({ q: 'magnets grafite' })).toMatchObject({ entries: [], near: ['graphite'] });
    expect(find({ q: 'unobtainium' })).toMatchObject({ entries: [], near: [] });
    expect(find({ q: 'magnets' })).not.toHaveProperty('near');
  });

  it.each([
    ['a word begun, in any case', 'DYSPRO', ['measure cn-test-1']],
    ['a word without its diacritics', 'sefcovic magnets', ['statement b']],
    ['signs of a script without spaces', '稀土', ['measure cn-test-1']],
    ['one sign of it', '土', ['measure cn-test-1']],
    ['a control code', '1C902', ['measure cn-test-1']],
    ['an HS prefix', '2846', ['measure cn-test-1']],
    ['an id', 'cn-test-1', ['measure cn-test-1']],
    ['all the words, not one of them', 'magnets dysprosium', []],
  ])('finds %s', (_, q, expected) => {
    expect(ids({ q })).toEqual(expected);
  });

  it('sees what was public and recorded at its clocks, corrections applied', () => {
    expect(ids({ q: 'magnets' })).toEqual(['statement b']);
    expect(ids({ q: 'graphite' })).toEqual(['statement a']);
    expect(ids({ q: 'magnets', recordedAt: '2' })).toEqual(['statement a']);
    expect(ids({ q: 'magnets', recordedAt: '3' })).toEqual(['statement a', 'statement b']);
    expect(ids({ q: 'magnets', knownOn: '2025-05-31' })).toEqual([]);
  });

  it.each<[string, string, string[]]>([
    ['a day, whole', '2025-02-01', ['instrument cn-test-9', 'measure cn-test-9', 'round a-round', 'statement a']],
    ...['1 February 2025', 'Feb 1, 2025', '1 Feb. 2025', '2025/2/1', '2025-2-1', '2025年2月1日'].map((day): [string, string, string[]] => [
      'a day as it is said',
      day,
      ['instrument cn-test-9', 'measure cn-test-9', 'round a-round', 'statement a'],
    ]),
    ...['No. 57 of 2025', 'No. 57, 2025', '57 of 2025', '2025年第57号'].map((number): [string, string, string[]] => [
      'the number of an act as it is said',
      number,
      ['instrument cn-test-9', 'measure cn-test-9'],
    ]),
    ['another word for the same', 'joint procurement', ['statement j']],
    ['a bloc by its name where its code is said', 'Gulf Cooperation forum', ['statement j']],
    ['the number of an act, whole', '57/2025', ['instrument cn-test-9', 'measure cn-test-9']],
    ['not the number of another', '7/2025', []],
    ['a rate, whole', '0.1%', ['measure cn-test-9']],
    ['a rate with a space and a comma', '0,1 %', ['measure cn-test-9']],
    ['a month and what it is', 'February controls', ['measure cn-test-9']],
    ['a bloc by its name', 'gulf cooperation', ['measure cn-test-9', 'statement j']],
    ['a person at a round, under the round', 'Redonnet', ['round a-round']],
    ['a person of a statement', 'wang wentao', ['statement w']],
    ['the words of a source, under what they are of', 'verbatim', ['measure cn-test-8', 'source https://example.org/quoted']],
  ])('finds %s', (_, q, expected) => {
    const instrument = { id: 'cn-test-9', issuer: 'CN', body: 'B', number: '57/2025', day: '2025-02-01', title: 'An act' };
    const rest = { stream: 'measure-cn-test-9', instrument };
    const quoted = { ...PAGE, url: 'https://example.org/quoted', quote: { text: 'Verbatim words.', language: 'en' } };
    const more: Said[] = [
      announced('2025-02-01', { title: 'The 0.1% rule', scope: { regions: ['GCC'], items: 'all' } }, rest),
      { ...announced('2025-03-01', { title: 'Of 57 things in 2025' }), stream: 'measure-cn-test-8', sources: [quoted] } as Said,
      said('a', 'A remark', 'Words.'),
      said('j', 'A remark', 'At the GCC forum: joint purchasing.', '2025-07-07'),
      {
        ...said('w', 'A remark', 'Words.', '2025-05-05'),
        data: { ...said('w', 'A remark', 'Words.').data, person: 'Wang Wentao' },
      } as Said,
      {
        stream: 'negotiation-t',
        type: 'negotiation.opened',
        publishedOn: '2025-04-01',
        data: { title: 'Talks', parties: ['CN'], subject: 'S' },
      },
      {
        stream: 'negotiation-t',
        type: 'negotiation.round-held',
        publishedOn: '2025-02-02',
        causation: 'a-round',
        data: {
          title: 'First call',
          parties: ['CN'],
          place: null,
          from: '2025-02-01',
          through: '2025-02-01',
          level: 'officials',
          persons: ['Denis Redonnet'],
          outcome: null,
          about: [],
        },
      },
    ];
    const found = new ControlsInForce();
    for (const event of record(more)) found.apply(event);
    const question = parseQuestion({ q }, NOW, PARAMETERS.search);
    const { entries } = found.answer('search', question, (known) => search(known, question));
    expect(entries.map(({ type, id }) => `${type} ${id}`).sort()).toEqual(expected);
  });

  it('shows one type after another, measures first and sources last', () => {
    const types = find({ q: 'page' }).entries.map(({ type }) => type);
    expect(types.at(-1)).toBe('source');
    const order = ['measure', 'instrument', 'negotiation', 'round', 'commitment', 'statement', 'licensing', 'facilitation', 'source'];
    const all = find({ q: 'a' }).entries.map(({ type }) => order.indexOf(type));
    expect(all).toEqual(all.toSorted((a, b) => a - b));
  });

  it('shows the words around what it found', () => {
    expect(find({ q: 'licences' }).entries.map(({ snippet }) => snippet)).toEqual(
      expect.arrayContaining([expect.stringContaining('About magnets and licences.')]),
    );
  });

  it('goes on page by page in one order', () => {
    const all = find({ q: 'page' }).entries;
    const { entries, next } = find({ q: 'page', limit: '1' });
    expect(entries).toEqual(all.slice(0, 1));
    if (next) expect(find({ q: 'page', after: next }).entries).toEqual(all.slice(1));
  });

  it('asks for words', () => {
    for (const q of ['…', '  -- ']) expect(() => find({ q })).toThrow('Write the words');
  });
});
