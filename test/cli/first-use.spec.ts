import { existsSync } from 'node:fs';
import { runSql } from '../event-log/raw.js';
import { Bench, RECORD } from './fixture.js';

describe('inforce, the first time', () => {
  let bench: Bench;

  beforeEach(() => {
    bench = new Bench();
  });

  afterEach(() => bench.tearDown());

  it('begins the log with the record that is set, once', async () => {
    const record = bench.folderOf({ 'dysprosium.yaml': RECORD['dysprosium.yaml'] ?? '' });
    const env = { IN_FORCE_RECORD: record };
    const first = await bench.inforce('on 2025-11-20 --json', { env });
    expect(first.err).toBe(`Began ${bench.log} with ${record}: 1 event.\n`);
    const again = await bench.inforce('on 2025-11-20 --json', { env });
    expect(again).toEqual({ ...first, err: '' });
    expect(JSON.parse(first.out).controls).toMatchObject([{ id: 'cn-test-2025-18' }]);
  });

  it('begins with the founding record of the checkout when nothing is set', async () => {
    const env = { IN_FORCE_RECORD: '' };
    const { exit, out, err } = await bench.inforce('on 2025-11-20 --region EU', { env });
    expect({ exit, err }).toEqual({ exit: 0, err: expect.stringMatching(/^Began sqlite:\S+ with the founding record: \d+ events\.\n$/) });
    expect(out).toMatch(/^cn-mofcom-2025-18 +in-force \*.* 2025-04-04 +open +full /m);
    expect(out).toMatch(/^cn-mofcom-2025-56 +suspended .* 2026-11-10 +full /m);
    const why = await bench.inforce('why cn-mofcom-2025-57 --on 2026-11-20 --region DE', { env });
    expect(why).toMatchObject({
      exit: 0,
      err: '',
      out: expect.stringMatching(/^unconfirmed on 2026-11-20 for DE: .*\n^By the texts it would be in-force since 2026-11-11;/m),
    });
  });

  it('leaves the log empty when told to', async () => {
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
    const tricky = (RECORD['dysprosium.yaml'] ?? '')
      .replace('title: Licences for', 'title: "Licences\\e[2J\\u202e for')
      .replace('made of them\n', 'made of them"\n')
      .replace('summary: The', 'summary: "The\\e[31m')
      .replace('under licence.\n', 'under licence."\n');
    await bench.inforce(['import', ...bench.write({ 'tricky.yaml': tricky })]);
    for (const line of ['on today', 'why cn-test-2025-18', 'log tail']) {
      const { out } = await bench.inforce(line);
      expect(out).toContain('cn-test-2025-18');
      for (const sign of ['\x1b', '\u202e']) expect(out).not.toContain(sign);
    }
  });
});
