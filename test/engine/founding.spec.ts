import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadFoundingRecord } from '@in-force/engine';
import { MemoryLog } from '@in-force/event-log';
import { said, stream as statements } from '../kit/drafts.js';
import { ANNOUNCED, now, opened, stream, type Told, textOf } from '../kit/engine.js';

const announced: Told = ['an-act', 'measure.announced', ANNOUNCED, '2025-01-01'];
const stopped: Told = ['a-stop', 'measure.suspended', '{ from: 2025-02-01, through: null }'];

describe('the founding record', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'in-force-'));
    holds(announced, stopped);
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const holds = (...entries: Told[]) => writeFileSync(join(folder, 'measure.yaml'), textOf(entries));

  it('is loaded into an empty log, once', async () => {
    writeFileSync(join(folder, 'README.md'), 'No record.');
    const { engine } = await opened();
    expect(await loadFoundingRecord(engine, folder)).toEqual({ recorded: 2, known: 0 });
    expect(await loadFoundingRecord(engine, folder)).toEqual({ recorded: 0, known: 2 });
  });

  it('adds what a later version of it adds, after what was recorded since, even if that is older', async () => {
    const { engine, log } = await opened();
    await loadFoundingRecord(engine, folder);
    await log.append(statements, [said('ours')], 0);
    holds(['an-older-act', 'statement.made', '{ title: W, party: US, speaker: S, text: T, about: [] }', '2024-01-01'], announced, stopped);
    expect(await loadFoundingRecord(engine, folder)).toEqual({ recorded: 1, known: 2 });
    expect((await engine.follower.after(0, 9)).map(({ stream }) => stream)).toEqual([stream, stream, statements, 'statement-an-older-act']);
  });

  it('takes an announcement back and makes it anew in a later version, in an old log as in a new one', async () => {
    const { engine } = await opened();
    await loadFoundingRecord(engine, folder);
    holds(
      announced,
      stopped,
      ['gone', 'record.retracted', '{ event: an-act, reason: Misread. }'],
      ['a-anew', 'measure.announced', ANNOUNCED],
    );
    expect(await loadFoundingRecord(engine, folder)).toEqual({ recorded: 2, known: 2 });
    expect(await loadFoundingRecord((await opened()).engine, folder)).toEqual({ recorded: 4, known: 0 });
  });

  it('leaves a log alone that began otherwise', async () => {
    const { engine, log } = await opened();
    await log.append(statements, [said('ours')], 0);
    await engine.follower.reached(1);
    expect(await loadFoundingRecord(engine, folder)).toEqual({ recorded: 0, known: 0 });
    expect(engine.position).toBe(1);
  });

  it('ends with one copy where two start at once', async () => {
    const log = new MemoryLog(now);
    const engines = [(await opened(log)).engine, (await opened(log)).engine];
    const loaded = await Promise.all(engines.map((engine) => loadFoundingRecord(engine, folder)));
    expect(loaded.reduce((sum, { recorded }) => sum + recorded, 0)).toBe(2);
    expect(await log.head()).toMatchObject({ position: 2 });
  });
});
