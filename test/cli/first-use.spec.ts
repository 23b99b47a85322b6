import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openLog } from '@in-force/event-log';
import { streamOf } from '@in-force/events';
import { runSql } from '../event-log/raw.js';
import { draft } from '../kit/engine.js';
import { Bench, NOW, RECORD } from './fixture.js';

const INFORCE = join(__dirname, '../../apps/cli/bin/inforce.js');

describe('inforce, the first time', () => {
  let bench: Bench;

  beforeEach(() => {
    bench = new Bench();
  });

  afterEach(() => bench.tearDown());

  it('begins the log with the record that is set, once', async () => {
    const record = bench.folderOf({ 'dysprosium.yaml': RECORD['dysprosium.yaml'] ?? '' });
    const env = { IN_FORCE_RECORD: record };
    const holds = { exit: 0, out: `${bench.log} holds 1 event.\n` };
    expect(await bench.inforce('log begin', { env })).toEqual({ ...holds, err: `Began ${bench.log} with ${record}: 1 event.\n` });
    expect(await bench.inforce('log begin', { env })).toEqual({ ...holds, err: '' });
    expect(JSON.parse((await bench.inforce('on 2025-11-20 --json', { env })).out).controls).toMatchObject([{ id: 'cn-test-2025-18' }]);
  });

  it('begins with the founding record of the checkout when nothing is set', async () => {
    const env = { IN_FORCE_RECORD: '' };
    expect((await bench.inforce('log begin', { env })).err).toMatch(/^Began sqlite:\S+ with the founding record: \d+ events\.\n$/);
    const { exit, out, err } = await bench.inforce('on 2025-11-20 --region EU', { env });
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toMatch(/^cn-mofcom-2025-18 +in-force \*.* 2025-04-04 +open +full /m);
    expect(out).toMatch(/^cn-mofcom-2025-56 +suspended .* 2026-11-10 +full /m);
    const why = await bench.inforce('why cn-mofcom-2025-57 --on 2026-11-20 --region DE', { env });
    expect(why).toMatchObject({
      exit: 0,
      err: '',
      out: expect.stringMatching(/^unconfirmed on 2026-11-20 for DE: coverage full$/m),
    });
  });

  it('makes the log that is there by default with the first question', () => {
    const { stdout, stderr } = spawnSync(process.execPath, [INFORCE, 'on', '2025-11-20'], {
      cwd: bench.folder,
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        IN_FORCE_LOG: '',
        IN_FORCE_RECORD: bench.folderOf({ 'dysprosium.yaml': RECORD['dysprosium.yaml'] ?? '' }),
      },
      encoding: 'utf8',
    });
    expect([stderr, stdout]).toEqual([
      expect.stringMatching(/^(?:Building …\n)?Began sqlite:data\/in-force\.db with .*: 1 event\.\n$/),
      expect.stringContaining('cn-test-2025-18'),
    ]);
    expect(existsSync(bench.path('data/in-force.db'))).toBe(true);
  }, 60_000);

  it('makes no log where a question names one that is not there', async () => {
    const lines = [
      'on today',
      'why cn-test-2025-18',
      'timeline',
      'matrix',
      'diff --a on=2025-01-01 --b on=2025-02-01',
      'export',
      'log stat',
      'log tail',
    ];
    for (const line of lines) {
      const answer = await bench.inforce(line, { env: { IN_FORCE_LOG: `sqlite:${bench.path('mistyped/log.db')}`, IN_FORCE_RECORD: '' } });
      expect({ line, ...answer }).toEqual({
        line,
        exit: 3,
        out: '',
        err: expect.stringMatching(/^There is no log at .*mistyped\/log\.db\b.*inforce log begin/),
      });
    }
    expect(existsSync(bench.path('mistyped'))).toBe(false);
  });

  it('leaves the log empty when told to', async () => {
    expect(await bench.inforce('log begin')).toEqual({ exit: 0, out: `${bench.log} holds 0 events.\n`, err: '' });
    expect(await bench.inforce('on today')).toMatchObject({ exit: 1, err: '' });
  });

  it('makes no log when there is no such record', async () => {
    const env = { IN_FORCE_RECORD: bench.path('nowhere') };
    expect(await bench.inforce('on today', { env })).toEqual({
      exit: 2,
      out: '',
      err: expect.stringMatching(/^IN_FORCE_RECORD: .*nowhere/),
    });
    expect(existsSync(bench.path('log.db'))).toBe(false);
  });

  it('ends with 3 where the log is none', async () => {
    bench.write({ 'log.db': 'This is a letter, and not a short one either. '.repeat(100) });
    for (const line of ['on today', 'why cn-test-2025-18', 'log stat', `import ${bench.path('log.db')}.yaml --dry-run`, 'log tail']) {
      if (line.startsWith('import')) bench.write({ 'log.db.yaml': RECORD['dysprosium.yaml'] ?? '' });
      expect({ line, ...(await bench.inforce(line)) }).toEqual({
        line,
        exit: 3,
        out: '',
        err: expect.stringContaining('log.db is not a log'),
      });
    }
    expect(await bench.inforce('on today', { env: { IN_FORCE_LOG: 'cardboard:box' } })).toMatchObject({
      exit: 3,
      err: expect.stringContaining('cardboard:box'),
    });
  });

  it('ends with 3 where an event cannot be read', async () => {
    await bench.filled();
    runSql(bench.path('log.db'), "UPDATE events SET type = 'measure.vanished' WHERE position = 3");
    for (const line of ['on today', 'why cn-test-2025-18', 'log stat', 'log tail'])
      expect({ line, ...(await bench.inforce(line)), out: '' }).toEqual({
        line,
        exit: 3,
        out: '',
        err: expect.stringContaining('measure.vanished'),
      });
  });

  it('obeys no control character that somebody recorded', async () => {
    const [clear, colour] = ['\x1b[2J\u202e', '\x1b[31m'];
    const log = await openLog(bench.log, { now: () => NOW });
    const scope = { regions: ['world'], items: [{ item: 'dysprosium' as const }] };
    const announced = {
      title: `Licences${clear} for exports`,
      kind: 'export-licence' as const,
      issuer: 'CN',
      scope,
      firstDay: '2025-01-10',
    };
    await log.append(
      streamOf('measure', 'cn-test-2025-18'),
      [{ ...draft('a', 'measure.announced', announced), summary: `The${colour} Ministry.` }],
      0,
    );
    await log.close();
    for (const line of ['on today', 'why cn-test-2025-18', 'log tail']) {
      const { out } = await bench.inforce(line);
      expect(out).toContain('cn-test-2025-18');
      for (const sign of ['\x1b', '\u202e']) expect(out).not.toContain(sign);
    }
    const tricky = (RECORD['checks.yaml'] ?? '').replace('nothing new.', '"nothing\\e[2J new."');
    const refused = await bench.inforce(['import', ...bench.write({ 'tricky.yaml': tricky })]);
    expect([refused.exit, refused.err]).toEqual([
      2,
      expect.stringMatching(/tricky\.yaml:\d+: record\.checked\.found: holds U\+001B after "nothing"/),
    ]);
  });
});
