import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLog } from '@in-force/event-log';
import { textOf } from '../kit/engine.js';
import { Bench, NOW } from './fixture.js';

const ANNOUNCED = (title: string) =>
  `{ title: ${title}, kind: tariff, issuer: CN, scope: { regions: [world], items: all }, firstDay: 2025-01-01 }`;
const OLD = textOf([
  ['an-act', 'measure.announced', ANNOUNCED('Old words')],
  ['a-stop', 'measure.suspended', '{ from: 2025-02-01, through: null }'],
]);
const NEW = textOf([['an-act', 'measure.announced', ANNOUNCED('New words')]]);
const OWN = textOf([['ours', 'statement.made', '{ title: W, party: US, speaker: S, text: Ours., about: [cn-test-1] }']]);

describe('a log that began with an older founding record', () => {
  let bench: Bench;
  let env: Record<string, string>;

  beforeEach(async () => {
    bench = new Bench();
    env = { IN_FORCE_RECORD: bench.folderOf({ 'measure.yaml': OLD }) };
    expect((await bench.apart('log begin', env)).err).toContain(`Began ${bench.log} with`);
  }, 60_000);

  afterEach(() => bench.tearDown());

  /** The founding record as a later checkout has it, which is published. */
  const later = async (text: string) => {
    for (const name of ['releases.yaml', 'releases']) rmSync(bench.path(`record/${name}`), { recursive: true, force: true });
    writeFileSync(bench.path('record/measure.yaml'), text);
    writeFileSync(bench.path('record/former-entries.txt'), 'a-stop\n');
    expect((await bench.inforce('release first', { env })).exit).toBe(0);
  };
  const title = async (log = bench.log) => {
    const { out } = await bench.inforce('why cn-test-1 --on 2025-01-15 --json', { env: { ...env, IN_FORCE_LOG: log } });
    return JSON.parse(out).title;
  };
  /** How far a log goes. Asked apart: whoever reads a file keeps it from being moved. */
  const positionOf = async (log: string) => JSON.parse((await bench.apart('log stat --json', { IN_FORCE_LOG: log })).out).position;
  const files = () => readdirSync(bench.folder).filter((name) => name.endsWith('.db'));

  it('is put aside and begun anew, said in a line, where it holds nothing else, and nothing is overwritten', async () => {
    await later(NEW);
    const { exit, out, err } = await bench.apart('on 2025-01-15', env);
    const [aside = ''] = files().filter((name) => name !== 'log.db');
    expect(aside).toMatch(/^log\.aside-\d{8}\.db$/);
    expect({ exit, err }).toEqual({
      exit: 0,
      err: `${bench.log} began with a founding record that was never released and holds nothing else: it was put aside as ${bench.path(aside)}, and begun anew.\nBegan ${bench.log} with ${bench.path('record')}: 1 event.\n`,
    });
    expect(out).toContain('New words');
    expect(existsSync(bench.path(`${aside}-wal`))).toBe(false);
    expect([await positionOf(`sqlite:${bench.path(aside)}`), await positionOf(bench.log)]).toEqual(['2', '1']);
    expect((await bench.apart('on 2025-01-15', env)).err).toBe('');

    await later(OLD.replace('Old', 'Other'));
    const [own = ''] = bench.write({ 'own.yaml': OWN });
    expect((await bench.apart(`import ${own}`, env)).out).toContain('Recorded 1 event ');
    expect(files().sort()).toEqual([aside.replace('.db', '-2.db'), aside, 'log.db']);
    expect(await positionOf(`sqlite:${bench.path(aside)}`)).toBe('2');
    expect((await bench.apart('on 2025-01-15', env)).out).toContain('Other words');
  }, 120_000);

  it('is left as it is where it holds events of its own, and these can be taken along', async () => {
    await bench.inforce(['import', ...bench.write({ 'own.yaml': OWN })], { env });
    await later(NEW);
    const { exit, out, err } = await bench.inforce('on 2025-01-15', { env });
    expect(exit).toBe(0);
    expect(err).toMatch(/holds events of its own\. It is left as it is\. .*export --own --out own\.ndjson.*import own\.ndjson\.\n$/);
    expect(out).toContain('Old words');
    expect(files()).toEqual(['log.db']);
    expect((await bench.inforce('on 2025-01-15', { env })).err).toBe(''); // said once

    const own = bench.path('own.ndjson');
    const exported = await bench.inforce(['export', '--own', '--out', own], { env });
    expect({ exit: exported.exit, err: exported.err }).toEqual({
      exit: 0,
      err: expect.stringContaining(`Wrote 1 event in 1 entry to ${own}.`),
    });
    const fresh = { ...env, IN_FORCE_LOG: `sqlite:${bench.path('fresh.db')}` };
    expect((await bench.inforce(['import', own], { env: fresh })).out).toContain('Recorded 1 event ');
    expect(await title(fresh.IN_FORCE_LOG)).toBe('New words');
    const ids = async (log: string) =>
      (await bench.inforce('log tail --after 0 --json', { env: { IN_FORCE_LOG: log } })).out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).id);
    expect((await ids(fresh.IN_FORCE_LOG)).at(-1)).toBe((await ids(bench.log)).at(-1));
  });

  it('is brought up to what a later one adds, after what was recorded since', async () => {
    await bench.inforce(['import', ...bench.write({ 'own.yaml': OWN })], { env });
    const more = '  - id: more\n    measure.revoked: { from: 2026-01-01 }\n    publishedOn: 2025-01-01\n    sources: [{ key: page }]\n';
    writeFileSync(bench.path('record/measure.yaml'), `${OLD}${more}`);
    const { err } = await bench.inforce('on 2025-01-15', { env });
    expect(err).toBe(`Brought ${bench.log} up to ${bench.path('record')}: 1 event.\n`);
    expect(await positionOf(bench.log)).toBe('4');
  });

  it('is not touched while another process writes or reads it', async () => {
    await later(NEW);
    const server = await openLog(bench.log, { now: () => NOW });
    expect(await bench.inforce('on 2025-01-15', { env })).toMatchObject({ exit: 0, err: '', out: expect.stringContaining('Old words') });
    await server.close();
    const reader = await openLog(bench.log, { now: () => NOW, readOnly: true });
    await reader.head();
    const { out, err } = await bench.inforce('on 2025-01-15', { env });
    expect(out).toContain('Old words');
    expect(err).toMatch(/It is left as it is: .*is being read by another process/);
    await reader.close();
    expect(files()).toEqual(['log.db']);
  });

  it('is put aside by a server too, which then serves the new one', async () => {
    await later(NEW);
    const script = `
      import { serve, settingsFrom } from ${JSON.stringify(join(__dirname, '../../apps/api/dist/index.js'))};
      const served = await serve(settingsFrom({ ...process.env, IN_FORCE_SNAPSHOTS: 'none', PORT: '0' }));
      const answer = await fetch(served.url + '/v1/measures/cn-test-1?on=2025-01-15');
      console.log((await answer.json()).title);
      await served.close();
    `;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, NODE_OPTIONS: '', IN_FORCE_LOG: bench.log, ...env },
      encoding: 'utf8',
    });
    expect([stdout, stderr]).toEqual(['New words\n', expect.stringMatching(/put aside as .*log\.aside-\d{8}\.db, and begun anew\.\n$/)]);
    expect((await bench.apart('on 2025-01-15', env)).err).toBe('');
  }, 120_000);

  it('is the log of somebody else where it did not begin with it', async () => {
    for (const name of ['log.db', 'log.db.mark']) rmSync(bench.path(name));
    await bench.inforce(['import', ...bench.write({ 'measure.yaml': OLD.replaceAll('id: an-act', 'id: theirs') })]);
    await later(NEW);
    expect(await bench.inforce('on 2025-01-15', { env })).toMatchObject({ exit: 0, err: '', out: expect.stringContaining('Old words') });
    expect((await bench.inforce('export --own', { env })).out.trim().split('\n')).toHaveLength(1);
  });

  it.each([
    ['other format', 'export --own --format csv', /--own writes what import reads/],
    ['clock', 'export --own --known-on 2025-01-01', /--own takes all/],
  ])('exports its own in no %s', async (_, line, message) => {
    expect(await bench.inforce(line, { env })).toEqual({ exit: 2, out: '', err: expect.stringMatching(message) });
  });
});
