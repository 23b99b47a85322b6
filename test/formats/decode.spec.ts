import { decodeText, InvalidRecord, readRecordFile } from '@in-force/formats';
import fc from 'fast-check';

const problems = (read: () => unknown) => {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof InvalidRecord)) throw error;
    return error.problems.map(({ line, message }) => `${line}: ${message}`);
  }
};
const decoding = (bytes: Uint8Array | number[]) => problems(() => decodeText('f.yaml', Uint8Array.from(bytes)));

describe('the bytes of a file', () => {
  it('are UTF-8, with a mark at the beginning or without', () => {
    expect(decodeText('f', Buffer.from('\ufeffäöü 稀土 \u{1f600}\n'))).toBe('äöü 稀土 \u{1f600}\n');
  });

  it.each([
    [
      'Windows-1252',
      Buffer.from('a: b\nc: caf\xe9\nd: \x93x\x94\n', 'latin1'),
      [/^2: Byte 12 \(0xE9\) is no UTF-8\. In Windows-1252 it would be "é"/, /^3: Byte 17 \(0x93\) is no UTF-8\. Save/],
    ],
    ['UTF-16 with a mark', Buffer.from('\ufeffa: b\n', 'utf16le'), [/^1: This is UTF-16/]],
    ['UTF-16 the other way round', Buffer.from('\ufeffa: b\n', 'utf16le').swap16(), [/^1: This is UTF-16/]],
    ['half a letter', Buffer.from('ä: 稀').subarray(0, 6), [/^1: Byte 5 \(0xE7\) is no UTF-8/]],
    ['a byte behind a mark', Buffer.concat([Buffer.from('\ufeff稀'), Buffer.from([0xff])]), [/^1: Byte 7 \(0xFF\)/]],
    ['what an earlier program could not read', Buffer.from('a: caf\ufffd\nb: 1\n'), [/^1: Byte 7 begins U\+FFFD, the trace/]],
  ])('are refused by line and byte where they are not: %s', (_, bytes, says) => {
    expect(decoding(bytes)).toEqual(says.map((one) => expect.stringMatching(one)));
  });

  it('are refused exactly where Node finds no UTF-8', async () => {
    const { isUtf8 } = await import('node:buffer');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const traced = Buffer.from(bytes).includes('\ufffd');
        const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
        expect(decoding(bytes).length === 0).toBe(isUtf8(bytes) && !traced && !wide);
      }),
      { seed: 28, numRuns: 3_000 },
    );
  });

  it('are told a hundred lines at the most', () => {
    const bytes = Buffer.from('\xff\n'.repeat(1_000), 'latin1');
    expect(() => decodeText('f', bytes)).toThrow(/and 900 more\.$/);
  });
});

const entry = (text: string) => ({
  id: 'a',
  'statement.made': { title: 'T', speaker: 'S', text, about: [] },
  publishedOn: '2025-01-01',
  sources: [{ publisher: 'P', title: 'T', url: null, published: null, reliability: 'news' }],
});

