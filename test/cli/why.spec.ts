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
    expect(lines.slice(lines.indexOf('Why') + 1).join(' ')).toMatch(/Only the calendar says that +its suspension ran out/);
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
    expect(lines).toContain('  CN, 2026-09-28 (The Ministry): The suspension runs on. Due 10 January 2027.');
    expect(lines.at(-1)).toMatch(/^Cite: \/v1\//);
  });

  it('shows who reads it otherwise, and where they said so', async () => {
    const lines = linesOf((await bench.inforce('why cn-test-2025-18 --on 2025-11-20')).out);
    const contested = lines.indexOf('Contested: parties that read it otherwise');
    expect(lines[contested + 1]).toBe('  US: removed, since 2025-11-01 (The White House)');
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

  it.each([
    ['a measure the log never held', 'why cn-test-2025-19', /^No measure "cn-test-2025-19" in this log\.\n/],
    [
      'an act of several measures, and names them',
      'why cn-test-2025-46',
      /^cn-test-2025-46 is an act of 2 measures: cn-test-2025-46\.\d, cn-test-2025-46\.\d\./,
    ],
    ['a day that does not exist', 'why cn-test-2025-18 --on 2025-02-30', /^--on: "2025-02-30" is no day that exists/],
    ['a filter that only lists have', 'why cn-test-2025-18 --kind tariff', /unknown option '--kind'/],
  ])('refuses %s', async (_, line, message) => {
    expect(await bench.inforce(line)).toEqual({ exit: 2, out: '', err: expect.stringMatching(message) });
  });
});
