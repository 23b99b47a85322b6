import { readRecordFile } from '@in-force/formats';
import { problemsIn } from '../kit/problems.js';

const good = `instrument: { id: cn-test-1, issuer: CN, body: B, number: null, day: 2025-01-01, title: T }
sources:
  page: { publisher: A, title: T, url: https://example.org/a, published: null, reliability: official }
entries:
  - id: an-act
    measure.revoked: { from: 2025-02-01 }
    publishedOn: 2025-01-01
    sources: [{ key: page, supports: all }]
    note: A doubt.
`;
describe('a file of the record', () => {
  it('is read with its head and sources in every entry', () => {
    const [entry] = readRecordFile('f.yaml', good).entries;
    expect(entry).toMatchObject({ id: 'an-act', type: 'measure.revoked', data: { from: '2025-02-01' }, line: 5, note: 'A doubt.' });
    expect(entry?.instrument?.id).toBe('cn-test-1');
    expect(entry?.sources).toEqual([expect.objectContaining({ publisher: 'A', supports: 'all' })]);
  });

  it('quotes a source in the entry whose words they are, and in no other', () => {
    const words = '{ text: until further notice, language: en }';
    const quoted = good.replace('supports: all }', `quote: ${words} }`);
    const other = good.slice(good.indexOf('  - id')).replace('an-act', 'an-other');
    const [first, second] = readRecordFile('f.yaml', quoted + other).entries;
    expect(first?.sources).toEqual([expect.objectContaining({ publisher: 'A', quote: { text: 'until further notice', language: 'en' } })]);
    expect(second?.sources).toEqual([expect.not.objectContaining({ quote: expect.anything() })]);
    expect(problemsIn(quoted.replace('language: en', 'language: English'))[0]).toMatch(
      /^8: sources\.0\.quote\.language: must be a language tag/,
    );
  });

  it.each([
    [
      'an impossible day',
      good.replace('from: 2025-02-01', 'from: 2025-02-30'),
      /^6: measure\.revoked\.from: "2025-02-30" is no day that exists/,
    ],
    [
      'a day so far away that it stands for no end',
      good.replace('measure.revoked: { from: 2025-02-01 }', 'measure.suspended: { from: 2025-02-01, through: 9999-12-31 }'),
      /^6: measure\.suspended\.through: "9999-12-31" is no day .*leave out what has no end/,
    ],
    ['an unknown field', good.replace('note:', 'remark:'), /^9: Unknown field "remark"/],
    ['an unknown field of the data', good.replace('from: 2025-02-01', 'from: 2025-02-01, until: 2025'), /^6: Unknown field "until"/],
    ['an unknown event type', good.replace('measure.revoked', 'measure.stopped'), /^6: Unknown event type "measure\.stopped"/],
    ['a source nobody defined', good.replace('key: page', 'key: pages'), /^8: No source "pages"/],
    ['an unknown region', good.replace('issuer: CN', 'issuer: XX'), /^1: instrument\.issuer: Unknown region "XX"\. Use an ISO 3166-1 code/],
    ['no entries', `${good.slice(0, good.indexOf('entries'))}entries: []\n`, /^4: entries: must hold at least one entry/],
    ['broken YAML', `${good}  - id: [\n`, /^\d+: /],
    ['something else', 'hello\n', /^1: Expected a map/],
    ['an entry that stands twice', good + good.slice(good.indexOf('  - id')), /^10: The entry "an-act" stands twice/],
  ])('names %s by its line', (_, text, message) => {
    expect(problemsIn(text)[0]).toMatch(message);
  });

  it('names every problem, not only the first', () => {
    expect(problemsIn(good.replace('2025-02-01', 'soon').replace('publishedOn: 2025-01-01', 'publishedOn: then'))).toHaveLength(2);
  });

  it('reads an entry a line', () => {
    const source = { publisher: 'A', title: 'T', url: null, published: null, reliability: 'news' };
    const line = (id: string) =>
      JSON.stringify({
        id,
        'measure.revoked': { from: '2025-02-01' },
        measures: ['cn-test-1'],
        publishedOn: '2025-01-01',
        sources: [source],
      });
    expect(readRecordFile('f.ndjson', `${line('a')}\n\n${line('b')}\n`).entries.map(({ id, line }) => [id, line])).toEqual([
      ['a', 1],
      ['b', 3],
    ]);
    expect(problemsIn(`${line('a')}\n{"id":\n`, 'f.ndjson')[0]).toMatch(/^2: Not JSON/);
  });
});
