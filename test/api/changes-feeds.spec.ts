import { parseFeed } from '@rowanmanning/feed-parser';
import { Clocked, licence, suspension } from '../kit/clocked.js';

const URL_BASE = 'https://in-force.example';
let service: Clocked;
beforeEach(async () => {
  service = new Clocked('2026-03-01T08:00:00.000Z', { url: URL_BASE });
  await service.begin();
});
afterEach(() => service.end());

/** Records a measure that is announced, applies from the third of March, and is suspended from the first of May. */
async function three(): Promise<void> {
  await service.record('cn-test-1', licence('2026-03-03'));
  service.now = '2026-05-01T08:00:00.000Z';
  await service.record('cn-test-1', suspension('2026-05-01', null));
  service.pass(60_000);
}

interface JsonFeed {
  readonly version: string;
  readonly next_url?: string;
  readonly items: readonly { id: string; url: string; date_published: string; content_text: string; tags: readonly string[] }[];
}
const atom = async (query = '') => {
  const answer = await service.app.inject(`/v1/changes.atom${query}`);
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/atom+xml; charset=utf-8']);
  return parseFeed(answer.payload);
};
const json = async (query = '') => service.get<JsonFeed>(`/v1/changes.json${query}`);

it('tells the last changes of an answer, newest first, to a feed reader', async () => {
  await three();
  const feed = await atom('?region=US&item=Ga');
  expect(feed.meta).toMatchObject({ type: 'atom', version: '1.0' });
  expect([feed.title, feed.self]).toEqual([
    'Trade controls that change: the United States, Ga',
    `${URL_BASE}/v1/changes.atom?region=US&item=Ga`,
  ]);
  expect(feed.updated?.toISOString()).toBe('2026-05-01T08:00:00.000Z');
  expect(feed.items.map(({ published, title }) => [published?.toISOString(), title])).toEqual([
    ['2026-05-01T08:00:00.000Z', 'A licence for gallium'],
    ['2026-03-02T16:00:00.000Z', 'A licence for gallium'],
    ['2026-03-01T08:00:00.000Z', 'A licence for gallium'],
  ]);
  const [first] = feed.items;
  expect(first?.content).toContain('status: unconfirmed → suspended');
  expect(first?.url).toMatch(/^https:\/\/in-force\.example\/v1\/measures\/cn-test-1\?on=2026-05-01&region=US&item=Ga&/);
  expect(first?.categories.map(({ term }) => term)).toEqual(['world', 'cn-test-1']);
});

it('tells the same as a JSON Feed 1.1, under the same names', async () => {
  await three();
  const [feed, { items }] = [await json('?region=US&item=Ga'), await atom('?region=US&item=Ga')];
  expect(feed).toMatchObject({ version: 'https://jsonfeed.org/version/1.1', feed_url: `${URL_BASE}/v1/changes.json?region=US&item=Ga` });
  expect(feed.items.map(({ id, url, date_published }) => [id, url, date_published])).toEqual(
    items.map(({ id, url, published }) => [id, url, published?.toISOString()]),
  );
});

it('names an entry the same for ever, tells no more than 200 of 90 days, and forgets none that came while nobody asked', async () => {
  await three();
  const before = await json();
  await service.record('cn-test-2', licence('2026-05-03', 'germanium'));
  service.pass(60_000);
  const after = await json();
  expect(after.items.slice(1)).toEqual(before.items);
  service.now = '2026-06-01T12:00:00.000Z';
  expect((await json()).items.map(({ date_published }) => date_published)).toEqual([
    '2026-05-02T16:00:00.000Z',
    '2026-05-01T08:01:00.000Z',
    '2026-05-01T08:00:00.000Z',
  ]);
  for (let count = 0; count < 210; count++) await service.record(`cn-many-${count}`, licence('2026-06-01', 'antimony'));
  service.pass(60_000);
  const many = await json();
  expect(many.items).toHaveLength(200);
  expect(new Set(many.items.map(({ id }) => id)).size).toBe(200);
});

it('goes on from a cursor, oldest first, part by part', async () => {
  await three();
  const first = await json('?after=0&limit=2');
  expect(first.items.map(({ date_published }) => date_published)).toEqual(['2026-03-01T08:00:00.000Z', '2026-03-02T16:00:00.000Z']);
  const { pathname, search } = new URL(first.next_url as string);
  expect(pathname).toBe('/v1/changes.json');
  const second = await json(search);
  expect(second.items.map(({ date_published }) => date_published)).toEqual(['2026-05-01T08:00:00.000Z']);
  expect(second.next_url).toBeUndefined();
});

it('is a feed without entries where nothing ever changed, and stays the same as time passes', async () => {
  await service.record('cn-test-1', licence('2026-03-03'));
  service.pass(60_000);
  const feed = await atom('?issuer=US');
  expect([feed.items, feed.updated?.toISOString()]).toEqual([[], '2026-03-01T08:00:00.000Z']);
  expect((await json('?issuer=US')).items).toEqual([]);
  for (const url of ['/v1/changes.atom?issuer=US', '/v1/feed.json?issuer=US', '/v1/errata.atom', '/v1/upcoming.ics?on=2026-03-01']) {
    const { headers } = await service.app.inject(url);
    service.pass(60_000);
    const again = await service.app.inject({ url, headers: { 'if-none-match': String(headers.etag) } });
    expect([url, again.statusCode]).toEqual([url, 304]);
  }
});

it('holds texts with any signs in them', async () => {
  const { type, data } = licence('2026-03-03') as never as { type: 'measure.announced'; data: { title: string } };
  await service.record('cn-test-1', { type, data: { ...data, title: 'R&D <b>“x”</b> ]]> \u{1F9F2}' } } as never);
  service.pass(60_000);
  expect((await atom()).items[0]?.title).toBe('R&D <b>“x”</b> ]]> \u{1F9F2}');
});
