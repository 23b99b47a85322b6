import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ALONE = pathToFileURL(join(__dirname, '../../apps/cli/bin/alone.js')).href;

/** A process that says in a file when it begins and when it ends, alone. */
const script = (lock: string, told: string) => `
  import { appendFileSync } from 'node:fs';
  import { alone } from ${JSON.stringify(ALONE)};
  alone(${JSON.stringify(lock)}, () => {
    appendFileSync(${JSON.stringify(told)}, 'begins\\n');
    for (let at = 0; at < 3e7; at++);
    appendFileSync(${JSON.stringify(told)}, 'ends\\n');
  });
`;

const running = (code: string): Promise<number | null> =>
  new Promise((resolve) => {
    spawn(process.execPath, ['--input-type=module', '--eval', code], { stdio: 'ignore' }).on('exit', resolve);
  });

describe('what installs and builds', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'in-force-alone-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('does so one process at a time', async () => {
    const [lock, told] = [join(folder, 'lock'), join(folder, 'told')];
    const ended = await Promise.all(Array.from({ length: 6 }, () => running(script(lock, told))));
    expect(ended).toEqual([0, 0, 0, 0, 0, 0]);
    expect(readFileSync(told, 'utf8')).toBe('begins\nends\n'.repeat(6));
    expect(existsSync(lock)).toBe(false);
  });

  it('passes over a holder that ended without a word', async () => {
    const [lock, told] = [join(folder, 'lock'), join(folder, 'told')];
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeFileSync(lock, String(pid));
    expect(await running(script(lock, told))).toBe(0);
    expect(readFileSync(told, 'utf8')).toBe('begins\nends\n');
  });
});
