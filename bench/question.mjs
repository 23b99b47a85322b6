// How fast is "which measures bear on a region, and an item, on a day, as known and recorded by then, and how", beside what a user
// would pick instead? Peers hold the spans that our fold derives. The first 200 answers of each are compared before any is timed.

import { PARAMETERS, parseQuestion, ReadModel } from '@in-force/answers';
import { COUNTRIES, ITEMS, isBloc, members } from '@in-force/events';
import { ORDER } from '@in-force/rules';
import { BINDING, duckdb, objects, postgres, replay, sqlite } from './peers.mjs';
import { at, mean, median, NOW, number, sorted, table, took } from './report.mjs';
import { presentQuestions } from './start.mjs';
import { realQuestions, worldOf } from './world.mjs';

const OPEN = 2 ** 31 - 1;
const WARM = 700;

/** The record as peers load it: spans with their clocks, and what their numbers stand for. */
export function plainOf(controls) {
  const { index } = controls;
  const spans = [];
  let [sets, goods] = [0, 0];
  for (const { measure, span, facet, recordedFrom, recordedTo, knownFrom, knownTo } of index.fullScan.versions()) {
    spans.push({ measure, ...span, turned: span.unconfirmedFrom, desk: facet, recordedFrom, recordedTo, knownFrom, knownTo });
    sets = Math.max(sets, span.set + 1);
    goods = Math.max(goods, span.goods + 1);
  }
  const countries = Array.from({ length: sets }, (_, set) => index.fullScan.countriesIn(set));
  const classes = Array.from({ length: goods }, (_, one) => index.fullScan.itemsIn(one));
  return { spans, countriesIn: (set) => countries[set], countries, classes };
}

const met = new WeakMap();
/** A question as peers are asked it. What they cannot know (members of blocs, how far publications were read) is handed to them. */
export function plainQuestion(controls, record, question) {
  const { on, region, item, knownOn } = question;
  const countries = (isBloc(region) ? members(region, on) : [region]).map((country) => COUNTRIES.indexOf(country));
  const key = countries.join();
  const setsMet = met.get(record) ?? met.set(record, new Map()).get(record);
  if (!setsMet.has(key))
    setsMet.set(
      key,
      new Set(record.countries.flatMap((set, number) => (set.length > 8 && set.some((one) => countries.includes(one)) ? [number] : []))),
    );
  const view = controls.readView(question);
  return {
    countries,
    day: Number(on.replaceAll('-', '')),
    item: item ? ITEMS.findIndex(({ slug }) => slug === item.slug) : null,
    position: view.clocks.position,
    knownOn: knownOn === null ? OPEN - 1 : Number(knownOn.replaceAll('-', '')),
    present: view.latest && knownOn === null,
    throughs: controls.index.fullScan.checkedThrough(view).slice(),
    sets: setsMet.get(key),
  };
}

export const build = (events) => {
  const controls = new ReadModel();
  for (const event of events) controls.apply(event);
  while (controls.indexPending());
  return controls;
};

/** Times the questions on every peer in turn, round by round. */
async function timed(peers, asked, rounds, ask) {
  const times = new Map(peers.map((peer) => [peer, []]));
  // Everybody warms up for the same time, so that no compiler is timed.
  for (const peer of peers) {
    const start = performance.now();
    for (let next = 0; !peer.slow && performance.now() - start < WARM; next++) await ask(peer, asked[next % asked.length]);
  }
  const each = Math.floor(asked.length / rounds);
  for (let round = 0; round < rounds; round++)
    for (const peer of peers) {
      const part = asked.slice(round * each, (round + 1) * each);
      for (const one of peer.slow ? part.slice(0, 1) : part) times.get(peer).push(await took(() => ask(peer, one)));
    }
  return times;
}

