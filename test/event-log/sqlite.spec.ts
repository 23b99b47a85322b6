import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AlteredEvent,
  type Clock,
  copyLog,
  LogReadOnly,
  LogUnusable,
  leafOf,
  MemoryLog,
  openLog,
  type Pause,
  SqliteLog,
} from '@in-force/event-log';
import { RECORD, type Stored, UnreadableEvent } from '@in-force/events';
import { other, said, sayings, stream } from '../kit/drafts.js';
import { describeEventLog, describeStamps } from './contract.js';
import { runSql } from './raw.js';
import { all, NOON, positions, take } from './reading.js';

const folder = mkdtempSync(join(tmpdir(), 'in-force-log-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const fresh = () => join(folder, `${++files}`, 'in-force.db');
const now: Clock = () => NOON;
const open = (clock: Clock) => openLog(`sqlite:${fresh()}`, { now: clock });

describeEventLog('SqliteLog', open);
describeStamps(open);

describe('a SQLite log', () => {
  it('is there again when it is opened again, whole in its one file', async () => {
    const url = `sqlite:${fresh()}`;
    const first = await openLog(url, { now });
    await first.append(stream, sayings('a', 300), 0);
    const head = await first.head();
    await first.close();
    expect(readFileSync(`${folder}/${files}/in-force.db`).length).toBeGreaterThan(100_000);

    const second = await openLog(url, { now: () => '2020-01-01T00:00:00.000Z' });
    expect(await second.head()).toEqual(head);
    expect(await second.append(stream, [said('b')], 300)).toBe(301);
    expect(await second.head()).toMatchObject({ position: 301, recordedAt: NOON });
    await second.close();
  });

  it('takes any path, with or without slashes', async () => {
    const path = join(folder, 'a b?c%20#ü', 'deep', 'log.db');
    for (const url of [`sqlite:${path}`, `sqlite://${path}`, `SQLite:${path}`]) {
      const log = await openLog(url, { now });
      await log.append(stream, [said('a')], 0);
      expect(await log.head()).toMatchObject({ position: 1 });
      await log.close();
    }
  });

  it.each([
    ['type', { type: 'moon.landed' }, /Unknown event type "moon.landed" in event 2 .* Is this log newer/],
    ['version', { version: 99 }, /Unknown version 99 of "statement.made" in event 2/],
    ['shape', { data: { text: 1 } }, /Cannot read event 2 \(statement.made v2, .*data\.title/],
  ])('stops at an event of a %s that this program cannot read, and names it', async (_, shape, message) => {
    const path = fresh();
    const log = await openLog(`sqlite:${path}`, { now });
    await log.append(stream, sayings('a', 3), 0);
    const [second] = await all(log.stored(1, 2));
    const changed = { ...(second as Stored), ...shape };
    const { type, version, data } = changed;
    const values = `'${type}', ${version}, '${JSON.stringify(data)}', x'${leafOf(changed)}'`;
    runSql(path, `UPDATE events SET (type, version, data, leaf) = (${values}) WHERE position = 2`);

    const seen: number[] = [];
    const follow = async () => {
      for await (const { position } of log.tail(0, new AbortController().signal)) seen.push(position);
    };
    const failure = follow();
    await expect(failure).rejects.toThrow(UnreadableEvent);
    await expect(failure).rejects.toThrow(message);
    expect(seen).toEqual([1]);
    await expect(all(log.read(stream))).rejects.toThrow(message);
    await log.close();
  });

  it('stops at an event whose text is no JSON, and names it', async () => {
    const path = fresh();
    const log = await openLog(`sqlite:${path}`, { now });
    await log.append(stream, sayings('a', 3), 0);
    runSql(path, `UPDATE events SET meta = '{"not JSON' WHERE position = 2`);
    await expect(take(log.tail(0, new AbortController().signal), 2)).rejects.toThrow(/Cannot read event 2 .*it is not JSON/);
    await log.close();
  });

  it('stores what was being appended when it was closed', async () => {
    const path = fresh();
    const log = await openLog(`sqlite:${path}`, { now });
    const appending = log.append(stream, [said('a')], 0);
    await log.close();
    expect(await appending).toBe(1);
    const again = await openLog(`sqlite:${path}`, { now });
    expect(await all(again.read(stream))).toHaveLength(1);
    await again.close();
  });

  it('stores nothing of an append whose last event cannot be stored', async () => {
    const path = fresh();
    const log = await openLog(`sqlite:${path}`, { now });
    await log.append(stream, [said('a')], 0);
    runSql(path, `CREATE TRIGGER broken BEFORE INSERT ON events WHEN new.position = 4 BEGIN SELECT raise(ABORT, 'disk on fire'); END`);
    await expect(log.append(other, sayings('b', 3), 0)).rejects.toThrow('disk on fire');
    expect(await all(log.read(other))).toEqual([]);
    expect(await log.head()).toMatchObject({ position: 1 });
    expect(await log.append(other, sayings('b', 2), 0)).toBe(2);
    await log.close();
  });
});

describe('a SQLite log that somebody wrote into', () => {
  const written = async (sql: string) => {
    const path = fresh();
    const log = await openLog(`sqlite:${path}`, { now });
    await log.append(stream, sayings('a', 3), 0);
    await log.close();
    runSql(path, sql);
    return openLog(`sqlite:${path}`, { now, readOnly: true });
  };

  it.each([
    ['data', `UPDATE events SET data = replace(data, 'a 2', 'b 2') WHERE position = 2`],
    ['envelope', `UPDATE events SET meta = replace(meta, '2025-11-07', '2025-11-06') WHERE position = 2`],
    ['instant', `UPDATE events SET recorded_at = '2026-11-23T12:00:00.001Z' WHERE position = 2`],
    ['version', 'UPDATE events SET version = 1 WHERE position = 2'],
    ['stream', `UPDATE events SET stream = 'statement-c' WHERE position = 2`],
    ['id', `UPDATE events SET id = '00000000-0000-4000-8000-000000000000' WHERE position = 2`],
    ['hash', `UPDATE events SET leaf = x'00' WHERE position = 2`],
    ['place', 'UPDATE events SET position = 7 WHERE position = 2'],
    ['all', 'DELETE FROM events WHERE position = 2'],
  ])('names the event whose %s is another, and is not copied past it', async (_, sql) => {
    const log = await written(sql);
    const seen: number[] = [];
    const read = async () => {
      for await (const { position } of log.stored(0, 3)) seen.push(position);
    };
    const failure = read();
    await expect(failure).rejects.toThrow(AlteredEvent);
    await expect(failure).rejects.toThrow(
      /^Event 2 (?:\(statement.made v\d, .*\) is not what was recorded|is missing).* restore a backup or another copy/,
    );
    await expect(failure).rejects.toMatchObject({ position: 2 });
    expect(seen).toEqual([1]);
    await expect(copyLog(log, new MemoryLog(now))).rejects.toThrow(AlteredEvent);
    await log.close();
  });

  it('stops at a gap for those who follow', async () => {
    const log = await written('DELETE FROM events WHERE position = 2');
    await expect(take(log.tail(0, new AbortController().signal), 2)).rejects.toThrow(/Event 2 is missing: the next one is event 3/);
    await log.close();
  });
});

/** A file as the first format had it. */
const FIRST_FORMAT = `
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    type TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    data TEXT NOT NULL,
    meta TEXT NOT NULL,
    UNIQUE (stream, revision)
  ) STRICT;
  PRAGMA application_id = 0x496e466f;
  PRAGMA user_version = 1;
`;

describe('a SQLite log of the first format, which kept no hashes', () => {
  const EVENTS = 2_300;
  let path: string;
  let original: MemoryLog;
  const text = (value: unknown) => `'${(typeof value === 'string' ? value : JSON.stringify(value)).replaceAll("'", "''")}'`;

  beforeAll(async () => {
    original = new MemoryLog(now);
    const before = sayings('it’s an', EVENTS - 1);
    for (let at = 0; at < before.length; at += 1_000) await original.append(stream, before.slice(at, at + 1_000), at);
    await original.append(other, [said('b')], 0);
  });
  beforeEach(async () => {
    path = fresh();
    mkdirSync(join(path, '..'));
    const rows = (await all(original.stored(0, EVENTS))).map(
      ({ position, id, stream: name, revision, type, version, recordedAt, data, meta }) =>
        `(${position}, ${[id, name].map(text).join()}, ${revision}, ${text(type)}, ${version}, ${[recordedAt, data, meta].map(text).join()})`,
    );
    runSql(path, `BEGIN; ${FIRST_FORMAT} INSERT INTO events VALUES ${rows.join(',\n')}; COMMIT`);
  });

  it('is brought up to date when it is opened for writing, and is then the same as any other', async () => {
    const log = await openLog(`sqlite:${path}`, { now });
    expect(await all(log.stored(0, EVENTS))).toEqual(await all(original.stored(0, EVENTS)));
    expect(await log.append(other, [said('c')], 1)).toBe(2);
    expect(await copyLog(log, new MemoryLog(now))).toMatchObject({ total: EVENTS + 1 });
    await log.close();
    // Hashes are kept from then on: what is altered later is told.
    runSql(path, `UPDATE events SET data = replace(data, 'an 7"', 'an 8"') WHERE position = 7`);
    const again = await openLog(`sqlite:${path}`, { now });
    await expect(all(again.stored(0, EVENTS))).rejects.toMatchObject({ position: 7 });
    await again.close();
  });

  it('is read as it is where it is opened for reading only, also while it is brought up to date', async () => {
    const before = readFileSync(path);
    const reader = await openLog(`sqlite:${path}`, { now, readOnly: true });
    expect(await all(reader.stored(0, EVENTS))).toEqual(await all(original.stored(0, EVENTS)));
    expect(await all(reader.read(other))).toEqual(await all(original.read(other)));
    expect(readFileSync(path)).toEqual(before);
    const writer = await openLog(`sqlite:${path}`, { now });
    await writer.append(other, [said('c')], 1);
    expect(await all(reader.stored(EVENTS - 1, EVENTS + 1))).toEqual(await all(writer.stored(EVENTS - 1, EVENTS + 1)));
    await Promise.all([reader.close(), writer.close()]);
  });

  it('stays what it is when an event of it cannot be read, which is named', async () => {
    runSql(path, `UPDATE events SET data = '{"not JSON' WHERE position = 2000`);
    const before = readFileSync(path);
    await expect(openLog(`sqlite:${path}`, { now })).rejects.toThrow(/Cannot read event 2000 .*it is not JSON/);
    const reader = await openLog(`sqlite:${path}`, { now, readOnly: true });
    expect(await reader.head()).toMatchObject({ position: EVENTS });
    await reader.close();
    expect(readFileSync(path).length).toBe(before.length);
  });
});

describe('a file that is no log of ours', () => {
  const place = (content: (path: string) => void): string => {
    const path = fresh();
    mkdirSync(join(path, '..'), { recursive: true });
    content(path);
    return path;
  };
  const database = (sql: string) => (path: string) => runSql(path, sql);

  it.each<[string, (path: string) => void, RegExp]>([
    ['text', (path) => writeFileSync(path, 'Dear diary'), /is not a log. Choose another file/],
    ['random bytes', (path) => writeFileSync(path, Buffer.alloc(9000, 0xa7)), /is not a log/],
    ['the beginning of a database', (path) => writeFileSync(path, Buffer.from(`SQLite format 3\0${'?'.repeat(5000)}`)), /is not a log/],
    ['another database', database('CREATE TABLE diary (day TEXT)'), /is a database of another program/],
    ['a database marked by another program', database('PRAGMA application_id = 42'), /is a database of another program/],
    [
      'a log of a later format',
      database('PRAGMA application_id = 0x496e466f; PRAGMA user_version = 3'),
      /format 3; .* newer than this program/,
    ],
  ])('refuses %s, says what to do and leaves it as it was', async (_, content, message) => {
    const path = place(content);
    const before = readFileSync(path);
    for (const readOnly of [false, true]) {
      const refused = openLog(`sqlite:${path}`, { now, readOnly });
      await expect(refused).rejects.toThrow(LogUnusable);
      await expect(refused).rejects.toThrow(message);
    }
    expect(readFileSync(path)).toEqual(before);
    expect(readdirSync(join(path, '..'))).toEqual(['in-force.db']);
  });

  it('refuses a folder, and a path through a file', async () => {
    await expect(openLog(`sqlite:${folder}`, { now })).rejects.toThrow(/is a folder, not a log. Name a file in it/);
    const file = place((path) => writeFileSync(path, 'text'));
    await expect(openLog(`sqlite:${file}/in-force.db`, { now })).rejects.toThrow(LogUnusable);
  });

  it('takes an empty file for a new log', async () => {
    const log = await openLog(`sqlite:${place((path) => writeFileSync(path, ''))}`, { now });
    expect(await log.append(stream, [said('a')], 0)).toBe(1);
    await log.close();
  });
});

describe('a SQLite log opened for reading only', () => {
  it('is refused where there is none, and makes none', async () => {
    await expect(openLog(`sqlite:${join(folder, 'nowhere', 'x.db')}`, { now, readOnly: true })).rejects.toThrow(/There is no log at/);
    expect(readdirSync(folder)).not.toContain('nowhere');
    const empty = fresh();
    mkdirSync(join(empty, '..'));
    writeFileSync(empty, '');
    await expect(openLog(`sqlite:${empty}`, { now, readOnly: true })).rejects.toThrow(/holds no log yet/);
  });

  it('sees what the writer appends when it looks again, and writes nothing itself', async () => {
    const path = fresh();
    const writer = new SqliteLog(RECORD, path, now);
    await writer.append(stream, [said('a')], 0);
    let look = () => {};
    let pauses = 0;
    const pause: Pause = () => new Promise<void>((resolve) => (look = resolve)).then(() => void pauses++);
    const reader = new SqliteLog(RECORD, path, now, { readOnly: true, pause });
    const stop = new AbortController();
    const follower = reader.tail(0, stop.signal)[Symbol.asyncIterator]();
    expect(await follower.next()).toMatchObject({ value: { position: 1 } });
    expect(await reader.head()).toEqual(await writer.head());

    const next = take({ [Symbol.asyncIterator]: () => follower }, 2);
    await new Promise(setImmediate);
    await writer.append(stream, sayings('b', 2), 1);
    look();
    expect(positions(await next)).toEqual([2, 3]);
    expect(pauses).toBe(1);

    await expect(reader.append(stream, [said('c')], 3)).rejects.toThrow(LogReadOnly);
    await expect(reader.restore([])).rejects.toThrow(LogReadOnly);
    await Promise.all([reader.close(), writer.close()]);
  });
});
