import { openapi } from '@in-force/api/openapi';
import { REFUSALS } from '@in-force/domain';
import { blocksIn, pageOf } from '../kit/pages.js';
import { type Bench, bench } from './bench.js';

const page = pageOf('docs/recording.md');

/** A request or an answer as the page shows it. */
interface Message {
  readonly first: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function messageOf(block: string): Message {
  const [head = '', ...body] = block.split('\n\n');
  const [first = '', ...lines] = head.trim().split('\n');
  const headers = lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]);
  return { first, headers: Object.fromEntries(headers), body: body.join('\n\n') };
}

/** The requests of the page, each with its answer: an answer that follows an answer is that of the same request sent again. */
function exchangesIn(messages: readonly Message[]): [request: Message, answer: Message][] {
  const found: [Message, Message][] = [];
  let request: Message | undefined;
  for (const message of messages)
    if (!message.first.startsWith('HTTP/')) request = message;
    else if (request) found.push([request, message]);
  return found;
}
const exchanges = exchangesIn(blocksIn(page, 'http').map(messageOf));

describe('docs/recording.md', () => {
  let api: Bench;
  beforeAll(async () => {
    api = await bench('a-secret-of-recorders');
  });
  afterAll(() => api.close());

  let sent = '';
  it.each(exchanges.map(([request, answer], index) => [index + 1, request.first, answer.first, request, answer] as const))(
    '%i. %s gets %s',
    async (_, first, status, request, shown) => {
      const [method = '', url = ''] = first.split(' ');
      if (request.body !== '') sent = request.body; // a request that shows no body sends that of the one before
      const answer = await api.app.inject({
        method: method as 'GET',
        url,
        headers: request.headers,
        ...(method === 'POST' && { payload: sent }),
      });
      expect(`HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}`).toBe(status);
      expect(answer.headers).toMatchObject(shown.headers);
      expect(answer.json()).toMatchObject(JSON.parse(shown.body));
    },
  );

  it('shows each request with an answer', () => {
    expect(exchanges.length).toBe(15);
    expect(blocksIn(page, 'http').filter((block) => !block.startsWith('HTTP/')).length).toBe(14);
  });

  it('says of every refusal what to do, and of none that there is not', () => {
    const table = page.slice(page.indexOf('| the last part of `type` |'));
    const rows = table.slice(0, table.indexOf('\n\n')).split('\n').slice(2);
    const named = rows.flatMap((row) => [...(row.split(' | ')[0] ?? '').matchAll(/`([a-z-]+)`/g)].map(([, code]) => code));
    expect(named.sort()).toEqual(Object.keys(REFUSALS).sort());
  });

  it('lists every act with its event', () => {
    const acts = Object.keys(openapi.paths).flatMap((path) => /^\/v1\/measures\/\{id\}\/(\w+)$/.exec(path)?.[1] ?? []);
    const recorded = acts.filter((act) => openapi.paths[`/v1/measures/{id}/${act}`]?.post);
    expect(recorded.length).toBeGreaterThan(7);
    for (const act of recorded) expect(page).toMatch(new RegExp(`^\\| \`${act}\` \\| \`measure\\.[a-z-]+\` \\| `, 'm'));
  });
});
