import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { RULES } from '@in-force/answers';
import { parquetReadObjects } from 'hyparquet';
import { Bench } from './fixture.js';

describe('the lists of the record in the terminal', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await new Bench().filled();
  });
  afterAll(() => bench.tearDown());

  it.each([
    ['timeline --from 2025-01-01 --to 2025-12-31', /2025-02-01 +starts +clock +2025-01-15/],
    ['upcoming --on 2026-11-01 --days 30', /2026-11-11 +suspension-ends/],
    ['commitments --on 2026-11-20 --status all', /said +party +standing/],
    ['readings --on 2025-11-20 --contested', /cn-test-2025-18 +in-force +US: removed/],
    ['search dyspros', /measure +cn-test-2025-18/],
    ['statements --person house --about cn-test-2025-18', /2025-11-01 +US +The White House +fact-sheet/],
    ['acts --measure cn-test-2025-46.2', /2025-01-10 +cn-test-2025-46 +2 +2/],
    ['acts us-test-14257 --on 2025-05-01', /What it made: 1 measure\s+us-test-14257: in-force/],
    ['measures --issuer US', /us-test-14257 +tariff +2025-02-01/],
    ['items --item Dy', /dysprosium +Dy +medium-heavy-rare-earths/],
    ['regions --region EU --on 2020-01-15', /GB +country +Europe.London/],
    ['diff --region DE --a on=2025-11-09 --b on=2025-11-10', /cn-test-2025-46\.2 +in-force -> suspended +\(clock\)/],
  ])('%s', async (command, shown) => {
    const { exit, out, err } = await bench.inforce(command);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toMatch(shown);
    expect(out).toMatch(/Cite: \/v1\//);
    expect(JSON.parse((await bench.inforce(`${command} --json`)).out)).toMatchObject({ rules: RULES });
    const narrow = stripVTControlCharacters((await bench.inforce(command, { columns: 80 })).out).split('\n');
    expect(narrow.filter((line) => line.length > 80 && !/^Cite: |^ {2}https:\S+$/.test(line))).toEqual([]);
  });

  it.each([
    ['search …', /--q: Write the words/],
    ['timeline --from 2025-02-30', /--from: "2025-02-30" is no day/],
    ['commitments --status perhaps', /--status: "perhaps" is none of: open, overdue, unconfirmed, fulfilled, broken/],
    ['readings --measure cn-nothing-1', /--measure: No measure "cn-nothing-1"/],
    ['statements --about nothing', /--about: Nothing in this record is called "nothing"/],
    ['acts cn-nothing-1', /No act "cn-nothing-1"/],
    ['arrangements nothing', /No "nothing" among the arrangements/],
    ['acts us-test-14257 --format csv', /A file holds a list/],
    ['items --out nowhere.csv', /say with --format/],
    ['diff --a on=2025-11-09 --b tomorrow', /--b: "tomorrow" names no value/],
  ])('refuses: %s', async (command, message) => {
    expect(await bench.inforce(command)).toEqual({ exit: 2, out: '', err: expect.stringMatching(message) });
  });

  it('says that nothing was mended, as no find', async () => {
    const { exit, out } = await bench.inforce('errata');
    expect([exit, out]).toEqual([1, expect.stringMatching(/^Nothing was corrected or retracted\./)]);
  });

  it.each(['statements', 'acts', 'measures', 'commitments --status all', 'on 2025-11-20', 'matrix --regions DE --from 2025-11-01'])(
    'writes %s as a file in each format',
    async (command) => {
      const { out: json } = await bench.inforce(`${command} --format json`);
      const entries = (Object.values(JSON.parse(json)).find((value) => Array.isArray(value) && typeof value[0] === 'object') ??
        []) as object[];
      expect(entries.length).toBeGreaterThan(0);
      const { exit, out, err } = await bench.inforce(`${command} --format ndjson`);
      expect([
        exit,
        out
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line)),
        err,
      ]).toEqual([0, entries, expect.stringMatching(/^Cite: \/v1\//)]);
      expect((await bench.inforce(`${command} --format csv`)).out.trimEnd().split('\r\n')).toHaveLength(entries.length + 1);
      const file = bench.path('list.parquet');
      expect((await bench.inforce(`${command} --format parquet --out ${file}`)).err).toMatch(/^Wrote .*list\.parquet\.\nCite: /);
      expect(await parquetReadObjects({ file: Uint8Array.from(readFileSync(file)).buffer })).toHaveLength(entries.length);
      expect(await bench.inforce(`${command} --format parquet`, { columns: 80 })).toMatchObject({ exit: 2, out: '' });
    },
  );

  it('says what would make it another, and what if it were', async () => {
    const why = await bench.inforce('why cn-test-2025-46.2 --on 2026-11-20 --region DE --expect suspended');
    expect(why.exit).toBe(1);
    expect(why.out).toMatch(
      /Why not suspended but unconfirmed, rule by rule[\s\S]*With one more act: “Its suspension was extended .*” It would be suspended/,
    );
    const [file = ''] = bench.write({
      'extension.yaml': `entries:
  - id: extension
    measure.suspension-extended: { through: 2027-11-10 }
    measures: [cn-test-2025-46.2]
    publishedOn: 2026-11-09
    sources: [{ publisher: A, title: T, url: https://example.org/a, published: 2026-11-09, reliability: official }]
`,
    });
    const { exit, out } = await bench.inforce(['what-if', file, '--on', '2026-11-20', '--region', 'DE']);
    expect([exit, out]).toEqual([0, expect.stringMatching(/cn-test-2025-46\.2 +unconfirmed -> suspended[\s\S]*Nothing was stored/)]);
    expect((await bench.inforce('on 2026-11-20 --region DE --status suspended')).exit).toBe(1);
  });

  it('gives an answer as a reference, with the link of a server', async () => {
    const env = { IN_FORCE_URL: 'https://record.example/' };
    for (const command of ['on 2025-11-20 --region DE --cite bibtex', 'why cn-test-2025-18 --on 2025-11-20 --cite bibtex']) {
      const { exit, out } = await bench.inforce(command, { env });
      expect([exit, out]).toEqual([0, expect.stringMatching(/^@misc\{in-force-[\s\S]*url = \{https:\/\/record\.example\/v1\//)]);
    }
    expect((await bench.inforce('on 2025-11-20 --cite word')).exit).toBe(2);
  });

  it('says what has changed since a citation', async () => {
    const { cite } = JSON.parse((await bench.inforce('on 2025-11-20 --region DE --json')).out);
    expect(await bench.inforce(['since', cite])).toEqual({ exit: 1, err: '', out: 'Nothing has changed since.\n' });
    const earlier = JSON.parse((await bench.inforce('on 2025-11-20 --region DE --recorded-at 1 --json')).out).cite;
    const { exit, out } = await bench.inforce(['since', earlier]);
    expect([exit, out]).toEqual([0, expect.stringMatching(/entered: .*\(knowledge\)[\s\S]* changed since position 1\.\n$/)]);
    expect((await bench.inforce('since nonsense')).exit).toBe(2);
  });

  it('counts controls by day and country', async () => {
    const command = 'matrix --regions DE,US --from 2025-11-01 --to 2025-12-01';
    expect((await bench.inforce(command)).out).toMatch(/2025-11-01 +DE +in-force +full +\d/);
    expect((await bench.inforce(`${command} --csv`)).out).toMatch(/^on,region,status,coverage,count\r\n2025-11-01,DE,/);
    expect((await bench.inforce('matrix --step day --from 2000-01-01')).err).toMatch(/too many at once/);
  });

  it('exports the record with a manifest', async () => {
    const [out = ''] = bench.write({ 'record.ndjson': '' });
    const { exit, err } = await bench.inforce(['export', '--out', out]);
    expect([exit, err]).toEqual([0, expect.stringMatching(/^Wrote \d+ events to .*record\.ndjson, sha256 [0-9a-f]{64}\.\n$/)]);
    const { rows, sha256 } = JSON.parse(readFileSync(`${out}.manifest.json`, 'utf8'));
    expect(readFileSync(out, 'utf8').trimEnd().split('\n')).toHaveLength(rows);
    expect(err).toContain(sha256);
    expect((await bench.inforce('export --format csv')).out).toMatch(/^position,id,type,version,stream/);
  });
});
