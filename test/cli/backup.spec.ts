import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Bench, RECORD } from './fixture.js';

const PAGE = readFileSync(join(__dirname, '../../docs/operating.md'), 'utf8');
/** The commands of the page's section on backups, block by block. */
const [BACKUP = [], RESTORE = []] = [
  ...(PAGE.split('## Backup and restore')[1]?.split('\n## ')[0] ?? '').matchAll(/```sh\n([\s\S]*?)```/g),
].map(([, block = '']) => block.trim().split('\n'));

let bench: Bench;
beforeEach(async () => {
  bench = new Bench();
  expect((await bench.apart(`import ${bench.write(RECORD).join(' ')}`)).exit).toBe(0);
});
afterEach(() => bench.tearDown());

const inFolder = (command: string) => command.replace(/^npx inforce /, '').replaceAll('backups/', `${bench.folder}/backups-`);

it('backs up and restores as the page says, and answers the same afterwards', async () => {
  const asked = (await bench.apart('on 2025-11-20 --json')).out;
  const said: string[] = [];
  for (const command of BACKUP) {
    const { exit, out, err } = await bench.apart(inFolder(command));
    said.push(out + err);
    expect([command, exit, err]).toEqual([command, 0, '']);
  }
  expect(said[0]).toMatch(/backups-2026-11-26.db holds 9 events.\nTree head [0-9a-f]{64}, in .*2026-11-26.db.checkpoint\n/);
  rmSync(bench.path('log.db'));
  expect((await bench.apart('on 2025-11-20')).exit).toBe(3);
  for (const command of RESTORE)
    expect([command, await bench.apart(inFolder(command))]).toEqual([command, { exit: 0, err: '', out: expect.any(String) }]);
  expect((await bench.apart('on 2025-11-20 --json')).out).toBe(asked);
});

describe('once there is a backup', () => {
  let file: string;
  beforeEach(async () => {
    file = bench.path('early.db');
    expect((await bench.apart(`log backup ${file}`)).exit).toBe(0);
  });

  it('says what stood there', async () => {
    expect(await bench.apart(`log restore ${file}`)).toMatchObject({
      exit: 0,
      err: '',
      out: expect.stringContaining('already; nothing was done'),
    });
    writeFileSync(bench.path('log.db'), 'no log at all, but of some length'.repeat(99));
    expect(await bench.apart(`log restore ${file}`)).toMatchObject({
      exit: 0,
      err: '',
      out: expect.stringMatching(/log.db holds 9 events from .*early.db.\nWhat stood there is now .*log.aside-\d{8}.db\nTree head/),
    });
  });

  it('says that no checkpoint lies beside it', async () => {
    rmSync(`${file}.checkpoint`);
    writeFileSync(bench.path('log.db'), 'no log at all');
    cpSync(file, bench.path('copy.db'));
    expect((await bench.apart(`log restore ${bench.path('copy.db')}`)).err).toMatch(
      /^No checkpoint lies beside .*copy.db; it was checked by its own hashes alone.\n$/,
    );
  });

  it('refuses with exit code 1 where something would be lost', async () => {
    const remark = RECORD['checks.yaml']?.replaceAll('2026-10-09', '2026-11-09').replace('check-cn', 'check-later') as string;
    expect((await bench.apart(`import ${bench.write({ 'later.yaml': remark })}`)).exit).toBe(0);
    const refused = await bench.apart(`log restore ${file}`);
    expect(refused).toMatchObject({ exit: 1, out: '' });
    expect(refused.err.replace(/\s+/g, ' ')).toMatch(
      /early.db holds 9 events, and the log held 10 by its mark: events 10 to 10 would be lost/,
    );
    expect(await bench.apart(`log backup ${file}`)).toMatchObject({
      exit: 1,
      err: expect.stringContaining('exists already, and a backup overwrites nothing'),
    });
  });
});

it('refuses with exit code 3 where nothing can be written', async () => {
  expect(await bench.apart('log backup /proc/backup.db')).toMatchObject({
    exit: 3,
    err: expect.stringMatching(/^\/proc\/backup.db.* cannot be written|^Cannot open/),
  });
  expect(existsSync('/proc/backup.db')).toBe(false);
});
