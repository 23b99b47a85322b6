import { copyFileSync, existsSync, linkSync, mkdtempSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AlteredEvent, type EventLog, LogUnusable, openLog, RunningHead } from '@in-force/event-log';
import { said, sayings, stream } from '../kit/drafts.js';
import { runSql } from './raw.js';
import { all, NOON } from './reading.js';

const folder = mkdtempSync(join(tmpdir(), 'in-force-mark-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const fresh = () => join(folder, `${++files}.db`);
let minutes = 0;
const now = () => new Date(Date.parse(NOON) + minutes * 60_000).toISOString();
const open = (path: string, readOnly = false) => openLog(`sqlite:${path}`, { now, readOnly });
const opened: EventLog[] = [];
const written = async (path: string, count: number) => {
  const log = await open(path);
  opened.push(log);
  const { position } = await log.head();
  await log.append(stream, sayings(`from ${position}`, count), position);
  return log;
};
afterEach(async () => {
  for (const log of opened.splice(0)) await log.close();
});
/** Copies a closed log, with its mark: the driver lets go of the file that it wrote only later. */
const copied = (path: string) => {
  const copy = fresh();
  for (const suffix of ['', '.mark']) copyFileSync(path + suffix, copy + suffix);
  return copy;
};
/** A closed log of so many events. */
const kept = async (count: number) => {
  const path = fresh();
  await (await written(path, count)).close();
  return copied(path);
};
const markIn = (path: string) => {
  const bytes = readFileSync(`${path}.mark`, 'latin1');
  const slots = [bytes.slice(0, 4096), bytes.slice(4096)].filter((slot) => slot.startsWith('{'));
  return slots.map((slot) => JSON.parse(slot.slice(0, 4087))).sort((a, b) => b.position - a.position)[0];
};
const refused = async (path: string, message: RegExp) => {
  for (const readOnly of [true, false]) {
    const failure = open(path, readOnly);
    await expect(failure).rejects.toThrow(LogUnusable);
    await expect(failure).rejects.toThrow(message);
  }
};

describe('the mark of a SQLite log', () => {
  it('says log, position and head after every append, before it is acknowledged', async () => {
    const path = fresh();
    const log = await open(path);
    opened.push(log);
    expect(existsSync(`${path}.mark`)).toBe(false);
    const tree = new RunningHead();
    for (let held = 0; held < 9; held += 3) {
      await log.append(stream, sayings(`${held}`, 3), held);
      for await (const { leaf } of log.stored(held, held + 3)) tree.add(leaf);
      const { id } = await log.head();
      expect(markIn(path)).toMatchObject({ log: id, position: held + 3, head: tree.head });
    }
  });

  it('goes on from what it says, and is made anew for a log that has none', async () => {
    const path = await kept(5);
    await (await written(path, 4)).close();
    const nine = markIn(path);
    rmSync(`${path}.mark`);
    await (await open(path)).close();
    expect(markIn(path)).toEqual(nine);
  });

  it('survives a write that was torn, whichever place it was in', async () => {
    const path = await kept(5);
    await (await written(path, 1)).close();
    const whole = readFileSync(`${path}.mark`);
    const positions = new Set<number>();
    for (const start of [0, 4096]) {
      const torn = Buffer.from(whole);
      torn.fill('x', start + 100, start + 200);
      writeFileSync(`${path}.mark`, torn);
      const log = await open(path, true);
      positions.add(log.noted()?.position as number);
      await log.close();
    }
    expect(positions).toEqual(new Set([5, 6]));
  });

  it('is not believed when it is no mark', async () => {
    const path = await kept(2);
    writeFileSync(`${path}.mark`, 'something else');
    await refused(path, /cannot be read. Check the log \(inforce log verify\), then move the mark away/);
  });

  it('goes aside with the log', async () => {
    const path = await kept(2);
    const log = (await open(path)) as EventLog & { putAside(day: string): Promise<string> };
    const aside = await log.putAside('2026-11-23');
    expect([existsSync(path), existsSync(`${path}.mark`), existsSync(`${aside}.mark`)]).toEqual([false, false, true]);
    await (await open(aside)).close();
    await (await open(path)).close();
  });
});

describe('a SQLite log that is not what its mark knows', () => {
  it.each<[string, (path: string) => void | Promise<void>, RegExp]>([
    [
      'is gone',
      (path) => renameSync(path, `${path}.elsewhere`),
      /held 5 events, by its mark .* holds none now.* To begin anew, move the mark away/,
    ],
    ['is empty', (path) => truncateSync(path, 0), /held 5 events, by its mark .* holds none now/],
    [
      'is an older copy',
      async (path) => copyFileSync(await kept(4), path),
      /holds 4 events, and held 5 by its mark .* without events 5 to 5/,
    ],
    ['lost its last events', (path) => runSql(path, 'DELETE FROM events WHERE position > 2'), /holds 2 events, and held 5/],
    ['is another log', async (path) => copyFileSync(await other(9), path), /is another log than its mark/],
    [
      'had its last event altered',
      (path) => runSql(path, `UPDATE events SET leaf = x'00' WHERE position = 5`),
      /Event 5 of .* is not the one that/,
    ],
  ])('is refused, and nothing is begun, when it %s', async (_, change, message) => {
    const path = await kept(5);
    await change(path);
    const before = existsSync(path) ? readFileSync(path) : null;
    await refused(path, message);
    expect(existsSync(path) ? readFileSync(path) : null).toEqual(before);
  });

  it('is refused where its write-ahead log was removed', async () => {
    const path = await kept(3);
    const log = await written(path, 2);
    // As a machine leaves it that stopped: with what was not yet brought into the file.
    await refused(copied(path), /holds 3 events, and held 5 by its mark .* its write-ahead log was removed/);
    const whole = copied(path);
    copyFileSync(`${path}-wal`, `${whole}-wal`);
    await log.close();
    const again = await open(whole);
    expect(await all(again.read(stream))).toHaveLength(5);
    await again.close();
  });

  it('goes on when the mark is moved away, as the sentence says', async () => {
    const path = await kept(5);
    runSql(path, 'DELETE FROM events WHERE position > 2');
    renameSync(`${path}.mark`, `${path}.mark.old`);
    const log = await written(path, 1);
    expect(await log.head()).toMatchObject({ position: 3 });
  });
});

/** A closed log that began otherwise. */
async function other(count: number): Promise<string> {
  const path = fresh();
  const log = await open(path);
  await log.append('statement-other', sayings('other', count), 0);
  await log.close();
  return copied(path);
}

describe('a SQLite log whose files change while it is open', () => {
  const tooLate = async (log: EventLog, message: RegExp) => {
    await expect(log.append(stream, [said('late')], 3)).rejects.toThrow(message);
    expect(log.health()).toMatchObject({ problem: expect.stringMatching(message), stuck: true });
  };

  it('records nothing more once its file is gone, and says so', async () => {
    const path = fresh();
    const log = await written(path, 3);
    renameSync(path, `${path}.elsewhere`);
    await tooLate(log, /is gone: it was removed or moved while it was open. Nothing more is recorded/);
    expect(existsSync(path)).toBe(false);
    renameSync(`${path}.elsewhere`, path);
    expect(await log.append(stream, [said('in time')], 3)).toBe(4);
    expect(log.health()).toEqual({ behindSince: null, problem: null, stuck: false });
  });

  it('records nothing more once its file was replaced, or cut', async () => {
    const path = fresh();
    const log = await written(path, 3);
    renameSync(path, `${path}.elsewhere`);
    copyFileSync(await kept(2), path);
    await tooLate(log, /was replaced by another file while it was open/);

    const cut = await kept(300);
    const second = await written(cut, 1);
    truncateSync(cut, 8192);
    await expect(second.append(stream, [said('late')], 301)).rejects.toThrow(/was cut short by another program: it has 8192 bytes left of/);
  });

  it('brings what its write-ahead log held into the file when that is removed', async () => {
    const path = fresh();
    const log = await written(path, 3);
    rmSync(`${path}-wal`);
    await tooLate(log, /-wal was removed while .* was open/);
    await log.close();
    const again = await open(path);
    expect(await all(again.read(stream))).toHaveLength(3);
    await again.close();
  });

  it('does nothing with a file of two names', async () => {
    const path = fresh();
    const log = await written(path, 3);
    linkSync(path, `${path}.second`);
    await tooLate(log, /has a second name \(a hard link\)/);
    for (const name of [path, `${path}.second`])
      for (const readOnly of [true, false]) await expect(open(name, readOnly)).rejects.toThrow(/second name/);
    rmSync(`${path}.second`);
    expect(await log.append(stream, [said('in time')], 3)).toBe(4);
  });

  it('is looked at each minute: what another program writes over it is told', async () => {
    const path = await kept(300);
    const log = await open(path);
    opened.push(log);
    expect(log.health().problem).toBeNull();
    const older = readFileSync(await kept(10));
    writeFileSync(path, Buffer.concat([older, readFileSync(path).subarray(older.length)]));
    expect(log.health().problem).toBeNull();
    minutes += 1;
    expect(log.health()).toMatchObject({
      problem: expect.stringMatching(/holds 10 events, and held 300|another log|is damaged/),
      stuck: true,
    });
  });

  it('has its mark again within a minute', async () => {
    const path = fresh();
    const log = await written(path, 3);
    log.health();
    rmSync(`${path}.mark`);
    minutes += 1;
    expect(log.health().problem).toBeNull();
    expect(markIn(path)).toMatchObject({ position: 3 });
  });

  it('ends those who follow it beside the writer', async () => {
    const path = await kept(3);
    let look = () => {};
    const reader = await openLog(`sqlite:${path}`, { now, readOnly: true, pause: () => new Promise<void>((resolve) => (look = resolve)) });
    opened.push(reader);
    const following = all(reader.tail(3, new AbortController().signal));
    await new Promise(setImmediate);
    rmSync(path);
    look();
    await expect(following).rejects.toThrow(/is gone/);
  });
});

describe('a row that cannot be read', () => {
  it.each([
    ['a text that is no UTF-8', `data = CAST(x'7b22c3' AS TEXT)`],
    ['a byte that no text has', `meta = CAST(x'ff7b7d' AS TEXT)`],
  ])('is named when it holds %s, and nobody crashes', async (_, change) => {
    const path = await kept(3);
    runSql(path, `UPDATE events SET ${change} WHERE position = 2`);
    const log = await open(path);
    opened.push(log);
    for (const read of [() => all(log.tail(0, new AbortController().signal)), () => all(log.read(stream)), () => all(log.stored(0, 3))]) {
      await expect(read()).rejects.toThrow(AlteredEvent);
      await expect(read()).rejects.toThrow('Event 2 cannot be read: its row is damaged.');
    }
  });
});
