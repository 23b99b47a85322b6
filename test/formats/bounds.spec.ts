import { BeyondBounds, BOUNDS, type Bounds, InvalidRecord, readRecordFile } from '@in-force/formats';

const told = (name: string, text: string, bounds: Bounds = BOUNDS.whatIf): { problems: string[]; more: number; beyond: boolean } => {
  try {
    readRecordFile(name, text, bounds);
    return { problems: [], more: 0, beyond: false };
  } catch (error) {
    if (!(error instanceof InvalidRecord)) throw error;
    const problems = error.problems.map(({ line, message }) => `${line}: ${message}`);
    return { problems, more: error.more, beyond: error instanceof BeyondBounds };
  }
};
/** How long this process works on it, in milliseconds. */
const took = (work: () => unknown): number => {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
};
const source = { publisher: 'A', title: 'T', url: 'https://example.org/a', published: null, reliability: 'news' };
const entry = (id: string, more: object = {}) => ({
  id,
  'measure.revoked': { from: '2025-02-01' },
  measures: ['cn-test-1'],
  publishedOn: '2025-03-01',
  sources: [source],
  ...more,
});

describe('a file of more than is taken is refused before anything is built', () => {
  it.each([
    ['lines', 'f.ndjson', 'x\n'.repeat(8_400_000), /^10001: It has more than 10,000 lines/],
    ['lines of nothing', 'f.yaml', '\n'.repeat(1_000_000), /^10001: It has more than 10,000 lines/],
    ['entries in JSON', 'f.json', `{"entries":[${'1,'.repeat(8_000_000)}1]}`, /^1: It holds more than 100 entries/],
    ['entries in YAML', 'f.yaml', `entries: [${'1,'.repeat(100_000)}1]`, /^1: As YAML it has more than 30,000 signs and words/],
    ['entries a line', 'f.ndjson', `${JSON.stringify(entry('a'))}\n`.repeat(300), /^101: It holds more than 100 entries/],
    ['values', 'f.json', `{"sources":{"a":[${'1,'.repeat(8_000_000)}1]}}`, /^1: It holds more than 20,000 values/],
    ['keys', 'f.json', `{${Array.from({ length: 100_000 }, (_, n) => `"k${n}":1`).join()}}`, /^1: A map holds more than 1,000 keys/],
    ['depth in JSON', 'f.json', `{"entries":${'['.repeat(1_000_000)}`, /^1: It is nested more than 64 deep/],
    ['depth in a line', 'f.ndjson', `${'{"a":'.repeat(100_000)}`, /^1: It is nested more than 64 deep/],
    [
      'events',
      'f.json',
      JSON.stringify({ entries: [1, 2].map((n) => entry(`e${n}`, { measures: Array(600).fill('cn-test-1') })) }),
      /^1: It makes more than 1,000 events/,
    ],
  ])('%s', (_, name, text, says) => {
    let found: ReturnType<typeof told> | undefined;
    const before = process.memoryUsage().heapUsed;
    expect(took(() => (found = told(name, text)))).toBeLessThan(1_000);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100_000_000);
    expect(found).toMatchObject({ beyond: true, problems: [expect.stringMatching(says)] });
  });
});

describe('a deep nesting in YAML', () => {
  it.each([
    ['brackets', `a: ${'['.repeat(20_000)}`],
    ['closed brackets', `entries: [{ a: ${'['.repeat(2_000)}${']'.repeat(2_000)} }]`],
    ['dashes', `a:\n  ${'- '.repeat(20_000)}x`],
    ['questions', `${'? '.repeat(20_000)}x`],
    ['maps', `entries:\n  - x.y: ${'{ a: '.repeat(100)}1${' }'.repeat(100)}`],
  ])('is a problem and no crash: %s', (_, text) => {
    let found: ReturnType<typeof told> | undefined;
    expect(took(() => (found = told('f.yaml', text)))).toBeLessThan(3_000);
    expect(found?.problems.length).toBeGreaterThan(0);
  });
});

it('tells the first hundred faults, and how many more', () => {
  const lines = Array.from({ length: 150 }, (_, n) => JSON.stringify(entry(`e${n}`, { publishedOn: 'soon' }))).join('\n');
  const { problems, more } = told('f.ndjson', lines, BOUNDS.import);
  expect([problems.length, more, problems[99]]).toEqual([100, 50, expect.stringMatching(/^100: publishedOn/)]);
  expect(() => readRecordFile('f.ndjson', lines)).toThrow(/f\.ndjson:100: .*\nand 50 more\.$/);
});

describe('an entry', () => {
  it.each([
    ['measures', { measures: Array(50_000).fill('cn-test-1') }, /measures: must hold 1,000 at the most, and holds 50,000/],
    [
      'what it is about',
      {
        measures: undefined,
        'measure.revoked': undefined,
        'commitment.made': { party: 'CN', speaker: 'S', text: 'T', about: Array(2_000).fill('cn-test-1') },
      },
      /commitment\.made\.about: must hold 1,000 at the most/,
    ],
    ['sources', { sources: Array(10_001).fill(source) }, /sources: must hold 10,000 at the most/],
  ])('of too many %s is refused', (_, more, says) => {
    const text = JSON.stringify({ entries: [JSON.parse(JSON.stringify(entry('a', more)))] });
    expect(told('f.json', text, BOUNDS.import).problems).toContainEqual(expect.stringMatching(says));
  });

  it('of a thousand measures is taken', () => {
    const measures = Array.from({ length: 1_000 }, (_, n) => `cn-test-${n}`);
    expect(told('f.json', JSON.stringify({ entries: [entry('a', { measures })] }))).toMatchObject({ problems: [] });
  });
});

describe('a map of many keys', () => {
  const keys = (count: number) => Array.from({ length: count }, (_, n) => `k${n}: 1`);
  it.each([
    ['f.yaml', `${keys(10_000).join('\n')}\nentries: []\n`],
    ['f.yaml', `entries:\n  - { ${keys(10_000).join(', ')} }\n`],
    ['f.json', JSON.stringify({ entries: [Object.fromEntries(keys(10_000).map((key) => [key, 1]))] })],
    ['f.ndjson', JSON.stringify(Object.fromEntries(keys(10_000).map((key) => [key, 1])))],
  ])('is refused before its keys are told apart: %s', (name, text) => {
    let found: ReturnType<typeof told> | undefined;
    expect(took(() => (found = told(name, text, BOUNDS.import)))).toBeLessThan(2_000);
    expect(found).toMatchObject({ beyond: true, problems: [expect.stringMatching(/A map holds more than 1,000 keys/)] });
  });

  it('is read where it holds a thousand', () => {
    expect(told('f.yaml', `${keys(999).join('\n')}\nentries: []\n`).beyond).toBe(false);
  });
});

it('reads many entries over many lines in proportion', () => {
  const text = (count: number) => JSON.stringify({ entries: Array.from({ length: count }, (_, n) => entry(`e${n}`)) }, null, 1);
  const tookAll = took(() => readRecordFile('f.json', text(5_000), BOUNDS.file));
  const tookFew = took(() => readRecordFile('f.json', text(500), BOUNDS.file));
  expect(tookAll).toBeLessThan(Math.max(30 * tookFew, 1_000)); // ten times the entries; quadratic is a hundred
});
