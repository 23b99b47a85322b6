import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ControlsInForce, PARAMETERS, parseQuestion } from '@in-force/answers';
import { RunningRecord } from '@in-force/engine';
import { type EventLog, MemoryLog } from '@in-force/event-log';
import { NOW, storedOf } from '../kit/record.js';
import { questionIn, randomFrom, worldOf } from '../kit/world.js';

const now = () => NOW;
const EVENTS = worldOf(4, 40, 600);
const HALF = 400;

/** A log that holds the first events of a record. */
async function logOf(count: number, events = EVENTS): Promise<MemoryLog> {
  const log = new MemoryLog(now);
  await log.restore(events.slice(0, count).map(storedOf));
  return log;
}

const QUESTIONS = (() => {
  const random = randomFrom(21);
  return Array.from({ length: 25 }, () => parseQuestion({ ...questionIn(random, EVENTS.length), limit: '20' }, NOW, PARAMETERS.controls));
})();
const answers = (controls: ControlsInForce) => QUESTIONS.map((question) => controls.list(question));

describe('a snapshot', () => {
  let folder: string;
  let told: string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'in-force-snapshots-'));
    told = [];
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const open = (log: EventLog) => RunningRecord.open(log, { now, snapshots: folder, tell: (sentence) => told.push(sentence) });
  const file = () => join(folder, readdirSync(folder)[0] as string);
  const expected = (() => {
    const controls = new ControlsInForce();
    for (const event of EVENTS) controls.apply(event);
    return answers(controls);
  })();

  /** Writes a snapshot of the first events. */
  async function written(count = HALF): Promise<void> {
    const record = await open(await logOf(count));
    await record.snapshot();
    await record.close();
  }

  /** Opens the whole record, and tells whether it began with the snapshot. */
  async function reopened(log?: EventLog): Promise<boolean> {
    const record = await RunningRecord.begin(log ?? (await logOf(EVENTS.length)), {
      now,
      snapshots: folder,
      tell: (sentence) => told.push(sentence),
    });
    await record.engine.follower.caughtUp();
    if (!log) expect(answers(record.controls)).toEqual(expected);
    expect(await record.engine.event(EVENTS[7]?.id as string)).toEqual(EVENTS[7]);
    await record.close();
    return record.began > 0;
  }

  it('is what the next start begins with, and the rest is read from the log', async () => {
    await written();
    expect(await reopened()).toBe(true);
    expect(told).toEqual([]);
  });

  it('takes in what comes after it as if it had read everything', async () => {
    await written(300);
    const record = await open(await logOf(350));
    await record.snapshot();
    await record.close();
    expect(readdirSync(folder)).toHaveLength(1);
    expect(await reopened()).toBe(true);
  });

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length - 100)],
    ['cut to nothing', () => Buffer.alloc(0)],
    ['damaged in its events', (bytes: Buffer) => flipped(bytes, bytes.indexOf('measure.announced'))],
    ['damaged in its numbers', (bytes: Buffer) => flipped(bytes, Math.floor(bytes.length * 0.7))],
    ['damaged in its list of parts', (bytes: Buffer) => flipped(bytes, bytes.length - 60)],
    ['damaged at its end', (bytes: Buffer) => flipped(bytes, bytes.length - 3)],
  ])('is thrown away when it is %s, and that is said', async (_, damage) => {
    await written();
    writeFileSync(file(), damage(readFileSync(file())));
    expect(await reopened()).toBe(false);
    expect(told).toEqual([expect.stringMatching(/^Threw away the snapshot .*snapshot: it is .*(cut short|damaged)/)]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is thrown away when the log holds another event at its end', async () => {
    await written();
    const name = file();
    const last = EVENTS[HALF - 1] as (typeof EVENTS)[number];
    const other = EVENTS.map((event) => (event === last ? { ...event, id: '00000000-0000-4000-8000-00000000aaaa' } : event));
    const log = await logOf(HALF, other);
    expect((await log.head()).id).toBe((await (await logOf(1)).head()).id);
    expect(name).toContain((await log.head()).id);
    expect(await reopened(log)).toBe(false);
    expect(told[0]).toContain('another log');
  });

  it('is thrown away when the log does not reach as far', async () => {
    await written();
    expect(await reopened(await logOf(HALF - 1))).toBe(false);
    expect(told[0]).toContain('another log');
  });

  it('is none while it is being written: a process that is killed leaves nothing that is read, and the next one clears it away', async () => {
    await written();
    const whole = readFileSync(file());
    rmSync(file());
    const { id } = await (await logOf(1)).head();
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(join(folder, `${id}.0.snapshot.${hostname()}~${pid}~half`), whole.subarray(0, 1000));
    expect(await reopened()).toBe(false);
    expect(told).toEqual([]);
    await written();
    expect(readdirSync(folder)).toEqual([expect.stringMatching(`^${id}\\.[0-9a-f]{12}\\.snapshot$`)]);
  });

  it('is written by two replicas at once, and neither takes anything from the other', async () => {
    const both = await Promise.all([open(await logOf(HALF)), open(await logOf(HALF))]);
    for (const _ of [1, 2, 3]) await Promise.all(both.map((record) => record.snapshot()));
    await Promise.all(both.map((record) => record.close()));
    expect(told).toEqual([]);
    expect(readdirSync(folder)).toHaveLength(1);
    expect(await reopened()).toBe(true);
  });

  it('leaves alone what another process or host is writing, and what other programs made, unless it is old', async () => {
    const { id } = await (await logOf(1)).head();
    const names = [`${id}.0.snapshot.${hostname()}~${process.ppid}~half`, `${id}.0.snapshot.elsewhere~1~half`, `${id}.0.snapshot`];
    for (const name of names) writeFileSync(join(folder, name), '');
    await written();
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(names));
    expect(readdirSync(folder)).toHaveLength(names.length + 1);
    for (const name of names) utimesSync(join(folder, name), 1, 1);
    await written();
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^\w+\.[0-9a-f]{12}\.snapshot$/)]);
  });

  it('that cannot be written is said, and done without', async () => {
    writeFileSync(join(folder, 'a-file'), '');
    const record = await RunningRecord.open(await logOf(HALF), {
      now,
      snapshots: join(folder, 'a-file'),
      tell: (sentence) => told.push(sentence),
    });
    await record.snapshot();
    await record.close();
    expect(told).toEqual([expect.stringContaining('No snapshot could be written')]);
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] as number) ^ 0x10;
  return copy;
}
