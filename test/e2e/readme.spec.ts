import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const snippets = [...readme.matchAll(/```console\n\$ (.+)\n([\s\S]*?)```/g)].map(
  ([, command, output]) => [command, output] as [string, string],
);

describe('the README', () => {
  const folder = mkdtempSync(join(tmpdir(), 'in-force-'));
  const env = { ...process.env, IN_FORCE_LOG: `sqlite:${join(folder, 'log.db')}`, NO_COLOR: '1' };
  afterAll(() => rmSync(folder, { recursive: true }));

  /** As the first question of a fresh clone does for the log that is there by default. */
  beforeAll(() => {
    execFileSync(process.execPath, [join(root, 'apps/cli/bin/inforce.js'), 'log', 'begin'], { env });
  });

  it('shows commands', () => {
    expect(snippets.length).toBeGreaterThan(1);
  });

  it.each(snippets)('%s says what it shows', (command, output) => {
    const run = command.replace('npx inforce', `"${process.execPath}" apps/cli/bin/inforce.js`);
    expect(execFileSync('sh', ['-c', run], { cwd: root, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })).toBe(output);
  });

  it('names scripts and routes that there are', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    for (const [, script = ''] of readme.matchAll(/`npm (\w+)`/g)) expect(scripts).toHaveProperty(script);
  });
});
