// How fast is "which measures bear on a country, and an item, on a day, and how", beside what a user would pick instead?
//   npm run bench               a record of 20,000 measures and 200,000 events; writes bench/RESULTS.md
//   npm run bench -- --quick    2,000 and 20,000, to see that the answers are equal
// Asks of the record as it is now. The peers hold the spans that our fold derives. Every answer is compared before any is timed.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { COUNTRIES, ITEMS } from '@in-force/events';
import { Controls, ORDER, PARAMETERS, parseQuestion } from '@in-force/timeline';
import { objects, postgres, sqlite } from './peers.mjs';
import { questionsFor, worldOf } from './world.mjs';

const quick = process.argv.includes('--quick');
const measures = quick ? 2_000 : 20_000;
const [rounds, each] = quick ? [2, 60] : [5, 400];
const now = '2026-11-23T12:00:00.000Z';
const day = (text) => (text === null ? null : Number(text.replaceAll('-', '')));

const controls = new Controls();
for (const event of worldOf({ measures, events: measures * 10 })) controls.apply(event);
const began = performance.now();
while (controls.prepare());
// The list of a country is made when it is first asked about; the peers' indexes stand before the first question too.
for (const region of COUNTRIES) controls.statuses(parseQuestion({ on: '2020-01-01', region }, now, PARAMETERS.controls));
const built = performance.now() - began;

const ids = [];
const numbers = new Map();
const spans = [];
for (const { measure, countries, items, from, through, status } of controls.spans(parseQuestion({}, now, PARAMETERS.spans))) {
  if (!numbers.has(measure)) numbers.set(measure, ids.push(measure) - 1);
  const to = through === null ? 99_999_999 : day(through) + 0.5; // the last day is inside
  spans.push({
    measure: numbers.get(measure),
    countries: countries.map((c) => COUNTRIES.indexOf(c)),
    items: items.map((slug) => ITEMS.findIndex((item) => item.slug === slug)),
    from: day(from) ?? 0,
    to: Math.ceil(to),
    rank: ORDER.indexOf(status),
  });
}

const asked = questionsFor(7, 3 * rounds * each, 1)
  .filter(({ region }) => COUNTRIES.includes(region))
  .slice(0, rounds * each)
  .map(({ on, region, item }) => ({
    question: parseQuestion({ on, region, ...(item && { item }) }, now, PARAMETERS.controls),
    plain: { country: COUNTRIES.indexOf(region), day: day(on), item: item ? ITEMS.findIndex(({ slug }) => slug === item) : null },
  }));

const ours = { name: 'In Force, the index', ask: async (_, question) => controls.statuses(question) };
const peers = [objects(), sqlite(), postgres('b-tree'), postgres('GiST')].filter((peer) => peer !== null);
const spelled = (rows) =>
  rows
    .map(([measure, rank]) => `${ids[measure]} ${ORDER[rank]}`)
    .sort()
    .join();

try {
  for (const peer of peers) await peer.load(spans);
  let size = 0;
  for (const { plain, question } of asked.slice(0, quick ? asked.length : 300)) {
    const expected = controls
      .statuses(question)
      .map(({ id, status }) => `${id} ${status}`)
      .sort()
      .join();
    size += expected === '' ? 0 : expected.split(',').length;
    for (const peer of peers)
      if (spelled(await peer.ask(plain)) !== expected) throw new Error(`${peer.name} answers otherwise: ${JSON.stringify(plain)}`);
  }
  const all = [ours, ...peers];
  const times = new Map(all.map((peer) => [peer.name, []]));
  for (let round = 0; round < rounds; round++)
    for (const peer of all)
      for (const { plain, question } of asked.slice(round * each, (round + 1) * each)) {
        const start = performance.now();
        await peer.ask(plain, question);
        times.get(peer.name).push(performance.now() - start);
      }
  const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] * 1000;
  const mean = (list) => (list.reduce((sum, one) => sum + one, 0) / list.length) * 1000;
  const base = mean(times.get(ours.name));
  const lines = all.map(({ name, version }) => {
    const list = times.get(name);
    const sorted = list.toSorted((a, b) => a - b);
    return `| ${name}${version ? ` ${version}` : ''} | ${at(sorted, 0.5).toFixed(1)} / ${at(sorted, 0.99).toFixed(0)} | ${Math.round(1e6 / mean(list)).toLocaleString('en')} | ${(mean(list) / base).toFixed(1)} |`;
  });
  const report = `# Results

${measures.toLocaleString('en')} measures, ${(measures * 10).toLocaleString('en')} events, ${spans.length.toLocaleString('en')} spans; ${asked.length.toLocaleString('en')} questions of single countries at the present clocks, half of them with an item, ${(size / Math.min(asked.length, quick ? asked.length : 300)).toFixed(0)} measures an answer; ids and statuses. Node ${process.version}, ${cpus().length} x ${cpus()[0].model.trim()}. The answers were compared and are equal. One run of \`npm run bench\`, the peers in turn.

| who answers | p50 / p99 µs | questions/s | index is faster by (mean time) |
| --- | --- | --- | --- |
${lines.join('\n')}

The index was built from the events in ${(built / 1000).toFixed(1)} s, with the lists of all ${COUNTRIES.length} countries, which are otherwise made when first asked about.
`;
  process.stdout.write(report);
  if (!quick) writeFileSync(new URL('RESULTS.md', import.meta.url), report);
} finally {
  for (const peer of peers) await peer.close();
}
