import { Bench, linesOf } from './fixture.js';

describe('inforce why', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await new Bench().filled();
  });

  afterAll(() => bench.tearDown());

  it('derives a status event by event, with days, positions and sources', async () => {
    const { exit, out, err } = await bench.inforce('why cn-test-2025-46.2 --on 2026-11-20 --region DE', { columns: 80 });
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    const lines = linesOf(out);
    expect(lines.slice(0, 5)).toEqual([
      'cn-test-2025-46.2: No exports of germanium to the United States',
      'China was last read through 9 October 2026, 42 days before.',
      'unconfirmed on 2026-11-20 for DE: coverage full, took effect',
      'By the texts it would be in-force since 2026-11-11; nobody has confirmed that.',
      '',
    ]);
    expect(lines.slice(lines.indexOf('Why') + 1).join(' ')).toMatch(
      /Whether .* applied to Germany on +20 November 2026 is not known\. .*its suspension was due to end on 10 November 2026/,
    );
    const suspended = lines.findIndex((line) => /^\* 2025-11-10 measure\.suspended \(event \d+\)$/.test(line));
    expect(lines.slice(suspended + 1, suspended + 6)).toEqual([
      '    It was suspended from 10 November 2025 through 10 November 2026.',
      '    The Ministry, Announcement 46/2025',
      '    The Gazette of the Ministry:',
      '      https://example.org/gazette/2025/with/a/rather/long/path/to/the/announcement.html',
      '    Note: The end date is read as inclusive.',
    ]);
    expect(lines).toContain('* 2026-10-09 record.checked (event 9)');
    expect(lines).toContain('    The publications of China were read through 9 October 2026: nothing new.');
    expect(lines).toContain('  The Ministry (China) promised on 28 September 2026 (words, no act): The');
    expect(lines.at(-1)).toMatch(/^Cite: \/v1\//);
  });

  it('shows who reads it otherwise, and where they said so', async () => {
    const lines = linesOf((await bench.inforce('why cn-test-2025-18 --on 2025-11-20')).out);
    const contested = lines.indexOf('Contested: parties that read it otherwise');
    expect(lines[contested + 1]).toMatch(/^ {2}The White House \(United States\) read it as removed on 1 November 2025 /);
    expect(lines.filter((line) => line.includes('read it as removed'))).toHaveLength(1);
    expect(lines[contested + 2]).toMatch(/^ {4}The Gazette of the Ministry: https:\/\/example\.org\/gazette/);
    expect((await bench.inforce('why cn-test-2025-18 --on 2025-11-20 --known-on 2025-10-31')).out).not.toContain('Contested');
  });

  it('shows what was corrected, and why', async () => {
    const corrected = new Bench();
    try {
      await corrected.filled();
      const entry = {
        id: 'mended',
        'record.corrected': {
          event: 'gallium-suspension',
          replacement: { type: 'measure.suspended', version: 1, data: { from: '2025-11-10', through: '2027-01-10' } },
          reason: 'We read the wrong year.',
        },
        publishedOn: '2026-11-01',
        sources: [{ publisher: 'The Gazette', title: 'A page', url: 'https://example.org/', published: null, reliability: 'official' }],
      };
      const [file = ''] = corrected.write({ 'mended.ndjson': `${JSON.stringify(entry)}\n` });
      expect(await corrected.inforce(['import', file])).toMatchObject({ exit: 0, err: '' });
      const lines = linesOf((await corrected.inforce('why cn-test-2025-46.2 --on 2026-11-20 --region DE')).out);
      expect(lines[2]).toMatch(/^suspended on 2026-11-20/);
      expect(lines).toContain('    Corrected: event 10, recorded 2026-11-23: We read the wrong year.');
    } finally {
      corrected.tearDown();
    }
  });

  it('gives the whole answer as JSON', async () => {
    const { exit, out } = await bench.inforce('why cn-test-2025-46.2 --on 2026-11-20 --json');
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      id: 'cn-test-2025-46.2',
      status: 'unconfirmed',
      byTerms: 'in-force',
      explanation: expect.any(Array),
      history: expect.any(Array),
      cite: expect.any(String),
    });
  });

  it('ends with 1 where the record cannot tell', async () => {
    const { exit, out } = await bench.inforce('why cn-test-2025-18 --on 2025-11-20 --known-on 2024-01-01', { columns: 80 });
    expect(exit).toBe(1);
    expect(out).toContain('not-known');
    expect(out).not.toContain('rare earths');
  });

  it('answers for an act: what it made and what it touched, each with its status that day', async () => {
    const { exit, out } = await bench.inforce('why cn-test-2025-46 --on 2025-11-20 --region DE', { columns: 80 });
    const lines = linesOf(out);
    expect([exit, lines.slice(0, 3)]).toEqual([
      0,
      ['cn-test-2025-46: Announcement 46/2025', 'An act of China, 10 January 2025 (The Ministry).', 'suspended on 2025-11-20 for DE'],
    ]);
    expect(lines).toContain('What it made: 2 measures');
    expect(out.replace(/\s+/g, ' ')).toContain(
      'cn-test-2025-46.2: suspended “No exports of germanium to the United States” was suspended for Germany on',
    );
    const json = JSON.parse((await bench.inforce('why cn-test-2025-46 --on 2025-11-20 --json')).out);
    expect(json).toMatchObject({
      id: 'cn-test-2025-46',
      status: 'partly-in-force',
      touched: expect.any(Array),
      cite: expect.stringContaining('/v1/instruments/'),
    });
  });

  it('answers with 1 for an act before it was public', async () => {
    const { exit, out } = await bench.inforce('why cn-test-2025-46 --known-on 2024-12-31');
    expect([exit, out]).toEqual([1, expect.stringContaining('No act of this id was public at the clocks asked.')]);
    expect(out).not.toContain('Announcement 46');
  });

  it.each([
    ['a measure the log never held', 'why cn-test-2025-19', /^No measure "cn-test-2025-19" in this log\.\n/],
    [
      'an act of several measures where one status was expected, and names them',
      'why cn-test-2025-46 --expect in-force',
      /^cn-test-2025-46 is an act of 2 measures: cn-test-2025-46\.\d, cn-test-2025-46\.\d\./,
    ],
    ['a day that does not exist', 'why cn-test-2025-18 --on 2025-02-30', /^--on: "2025-02-30" is no day that exists/],
    ['a filter that only lists have', 'why cn-test-2025-18 --kind tariff', /unknown option '--kind'/],
  ])('refuses %s', async (_, line, message) => {
    expect(await bench.inforce(line)).toEqual({ exit: 2, out: '', err: expect.stringMatching(message) });
  });
});
