import { streamOf } from '@in-force/events';
import { parseFeed } from '@rowanmanning/feed-parser';
import { Clocked, licence, suspension } from '../kit/clocked.js';

const URL_BASE = 'https://in-force.example';
let service: Clocked;
beforeEach(async () => {
  service = new Clocked('2026-03-01T08:00:00.000Z', { url: URL_BASE });
  await service.begin();
});
afterEach(() => service.end());

interface JsonFeed {
  readonly version: string;
  readonly feed_url: string;
  readonly next_url?: string;
  readonly items: readonly { id: string; url: string; title: string; content_text: string; date_published: string; tags: string[] }[];
}
const json = (path: string) => service.get<JsonFeed>(`/v1/${path}`);
const atom = async (path: string) => {
  const answer = await service.app.inject(`/v1/${path}`);
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/atom+xml; charset=utf-8']);
  return parseFeed(answer.payload);
};

/** Records two measures and a check, a minute apart. */
async function three(): Promise<void> {
  await service.record('cn-test-1', licence('2026-03-01'));
  service.pass(60_000);
  await service.record('cn-test-2', licence('2026-03-01', 'germanium'));
  service.pass(60_000);
  await service.append(streamOf('record', 'CN'), {
    type: 'record.checked',
    data: { issuer: 'CN', through: '2026-03-01', found: 'nothing new.' },
  });
}

describe('the record as a feed', () => {
  it('gives the last events, newest first, under names that stay', async () => {
    await three();
    const [feed, { items, version }] = [await atom('feed.atom'), await json('feed.json')];
    expect([feed.title, version]).toEqual(['The record of trade controls', 'https://jsonfeed.org/version/1.1']);
    expect(feed.items.map(({ title, published }) => [title, published?.toISOString()])).toEqual([
      ['record.checked: CN', '2026-03-01T08:02:00.000Z'],
      ['A licence for germanium', '2026-03-01T08:01:00.000Z'],
      ['A licence for gallium', '2026-03-01T08:00:00.000Z'],
    ]);
    expect(items.map(({ id, url }) => [id, url])).toEqual(feed.items.map(({ id, url }) => [id, url]));
    expect(await service.get(new URL(items[2]?.url as string).pathname)).toMatchObject({ position: '1', type: 'measure.announced' });
    expect(items[1]?.content_text).toContain('“A licence for germanium” was announced, to apply from 1 March 2026.');
  });

  it('passes over what is not asked for, and goes on from a position, oldest first', async () => {
    await three();
    // A check of an issuer speaks of each of its measures, and of kinds that it may come to have.
    expect((await json('feed.json?measure=cn-test-2')).items.map(({ tags }) => tags)).toEqual([
      ['record.checked', 'record-CN'],
      ['measure.announced', 'measure-cn-test-2'],
    ]);
    expect((await json('feed.json?kind=tariff')).items.map(({ tags }) => tags)).toEqual([['record.checked', 'record-CN']]);
    const first = await json('feed.json?after=0&limit=2');
    expect(first.items.map(({ date_published }) => date_published)).toEqual(['2026-03-01T08:00:00.000Z', '2026-03-01T08:01:00.000Z']);
    const rest = await json((first.next_url as string).slice(`${URL_BASE}/v1/`.length));
    expect(rest.items.map(({ date_published }) => date_published)).toEqual(['2026-03-01T08:02:00.000Z']);
    expect(rest.next_url).toBeUndefined();
  });

  it.each([
    ['feed.atom?measure=cn-test-9', '/measure'],
    ['feed.json?limit=0', '/limit'],
    ['feed.json?region=EU', '/region'],
    ['errata.json?measure=cn-test-9', '/measure'],
  ])('refuses %s', async (path, pointer) => {
    expect(await service.get(`/v1/${path}`, 400)).toMatchObject({ errors: [{ pointer }] });
  });
});

describe('the errata as a feed', () => {
  it('give corrections and retractions, newest first, with what they changed', async () => {
    await three();
    const { events } = await service.get<{ events: { id: string }[] }>('/v1/events');
    const [{ id = '' } = {}, other] = events;
    service.pass(60_000);
    await service.append(streamOf('measure', 'cn-test-1'), {
      type: 'record.corrected',
      data: { event: id, replacement: { version: 1, ...licence('2026-04-01') }, reason: 'The first day was misread.' },
    } as never);
    await service.append(streamOf('measure', 'cn-test-2'), {
      type: 'record.retracted',
      data: { event: other?.id ?? '', reason: 'It never happened.' },
    });
    const [feed, { items }] = [await atom('errata.atom'), await json('errata.json')];
    expect(feed.items.map(({ title }) => title)).toEqual([
      'Retracted: measure.announced of cn-test-2',
      'Corrected: measure.announced of cn-test-1',
    ]);
    expect(items[1]?.content_text).toBe('The first day was misread.\ndata.firstDay: "2026-03-01" → "2026-04-01"');
    expect((await json('errata.json?measure=cn-test-2')).items).toHaveLength(1);
    expect((await json('errata.json?limit=1')).next_url).toMatch(/^https:\/\/in-force\.example\/v1\/errata\.json\?limit=1&after=/);
  });

  it('are none where nothing was mended', async () => {
    await service.record('cn-test-1', suspension('2026-03-01', null));
    expect((await atom('errata.atom')).items).toEqual([]);
  });
});