describe('a text', () => {
  it.each([
    ['a lone carriage return', 'one\rtwo', /statement\.made\.text: holds a lone carriage return/],
    ['a bell', 'ding\u0007', /holds U\+0007 after "ding"/],
    ['a form feed at its beginning', '\u0001x', /holds U\+0001 at its beginning/],
    ['a delete', 'a\u007fb', /holds U\+007F/],
    ['a control of the second row', 'a\u0085b', /holds U\+0085/],
    ['the trace of a wrong decoding', 'caf\ufffd', /holds U\+FFFD after "caf"/],
    ['half a letter', 'a\ud83d', /holds U\+D83D/],
  ])('that holds %s is refused, in JSON and in YAML', (_, text, says) => {
    const one = JSON.stringify(entry(text));
    for (const [name, file] of [
      ['f.ndjson', one],
      ['f.json', JSON.stringify({ entries: [entry(text)] })],
      ['f.yaml', `entries:\n  - ${one}\n`],
    ] as const)
      expect([name, problems(() => readRecordFile(name, file))]).toEqual([name, [expect.stringMatching(says)]]);
  });

  it('may go over lines, spelled one way, and hold tabs and letters of any script', () => {
    const [read] = readRecordFile('f.ndjson', JSON.stringify(entry('one\r\ntwo\n\tthree 稀土 \u{1f600}\r\n'))).entries;
    expect(read?.data).toMatchObject({ text: 'one\ntwo\n\tthree 稀土 \u{1f600}' });
  });

  it('is looked at wherever it stands', () => {
    const bad = { ...entry('fine'), note: 'a\rb', sources: [{ ...entry('').sources[0], title: 'x\u0000y' }] };
    expect(problems(() => readRecordFile('f.json', JSON.stringify({ entries: [bad] }, null, 1)))).toEqual([
      expect.stringMatching(/^\d+: sources\.0\.title: holds U\+0000/),
      expect.stringMatching(/^\d+: note: holds a lone/),
    ]);
    const head = {
      instrument: { id: 'a', issuer: 'CN', body: 'B\u0008', number: null, day: '2025-01-01', title: 'T' },
      entries: [entry('x')],
    };
    expect(problems(() => readRecordFile('f.json', JSON.stringify(head)))).toEqual([
      expect.stringMatching(/^1: instrument\.body: holds U\+0008/),
    ]);
  });
});

describe('a key that stands twice', () => {
  const twice =
    '{"id":"a","statement.made":{"title":"T","speaker":"S","text":"one",\n"te\\u0078t":"two","about":[]},"publishedOn":"2025-01-01","sources":[]}';
  it.each([
    ['f.json', `{"entries":[\n${twice}]}`, /^3: The key "text" stands twice in this map/],
    ['f.ndjson', `\n${twice.replace('\n', '')}`, /^2: The key "text" stands twice in this map/],
    ['f.yaml', 'entries:\n  - id: a\n    id: b\n', /^3: The key "id" stands twice in this map/],
    ['f.yaml', 'entries:\n  - id: a\n    1: b\n    "1": c\n', /^4: The key "1" stands twice/],
    ['f.json', '{"__proto__":{},"entries":[]}', /^1: No key may be "__proto__"/],
    ['f.yaml', '[a]: b\nentries: []\n', /^1: A key must be plain words/],
  ])('is refused with its line: %s', (name, text, says) => {
    expect(problems(() => readRecordFile(name, text))[0]).toMatch(says);
  });

  it('may stand once in each of two maps', () => {
    const [a, b] = ['a', 'b'].map((id) => ({ ...entry('x'), id }));
    expect(readRecordFile('f.json', JSON.stringify({ entries: [a, b] })).entries).toHaveLength(2);
  });
});

describe('JSON', () => {
  it.each([
    ['cut short', '{"entries":[\n{"id":', /^2: Not JSON/],
    ['with a word that is none', '{"entries":\n[oops]}', /^2: Not JSON/],
    ['that is a list', '[]', /^1: Expected a map/],
    ['that is nothing', '', /^1: Not JSON/],
    ['with a bracket too much', '{"entries":[]}]', /^1: Not JSON/],
    ['with an open string', '{"entries":["a]}', /^1: Not JSON/],
  ])('%s is told by its line', (_, text, says) => {
    expect(problems(() => readRecordFile('f.json', text))[0]).toMatch(says);
  });

  it('is read, and its faults are placed, as the same in YAML', () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 3 },
        fc.string(),
        fc.integer(),
        fc.constant(null),
        fc.boolean(),
        fc.array(tie('any')),
        fc.dictionary(fc.string(), tie('any')),
      ),
    })).any;
    fc.assert(
      fc.property(fc.array(value, { maxLength: 4 }), fc.constantFrom(undefined, 1), (raw, indent) => {
        const more = raw.map((one, n) =>
          typeof one === 'object' && one !== null && !Array.isArray(one) ? { ...entry('t'), id: `e${n}`, ...one } : one,
        );
        const text = JSON.stringify({ entries: more }, null, indent);
        const [json, yaml] = ['f.json', 'f.yaml'].map((name) => problems(() => readRecordFile(name, text)));
        expect(json).toEqual(yaml);
      }),
      { seed: 29, numRuns: 300 },
    );
  });
});
