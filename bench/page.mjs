// What a view of the page costs beside the JSON of the same answer: asked for the first time, and asked before.
import { COUNTRIES } from '@in-force/events';
import { asking } from './http.mjs';
import { median, number, table } from './report.mjs';
import { started } from './serve.mjs';

/** The views that are asked for most, with what the API has at the same question. */
const VIEWS = {
  'what is in force, of one country and day': ['/', '/v1/controls'],
  'one measure': ['/measures/cn-mofcom-2025-18', '/v1/measures/cn-mofcom-2025-18'],
};

/** The questions of one country and day, each once. */
function* questions() {
  const first = Date.UTC(2025, 0, 1);
  for (let day = 0; ; day++)
    for (const region of COUNTRIES) yield `?on=${new Date(first + day * 86_400_000).toISOString().slice(0, 10)}&region=${region}`;
}

/** Views of the founding record, beside the same answers as JSON. */
export async function showing({ seconds, rounds }) {
  const server = await started('in-force');
  const headers = { accept: '*/*', 'accept-encoding': 'br' };
  try {
    const rows = [];
    for (const [what, paths] of Object.entries(VIEWS)) {
      const asked = paths.map(() => questions());
      const never = paths.map((path, at) => ({ path: () => path + asked[at].next().value, headers, connections: 2 }));
      const before = paths.map((path) => ({ path: `${path}?on=2025-12-01&region=FR`, headers, connections: 2 }));
      for (const [when, cases] of [
        ['never asked', never],
        ['asked before', before],
      ])
        rows.push([`${what}, ${when}`, ...(await compared(server, cases, seconds, rounds))]);
    }
    return {
      figures: {},
      text: `The founding record, compressed by brotli. Answers a second, and what each costs the server’s process in microseconds.\n\n${table(['', 'the view', 'its JSON', 'ratio of costs'], rows)}`,
    };
  } finally {
    await server.close();
  }
}

/** Asks for both in turn. @returns what each gives and costs, and the ratio of the costs. */
async function compared(server, cases, seconds, rounds) {
  for (const one of cases) await asking(server, seconds, one);
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const found = [];
    for (const one of cases) found.push(await asking(server, seconds, one));
    times.push(found);
  }
  const of = (which, what) => median(times.map((found) => found[which][what]));
  const cells = [0, 1].map((which) => `${number(of(which, 'rate'))} · ${number(of(which, 'each'))}`);
  return [...cells, number(median(times.map(([view, json]) => view.each / json.each)))];
}
