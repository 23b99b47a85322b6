import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { AlteredEvent, BackupRefused, backupLog, LogLocked, LogUnusable, openLog, restoreLog } from '@in-force/event-log';
import { said, sayings, stream } from '../kit/drafts.js';
import { runSql } from './raw.js';
import { all, headOf, NOON } from './reading.js';

const folder = mkdtempSync(join(tmpdir(), 'in-force-backup-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const fresh = () => join(folder, `${++files}.db`);
const now = () => NOON;
const urlOf = (path: string) => `sqlite:${path}`;
/** A closed log of so many events that this process never wrote to under this name, with its mark. */
async function kept(count: number, label = 'a'): Promise<string> {
  const [path, copy] = [fresh(), fresh()];
  const log = await openLog(urlOf(path), { now });
  await log.append(stream, sayings(label, count), 0);
  await log.close();
  for (const suffix of ['', '.mark']) copyFileSync(path + suffix, copy + suffix);
  return copy;
}
const eventsIn = async (path: string) => {
  const log = await openLog(urlOf(path), { now, readOnly: true });
  const events = await all(log.stored(0, Number.MAX_SAFE_INTEGER));
  await log.close();
  return events;
};

describe('a backup', () => {
  it('is one file that holds what the log does, with the head of it', async () => {
    const [path, file] = [await kept(300), fresh()];
    const before = readdirSync(folder);
    const { position, head, id } = await backupLog(urlOf(path), file, now);
    expect(readdirSync(folder).filter((name) => !before.includes(name) && !/-(?:wal|shm)$/.test(name))).toEqual([
      file.slice(folder.length + 1),
    ]);
    const events = await eventsIn(file);
    expect(events).toEqual(await eventsIn(path));
    expect({ position, head, id }).toEqual({ position: 300, head: headOf(events), id: events[0]?.leaf });
  });

  it('is made of a log that is nowhere in a file, and of one that holds nothing', async () => {
    await expect(backupLog('memory:', fresh(), now)).resolves.toMatchObject({ position: 0, id: null });
    const empty = fresh();
    await (await openLog(urlOf(empty), { now })).close();
    await expect(backupLog(urlOf(empty), fresh(), now)).resolves.toMatchObject({ position: 0, id: null });
  });

  it('overwrites nothing', async () => {
    const [path, file] = [await kept(3), fresh()];
    writeFileSync(file, 'a letter');
    await expect(backupLog(urlOf(path), file, now)).rejects.toThrow(BackupRefused);
    expect(readFileSync(file, 'utf8')).toBe('a letter');
  });

  it.each([
    [
      'an event was altered',
      (path: string) => runSql(path, `UPDATE events SET data = replace(data, 'a 2', 'b 2') WHERE position = 2`),
      AlteredEvent,
      /Event 2/,
    ],
    [
      'events were lost',
      (path: string) => runSql(path, 'DELETE FROM events WHERE position > 2'),
      LogUnusable,
      /holds 2 events, and held 3/,
    ],
  ])('is not made of a log in which %s, and leaves nothing', async (_, change, error, message) => {
    const [path, file] = [await kept(3), fresh()];
    change(path);
    const failure = backupLog(urlOf(path), file, now);
    await expect(failure).rejects.toThrow(error);
    await expect(failure).rejects.toThrow(message);
    expect(readdirSync(folder).filter((name) => name.startsWith(file.slice(folder.length + 1)))).toEqual([]);
  });

  it('is made while another process writes: whatever that had acknowledged before is in it, in order', async () => {
    const path = fresh();
    const child = spawn(process.execPath, [require.resolve('./writer.mjs'), urlOf(path), JSON.stringify(said('x'))], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines: number[] = [];
    const reader = createInterface({ input: child.stdout }).on('line', (line) => lines.push(Number(line)));
    while (lines.length < 50) await once(reader, 'line');
    for (let round = 0; round < 3; round++) {
      const [acknowledged, file] = [lines.at(-1) as number, fresh()];
      const { position } = await backupLog(urlOf(path), file, now);
      expect(position).toBeGreaterThanOrEqual(acknowledged);
      expect(await eventsIn(file)).toHaveLength(position);
    }
    const count = lines.length;
    while (lines.length === count) await once(reader, 'line');
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
});

describe('a restore', () => {
  const backedUp = async (count: number, label = 'a') => {
    const file = fresh();
    await backupLog(urlOf(await kept(count, label)), file, now);
    return file;
  };
  const asides = () => readdirSync(folder).filter((name) => name.includes('.aside-') && name.endsWith('.db'));

  it('brings a log back that is gone, and its mark stays right', async () => {
    const path = await kept(5);
    const file = fresh();
    await backupLog(urlOf(path), file, now);
    rmSync(path);
    expect(await restoreLog(file, urlOf(path), now)).toMatchObject({ position: 5, done: true, aside: null });
    const log = await openLog(urlOf(path), { now });
    expect(await log.append(stream, [said('next')], 5)).toBe(6);
    expect(log.noted()).toMatchObject({ position: 5 });
    await log.close();
  });

  it('makes a log where none ever was', async () => {
    const [file, path] = [await backedUp(5), join(folder, 'new', 'log.db')];
    expect(await restoreLog(file, urlOf(path), now)).toMatchObject({ position: 5, done: true, aside: null });
    expect(await eventsIn(path)).toEqual(await eventsIn(file));
    expect(existsSync(`${path}.mark`)).toBe(true);
  });

  it.each([
    ['damaged', (path: string) => writeFileSync(path, 'x'.repeat(9000))],
    ['altered', (path: string) => runSql(path, `UPDATE events SET data = replace(data, 'a 2', 'b 2') WHERE position = 2`)],
    ['shorter', (path: string) => runSql(path, 'DELETE FROM events WHERE position > 2')],
    ['empty', (path: string) => writeFileSync(path, '')],
  ])('moves a log aside that is %s, and takes its place', async (_, change) => {
    const [path, file] = [await kept(5), fresh()];
    await backupLog(urlOf(path), file, now);
    change(path);
    const before = readFileSync(path);
    const { aside, done } = await restoreLog(file, urlOf(path), now);
    expect(done).toBe(true);
    expect(readFileSync(aside as string)).toEqual(before);
    expect(await eventsIn(path)).toEqual(await eventsIn(file));
  });

  it('does nothing where the log holds the same', async () => {
    const [path, file] = [await kept(5), fresh()];
    await backupLog(urlOf(path), file, now);
    const before = asides();
    expect(await restoreLog(file, urlOf(path), now)).toMatchObject({ position: 5, done: false, aside: null });
    expect(asides()).toEqual(before);
  });

  it.each<[string, () => Promise<[path: string, file: string]>, RegExp]>([
    [
      'what the mark knows',
      async () => [await kept(5), await backedUp(3)],
      /holds 3 events, and the log held 5 by its mark: events 4 to 5 would be lost/,
    ],
    ['another log', async () => [await kept(5, 'b'), await backedUp(9)], /is a backup of another log than the one that the mark knows/],
    [
      'what follows on the same beginning',
      async () => [await continuedTo('c'), await continuedTo('d', true)],
      /The first 6 events of .* are not those that the mark knows/,
    ],
    [
      'what a log without a mark holds',
      async () => [await unmarked(5), await backedUp(3)],
      /holds 5 events, the backup 3, and they are not the same/,
    ],
    ['another log without a mark', async () => [await unmarked(5, 'b'), await backedUp(9)], /is another log than the backup/],
    [
      'a file of another program',
      async () => [foreign(), await backedUp(9)],
      /cannot be read, and nothing says that it is a log: .* Move it away first/,
    ],
  ])('is refused where it would lose %s, and changes nothing', async (_, given, message) => {
    const [path, file] = await given();
    for (const gone of [false, true]) {
      if (gone && !existsSync(`${path}.mark`)) break;
      if (gone) rmSync(path);
      const before = [existsSync(path) && readFileSync(path), asides()];
      const failure = restoreLog(file, urlOf(path), now);
      await expect(failure).rejects.toThrow(BackupRefused);
      await expect(failure).rejects.toThrow(message);
      expect([existsSync(path) && readFileSync(path), asides()]).toEqual(before);
    }
  });

  async function continuedTo(label: string, backup = false): Promise<string> {
    const [path, copy] = [await kept(5), fresh()];
    const log = await openLog(urlOf(path), { now });
    await log.append(stream, [said(label)], 5);
    await log.close();
    if (backup) await backupLog(urlOf(path), copy, now);
    else for (const suffix of ['', '.mark']) copyFileSync(path + suffix, copy + suffix);
    return copy;
  }
  async function unmarked(count: number, label = 'a'): Promise<string> {
    const path = await kept(count, label);
    rmSync(`${path}.mark`);
    return path;
  }
  function foreign(): string {
    const path = fresh();
    runSql(path, 'CREATE TABLE diary (day TEXT)');
    return path;
  }

  it('is refused for a backup that was altered, is no log, or is not what its checkpoint says', async () => {
    const [path, file, letter] = [await kept(5), await backedUp(5), fresh()];
    writeFileSync(letter, 'a letter'.repeat(100));
    await expect(restoreLog(letter, urlOf(path), now)).rejects.toThrow(/is not a log/);
    await expect(restoreLog(join(folder, 'nowhere'), urlOf(path), now)).rejects.toThrow(/There is no file/);
    const checkpoint = { origin: 'x', size: 4, head: '0'.repeat(64) };
    await expect(restoreLog(file, urlOf(path), now, checkpoint)).rejects.toThrow(/holds 5 events .* its checkpoint speaks of 4/);
    runSql(file, `UPDATE events SET data = replace(data, 'a 2', 'b 2') WHERE position = 2`);
    await expect(restoreLog(file, urlOf(path), now)).rejects.toThrow(AlteredEvent);
  });

  it('is refused while somebody writes to the log', async () => {
    const [path, file] = [await kept(5), await backedUp(5)];
    const log = await openLog(urlOf(path), { now });
    await expect(restoreLog(file, urlOf(path), now)).rejects.toThrow(LogLocked);
    await log.close();
  });

  it('completes what was cut off at any step', async () => {
    const path = await kept(5);
    const file = fresh();
    await backupLog(urlOf(path), file, now);
    // What stood there was moved aside, and the copy had not yet its name.
    renameSync(path, `${path}.cut`);
    writeFileSync(`${path}.restoring`, 'half of it');
    await expect(openLog(urlOf(path), { now })).rejects.toThrow(/held 5 events, by its mark/);
    await restoreLog(file, urlOf(path), now);
    expect(await eventsIn(path)).toHaveLength(5);
    expect(existsSync(`${path}.restoring`)).toBe(false);
  });
});
