import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PARAMETERS, parseQuestion, RULES } from '@in-force/answers';
import { Answers, exportEvents, type Published, RunningRecord, type Verdict, verifyFiles, verifyLog } from '@in-force/engine';
import { MemoryLog, openLog, signCheckpoint, signingKeysOf, writeCheckpoint } from '@in-force/event-log';
import { runSql } from '../event-log/raw.js';
import { now } from '../kit/engine.js';
import { NOW, storedOf } from '../kit/record.js';
import { type Random, randomFrom, worldOf } from '../kit/world.js';

const NONE: Published = { releases: [], events: [] };
const ORIGIN = 'example.org/record';
const [KEY] = signingKeysOf(ORIGIN, Buffer.alloc(32, 7).toString('base64'));
const key = KEY as NonNullable<typeof KEY>;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'in-force-verify-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
const path = (name: string) => join(folder, name);

/** A random record: its export with a signed checkpoint, its log as a file, and answers of every kind about it. */
async function made(seed: number) {
  const random = randomFrom(seed);
  const stored = worldOf(seed, 8, 60).map(storedOf);
  const log = new MemoryLog(now);
  await log.restore(stored);
  const record = await RunningRecord.open(log, { now, snapshots: null, tell: () => undefined });
  const { engine, controls } = record;
  const answers = new Answers(engine, controls);
  let lines = '';
  for await (const line of exportEvents({ engine, answers }, 'ndjson', parseQuestion({}, NOW, PARAMETERS.export))) lines += String(line);
  const [name, checkpoint] = [path(`${seed}.ndjson`), path(`${seed}.checkpoint`)];
  writeFileSync(name, lines);
  writeFileSync(checkpoint, signCheckpoint(writeCheckpoint({ origin: ORIGIN, size: engine.position, head: engine.tree.head() }), [key]));
  const database = path(`${seed}.db`);
  const copy = await openLog(`sqlite:${database}`, { now });
  await copy.restore(stored);
  await copy.close();
  const [measure = ''] = controls
    .list(parseQuestion({ status: 'all', on: '2014-01-01' }, NOW, PARAMETERS.controls))
    .controls.map(({ id }) => id);
  const ask = <K extends keyof typeof PARAMETERS>(kind: K, given: Record<string, string>) => parseQuestion(given, NOW, PARAMETERS[kind]);
  const on = '2014-01-01';
  const told = [
    await answers.controls(ask('controls', { on, region: random.pick(['DE', 'JP', 'US']), status: 'all' })),
    await answers.controls(ask('controls', { on, limit: '1' })),
    await answers.measure(measure, ask('measure', { on, region: 'FR' })),
    await answers.explain(measure, ask('explain', { on })),
    await answers.register('timeline', ask('timeline', { from: '2012-01-01', to: '2014-01-01', limit: '5' })),
    await answers.matrix(ask('matrix', { from: '2013-01-01', to: '2013-03-01', regions: 'EU,US' })),
  ].map((answer, at) => {
    const file = path(`${seed}-${at}.json`);
    writeFileSync(file, JSON.stringify(answer));
    return file;
  });
  await record.close();
  return { random, name, checkpoint, database, told, events: stored.length };
}
type Made = Awaited<ReturnType<typeof made>>;

const verify = (files: readonly string[], published = NONE, keys = [key.verifier]) => verifyFiles(files, { published, keys, now: NOW });
const checked = async (database: string, checkpoint: string): Promise<readonly Verdict[]> => {
  const log = await openLog(`sqlite:${database}`, { now, readOnly: true });
  try {
    return await verifyLog(log, [checkpoint], { published: NONE, keys: [key.verifier], now: NOW });
  } finally {
    await log.close();
  }
};

/** Another sign in the place of one of a text, which is not one that JSON passes over. */
function flipped(text: string, { below }: Random): string {
  for (;;) {
    const at = below(text.length);
    const sign = text[at] as string;
    if (sign === '\n' && at === text.length - 1) continue;
    return `${text.slice(0, at)}${String.fromCharCode(sign.charCodeAt(0) ^ (1 + below(7)))}${text.slice(at + 1)}`;
  }
}

/** What can be done to the lines of an export; each says where, counted from 1. */
const DONE: Readonly<Record<string, (lines: string[], random: Random) => number>> = {
  drop: (lines, { below }) => {
    const at = below(lines.length - 1);
    lines.splice(at, 1);
    return at + 1;
  },
  swap: (lines, { below }) => {
    const at = below(lines.length - 1);
    lines.splice(at, 2, lines[at + 1] as string, lines[at] as string);
    return at + 1;
  },
  double: (lines, { below }) => {
    const at = below(lines.length);
    lines.splice(at + 1, 0, lines[at] as string);
    return at + 2;
  },
  move: (lines, { below }) => {
    const at = below(lines.length - 2);
    lines.push(...lines.splice(at, 1));
    return at + 1;
  },
};

