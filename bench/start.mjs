// How long does it take to open a log and be ready: from its events, and from a snapshot, over parsing the same lines? And what does
// one more event cost then?
//   node bench/start.mjs open LOG SNAPSHOTS|none    opens one, and tells how long it took
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { PARAMETERS, parseQuestion } from '@in-force/answers';
import { RunningRecord } from '@in-force/engine';
import { openLog } from '@in-force/event-log';
import { COUNTRIES } from '@in-force/events';
import { at, eachOf, mean, median, NOW, number, sorted } from './report.mjs';
import { hitsOf, realQuestions, storedOf, worldOf } from './world.mjs';

const now = () => NOW;
const tell = (sentence) => process.stderr.write(`${sentence}\n`);
/** How many events come after those of the log; how many acts on measures are taken of them, after those by which all is compiled. */
const LATER = 8_000;
const ACTS = 1_000;
const WARM = 1_000;
const SELF = fileURLToPath(import.meta.url);

/** A world, and what comes after it. */
function worldAndLater(world) {
  const { events, ...rest } = JSON.parse(world);
  const record = worldOf({ ...rest, events: events + LATER });
  return { record: record.slice(0, events), later: record.slice(events) };
}

/** Does a task in a process of its own: what came before in another would be timed too. */
export const child = (...args) =>
  JSON.parse(execFileSync(process.execPath, ['--max-old-space-size=12000', SELF, ...args], { encoding: 'utf8', maxBuffer: 1e9 }));

const TASKS = {
  async make(path, world) {
    const log = await openLog(`sqlite:${path}`, { now });
    const { record } = worldAndLater(world);
    for (let at = 0; at < record.length; at += 10_000) await log.restore(record.slice(at, at + 10_000).map(storedOf));
    await log.close();
    return {};
  },
  async parse(path) {
    const log = await openLog(`sqlite:${path}`, { now, readOnly: true });
    const { position } = await log.head();
    const lines = [];
    const end = new AbortController();
    for await (const event of log.tail(0, end.signal)) if (lines.push(JSON.stringify(event)) === position) end.abort();
    const start = performance.now();
    for (const line of lines) JSON.parse(line);
    return { ms: performance.now() - start, bytes: lines.reduce((sum, line) => sum + line.length, 0) };
  },
  async open(path, snapshots) {
    const start = performance.now();
    const log = await openLog(`sqlite:${path}`, { now, readOnly: true });
    const record = await RunningRecord.open(log, { now, snapshots: snapshots === 'none' ? null : snapshots, tell });
    hitsOf(record.controls, parseQuestion({ on: '2020-01-01', region: 'FR' }, NOW, PARAMETERS.controls));
    const ready = performance.now() - start;
    await record.prepare();
    const tidy = performance.now() - start;
    const { rss } = process.memoryUsage();
    const memory = { ...record.bytes, rss };
    await record.close();
    await log.close();
    return { ready, tidy, began: record.began, memory };
  },
  /** What the machine and its other tenants do to an event loop that does nothing but turn. */
  async idle(ms) {
    const turning = async () => {
      for (const start = performance.now(); performance.now() - start < Number(ms); ) await setImmediate();
    };
    return longestStall(turning);
  },
  /** Reads a log, puts the index in order, and writes a snapshot, while the event loop is watched. */
  async write(path, snapshots) {
    const start = performance.now();
    const log = await openLog(`sqlite:${path}`, { now, readOnly: true });
    const stalls = {};
    const watched = async (name, work) => {
      const { made, longest } = await longestStall(work);
      stalls[name] = longest;
      return made;
    };
    const record = await watched('read', () => RunningRecord.open(log, { now, snapshots, tell }));
    await watched('prepare', () => record.prepare());
    const tidy = performance.now() - start;
    const memory = { ...record.bytes, rss: process.memoryUsage().rss };
    await watched('snapshot', () => record.snapshot());
    for (const region of COUNTRIES) hitsOf(record.controls, parseQuestion({ on: '2020-01-01', region }, NOW, PARAMETERS.controls));
    await record.close();
    await log.close();
    return { stalls, tidy, memory };
  },
  /** What one more act costs until the index holds it, and what answers cost before and after many of them. */
  async into(path, snapshots, world) {
    const { later } = worldAndLater(world);
    const log = await openLog(`sqlite:${path}`, { now, readOnly: true });
    const record = await RunningRecord.open(log, { now, snapshots, tell });
    await record.prepare();
    const { controls } = record;
    const { position } = controls;
    const acts = later
      .filter(({ stream }) => stream.startsWith('measure-'))
      .slice(0, WARM + ACTS)
      .map((event, place) => ({ ...event, position: position + place + 1 }));
    const lines = acts.map((event) => JSON.stringify(event));
    const asked = presentQuestions(1_000);
    const take = (event) => {
      controls.apply(event);
      controls.indexAll();
    };
    for (const event of acts.slice(0, WARM)) take(event);
    await record.prepare();
    const clean = asking(controls, asked);
    const parse = lines.map((line) => tookNow(() => JSON.parse(line)));
    const into = acts.slice(WARM).map((event) => tookNow(() => take(event)));
    const unmerged = asking(controls, asked);
    await record.close();
    await log.close();
    return { acts: into.length, parse: median(parse), into: median(into), p99: at(sorted(into), 0.99), clean, unmerged };
  },
  /** How long a start from a snapshot takes, and what a question at the present clocks costs then. */
  async ask(path, snapshots, count, years) {
    const start = performance.now();
    const log = await openLog(`sqlite:${path}`, { now, readOnly: true });
    const record = await RunningRecord.open(log, { now, snapshots, tell });
    await record.prepare();
    const tidy = performance.now() - start;
    const asked = presentQuestions(Number(count), Number(years));
    const { each, found } = asking(record.controls, asked);
    await record.close();
    await log.close();
    return { tidy, each, found };
  },
};

