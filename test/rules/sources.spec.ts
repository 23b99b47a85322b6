import { PARAMETERS, parseQuestion, search } from '@in-force/answers';
import type { Source } from '@in-force/events';
import { announced, ask, controlsOf, corrected, MEASURE, NOW, reading, type Said } from '../kit/record.js';

const source = (publisher: string, more: Partial<Source> = {}): Source => ({
  publisher,
  title: `Page of ${publisher}`,
  url: `https://example.org/${publisher.toLowerCase()}`,
  published: '2025-01-10',
  reliability: 'news',
  ...more,
});
const instrument = { id: MEASURE, issuer: 'CN', body: 'MOFCOM', number: null, day: '2025-01-10', title: 'Announcement 1/2025' };
const said = (sources: readonly Source[], more: object = {}): Said[] => [
  { ...announced('2025-01-10'), sources: [...sources], recordedAt: '2026-01-05T08:00:00.000Z', ...more } as Said,
];
const shown = (acts: readonly Said[], knownOn?: string) => {
  const [entry] = ask(acts, MEASURE, { on: '2025-02-01', ...(knownOn && { knownOn }) }).history;
  if (!entry) throw new Error('Nothing is shown.');
  return { names: entry.sources.map(({ publisher }) => publisher), later: entry.sourcesLater, address: entry.address, entry };
};

describe('the sources of an event', () => {
  it.each<[string, Source[], string[]]>([
    ['opened before unopened', [source('A', { opened: false }), source('B', { opened: true })], ['B', 'A']],
    ['what does not say so was opened', [source('A', { opened: false, reliability: 'law-firm' }), source('B')], ['B', 'A']],
    [
      'the more official',
      [
        source('Blog', { reliability: 'aggregator' }),
        source('Gazette', { reliability: 'official' }),
        source('Lawyers', { reliability: 'law-firm' }),
      ],
      ['Gazette', 'Lawyers', 'Blog'],
    ],
    [
      'the earlier, those without a day last',
      [source('Undated', { published: null }), source('Late', { published: '2025-02' }), source('Early', { published: '2025-01-12' })],
      ['Early', 'Late', 'Undated'],
    ],
    ['by URL', [source('B'), source('A'), source('None', { url: null })], ['A', 'B', 'None']],
  ])('stand in order: %s', (_, sources, expected) => {
    expect(shown(said(sources)).names).toEqual(expected);
  });

  it.each<[string, Source, string, boolean]>([
    ['on its day', source('A', { published: '2025-03-01' }), '2025-03-01', true],
    ['the day before', source('A', { published: '2025-03-01' }), '2025-02-28', false],
    ['of a month, on its last day', source('A', { published: '2025-03' }), '2025-03-31', true],
    ['of a month, the day before', source('A', { published: '2025-03' }), '2025-03-30', false],
    ['without a day, the day before it was recorded', source('A', { published: null }), '2026-01-04', false],
    ['without a day, the day it was recorded', source('A', { published: null }), '2026-01-05', true],
    [
      'the act’s own text without a day, on the day of the act',
      source('A', { published: null, reliability: 'official' }),
      '2025-01-10',
      true,
    ],
  ])('are shown at a `knownOn`: %s', (_, one, knownOn, found) => {
    const { names, later } = shown(said([one], { instrument }), knownOn);
    expect([names, later]).toEqual(found ? [['A'], 0] : [[], 1]);
  });

  it('an official page without a day, of no act, counts from its recording', () => {
    const page = source('A', { published: null, reliability: 'official' });
    expect(shown(said([page]), '2025-06-01').names).toEqual([]);
  });

  it('given by a correction count from that', () => {
    const acts = (more: object) => [
      { ...said([source('Old', { published: null })])[0], as: 'A' } as Said,
      corrected(
        'A',
        { type: 'measure.announced', data: { ...announced('2025-01-10').data } as never, ...more },
        { recordedAt: '2026-05-01T00:00:00.000Z' },
      ),
    ];
    const fresh = { sources: [source('New', { published: null })] };
    expect(shown(acts(fresh), '2026-04-30').names).toEqual([]);
    expect(shown(acts(fresh), '2026-05-01').names).toEqual(['New']);
    expect(shown(acts({}), '2026-04-30').names).toEqual(['Old']);
  });

  it('are without hindsight at a `knownOn`, and so is the event', () => {
    const acts = said([source('A', { supports: 'what of it rests here', quote: { text: 'Words.', language: 'en' } })], {
      note: 'A later thought.',
    });
    expect(shown(acts).entry).toMatchObject({
      note: 'A later thought.',
      sources: [{ supports: 'what of it rests here', quote: { text: 'Words.' } }],
    });
    const { entry } = shown(acts, '2025-02-01');
    expect(entry.note).toBeNull();
    expect(entry.sources).toEqual([source('A', { quote: { text: 'Words.', language: 'en' } })]);
  });

  it('never give a sentence an official address that nobody opened', () => {
    const address = source('Ministry', { reliability: 'official', opened: false });
    const one = shown(said([address, source('Blog', { reliability: 'aggregator' })]));
    expect([one.address, one.entry.text]).toEqual([address.url, expect.stringContaining('source: Blog')]);
    expect(shown(said([address])).entry.text).toContain('no source that was read');
    const opened = shown(said([source('Blog'), { ...address, opened: true }]));
    expect([opened.address, opened.entry.text]).toEqual([address.url, expect.stringContaining('source: Ministry')]);
    expect(shown(said([{ ...address, published: '2025-03-01' }, source('Blog')]), '2025-02-01').address).toBeNull();
  });

  it('of a reading are those that were public', () => {
    const word = reading('2025-01-20', 'removed');
    const acts = (published: string) => [announced('2025-01-01'), { ...word, sources: [source('Paper', { published })] } as Said];
    const of = (published: string, knownOn?: string) =>
      ask(acts(published), MEASURE, { on: '2025-02-01', ...(knownOn && { knownOn }) }).contested?.map((one) => one.source);
    expect(of('2025-01-20', '2025-01-20')).toEqual([{ publisher: 'Paper', url: 'https://example.org/paper' }]);
    expect(of('2025-01-25', '2025-01-20')).toEqual([null]);
    expect(of('2025-01-25')).toEqual([{ publisher: 'Paper', url: 'https://example.org/paper' }]);
    const list = controlsOf(acts('2025-01-25'));
    const listed = ['2025-01-24', '2025-01-25', '2025-01-24'].map(
      (knownOn) => list.list(parseQuestion({ on: '2025-02-01', knownOn }, NOW, PARAMETERS.controls)).controls[0]?.contested?.[0]?.source,
    );
    expect(listed).toEqual([null, { publisher: 'Paper', url: 'https://example.org/paper' }, null]);
  });
});