export async function questions({ measures, events, asked: count, rounds, only }) {
  const record = worldOf({ measures, events });
  const controls = build(record);
  const plain = plainOf(controls);
  const asked = realQuestions(7, count, events)
    .map((question) => parseQuestion(question, NOW, PARAMETERS.controls))
    .map((question) => ({ question, plain: plainQuestion(controls, plain, question) }));
  const ours = {
    name: 'In Force, the index',
    ask: async (_, question) => controls.statuses(question),
    load: async () => {},
    close: async () => {},
  };
  const all = [
    postgres('a row a country, b-tree'),
    postgres('a row a country, GiST'),
    postgres('rooms, b-tree'),
    sqlite('b-tree'),
    sqlite('R*Tree'),
    await duckdb(),
    objects(),
    replay(() => build(record)),
  ];
  const peers = all.filter((peer) => peer !== null && (only?.(peer) ?? true));
  const spelled = (rows) =>
    rows
      .map(([measure, rank]) => `${typeof measure === 'string' ? measure : controls.index.idOf(measure)} ${ORDER[rank]}`)
      .sort()
      .join();
  const sections = [];
  try {
    for (const peer of peers) {
      const ms = (await took(() => peer.load(plain))) / 1000;
      process.stderr.write(`  ${peer.name}: loaded in ${(ms / 1000).toFixed(1)} s\n`);
    }
    let size = 0;
    const checked = asked.slice(0, Math.min(asked.length, 200));
    for (const one of checked) {
      const { measures: found, ranks } = controls.statuses(one.question);
      size += found.length;
      const expected = spelled([...found].map((measure, place) => [measure, ranks[place]]));
      for (const peer of peers) {
        if (peer.slow && one !== checked[0]) continue;
        if (spelled(await peer.ask(one.plain, one.question)) !== expected)
          throw new Error(`${peer.name} answers otherwise: ${JSON.stringify(one.question)}`);
      }
    }
    const times = await timed([ours, ...peers], asked, rounds, (peer, one) => peer.ask(one.plain, one.question));
    const base = mean(times.get(ours));
    const rows = [ours, ...peers].map((peer) => {
      const all = sorted(times.get(peer));
      const name = peer.version ? `${peer.name} (${peer.version})` : peer.name;
      const spread = ratios(times.get(peer), times.get(ours), rounds, peer.slow);
      return [
        name,
        `${number(at(all, 0.5))} / ${number(at(all, 0.99))}`,
        number(1e6 / mean(all)),
        `${number(mean(all) / base)} (${spread})`,
      ];
    });
    sections.push(
      `${number(measures)} measures, ${number(events)} events, ${number(plain.spans.length)} spans at all clocks; ${number(asked.length)} questions, half of them with an item, three in ten about the past, ${number(size / checked.length)} measures an answer; ids and statuses. The first ${checked.length} answers were compared before any was timed.`,
      table(['who answers', 'p50 / p99 µs', 'questions/s', 'index is faster by (spread over rounds)'], rows),
    );
    const best = (kind) => {
      const named = peers.filter(({ name }) => name.startsWith(kind));
      return named.sort((a, b) => mean(times.get(a)) - mean(times.get(b)))[0];
    };
    const p99 = (peer) => at(sorted(times.get(peer)), 0.99);
    const figures = {};
    const [pgBest, liteBest] = [best('PostgreSQL'), best('SQLite')];
    if (pgBest) {
      figures.postgres = mean(times.get(pgBest)) / base;
      figures.p99 = p99(pgBest) / p99(ours);
      const part = asked.slice(0, Math.min(asked.length, 400));
      for (const one of part.slice(0, 50)) compareWhole(controls, one, await pgBest.askWhole(one.plain));
      const whole = await timed([ours, pgBest], part, rounds, (peer, one) =>
        peer === ours ? controls.standing(one.question) : peer.askWhole(one.plain),
      );
      figures.whole = mean(whole.get(pgBest)) / mean(whole.get(ours));
      const planned = asked.find(({ plain }) => plain.item !== null && plain.present);
      for (const peer of peers.filter(({ plan }) => plan))
        sections.push(
          `<details><summary>A plan of ${peer.name}</summary>\n\n\`\`\`text\n${await peer.plan(planned.plain)}\n\`\`\`\n\n</details>`,
        );
    }
    if (liteBest) figures.sqlite = mean(times.get(liteBest)) / base;
    return { figures, text: sections.join('\n\n') };
  } finally {
    for (const peer of peers) await peer.close();
  }
}

/** PostgreSQL's whole answer must hold the same ids and the same counts. */
function compareWhole(controls, { question }, rows) {
  const { selected, leftOut } = controls.standing(question);
  const ids = rows.filter(([measure]) => measure !== null).map(([measure, rank]) => `${controls.index.idOf(measure)} ${ORDER[rank]}`);
  const counts = Object.fromEntries(ORDER.slice(BINDING + 1).map((status) => [status, 0]));
  for (const [measure, rank, count] of rows) if (measure === null && rank !== null) counts[ORDER[rank]] = count;
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const ours = selected.map(({ id, status }) => `${id} ${status}`);
  if (!same(ids.sort(), ours.sort()) || !same(Object.entries(counts).sort(), Object.entries(leftOut).sort()))
    throw new Error(`PostgreSQL counts otherwise: ${JSON.stringify(question)}`);
}

function ratios(theirs, ours, rounds, slow) {
  const parts = (list, count) =>
    Array.from({ length: count }, (_, round) => mean(list.slice((round * list.length) / count, ((round + 1) * list.length) / count)));
  const count = slow ? 1 : rounds;
  const base = parts(ours, count);
  const all = parts(theirs, count).map((time, round) => time / base[round]);
  return `${number(Math.min(...all))} to ${number(Math.max(...all))}`;
}

/** What a question costs, in microseconds, and how many measures an answer holds. */
function speedOf(controls, asked, warm = WARM) {
  const round = () => asked.reduce((found, question) => found + controls.statuses(question).measures.length, 0);
  for (const began = performance.now(); performance.now() - began < warm; ) round();
  const start = performance.now();
  const found = round();
  return { each: ((performance.now() - start) / asked.length) * 1000, found: found / asked.length };
}

/** Rounds in which the sizes of a record take turns. */
const TURNS = 15;

/** Questions as the record grows a hundredfold over the years, and the world on any day stays as large as it is. */
export function growth({ measures, events, asked: count, times }) {
  const sizes = times.map((by) => {
    const years = 18 * by;
    const record = worldOf({ measures: measures * by, events: events * by, years, endless: false });
    const start = performance.now();
    const controls = build(record);
    const made = ((performance.now() - start) * 1000) / record.length;
    const questions = presentQuestions(count, years);
    return { events: record.length, made, bytes: controls.index.size.bytes / record.length, controls, questions, turns: [] };
  });
  // In turns, as the machine is not as fast at one time as at another.
  for (let turn = 0; turn < TURNS; turn++)
    for (const { controls, questions, turns } of sizes) turns.push(speedOf(controls, questions, WARM / TURNS));
  for (const size of sizes) Object.assign(size, { each: median(size.turns.map(({ each }) => each)), found: size.turns[0].found });
  const [small, large] = [sizes[0], sizes.at(-1)];
  return {
    figures: { growth: ((small.each / large.each) * large.found) / small.found },
    text: table(
      ['events', 'questions/s', 'measures an answer', 'µs an event, from events to an index in order', 'bytes of the index an event'],
      sizes.map(({ events, each, found, made, bytes }) => [events, 1e6 / each, found, made, bytes].map(number)),
    ),
  };
}
