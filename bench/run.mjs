// Measures what docs/scale.md tells, beside what a user would pick instead, and writes the tables:
//   npm run bench [-- --quick] [--out FILE] [--only questions,http,…]
// Answers are compared before any is timed. --quick does all of it in small, to show that the answers are equal.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { appending } from './append.mjs';
import { answering } from './http.mjs';
import { showing } from './page.mjs';
import { profiles } from './profile.mjs';
import { proving } from './proofs.mjs';
import { growth, questions } from './question.mjs';
import { number, table } from './report.mjs';
import { scaling, scalingTo } from './scale.mjs';
import { starting } from './start.mjs';
import { telling } from './stream.mjs';
import { watching } from './watching.mjs';

/** What is to be reached, and how far this went. Where `least`, less is better. */
const GOALS = [
  { key: 'postgres', what: 'whole question, mixed, questions/s over the best PostgreSQL layout', reach: 40, moonshot: 80 },
  { key: 'sqlite', what: 'the same over SQLite’s best layout', reach: 50, moonshot: 100 },
  { key: 'p99', what: 'the same, p99 over PostgreSQL’s p99', reach: 20, moonshot: 70 },
  { key: 'whole', what: 'with `leftOut` and `checkedThrough`, over PostgreSQL counting the same', reach: 10, moonshot: 40 },
  { key: 'fromSnapshot', what: 'open the log and be ready, from a snapshot, over the parse floor', reach: 0.6, moonshot: 0.4, least: true },
  { key: 'fromEvents', what: 'the same from events', reach: 4, moonshot: 3, least: true },
  { key: 'memory', what: 'index over the bytes of the log', reach: 1.5, moonshot: 1, least: true },
  { key: 'into', what: 'one event into the running index, over its `JSON.parse`', reach: 8, moonshot: 4, least: true },
  { key: 'unmerged', what: 'time of an answer with 1,000 events unmerged, over clean', reach: 3, moonshot: 1.8, least: true },
  { key: 'never', what: 'HTTP, question never asked, over bare `node:http` with the same bytes (stringify)', reach: 0.6, moonshot: 0.7 },
  { key: 'before', what: 'HTTP, asked before (buffer)', reach: 0.85, moonshot: 1 },
  { key: 'unchanged', what: 'HTTP, `304`', reach: 0.8, moonshot: 0.95 },
  { key: 'real', what: 'a random real question over HTTP, over the same route with PostgreSQL behind it', reach: 6, moonshot: 10 },
  { key: 'told', what: 'SSE deliveries/s over Nest `@Sse` + Subject, one event at a time', reach: 3, moonshot: 5 },
  {
    key: 'appended',
    what: 'durable appends from the API, 32 writers, over the same route with PostgreSQL behind it',
    reach: 1,
    moonshot: 3,
  },
  { key: 'growth', what: 'questions/s at a hundred times the events, same answer size', reach: 0.5, moonshot: 0.9 },
];

const SMALL = { measures: 1_000, events: 10_000 };
const MIDDLE = { measures: 20_000, events: 200_000 };
const WORLD = { measures: 100_000, events: 1_000_000 };

