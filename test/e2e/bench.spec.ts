import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const bench = join(__dirname, '../../bench');
const installed = existsSync(join(bench, 'node_modules'));

(installed ? describe : describe.skip)('The bench in small (npm ci --prefix bench --no-workspaces)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'in-force-bench-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('finds that everybody answers the same', async () => {
    const out = join(folder, 'RESULTS.md');
    // It stops at the first answer that differs.
    await promisify(execFile)(process.execPath, [join(bench, 'run.mjs'), '--quick', '--out', out], { maxBuffer: 1e8 });
    const results = readFileSync(out, 'utf8');
    for (const peer of ['SQLite, b-tree', 'SQLite, R*Tree', 'DuckDB', 'JS objects and filter()', 'replaying the log per question'])
      expect(results).toContain(`| ${peer} |`);
  }, 600_000);
});
