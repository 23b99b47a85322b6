import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { LogLocked, openLog } from '@in-force/event-log';
import { said, stream } from '../kit/drafts.js';
import { all, NOON, positions, take, upTo } from './reading.js';

const folder = mkdtempSync(join(tmpdir(), 'in-force-log-'));
const children: ChildProcess[] = [];
afterAll(async () => {
  for (const child of children) await killed(child);
  rmSync(folder, { recursive: true, force: true });
});
const now = () => NOON;

/** Another process that appends to a log without end, and tells each time the log has acknowledged one. */
function writer(url: string) {
  const child = spawn(process.execPath, [require.resolve('./writer.mjs'), url, JSON.stringify(said('x'))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  const closed = once(reader, 'close');
  const until = async (count: number) => {
    while (lines.length < count) await once(reader, 'line');
  };
  return { child, lines, closed, until };
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

it('keeps every acknowledged event of a process that was killed, and opens again without any cleaning', async () => {
  const url = `sqlite:${join(folder, 'killed.db')}`;
  let before = 0;
  for (const round of [1, 2, 3]) {
    const { child, lines, closed, until } = writer(url);
    await until(40 * round);
    await killed(child);
    await closed;
    const acknowledged = Number(lines.at(-1));
    expect(lines.map(Number)).toEqual(upTo(acknowledged).slice(before));

    const log = await openLog(url, { now });
    const found = await all(log.read(stream));
    expect(found.length).toBeGreaterThanOrEqual(acknowledged);
    expect(found.length).toBeLessThanOrEqual(acknowledged + 1); // one may have been stored and not yet acknowledged
    expect(positions(found)).toEqual(upTo(found.length));
    before = found.length;
    await log.close();
  }
});

it('refuses a second writer, and names the first', async () => {
  const path = join(folder, 'held.db');
  const { child, until } = writer(`sqlite:${path}`);
  await until(1);
  const refused = openLog(`sqlite:${path}`, { now });
  await expect(refused).rejects.toThrow(LogLocked);
  await expect(refused).rejects.toMatchObject({ holder: { pid: child.pid, host: hostname(), url: 'http://127.0.0.1:4000' } });
  await expect(refused).rejects.toThrow(`process ${child.pid} on ${hostname()}. Use it at http://127.0.0.1:4000`);
  await until(3);
  await killed(child);

  const log = await openLog(`sqlite:${path}`, { now });
  await expect(openLog(`sqlite:${path}`, { now })).rejects.toMatchObject({ holder: { pid: process.pid, url: null } });
  const second = writer(`sqlite:${path}`);
  await second.closed;
  expect(second.lines).toEqual([expect.stringContaining(`LogLocked: ${path} is being written to by process ${process.pid} on`)]);
  await log.close();

  const third = writer(`sqlite:${path}`);
  await third.until(1);
});

it('lets one of several processes that make the same log at once win', async () => {
  const url = `sqlite:${join(folder, 'raced.db')}`;
  const writers = [1, 2, 3].map(() => writer(url));
  await Promise.all(writers.map(({ until }) => until(1)));
  const refused = writers.filter(({ lines }) => lines[0] !== '1');
  expect(refused.map(({ lines }) => lines[0])).toEqual([expect.stringMatching(/^LogLocked: /), expect.stringMatching(/^LogLocked: /)]);
});

it('knows a log under any of its names', async () => {
  const log = await openLog(`sqlite:${join(folder, 'named.db')}`, { now });
  symlinkSync(join(folder, 'named.db'), join(folder, 'again.db'));
  await expect(openLog(`sqlite:${join(folder, 'again.db')}`, { now })).rejects.toThrow(LogLocked);
  await log.close();
});

it('lets others read beside the writer, and follow it', async () => {
  const url = `sqlite:${join(folder, 'followed.db')}`;
  const { until } = writer(url);
  await until(1);
  const stop = new AbortController();
  const reader = await openLog(url, { now, readOnly: true });
  const { position } = await reader.head();
  expect(positions(await take(reader.tail(0, stop.signal), position + 200))).toEqual(upTo(position + 200));
  await reader.close();
});
