// What leaf hashes, the tree and digests add: to a durable append, to a start from events, to an answer. Both sides are timed in turns.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PARAMETERS, parseQuestion } from '@in-force/answers';
import { Answers, digestOfParts, partsOf, RunningRecord } from '@in-force/engine';
import { leafOf, MemoryLog, MerkleTree, openLog } from '@in-force/event-log';
import { draftOf } from '@in-force/events';
import { median, NOW, number, table } from './report.mjs';
import { realQuestions, storedOf, worldOf } from './world.mjs';

const now = () => NOW;
/** The events appended one after another, and the questions asked, in a round. */
const APPENDED = 500;
const ASKED = 500;

const timed = async (work) => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

/** Appends one after another, each on the disk before the next, and the leaf hashes of the same events alone. */
async function overAppend(record) {
  const folder = mkdtempSync(join(tmpdir(), 'in-force-bench-'));
  const log = await openLog(`sqlite:${join(folder, 'log.db')}`, { now });
  const events = record.slice(0, APPENDED);
  const append = async () => {
    for (const event of events) await log.append(event.stream, [draftOf(event)], event.revision);
  };
  const whole = await timed(append);
  const stored = events.map(storedOf);
  const part = await timed(() => stored.map(leafOf));
  await log.close();
  rmSync(folder, { recursive: true });
  return { whole: whole / APPENDED, part: part / APPENDED };
}

async function overStart(log, leaves) {
  let record;
  const whole = await timed(async () => {
    record = await RunningRecord.open(log, { now, snapshots: null, tell: () => {} });
    await record.prepare();
  });
  const part = await timed(() => {
    const tree = new MerkleTree();
    for (const leaf of leaves) tree.add(leaf);
    return tree.head();
  });
  return { record, whole: whole / leaves.length, part: part / leaves.length };
}

/** Answers of at most a hundred controls that were never asked, and the digests and the head of the same answers alone. */
async function overAnswer({ engine, controls }, questions) {
  const answers = new Answers(engine, controls);
  const given = [];
  const whole = await timed(() => {
    for (const question of questions) given.push(answers.controlsAtOnce(question));
  });
  const found = given.filter((one) => one !== null).map(({ answer }) => answer);
  const part = await timed(() => {
    for (const answer of found) {
      digestOfParts(partsOf({ ...answer, log: { ...answer.log, id: engine.tree.head(Number(answer.log.position)) } }));
    }
  });
  return { whole: whole / found.length, part: part / found.length };
}

export async function proving({ measures, events, rounds }) {
  const record = worldOf({ measures, events });
  const log = new MemoryLog(now);
  for (let at = 0; at < record.length; at += 1_000) await log.restore(record.slice(at, at + 1_000).map(storedOf));
  const leaves = [];
  for await (const { leaf } of log.stored(0, record.length)) leaves.push(leaf);
  const asked = realQuestions(13, ASKED * rounds, events).map((given) =>
    parseQuestion({ ...given, limit: '100' }, NOW, PARAMETERS.controls),
  );
  const times = { append: [], start: [], answer: [] };
  for (let round = 0; round < rounds; round++) {
    times.append.push(await overAppend(record));
    const started = await overStart(log, leaves);
    times.start.push(started);
    times.answer.push(await overAnswer(started.record, asked.slice(round * ASKED, (round + 1) * ASKED)));
    await started.record.close();
  }
  const of = (what, which) => median(times[what].map((time) => time[which])) * 1_000;
  const share = (what) => median(times[what].map(({ whole, part }) => part / whole));
  const rows = [
    ['a durable append into SQLite, one event', 'append', 'its leaf hash'],
    ['a start from events in memory, an event', 'start', 'the tree'],
    [
      'an answer of at most 100 controls, never asked',
      'answer',
      'its head and its digests, but those of its controls, which are made when these are first shown',
    ],
  ].map(([whole, what, part]) => [whole, number(of(what, 'whole')), part, number(of(what, 'part')), number(share(what))]);
  return {
    figures: {},
    text: `${number(events)} events. Microseconds; the share is that of the part in the whole.\n\n${table(['what', 'µs', 'of which', 'µs', 'share'], rows)}`,
  };
}
