// What does a record cost as it grows, where does one machine end, and what then? Measured up to a size, simulated beyond:
//   node bench/scale.mjs [--events 1000000]    measures up to so many events, and writes the tables of docs/scale.md
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { number, table } from './report.mjs';
import { dealt, splitting } from './split.mjs';
import { child } from './start.mjs';

const GIB = 2 ** 30;
/** The memory of the machines that are simulated: the larger is taken where the largest issuer does not fit the smaller. */
const MACHINES = [24 * GIB, 96 * GIB];
/** The longest start that is waited for, in seconds. */
const PATIENCE = 3_600;
/** What a replica on KurrentDB reads in a second, and keeps in bytes of every event, its own or not: docs/scale-out.md. */
const READ = 15_000;
const NUMBERED = 150;
/** What a request costs a replica beside the index, in microseconds: the part `http`, a question never asked. */
const REQUEST = 100;
/** The share of checks and acts of measures, as in the world; of how many issuers all else speaks, as in the founding record. */
const OWN = 0.38;
const SPOKEN_OF = 1.1;
/** How many issuers a world has: as many as bench/world.mjs, or every state. */
const ISSUERS = [20, 200];
/** The least record from which anything is carried on in earnest. */
const ENOUGH = 1_000_000;
const RECORDS = [10_000, 100_000, 1_000_000, 10_000_000, 30_000_000, 100_000_000];

