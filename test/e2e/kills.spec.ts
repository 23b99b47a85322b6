import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FOUNDING_RECORD } from '@in-force/engine';
import { backupLog, openLog } from '@in-force/event-log';
import { said, sayings, stream } from '../kit/drafts.js';

/** How many processes are killed, and what chance begins with: `KILLS=300 SEED=7 npm test -- test/e2e/kills` takes its time. */
const KILLS = Number(process.env.KILLS ?? 7);
let seed = Number(process.env.SEED ?? 1);
/** Each starts several processes, which take their time where others work beside them. */
jest.setTimeout(120_000);
/** A number from 0 to below `end`, the same in every run (a linear congruential generator). */
const chance = (end: number): number => {
  seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32;
  return Math.floor((seed / 2 ** 32) * end);
};

const HERE = { inforce: join(__dirname, '../../apps/cli/bin/inforce.js'), writer: join(__dirname, '../event-log/writer.mjs') };
const now = () => '2026-11-23T12:00:00.000Z';
let folder: string;
let log: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'in-force-kills-'));
  log = join(folder, 'log.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a program, and kills it after so many changes in the folder; where that is null, not at all. */
async function run(command: readonly string[], changes: number | null, env: Record<string, string> = {}): Promise<Ended> {
  const settings = { IN_FORCE_LOG: `sqlite:${log}`, PORT: '0', NODE_OPTIONS: '', ...env };
  const child = spawn(process.execPath, [...command], { env: { ...process.env, ...settings } });
  let [out, err, seen] = ['', '', 0];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const watcher = changes === null ? null : watch(folder, () => void (++seen >= changes && child.kill('SIGKILL')));
  // A server that is up has made its first start.
  child.stdout.on('data', () => out.includes('Stop with') && child.kill('SIGTERM'));
  const [exit] = (await once(child, 'close')) as [number | null];
  watcher?.close();
  return { exit, out, err };
}

/** Returns how many events a log holds, once every one of them, and their order, was checked; its mark too. */
async function sound(path: string): Promise<number> {
  const { exit, out, err } = await run([HERE.inforce, 'log', 'verify'], null, { IN_FORCE_LOG: `sqlite:${path}`, IN_FORCE_RECORD: 'none' });
  expect({ exit, err, out }).toEqual({ exit: 0, err: '', out: expect.stringContaining('log: ') });
  const opened = await openLog(`sqlite:${path}`, { now, readOnly: true });
  const { position } = await opened.head();
  await opened.close();
  return position;
}

/** A log of so many events with a backup of it, neither of which this process holds. */
async function filled(events: number, file: string): Promise<void> {
  const made = join(folder, 'made.db');
  const writing = await openLog(`sqlite:${made}`, { now });
  await writing.append(stream, sayings('a', events), 0);
  await writing.close();
  for (const suffix of ['', '.mark']) copyFileSync(made + suffix, log + suffix);
  await backupLog(`sqlite:${made}`, file, now);
}

/** What is killed: each does its work once more at the end, and tells whether anything is missing or stands twice. */
const WORKS: Readonly<Record<string, () => Promise<void>>> = {
  async 'an append'() {
    const { out } = await run([HERE.writer, `sqlite:${log}`, JSON.stringify(said('x'))], 5 + chance(120));
    const acknowledged = Number(out.trim().split('\n').at(-1));
    if (!existsSync(log)) return;
    const held = await sound(log).catch(() => 0);
    expect(held).toBeGreaterThanOrEqual(acknowledged);
    expect(held).toBeLessThanOrEqual(acknowledged + 1);
  },
  async 'a first start'() {
    await run([HERE.inforce, 'serve'], 1 + chance(40));
    const { exit, err } = await run([HERE.inforce, 'serve'], null);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(await sound(log)).toBe(346);
  },
  async 'an import'() {
    const files = readdirSync(FOUNDING_RECORD).filter((name) => /^cn-.*\.yaml$/.test(name));
    const command = [HERE.inforce, 'import', ...files.slice(0, 3).map((name) => join(FOUNDING_RECORD, name))];
    const env = { IN_FORCE_RECORD: 'none' };
    await run(command, 1 + chance(30), env);
    const { exit } = await run(command, null, env);
    const held = await sound(log);
    expect([exit, (await run(command, null, env)).out]).toEqual([0, expect.stringContaining('Recorded 0 events')]);
    expect(await sound(log)).toBe(held);
  },
  async 'a snapshot'() {
    await filled(900, join(folder, 'file.db'));
    const script = join(__dirname, 'snapshotter.mjs');
    await run([script, log, folder, '40'], 1 + chance(60));
    const { out, err } = await run([script, log, folder, '1'], null);
    expect({ out, err }).toEqual({ out: expect.stringMatching(/^began (?:0|900), at 900\n$/), err: '' });
  },
  async 'a copy'() {
    const copy = join(folder, 'copy.db');
    await filled(900, join(folder, 'file.db'));
    const command = [HERE.inforce, 'log', 'copy', `sqlite:${log}`, `sqlite:${copy}`];
    await run(command, 1 + chance(30));
    expect((await run(command, null)).out).toContain('both logs hold 900 events, the same');
    expect(await sound(copy)).toBe(900);
  },
  async 'a backup'() {
    const file = join(folder, 'second.db');
    await filled(900, join(folder, 'file.db'));
    const command = [HERE.inforce, 'log', 'backup', file];
    await run(command, 1 + chance(12));
    if (existsSync(file)) {
      expect(await sound(file)).toBe(900);
      rmSync(file);
    }
    expect((await run(command, null)).exit).toBe(0);
    expect([await sound(file), await sound(log)]).toEqual([900, 900]);
  },
  async 'a restore'() {
    const file = join(folder, 'file.db');
    await filled(900, file);
    rmSync(log);
    await run([HERE.inforce, 'log', 'restore', file], 1 + chance(12));
    // Whatever is there now: no command takes it for a new log.
    const asked = await run([HERE.inforce, 'log', 'stat'], null);
    if (asked.exit === 0) expect(asked.out).toMatch(/position +900/);
    else expect(asked).toMatchObject({ exit: 3, err: expect.stringMatching(/held 900 events, by its mark/) });
    expect((await run([HERE.inforce, 'log', 'restore', file], null)).exit).toBe(0);
    expect(await sound(log)).toBe(900);
  },
};

it.each(Array.from({ length: KILLS }, (_, at) => [at + 1, Object.keys(WORKS)[at % Object.keys(WORKS).length] as string] as const))(
  'loses, doubles and alters nothing, kill %i: %s',
  async (_, work) => {
    await WORKS[work]?.();
  },
);
