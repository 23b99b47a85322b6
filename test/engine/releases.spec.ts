import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collectOwnEntries, loadFoundingRecord, publish, readFounding, readPublished, readRecordFolder, releaseAt } from '@in-force/engine';
import { MemoryLog } from '@in-force/event-log';
import { said, stream as statements } from '../kit/drafts.js';
import { ANNOUNCED, now, opened, retraction, stream, type Told, textOf } from '../kit/engine.js';

const announced: Told = ['an-act', 'measure.announced', ANNOUNCED, '2025-01-01'];
const stopped: Told = ['a-stop', 'measure.suspended', '{ from: 2025-02-01, through: null }'];
const older: Told = ['an-older-act', 'statement.made', '{ title: W, party: US, speaker: S, text: T, about: [] }', '2024-01-01'];
const [FIRST, SECOND] = ['2026-11-01T00:00:00.000Z', '2026-11-02T00:00:00.000Z'];

describe('a record that is published', () => {
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'in-force-'));
    holds(announced, stopped);
    await released('first', FIRST);
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const holds = (...entries: Told[]) => writeFileSync(join(folder, 'measure.yaml'), textOf(entries));
  const released = async (name: string, at: string) => publish(folder, await readRecordFolder(folder), name, at);
  const second = async () => {
    holds(announced, stopped, older);
    return released('second', SECOND);
  };
  const heads = (engine: Awaited<ReturnType<typeof opened>>['engine']) =>
    [1, 2, 3].map((size) => engine.tree.size >= size && engine.tree.head(size));

  it('is the same in every log that begins with it, and goes on with what a later release adds', async () => {
    const [one, other] = [(await opened()).engine, (await opened()).engine];
    expect(await loadFoundingRecord(one, folder)).toEqual({ recorded: 2, known: 0 });
    expect(await loadFoundingRecord(one, folder)).toEqual({ recorded: 0, known: 2 });
    await second();
    expect(await loadFoundingRecord(one, folder)).toEqual({ recorded: 1, known: 2 });
    expect(await loadFoundingRecord(other, folder)).toEqual({ recorded: 3, known: 0 });
    expect(heads(one)).toEqual(heads(other));
    expect((await one.follower.after(0, 9)).map(({ stream, recordedAt }) => [stream, recordedAt])).toEqual([
      [stream, FIRST],
      [stream, FIRST],
      ['statement-an-older-act', SECOND],
    ]);
  });

  it('takes a later release in as new events where others were recorded meanwhile', async () => {
    const { engine, log } = await opened();
    await loadFoundingRecord(engine, folder);
    await log.append(statements, [said('ours')], 0);
    await second();
    expect(await loadFoundingRecord(engine, folder)).toEqual({ recorded: 1, known: 2 });
    expect(await loadFoundingRecord(engine, folder)).toEqual({ recorded: 0, known: 3 });
    const events = await engine.follower.after(0, 9);
    expect(events.map(({ stream }) => stream)).toEqual([stream, stream, statements, 'statement-an-older-act']);
    expect(events[3]?.recordedAt).toBe(now());
    const { releases } = await readPublished(folder);
    expect(releaseAt(releases, 4, (at) => engine.tree.head(at))).toEqual({ name: 'first', since: 2 });
    expect((await collectOwnEntries(log, await readFounding(folder))).events).toBe(1);
  });

  it('completes what was cut off on the way', async () => {
    const { engine, log } = await opened();
    await log.restore((await readPublished(folder)).events.slice(0, 1));
    expect(await loadFoundingRecord(engine, folder)).toEqual({ recorded: 1, known: 1 });
  });

  it('is told where a later release contradicts what the log holds, and is not taken in', async () => {
    const { engine, log } = await opened();
    await loadFoundingRecord(engine, folder);
    const [act] = await engine.stream(stream);
    await log.append(stream, [retraction('ours', act as never)], 2);
    holds(announced, stopped, ['more', 'measure.revoked', '{ from: 2026-01-01 }']);
    await released('second', SECOND);
    const heard: string[] = [];
    expect(await loadFoundingRecord(engine, folder, (sentence) => heard.push(sentence))).toEqual({ recorded: 0, known: 0 });
    expect(heard).toEqual([expect.stringMatching(/^A later release of the founding record contradicts what this log holds/)]);
  });

  it('is loaded once where two start at once', async () => {
    const log = new MemoryLog(now);
    const engines = [(await opened(log)).engine, (await opened(log)).engine];
    const loaded = await Promise.all(engines.map((engine) => loadFoundingRecord(engine, folder)));
    expect(loaded.reduce((sum, { recorded }) => sum + recorded, 0)).toBe(2);
  });

  it('cannot be changed: not by its files, nor in its releases', async () => {
    expect(await released('again', SECOND)).toBeNull();
    await expect(released('first', SECOND)).rejects.toThrow(/There is a release first already/);
    holds(['an-act', 'measure.announced', ANNOUNCED.replace('title: A', 'title: B'), '2025-01-01'], stopped);
    await expect(released('second', SECOND)).rejects.toThrow(/measure\.yaml:5: .*correction/);
    const file = join(folder, 'releases/first.ndjson');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, `${text.split('\n')[0]}\n`);
    await expect(readPublished(folder)).rejects.toThrow(/This is not release first as it was published: it ends at event 1/);
    writeFileSync(file, text.replaceAll(FIRST, SECOND));
    await expect(readPublished(folder)).rejects.toThrow(/first\.ndjson:1: It was recorded at/);
    writeFileSync(join(folder, 'releases.yaml'), '- { name: first, events: 2 }\n');
    await expect(readPublished(folder)).rejects.toThrow(/releases\.yaml:1: 0\.recordedAt/);
  });
});