/** A record that grows over the years, while the world on any day stays as large as it is. Calendars end with the year 9999. */
function measured(events, asked) {
  const folder = mkdtempSync(join(tmpdir(), 'in-force-scale-'));
  try {
    const [path, snapshots] = [join(folder, 'world.db'), join(folder, 'snapshots')];
    const years = Math.min((18 * events) / 10_000, 7_900);
    child('make', path, JSON.stringify({ measures: events / 10, events, years, endless: false }));
    const { tidy: fromEvents, memory } = child('write', path, snapshots);
    const { tidy: fromSnapshot, each: question, found } = child('ask', path, snapshots, String(asked), String(years));
    return {
      ...{ events, question, found, fromEvents: fromEvents / 1000, fromSnapshot: fromSnapshot / 1000 },
      ...{ archive: memory.events, index: memory.index, process: memory.rss },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The figures of any size: on the line between the sizes measured, and on the last of these lines beyond, where none is taken to fall.
 * What a question costs grows with the number of digits.
 */
const along = (sizes) => (events) => {
  const above = sizes.findIndex((size, place) => place > 0 && size.events >= events);
  const [a, b] = above < 0 ? sizes.slice(-2) : [sizes[above - 1], sizes[above]];
  const part = (scale) => (scale(events) - scale(a.events)) / (scale(b.events) - scale(a.events));
  const [even, tenfold] = [part((size) => size), part(Math.log10)];
  const figure = (key) => {
    const line = a[key] + (b[key] - a[key]) * (['question', 'found'].includes(key) ? tenfold : even);
    return above < 0 ? Math.max(line, b[key]) : line;
  };
  return Object.fromEntries(Object.keys(a).map((key) => [key, figure(key)]));
};

/** What part of the measures each issuer has, the largest first: as `skewed` draws them, without the chance. */
const sharesOf = (issuers) => Array.from({ length: issuers }, (_, n) => Math.cbrt((n + 1) / issuers) - Math.cbrt(n / issuers));

/** What a replica bears that holds a share of the measures: all that is theirs, and what speaks of any of them. */
function borne({ costs, fixed }, events, share) {
  const kept = costs(events * (OWN * share + (1 - OWN) * (1 - (1 - share) ** SPOKEN_OF)));
  return {
    share,
    memory: kept.process + NUMBERED * events,
    // Positions are the same everywhere, so each replica reads the whole log.
    fromLog: events / READ + kept.fromEvents,
    fromSnapshot: kept.fromSnapshot,
    question: fixed + Math.max(0, kept.question - fixed) * share,
  };
}

/** A record on so many replicas, each issuer in one piece. A region is asked of all, and the slowest is waited for. */
function split(given, events, shares, replicas) {
  const held = new Array(replicas).fill(0);
  for (const [place, home] of dealt(shares, replicas).entries()) held[home] += shares[place];
  const all = held.map((share) => borne(given, events, share));
  const most = (of) => Math.max(...all.map(of));
  return {
    replicas,
    ...Object.fromEntries(['memory', 'fromLog', 'fromSnapshot', 'question'].map((key) => [key, most((one) => one[key])])),
    work: all.reduce((sum, { question }) => sum + REQUEST + question, 0),
    region: 1e6 / most(({ question }) => REQUEST + question),
    issuer: 1e6 / most(({ question, share }) => share * (REQUEST + question)),
  };
}

/** The fewest replicas that hold a record, on the smallest machines that can; null where the largest issuer fits none. */
function fewest(given, events, shares) {
  for (const machine of MACHINES)
    for (let replicas = 1; replicas <= shares.length; replicas++) {
      const found = split(given, events, shares, replicas);
      if (found.memory <= machine) return { ...found, machine, more: split(given, events, shares, replicas + 1) };
    }
  return null;
}

/** The largest record of which something holds that holds of smaller ones. */
function upTo(holds) {
  let events = 10_000;
  while (events < 1e12 && holds(events)) events *= 1.01;
  return number(Number(events.toPrecision(2)));
}

const gib = (bytes) => number(bytes / GIB);
const times = (more, before) => `${number(more / before)}×`;

const costRow = (how) => (one) => [
  number(one.events),
  how,
  ...[one.question, one.found, (1e6 * one.fromEvents) / one.events].map(number),
  ...[one.archive, one.index, one.process].map(gib),
  ...[one.fromEvents, one.fromSnapshot].map(number),
];

const splitRow = (events, issuers, found) => {
  if (found === null) return [number(events), number(issuers), 'none', ...new Array(8).fill('')];
  const { replicas, machine, memory, fromLog, fromSnapshot, question, work, region, issuer, more } = found;
  return [
    ...[events, issuers, replicas].map(number),
    `${gib(memory)} of ${gib(machine)}`,
    ...[fromLog / 60, fromSnapshot / 60, question, work, region, issuer].map(number),
    `${times(more.region, region)} · ${times(more.issuer, issuer)}`,
  ];
};

/** The costs at sizes measured and beyond, what a split by issuer makes of them, and that a split record gives the same answers. */
export function scaling({ sizes: counts, asked, shown }) {
  const sizes = counts.map((events) => measured(events, asked));
  const { fixed, text } = splitting(shown);
  const given = { costs: along(sizes), fixed };
  const { costs } = given;
  const beyond = RECORDS.filter((events) => events > counts.at(-1)).map(costs);
  const [machine] = MACHINES;
  const ends = [
    `by memory at ${upTo((events) => costs(events).process <= machine)} events`,
    `by an hour's start from its events at ${upTo((events) => costs(events).fromEvents <= PATIENCE)}`,
    `by an hour's start from KurrentDB at ${upTo((events) => borne(given, events, 1).fromLog <= PATIENCE)}`,
    ...ISSUERS.map((issuers) => {
      const [share] = sharesOf(issuers);
      return `the largest of ${issuers} issuers (${number(100 * share)} % of the measures) no longer fits one at ${upTo((events) => borne(given, events, share).memory <= machine)}`;
    }),
  ];
  const costsTable = table(
    [
      ...['events', '', 'µs a question', 'measures an answer', 'µs an event', 'GiB of events', 'GiB of index', 'GiB of the process'],
      ...['start from events, s', 'from a snapshot, s'],
    ],
    [...sizes.map(costRow('measured')), ...beyond.map(costRow('simulated'))],
  );
  const splitTable = table(
    [
      ...['events', 'issuers', 'replicas', 'GiB of the fullest', 'start from KurrentDB, minutes', 'from a snapshot, minutes'],
      ...[
        'µs in the slowest index',
        'µs of work a question, all replicas',
        'questions/s of a region',
        'of an issuer',
        'with one replica more: region · issuer',
      ],
    ],
    RECORDS.flatMap((events) =>
      ISSUERS.flatMap((issuers) => {
        const found = fewest(given, events, sharesOf(issuers));
        return found?.replicas === 1 ? [] : [splitRow(events, issuers, found)];
      }),
    ),
  );
  return {
    figures: {},
    text: `${costsTable}\n\nSimulated is what is carried on from the last two sizes measured${counts.at(-1) < ENOUGH ? ', here too small to be believed' : ''}. A machine of ${gib(machine)} GiB ends ${ends.join('; ')}.\n\nSplit by issuer, simulated, where one machine is not enough:\n\n${splitTable}\n\n${text}`,
  };
}

/** As the whole bench runs it, and by hand. */
export const scalingTo = (largest) =>
  scaling({
    sizes: RECORDS.filter((events) => events <= largest),
    asked: 2_000,
    shown: { measures: 2_000, events: 20_000, parts: 4, asked: 60 },
  });

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { events: { type: 'string', default: '1000000' } } });
  process.stdout.write(`${scalingTo(Number(values.events)).text}\n`);
}
