import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLog } from '@in-force/event-log';

/** Runs an import until it has acknowledged so many events, then kills it; without a number, to its end. */
async function importInto(url: string, killAfter?: number): Promise<number> {
  const child = spawn(process.execPath, [join(__dirname, 'importer.mjs'), url], { stdio: ['ignore', 'pipe', 'inherit'] });
  let acknowledged = 0;
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) acknowledged = Number(line);
    if (killAfter !== undefined && acknowledged >= killAfter) child.kill('SIGKILL');
  });
  const [code] = await once(child, 'close');
  if (killAfter === undefined) expect(code).toBe(0);
  return acknowledged;
}

it('keeps what an import acknowledged before it was killed, and completes it the next time', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'in-force-'));
  const url = `sqlite:${join(folder, 'log.db')}`;
  const ids = async () => {
    const log = await openLog(url, { now: () => '2026-11-23T12:00:00.000Z' });
    const { position } = await log.head();
    const found: string[] = [];
    if (position > 0)
      for await (const event of log.tail(0, new AbortController().signal)) {
        found.push(event.id);
        if (event.position === position) break;
      }
    await log.close();
    return found;
  };
  try {
    let before = 0;
    for (const killAfter of [40, 60]) {
      const acknowledged = await importInto(url, killAfter);
      const found = await ids();
      expect(found.length).toBeGreaterThanOrEqual(before + acknowledged);
      expect(new Set(found).size).toBe(found.length);
      before = found.length;
    }
    await importInto(url);
    const all = await ids();
    expect([all.length, new Set(all).size]).toEqual([346, 346]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