describe('verification of what was tampered with', () => {
  const SEEDS = 10;
  const all: Made[] = [];
  beforeAll(async () => {
    for (let seed = 1; seed <= SEEDS; seed++) all.push(await made(seed));
  }, 60_000);

  it('finds nothing in a thousand untouched files', async () => {
    let files = 0;
    while (files < 1_000)
      for (const { name, checkpoint, told } of all) {
        const verdicts = await verify([name, checkpoint, ...told]);
        expect(verdicts.filter(({ sound }) => sound !== true)).toEqual([]);
        files += verdicts.length;
      }
  }, 120_000);

  it('finds 400 flips, drops, swaps and doublings in exports, and names the line', async () => {
    for (let round = 0; round < 400; round++) {
      const { name, checkpoint, random } = all[round % SEEDS] as Made;
      const text = readFileSync(name, 'utf8');
      const [what = '', act] = random.pick<readonly [string, (typeof DONE)[string] | null]>([
        ...Object.entries(DONE),
        ['flip', null],
        ['flip too', null],
      ]);
      const lines = text.slice(0, -1).split('\n');
      let [place, tampered] = [0, ''];
      if (act) {
        place = act(lines, random);
        tampered = `${lines.join('\n')}\n`;
      } else {
        tampered = flipped(text, random);
        place = text
          .slice(
            0,
            [...text].findIndex((sign, at) => sign !== tampered[at]),
          )
          .split('\n').length;
      }
      const file = path('tampered.ndjson');
      writeFileSync(file, tampered);
      const [found, head] = await verify([file, checkpoint]);
      expect([round, what, found?.sound, head?.sound === true]).toEqual([round, what, false, false]);
      const [, line] = /^line (\d+):/.exec(found?.says ?? '') ?? [];
      // A line end that is no more joins two lines; a position that was rewritten shows where the next one stands.
      expect([round, what, Math.abs(Number(line) - place) <= (act ? 0 : 1)]).toEqual([round, what, true]);
    }
  }, 240_000);

  it('finds 300 flips in answers, of which the events are at hand', async () => {
    for (let round = 0; round < 300; round++) {
      const { name, told, random } = all[round % SEEDS] as Made;
      const answer = random.pick(told);
      const file = path('tampered.json');
      const tampered = flipped(readFileSync(answer, 'utf8'), random);
      writeFileSync(file, tampered);
      const [, found] = await verify([name, file]);
      // One digit may be another version of the rules, which this program cannot judge: that is not shown, and so not sound either.
      expect([round, tampered, found?.sound]).toEqual([
        round,
        tampered,
        new RegExp(`"rules":(?!${RULES},)\\d`).test(tampered) ? null : false,
      ]);
    }
  }, 240_000);

  it('finds 300 changes of log files, and names the event', async () => {
    for (let round = 0; round < 300; round++) {
      const { database, checkpoint, random, events } = all[round % SEEDS] as Made;
      const at = 1 + random.below(events - 1);
      const [what, place, sql] = random.pick([
        ['flip', at, `UPDATE events SET meta = replace(meta, '2', '3') WHERE position = ${at}`],
        ['flip of a hash', at, `UPDATE events SET leaf = zeroblob(32) WHERE position = ${at}`],
        ['drop', at, `DELETE FROM events WHERE position = ${at}`],
        [
          'double',
          events + 1,
          `INSERT INTO events SELECT ${events + 1}, 'f' || substr(id, 2), stream, revision + 1000, type, version, recorded_at, data, meta, leaf FROM events WHERE position = ${at}`,
        ],
        [
          'swap',
          null,
          `UPDATE events SET position = -1 WHERE position = ${at}; UPDATE events SET position = ${at} WHERE position = ${at + 1}; UPDATE events SET position = ${at + 1} WHERE position = -1`,
        ],
      ] as const);
      const file = path('tampered.db');
      copyFileSync(database, file);
      runSql(file, sql);
      const verdicts = await checked(file, checkpoint);
      rmSync(file);
      expect([round, what, verdicts.some(({ sound }) => sound === false)]).toEqual([round, what, true]);
      const says = verdicts.map((verdict) => verdict.says).join(' ');
      if (place !== null)
        expect([round, what, says]).toEqual([round, what, expect.stringMatching(new RegExp(`\\bevent ${place}\\b`, 'i'))]);
    }
  }, 240_000);
});
