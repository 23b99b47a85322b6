import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOUNDING_RECORD } from '@in-force/engine';
import { Bench } from './fixture.js';

const LOG_OF_OURS = { IN_FORCE_RECORD: FOUNDING_RECORD };

describe('inforce verify', () => {
  let bench: Bench;
  const inforce = (line: string | string[], columns?: number) => bench.inforce(line, { env: LOG_OF_OURS, ...(columns && { columns }) });
  beforeAll(async () => {
    bench = new Bench();
    await inforce('log begin');
    await inforce(['export', '--out', bench.path('record.ndjson')]);
    bench.write({
      'answer.json': (await inforce('on 2025-11-20 --region EU --json')).out,
      'why.json': (await inforce('why cn-mofcom-2025-56 --on 2026-11-20 --region KR --expect suspended --json')).out,
      ...Object.fromEntries(
        await Promise.all(
          ['bibtex', 'ris', 'csl', 'words'].map(
            async (form) => [`paper.${form}`, (await inforce(`on 2025-11-20 --region EU --cite ${form}`)).out] as const,
          ),
        ),
      ),
    });
  }, 60_000);
  afterAll(() => bench.tearDown());
  const paths = (...names: string[]) => names.map((name) => bench.path(name));

  it('shows an export with its checkpoint, answers and citations, one line each', async () => {
    const files = ['record.ndjson', 'record.ndjson.checkpoint', 'record.ndjson.manifest.json', 'answer.json', 'why.json'];
    const cited = ['paper.bibtex', 'paper.ris', 'paper.csl', 'paper.words'];
    const { exit, out, err } = await inforce(['verify', ...paths(...files, ...cited)]);
    expect([exit, err]).toEqual([0, '']);
    const lines = out.trim().split('\n');
    expect(lines).toHaveLength(files.length + cited.length);
    expect(lines[0]).toMatch(/record\.ndjson: 346 events, none of them altered, missing, doubled or out of order; head [0-9a-f]{64}\.$/);
    expect(lines[1]).toMatch(/has this head at event 346\. It is not signed\.$/);
    expect(lines[3]).toMatch(/The 346 events of .* give the same answer\.$/);
    expect(lines[5]).toMatch(/The 346 events of .* give the same facts, t1-[0-9a-f]{64}\.$/);
  });

  it('makes an answer again from the published record where no export is given', async () => {
    const { exit, out } = await inforce(['verify', ...paths('answer.json', 'paper.words')]);
    expect([exit, out]).toEqual([0, expect.stringMatching(/The 346 events of release 2026-11-26 give the same answer\./)]);
  });

  it('names release, position, head and facts in every reference', () => {
    for (const form of ['bibtex', 'ris', 'csl', 'words'])
      expect(readFileSync(bench.path(`paper.${form}`), 'utf8')).toMatch(
        /Record release 2026-11-26, position 346, head [0-9a-f]{64}; facts t1-[0-9a-f]{64}/,
      );
  });

  it('says what is wrong, where, and ends with 1', async () => {
    const lines = readFileSync(bench.path('record.ndjson'), 'utf8').trim().split('\n');
    bench.write({
      'dropped.ndjson': `${lines.toSpliced(99, 1).join('\n')}\n`,
      'cut.ndjson': `${lines.slice(0, -1).join('\n')}\n`,
      'altered.json': readFileSync(bench.path('answer.json'), 'utf8').replace('"in-force"', '"ended"'),
      'note.txt': 'No citation stands here.\n',
    });
    const { exit, out } = await inforce(['verify', ...paths('dropped.ndjson', 'altered.json', 'note.txt')]);
    const [dropped = '', altered = '', note = ''] = out.trim().split('\n');
    expect(exit).toBe(1);
    expect(dropped).toMatch(/line 100: event 101 \(.*\) stands where event 100 belongs\. Event 100, which belongs there, is missing\.$/);
    expect(altered).toMatch(/Its facts were altered, or its citation was: they give t1-.*, and it names t1-/);
    expect(note).toMatch(/no citation stands in it\.$/);
    const cut = await inforce(['verify', ...paths('cut.ndjson', 'record.ndjson.checkpoint')]);
    expect([cut.exit, cut.out]).toEqual([
      1,
      expect.stringMatching(/It is of 346 events, and .*cut\.ndjson ends at event 345: the last were dropped/),
    ]);
    expect(await inforce('verify nowhere.ndjson')).toEqual({ exit: 2, out: '', err: 'There is no file nowhere.ndjson.\n' });
    expect(await inforce(['verify', '--key', 'nonsense', ...paths('record.ndjson.checkpoint')])).toMatchObject({ exit: 2 });
  });

  it('holds a log against checkpoints that were kept', async () => {
    const { exit, out } = await inforce(['log', 'verify', ...paths('record.ndjson.checkpoint')]);
    expect([exit, out]).toEqual([
      0,
      expect.stringMatching(/^log: 346 events, none of them altered.*\n.*checkpoint: this log has this head at event 346\./),
    ]);
    const other = readFileSync(bench.path('record.ndjson.checkpoint'), 'utf8').replace('\n346\n', '\n345\n');
    const wrong = await inforce(['log', 'verify', ...bench.write({ 'other.checkpoint': other })]);
    expect([wrong.exit, wrong.out]).toEqual([1, expect.stringMatching(/this log has another head at event 345/)]);
  });

  const python = spawnSync('python3', ['--version']).status === 0 ? it : it.skip;
  python('is done by the lines of Python in the docs too (needs python3)', async () => {
    const docs = readFileSync(join(__dirname, '../../docs/verify.md'), 'utf8');
    const [, lines = ''] = /```python\n([\s\S]*?)```/.exec(docs) ?? [];
    const [script = ''] = bench.write({ 'verify.py': lines });
    const more = {
      'timeline.json': (await inforce('timeline --region EU --from 2025-10-01 --to 2025-12-01 --json')).out,
      'diff.json': (await inforce('diff --region US --a on=2025-11-09 --b on=2025-11-10 --json')).out,
    };
    const files = [...paths('record.ndjson', 'answer.json'), ...bench.write(more)];
    const { stdout, stderr } = spawnSync('python3', [script, ...files], { encoding: 'utf8' });
    expect([stderr, stdout]).toEqual(['', files.map((file) => `${file} True\n`).join('')]);
    writeFileSync(bench.path('record.ndjson'), readFileSync(bench.path('record.ndjson'), 'utf8').replace('gallium', 'Gallium'));
    expect(spawnSync('python3', [script, bench.path('record.ndjson')], { encoding: 'utf8' }).stdout).toMatch(/False\n$/);
  });
});
