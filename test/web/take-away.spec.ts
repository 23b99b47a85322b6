import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadFoundingRecord, RunningRecord } from '@in-force/engine';
import { openLog } from '@in-force/event-log';
import { run } from '../../apps/cli/src/run.js';
import { NOW } from '../kit/record.js';
import { attribute, Document, elementsIn, textOf } from './document.js';
import { openSite, type Site, VIEWS } from './site.js';

let site: Site;
let folder: string;
let log: string;

beforeAll(async () => {
  site = await openSite();
  folder = mkdtempSync(join(tmpdir(), 'in-force-web-'));
  log = `sqlite:${join(folder, 'log.db')}`;
  const opened = await openLog(log, { now: () => NOW });
  const record = await RunningRecord.open(opened, { now: () => NOW, snapshots: null, tell: () => {} });
  await loadFoundingRecord(record.engine);
  await record.close();
  await opened.close();
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

async function within(url: string) {
  const page = new Document((await site.app.inject({ url, headers: { host: '127.0.0.1:4000' } })).payload);
  const bookmark = page.all('a').find((element) => attribute(element, 'rel') === 'bookmark');
  const list = page.elements.find((element) => attribute(element, 'class') === 'programs');
  const [names, texts] = ['dt', 'dd'].map((name) => (list ? elementsIn(list) : []).filter(({ tagName }) => tagName === name).map(textOf));
  const programs = Object.fromEntries((names ?? []).map((name, at) => [name, texts?.[at] ?? '']));
  return { page, cite: bookmark && attribute(bookmark, 'href'), programs };
}

const status = async (url: string): Promise<number> => (await site.app.inject({ url })).statusCode;

/** Runs a command line as a shell would split it, on the same record. */
async function inTerminal(line: string): Promise<string> {
  const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  let [out, err] = ['', ''];
  await run([...words.slice(2), '--json'], {
    stdout: { write: (text) => (out += text) },
    stderr: { isTTY: false, write: (text) => (err += text) },
    env: { IN_FORCE_LOG: log, IN_FORCE_RECORD: 'none' },
    now: () => NOW,
    columns: 80,
    isTTY: false,
    interrupted: () => new AbortController().signal,
  });
  expect(err).toBe('');
  return out;
}

const CITED = VIEWS.filter((view) => !/^\/(?:record|about|watches)/.test(view));

describe.each(CITED)('%s', (url) => {
  it('is cited by a link that answers the same for ever', async () => {
    const { cite } = await within(url);
    const { statusCode, payload, headers } = await site.app.inject({ url: String(cite) });
    expect([statusCode, JSON.parse(payload).cite, headers['cache-control']]).toEqual([200, cite, expect.stringContaining('immutable')]);
  });

  it('is a file, and asked the same way elsewhere', async () => {
    const { page, cite, programs } = await within(url);
    const links = [...page.all('a'), ...page.all('link')].flatMap((element) => attribute(element, 'href') ?? []);
    const files = [...new Set(links.filter((href) => /^\/v1\/[a-z]+\.[a-z]+/.test(href)))];
    for (const file of files) expect([file, await status(file)]).toEqual([file, 200]);
    const asked = /^curl 'http:\/\/127\.0\.0\.1:4000(.+)'$/.exec(programs.curl ?? '')?.[1];
    expect(JSON.parse((await site.app.inject({ url: String(asked) })).payload).cite).toBe(cite);
    if (programs.CLI) expect(JSON.parse(await inTerminal(programs.CLI)).cite).toBe(cite);
    expect('CLI' in programs).toBe(!url.startsWith('/talks/')); // the terminal lists tracks, and shows none alone
  }, 60_000);
});

it('names the public address in citations, once', async () => {
  const { page } = await within('/?on=2025-11-20&region=EU&item=Dy');
  const words = page.elements.find((element) => attribute(element, 'class') === 'citation');
  expect(words && textOf(words)).toMatch(/\. http:\/\/127\.0\.0\.1:4000\/v1\/controls\?[^ ]+ \(seen 23 November 2026\)/);
});

describe('the feed of a view', () => {
  it.each(VIEWS)('%s leads to one, for programs and people', async (url) => {
    const { page } = await within(url);
    const [linked] = page.all('link').filter((element) => attribute(element, 'type') === 'application/atom+xml');
    const [shown] = page.all('a').filter((element) => attribute(element, 'type') === 'application/atom+xml');
    const href = String(linked && attribute(linked, 'href'));
    expect([shown && attribute(shown, 'href'), shown && textOf(shown)]).toEqual([href, expect.stringMatching(/^Subscribe to /)]);
    const { statusCode, headers, payload } = await site.app.inject({ url: href });
    expect([statusCode, headers['content-type'], payload]).toEqual([
      200,
      expect.stringContaining('application/atom+xml'),
      expect.stringContaining('<feed'),
    ]);
  });

  it.each([
    ['/?on=2025-11-20&region=EU&item=Dy', '/v1/changes.atom?region=EU&item=Dy'],
    ['/?on=2025-11-05&knownOn=2025-11-05&region=US&reading=US', '/v1/changes.atom?region=US&reading=US'],
    ['/measures/cn-mofcom-2025-57?on=2026-11-20&region=DE', '/v1/changes.atom?region=DE&measure=cn-mofcom-2025-57'],
    ['/acts?issuer=CN', '/v1/feed.atom?issuer=CN'],
    ['/errata', '/v1/errata.atom'],
    ['/record', '/v1/feed.atom'],
    ['/upcoming?region=EU', '/v1/changes.atom?region=EU&lead=P30D,P7D,P1D&words=true'],
  ])('%s is followed by %s', async (url, wanted) => {
    const { page } = await within(url);
    const [shown] = page.all('a').filter((element) => attribute(element, 'type') === 'application/atom+xml');
    expect(shown && attribute(shown, 'href')).toBe(wanted);
  });
});