/** What work makes, and for how long at the most it let nobody else have a turn, in milliseconds. */
async function longestStall(work) {
  const watch = monitorEventLoopDelay({ resolution: 1 });
  watch.enable();
  const made = await work();
  watch.disable();
  return { made, longest: watch.max / 1e6 - 1 };
}

/** What a question costs, in microseconds, and how many measures an answer holds. */
const asking = (controls, asked) => ({
  each: eachOf(asked, (question) => hitsOf(controls, question)),
  found: mean(asked.map((question) => hitsOf(controls, question).measures.length)),
});

const tookNow = (work) => {
  const start = performance.now();
  work();
  return (performance.now() - start) * 1000;
};

/** Questions of which no clock lies back. */
export const presentQuestions = (count, years) =>
  realQuestions(7, 2 * count, 1, years)
    .filter(({ knownOn, recordedAt }) => !knownOn && !recordedAt)
    .slice(0, count)
    .map((question) => parseQuestion(question, NOW, PARAMETERS.controls));

const [task, ...args] = process.argv.slice(2);
if (process.argv[1] === SELF && task) process.stdout.write(JSON.stringify(await TASKS[task](...args)));

/** `idle`: for how long a loop that does nothing is watched, in milliseconds. */
export function starting({ measures, events, rounds, idle }) {
  const folder = mkdtempSync(join(tmpdir(), 'in-force-start-'));
  try {
    const [path, snapshots] = [join(folder, 'world.db'), join(folder, 'snapshots')];
    const world = JSON.stringify({ measures, events });
    child('make', path, world);
    const { stalls } = child('write', path, snapshots);
    const size = statSync(join(snapshots, readdirSync(snapshots)[0])).size;
    const found = Array.from({ length: rounds }, () => ({
      floor: child('parse', path),
      fromSnapshot: child('open', path, snapshots),
      fromEvents: child('open', path, 'none'),
    }));
    const { acts, parse, into, p99, clean, unmerged } = child('into', path, snapshots, world);
    const middle = (of) => median(found.map(of));
    if (found.some(({ fromSnapshot }) => fromSnapshot.began === 0)) throw new Error('The snapshot was not taken.');
    const [{ floor, fromSnapshot }] = found;
    const figures = {
      fromSnapshot: middle(({ fromSnapshot: a, floor: b }) => a.ready / b.ms),
      fromEvents: middle(({ fromEvents: a, floor: b }) => a.tidy / b.ms),
      memory: fromSnapshot.memory.index / floor.bytes,
      into: into / parse,
      unmerged: unmerged.each / clean.each,
    };
    const text = `${number(events)} events, ${number(floor.bytes / 1e6)} MB of JSON. Parsing the lines: ${number(middle((one) => one.floor.ms))} ms; ready from a snapshot (${number(size / 1e6)} MB): ${number(middle((one) => one.fromSnapshot.ready))} ms, its pages in order after ${number(middle((one) => one.fromSnapshot.tidy))} ms; ready from events: ${number(middle((one) => one.fromEvents.tidy))} ms. Memory after the start: the events ${number(fromSnapshot.memory.events / 1e6)} MB, the index ${number(fromSnapshot.memory.index / 1e6)} MB, the process ${number(fromSnapshot.memory.rss / 1e6)} MB. Longest stall of the event loop while the log was read ${number(stalls.read)} ms, while the index was made ${number(stalls.prepare)} ms, while the snapshot was written ${number(stalls.snapshot)} ms, and of a loop that did nothing for ${number(idle)} ms ${number(child('idle', String(idle)).longest)} ms.

One more act: ${number(parse)} µs to parse its line, ${number(into)} µs (p99 ${number(p99)}) until the running index holds it at every clock. An answer at the present clocks takes ${number(clean.each)} µs for ${number(clean.found)} measures; with ${number(acts)} acts unmerged ${number(unmerged.each)} µs for ${number(unmerged.found)}.`;
    return { figures, text };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
