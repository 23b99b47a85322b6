import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLog } from '@in-force/event-log';
import { other, sayings, stream } from '../kit/drafts.js';

/** How many bits are flipped, and where it begins: `FLIPS=3000 SEED=100 npm test -- test/event-log/flips` takes its time. */
const FLIPS = Number(process.env.FLIPS ?? 60);
const SEED = Number(process.env.SEED ?? 1);

describe('a bit of a log that was flipped', () => {
  const folder = mkdtempSync(join(tmpdir(), 'in-force-flips-'));
  const path = join(folder, 'log.db');
  beforeAll(async () => {
    const written = join(folder, 'written.db');
    const log = await openLog(`sqlite:${written}`, { now: () => '2026-11-23T12:00:00.000Z' });
    await log.append(stream, sayings('a', 40), 0);
    await log.append(other, sayings('b', 40), 0);
    await log.close();
    for (const suffix of ['', '.mark']) copyFileSync(written + suffix, path + suffix);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(['stopped', 'running'])('is told, or alters nothing, while the log is %s; nobody crashes, and nothing is doubled', (when) => {
    const range = [SEED, SEED + FLIPS - 1].map(String);
    const { stdout, stderr, status } = spawnSync(process.execPath, [join(__dirname, 'flipper.mjs'), path, folder, ...range, when], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    expect([status, stderr]).toEqual([0, '']);
    const outcomes = stdout.trim().split('\n');
    expect(outcomes).toHaveLength(FLIPS);
    expect(outcomes.filter((line) => !/^\d+ (?:same$|told )/.test(line))).toEqual([]);
    if (when === 'stopped') expect(outcomes.filter((line) => line.includes(' told ')).length).toBeGreaterThan(FLIPS / 2);
  });
});
