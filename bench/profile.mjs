// Where does the time of a question go? The functions by the time spent in themselves, as V8 samples it.
import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { SourceMap } from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PARAMETERS, parseQuestion } from '@in-force/answers';
import { Answers, RunningRecord } from '@in-force/engine';
import { MemoryLog } from '@in-force/event-log';
import { NOW, number, table } from './report.mjs';
import { hitsOf, realQuestions, storedOf, worldOf } from './world.mjs';

const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));
/** What is told: nine tenths of the time, and no function with less than a hundredth of it. */
const ENOUGH = 0.9;
const LEAST = 0.01;

/** How many lists are asked again and again. */
const AGAIN = 30;

/** A function by its name, and its place in what people wrote rather than in what was compiled from it. */
function spelled({ functionName, url, lineNumber, columnNumber }) {
  const name = `\`${functionName || '(anonymous)'}\``;
  if (!url.startsWith('file:')) return `${name} ${url}`.trim();
  const path = fileURLToPath(url);
  const from = relative(REPOSITORY, path);
  if (from.includes('node_modules') || !from.includes('/dist/')) return `${name} ${from}:${lineNumber + 1}`;
  const { originalLine } = new SourceMap(JSON.parse(readFileSync(`${path}.map`, 'utf8'))).findEntry(lineNumber, columnNumber);
  return `${name} ${from.replace('/dist/', '/src/').replace(/js$/, 'ts')}:${originalLine + 1}`;
}

/** Asks many different questions: first so that all is compiled, then while V8 watches. */
async function profiled(what, asked, seconds, ask) {
  let next = 0;
  const busy = async () => {
    const [start, first] = [performance.now(), next];
    while (performance.now() - start < seconds * 1000) await ask(asked[next++ % asked.length]);
    return ((performance.now() - start) * 1000) / (next - first);
  };
  await busy();
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
  const each = await busy();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  const hits = new Map();
  for (const { callFrame, hitCount } of profile.nodes) {
    const name = spelled(callFrame);
    hits.set(name, (hits.get(name) ?? 0) + hitCount);
  }
  const total = profile.samples.length;
  const share = (count) => `${number((100 * count) / total)} %`;
  const rows = [];
  let rest = total;
  for (const [name, count] of [...hits].sort(([, a], [, b]) => b - a)) {
    if (rest <= (1 - ENOUGH) * total || count < LEAST * total) break;
    rows.push([name, share(count)]);
    rest -= count;
  }
  rows.push([`${hits.size - rows.length} others`, share(rest)]);
  return `${what}: ${number(each)} µs a question, while watched.\n\n${table(['function', 'of the time, in itself'], rows)}`;
}

/** What a question costs in the index alone, and what it costs until its answer is bytes, as the API sends it. */
export async function profiles({ measures, events, seconds }) {
  const now = () => NOW;
  const log = new MemoryLog(now);
  await log.restore(worldOf({ measures, events }).map(storedOf));
  const record = await RunningRecord.open(log, { now, snapshots: null, tell: () => {} });
  await record.prepare();
  const answers = new Answers(record.engine, record.controls);
  const asked = realQuestions(13, 100_000, events).map((question) => parseQuestion(question, NOW, PARAMETERS.controls));
  const found = await profiled('Ids and statuses', asked, seconds, (question) => hitsOf(record.controls, question));
  const whole = await profiled('Whole lists, as bytes with their citation', asked, seconds, (question) => answers.controlsBytes(question));
  const again = await profiled('The same of lists that were asked before', asked.slice(-AGAIN), seconds, (question) =>
    answers.controlsBytes(question),
  );
  await record.close();
  return { figures: {}, text: `${number(measures)} measures, ${number(events)} events.\n\n${found}\n\n${whole}\n\n${again}` };
}