describe('a search for sources', () => {
  const late = source('Agency', { title: 'The suspension of November', published: '2025-11-10', supports: 'what ended it' });
  const acts = [
    {
      ...announced('2025-09-29', { title: 'A rule on affiliates' }),
      sources: [source('Gazette', { title: 'Affiliates', published: '2025-09-29' }), late],
      note: 'Suspended in November.',
    } as Said,
  ];
  const find = (q: string, knownOn?: string) => {
    const question = parseQuestion({ q, ...(knownOn && { knownOn }) }, NOW, PARAMETERS.search);
    return controlsOf(acts)
      .answer('search', question, (known) => search(known, question))
      .entries.map(({ type, title, publishedOn }) => [type, title, publishedOn]);
  };
  it('finds each under its own day, and none that was published later', () => {
    expect(find('suspension')).toEqual([['source', 'The suspension of November', '2025-11-10']]);
    expect(find('suspension', '2025-11-09')).toEqual([]);
    expect(find('suspension', '2025-11-10')).toHaveLength(1);
  });
  it('does not look into hindsight', () => {
    expect(find('suspended november')).toHaveLength(1);
    expect(find('suspended november', '2025-12-01')).toEqual([]);
    expect(find('ended', '2025-12-01')).toEqual([]);
    expect(find('affiliates', '2025-10-01')).toEqual([
      ['measure', 'A rule on affiliates', '2025-09-29'],
      ['source', 'Affiliates', '2025-09-29'],
    ]);
  });
});
