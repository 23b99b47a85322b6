// What a question costs over HTTP: never asked, asked before and unchanged, over bare node:http with the same bytes; and a random real one
// over the same route with PostgreSQL behind it. Servers run in processes of their own; `autocannon` asks.

import { PARAMETERS, parseQuestion } from '@in-force/answers';
import { COUNTRIES, compareIds } from '@in-force/events';
import { ORDER } from '@in-force/rules';
import autocannon from 'autocannon';
import { postgres } from './peers.mjs';
import { build, plainOf, plainQuestion } from './question.mjs';
import { median, NOW, number, table } from './report.mjs';
import { started } from './serve.mjs';
import { realQuestions, worldOf } from './world.mjs';

const CONNECTIONS = 32;
const LAYOUT = 'rooms, b-tree';

/** Asks a server for some seconds. @returns requests a second, and a second of its processor's work. */
export async function asking(server, seconds, { path, headers = {}, connections = CONNECTIONS }) {
  const next = typeof path === 'function' ? path : () => path;
  const before = await server.cpu();
  const found = await autocannon({
    url: server.url,
    connections,
    duration: seconds,
    requests: [{ headers, setupRequest: (request) => ({ ...request, path: next() }) }],
  });
  const cpu = (await server.cpu()) - before;
  const unchanged = found.statusCodeStats[304]?.count ?? 0;
  const wrong = headers['if-none-match'] ? found['2xx'] + found.non2xx - unchanged : found.non2xx;
  if (found.errors > 0 || wrong > 0) throw new Error(`${server.url}${next()}: ${found.errors} errors, ${wrong} refusals`);
  return { rate: found.requests.total / found.duration, each: cpu / found.requests.total, p99: found.latency.p99 };
}

/** Every address once: the founding record, one control an answer. */
function* unasked() {
  const first = Date.UTC(2025, 0, 1);
  for (let day = 0; ; day++)
    for (const region of COUNTRIES)
      yield `/v1/controls?on=${new Date(first + day * 86_400_000).toISOString().slice(0, 10)}&region=${region}&limit=1`;
}

async function overBare(seconds, rounds) {
  const ours = await started('in-force');
  const addresses = unasked();
  const path = `/v1/controls?on=2025-12-01&region=FR&limit=1`;
  // Named, as `fetch` adds its own: an ETag holds for the encoding that was asked for.
  const plain = { accept: '*/*', 'accept-encoding': 'identity' };
  const answer = await fetch(ours.url + path, { headers: plain });
  const bytes = await answer.text();
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name)));
  const bare = await started('bare', { bytes, headers });
  try {
    const cases = {
      never: [{ path: () => addresses.next().value }, { path: '/stringify' }],
      before: [{ path }, { path: '/buffer' }],
      unchanged: [
        { path, headers: { ...plain, 'if-none-match': headers.etag } },
        { path: '/304', headers: { ...plain, 'if-none-match': headers.etag } },
      ],
    };
    const times = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
    for (const [mine, theirs] of Object.values(cases)) {
      await asking(ours, 1, mine);
      await asking(bare, 1, theirs);
    }
    for (let round = 0; round < rounds; round++)
      for (const [name, [mine, theirs]] of Object.entries(cases))
        times[name].push({ ours: await asking(ours, seconds, mine), bare: await asking(bare, seconds, theirs) });
    const ratio = (name) => median(times[name].map((round) => round.bare.each / round.ours.each));
    const of = (name, who, what) => number(median(times[name].map((round) => round[who][what])));
    const rows = Object.entries({ never: 'never asked (stringify)', before: 'asked before (buffer)', unchanged: '`304`' }).map(
      ([name, what]) => [
        what,
        ...['ours', 'bare'].map((who) => `${of(name, who, 'rate')} · ${of(name, who, 'each')}`),
        number(ratio(name)),
      ],
    );
    return {
      figures: Object.fromEntries(Object.keys(cases).map((name) => [name, ratio(name)])),
      text: `The founding record, answers of ${number(bytes.length)} bytes, ${CONNECTIONS} connections. Requests a second, and what each costs the server's process in microseconds; the ratio is that of the costs, as who asks shares the machine.\n\n${table(['', 'In Force', 'bare `node:http`', 'ratio'], rows)}`,
    };
  } finally {
    await ours.close();
    await bare.close();
  }
}

async function overPostgres(measures, events, seconds, rounds) {
  const peer = postgres(LAYOUT);
  if (peer === null) return { figures: {}, text: 'No PostgreSQL was found: nothing was measured beside it.' };
  const opened = [peer];
  try {
    const controls = build(worldOf({ measures, events }));
    const plain = plainOf(controls);
    await peer.load(plain);
    const day = parseQuestion({ on: '2020-01-01', region: 'FR' }, NOW, PARAMETERS.controls);
    const { show } = controls.outline(day, (control) => control);
    const written = Array.from({ length: measures }, (_, measure) => controls.index.idOf(measure))
      .map((id, measure) => ({ measure, id, text: JSON.stringify({ ...show(id), status: undefined }).slice(1) }))
      .sort((a, b) => compareIds(a.id, b.id));
    await peer.show(written);
    const asked = new Map(
      realQuestions(11, 20_000, events).map((given) => {
        const question = parseQuestion(given, NOW, PARAMETERS.controls);
        return [String(new URLSearchParams(given)), plainQuestion(controls, plain, question)];
      }),
    );
    const addresses = [...asked.keys()].map((query) => `/v1/controls?${query}`);
    const ours = await started('in-force', { measures, events });
    opened.push(ours);
    const theirs = await started('postgres', { url: peer.url, layout: LAYOUT, asked });
    opened.push(theirs);
    for (const address of addresses.slice(0, 50)) {
      const [mine, other] = await Promise.all([ours, theirs].map(async ({ url }) => (await fetch(url + address)).json()));
      const told = ({ controls, leftOut }) =>
        JSON.stringify([controls.map(({ id, status }) => [id, status]), ORDER.map((one) => leftOut[one] ?? 0)]);
      if (told(mine) !== told(other)) throw new Error(`PostgreSQL answers ${address} otherwise.`);
    }
    let place = 50;
    const next = { path: () => addresses[place++ % addresses.length] };
    // Both begin with nothing at hand: what a question needs is made, or read, when it is first asked for.
    for (const one of [ours, theirs]) await asking(one, 10 * seconds, next);
    const times = [];
    for (let round = 0; round < rounds; round++)
      times.push({ ours: await asking(ours, 2 * seconds, next), theirs: await asking(theirs, 2 * seconds, next) });
    const of = (who, what) => number(median(times.map((round) => round[who][what])));
    const real = median(times.map((round) => round.ours.rate / round.theirs.rate));
    return {
      figures: { real },
      text: `Random real questions, no two alike, of ${number(measures)} measures and ${number(events)} events, up to 1,000 controls an answer. In Force: ${of('ours', 'rate')} requests/s, p99 ${of('ours', 'p99')} ms. The same route with PostgreSQL behind it (${LAYOUT}, four connections, each control lying there written): ${of('theirs', 'rate')} requests/s, p99 ${of('theirs', 'p99')} ms. Ratio ${number(real)}.`,
    };
  } finally {
    for (const one of opened.reverse()) await one.close();
  }
}

export async function answering({ measures, events, seconds, rounds }) {
  const [bare, database] = [await overBare(seconds, rounds), await overPostgres(measures, events, seconds, rounds)];
  return { figures: { ...bare.figures, ...database.figures }, text: `${bare.text}\n\n${database.text}` };
}