/** What is run, in the large and in the small. */
const PARTS = {
  questions: {
    title: 'The question, beside what a user would pick instead',
    large: () => questions({ ...MIDDLE, asked: 1_000, rounds: 5, only: ({ name }) => !name.includes('GiST') }),
    small: () => questions({ ...SMALL, asked: 200, rounds: 2 }),
  },
  world: {
    title: 'The same of a world-size record',
    large: async () => ({
      ...(await questions({ ...WORLD, asked: 400, rounds: 4, only: ({ name }) => /rooms|SQLite, b-tree|DuckDB/.test(name) })),
      figures: {},
    }),
  },
  growth: {
    title: 'Growth',
    large: () => growth({ ...SMALL, asked: 2_000, times: [1, 10, 100] }),
    small: () => growth({ ...SMALL, asked: 200, times: [1, 3] }),
  },
  start: {
    title: 'Start, and events into the running index',
    large: () => starting({ ...WORLD, rounds: 3, idle: 10_000 }),
    small: () => starting({ ...SMALL, rounds: 1, idle: 500 }),
  },
  scale: {
    title: 'Growth on paper, and split by issuer',
    large: () => scalingTo(WORLD.events),
    small: () => scaling({ sizes: [1_000, 2_000], asked: 100, shown: { measures: 200, events: 2_000, parts: 2, asked: 8 } }),
  },
  profile: {
    title: 'Where the time of a question goes',
    large: () => profiles({ ...MIDDLE, seconds: 2 }),
    small: () => profiles({ ...SMALL, seconds: 0.3 }),
  },
  http: {
    title: 'HTTP',
    large: () => answering({ ...MIDDLE, seconds: 2, rounds: 5 }),
    small: () => answering({ ...SMALL, seconds: 0.3, rounds: 1 }),
  },
  page: {
    title: 'The page, beside the JSON of the same answer',
    large: () => showing({ seconds: 2, rounds: 5 }),
    small: () => showing({ seconds: 0.3, rounds: 1 }),
  },
  stream: {
    title: 'Telling subscribers',
    large: () => telling({ clients: 10_000, events: 10, rounds: 3 }),
    small: () => telling({ clients: 200, events: 3, rounds: 1 }),
  },
  watching: {
    title: 'Telling what changes',
    large: () => watching({ clients: 10_000, watches: 1_000, events: 1_000, minute: 1_000, settling: 15_000 }),
    small: () => watching({ clients: 200, watches: 20, events: 20, minute: 3_000, settling: 500 }),
  },
  proofs: {
    title: 'What heads and proofs add',
    large: () => proving({ ...MIDDLE, rounds: 5 }),
    small: () => proving({ ...SMALL, rounds: 1 }),
  },
  append: {
    title: 'Durable appends from the API',
    large: () => appending({ writers: 32, seconds: 3, rounds: 3 }),
    small: () => appending({ writers: 32, seconds: 0.3, rounds: 1 }),
  },
};

const { values: given } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, out: { type: 'string' }, only: { type: 'string' } },
});
const out = given.out ?? fileURLToPath(new URL('RESULTS.md', import.meta.url));
const size = given.quick ? 'small' : 'large';
const figures = {};
const sections = [];

const met = ({ least }, value, goal) => (least ? value <= goal : value >= goal);
const reached = (goal) => {
  const value = figures[goal.key];
  if (value === undefined) return 'not measured in this run';
  if (given.quick) return `${number(value)}, in small`;
  return `${number(value)}, ${met(goal, value, goal.moonshot) ? 'moonshot' : met(goal, value, goal.reach) ? 'met' : '**not met**'}`;
};
const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0].model.trim()}, ${new Date().toISOString().slice(0, 10)}`;
const asked = [
  'npm run bench',
  ...(given.quick || given.only ? ['--'] : []),
  ...(given.quick ? ['--quick'] : []),
  ...(given.only ? ['--only', given.only] : []),
];
const report = () => `# Results

One run of \`${asked.join(' ')}\`: ${machine}. The peers take turns, round by round; of the questions, the first 200 answers of each peer were compared before any was timed (of the replay one, over HTTP 50). Why a figure is not met stands in \`docs/scale.md\`.

${table(
  ['what', 'reach', 'moonshot', 'this run'],
  GOALS.map((goal) => [goal.what, ...['reach', 'moonshot'].map((one) => `${goal[one]}${goal.least ? ' at most' : ''}`), reached(goal)]),
)}

${sections.join('\n\n')}
`;

for (const [name, part] of Object.entries(PARTS)) {
  if (!part[size] || !(given.only?.split(',').includes(name) ?? true)) continue;
  const start = performance.now();
  const { figures: found, text } = await part[size]();
  Object.assign(figures, found);
  sections.push(`## ${part.title}\n\n${text}`);
  // After each part: a long run that stops loses none of them.
  writeFileSync(out, report());
  process.stderr.write(`${name}: ${number((performance.now() - start) / 1000)} s\n`);
}
process.stdout.write(report());
