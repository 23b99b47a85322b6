import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadFoundingRecord } from '@in-force/engine';
import { blocksIn, pageOf } from '../kit/pages.js';
import { type Bench, bench } from './bench.js';

const page = pageOf('docs/export.md');
const [shown = ''] = blocksIn(page, 'text');

describe('the sums of docs/export.md', () => {
  const folder = mkdtempSync(join(tmpdir(), 'in-force-'));
  let api: Bench;
  let base: string;
  beforeAll(async () => {
    api = await bench(null);
    await loadFoundingRecord(api.engine);
    await api.app.listen(0, '127.0.0.1');
    base = `http://127.0.0.1:${(api.app.getHttpServer().address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await api.close();
    rmSync(folder, { recursive: true });
  });

  /** Returns what a program of the page prints, without blanks at the ends of lines. */
  const printed = async (command: string, [program = '']: readonly string[]): Promise<string> => {
    const file = join(folder, command);
    writeFileSync(file, program);
    const { stdout, stderr } = await promisify(execFile)(command, [file, base]);
    expect(stderr).toBe('');
    return stdout.replaceAll(/ +$/gm, '');
  };
  const there = (command: string) => (spawnSync(command, ['--version']).status === 0 ? it : it.skip);

  there('python3')(
    'are what Python prints (needs python3)',
    async () => {
      expect(await printed('python3', blocksIn(page, 'python'))).toBe(shown);
    },
    60_000,
  );

  there('Rscript')(
    'are what R prints (needs Rscript)',
    async () => {
      expect(await printed('Rscript', blocksIn(page, 'r'))).toBe(shown);
    },
    60_000,
  );

  it('are what the answers say', async () => {
    const get = async (path: string) => (await api.app.inject(path)).json();
    for (const [, region = '', count] of shown.matchAll(/([A-Z]{2}) (\d+)/g)) {
      const { controls } = await get(`/v1/controls?on=2025-11-20&region=${region}&status=in-force`);
      expect([region, controls.filter(({ frame }: { frame: boolean }) => !frame).length]).toEqual([region, Number(count)]);
    }
    const { status, until } = await get('/v1/measures/cn-mofcom-2025-57?on=2025-11-20&region=EU');
    expect(shown).toContain(`cn-mofcom-2025-57 ${status} through ${until}\n`);
    const days = Array.from({ length: 365 }, (_, day) => new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10));
    const statuses = await Promise.all(days.map((on) => get(`/v1/measures/cn-mofcom-2025-18?on=${on}&region=DE`)));
    const inForce = statuses.filter((answer) => answer.status === 'in-force').length;
    expect(shown).toContain(`days in force in 2025: ${inForce}\n`);
  });
});
