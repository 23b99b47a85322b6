import { attribute, Document, isHtml, textOf, textsIn } from './document.js';
import { openSite, type Site, VIEWS } from './site.js';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const get = async (url: string, headers: Record<string, string> = {}) => {
  const response = await site.app.inject({ url, headers });
  return { response, page: new Document(response.payload) };
};

describe.each(VIEWS)('%s', (url) => {
  it('is markup that a browser has nothing to mend in', async () => {
    const { response, page } = await get(url);
    expect([response.statusCode, response.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.errors).toEqual([]);
    const ids = page.withAttribute('id').map((element) => attribute(element, 'id'));
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  it('names what it refers to', async () => {
    const { page } = await get(url);
    const ids = new Set(page.withAttribute('id').map((element) => attribute(element, 'id')));
    const named = ['for', 'list', 'aria-describedby', 'aria-labelledby'].flatMap((name) =>
      page.withAttribute(name).flatMap((element) => attribute(element, name)?.split(' ') ?? []),
    );
    const anchors = page.all('a').flatMap((element) => /^#(.+)$/.exec(attribute(element, 'href') ?? '')?.[1] ?? []);
    expect([...named, ...anchors].filter((id) => !ids.has(id))).toEqual([]);
    const labels = new Set(page.all('label').map((element) => attribute(element, 'for')));
    const fields = page.all('input', 'select').filter((element) => attribute(element, 'type') !== 'hidden');
    expect(fields.filter((field) => !labels.has(attribute(field, 'id')) && !attribute(field, 'aria-label'))).toEqual([]);
  });

  it('holds its answer in its title and its description, under one heading, the others in order', async () => {
    const { page } = await get(url);
    const [title] = page.all('title');
    const [heading, ...more] = page.all('h1');
    expect([more, title && textOf(title)]).toEqual([[], `${heading && textOf(heading)} · In Force`]);
    expect(page.all('meta').find((element) => attribute(element, 'name') === 'description')).toBeDefined();
    const levels = page.all('h1', 'h2', 'h3', 'h4').map(({ tagName }) => Number(tagName[1]));
    expect(levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1)).toEqual([]);
  });

  it('runs no script and takes no style from within, and says so', async () => {
    const { response, page } = await get(url);
    const policy = String(response.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(page.all('style')).toEqual([]);
    expect(page.withAttribute('style')).toEqual([]);
    const within = page.all('script').filter((element) => attribute(element, 'src') === undefined);
    expect(within.filter((element) => !/json$/.test(attribute(element, 'type') ?? ''))).toEqual([]);
    for (const element of within) expect(JSON.parse(textOf(element))).toBeDefined();
    const handlers = page.elements.flatMap(({ attrs }) => attrs.map(({ name }) => name)).filter((name) => name.startsWith('on'));
    expect(handlers).toEqual([]);
  });

  it('says nothing of its own that is not among its texts', async () => {
    const { page } = await get(`${url}${url.includes('?') ? '&' : '?'}lang=en-XA`);
    const [body] = page.all('body');
    const record = (element: Parameters<typeof attribute>[0]) =>
      ['script', 'pre', 'datalist'].includes(element.tagName) || (attribute(element, 'lang') ?? 'en-XA') !== 'en-XA';
    const texts = body ? textsIn(body, record) : [];
    const own = texts.filter((text) => /\p{L}{2}/u.test(outsideBrackets(text)) && !/^[⟦]/u.test(text.trim()));
    expect(own.filter((text) => !NAMES.has(text.trim()))).toEqual([]);
    const labels = ['aria-label', 'placeholder', 'aria-valuetext'].flatMap((name) =>
      page
        .withAttribute(name)
        .filter(isHtml)
        .map((element) => attribute(element, name)),
    );
    expect(labels.filter((text) => !text?.includes('⟦'))).toEqual([]);
  });
});

/** Returns what of a text stands in no brackets: those of texts hold those of days and names. */
const outsideBrackets = (text: string): string => {
  const less = text.replace(/⟦[^⟦⟧]*⟧/gu, '');
  return less === text ? text : outsideBrackets(less);
};

/** Names of formats and programs, which are the same in every language. */
const NAMES: ReadonlySet<string> = new Set(['BibTeX', 'RIS', 'CSL', 'CSV', 'PARQUET', 'NDJSON', 'JSON', 'curl', 'Python', 'CLI']);

describe('the question bar', () => {
  it('leads what a form left empty to the address without it', async () => {
    const { response } = await get('/?on=2025-11-20&region=EU&item=&knownOn=&reading=');
    expect([response.statusCode, response.headers.location]).toEqual([302, '/?on=2025-11-20&region=EU']);
  });

  it('understands names, and tells what it cannot read beside the field, keeping what was written', async () => {
    const named = await get('/?on=2025-11-20&region=France&item=dysprosium');
    expect(named.response.statusCode).toBe(200);
    const { response, page } = await get('/?on=2025-02-30&region=Atlantis');
    expect(response.statusCode).toBe(400);
    const problems = page.elements.filter((element) => attribute(element, 'class') === 'problem').map(textOf);
    expect(problems).toEqual([expect.stringContaining('2025-02-30'), expect.stringContaining('Atlantis')]);
    const region = page.elements.find((element) => attribute(element, 'id') === 'ask-region');
    expect(region && [attribute(region, 'value'), attribute(region, 'aria-describedby')]).toEqual(['Atlantis', 'ask-region-problem']);
  });
});

describe('today', () => {
  it('answers in one sentence: what is in force, suspended and unknown', async () => {
    const heading = async (url: string) => textOf((await get(url)).page.all('h1')[0] as never);
    expect(await heading('/?on=2025-11-20&region=EU&item=Dy')).toBe(
      'On 20 November 2025, two trade controls on dysprosium were in force for the European Union and three were suspended.',
    );
    expect(await heading('/?on=2026-11-20&region=KR&item=rare-earth-equipment')).toContain('nobody knows whether');
    expect(await heading('/?on=1990-01-01&region=EU')).toBe(
      'On 1 January 1990, no trade control recorded here was in force for the European Union.',
    );
  });

  const slider = async (url: string) => {
    const { page } = await get(url);
    const state = page.elements.find((element) => attribute(element, 'id') === 'scrubber-state');
    return JSON.parse(state ? textOf(state) : '') as { stops: { sentence: string; on: string }[]; at: number };
  };

  it('has the days on its slider that it has of any other day', async () => {
    const { stops } = await slider('/?on=today&region=EU');
    expect(stops).toEqual((await slider('/?on=2026-11-23&region=EU')).stops);
  });

  it('counts on its slider as its list does', async () => {
    const { stops, at } = await slider('/?on=2025-11-10&region=EU');
    expect(stops.length).toBeGreaterThan(20);
    const here = await get(`/?on=${stops[at]?.on}&region=EU`);
    expect(textOf(here.page.all('h1')[0] as never)).toBe(stops[at]?.sentence);
  });
});

it.each(['/', '/compare', '/timeline'])('%s asks the same within a page of others', async (path) => {
  const [own, framed] = [await get(path), await get(`${path}?embed`)];
  expect([framed.response.statusCode, framed.response.headers['content-security-policy']]).toEqual([
    200,
    expect.stringContaining('frame-ancestors *'),
  ]);
  const heading = ({ page }: typeof own) => page.all('h1').map(textOf);
  expect(heading(framed)).toEqual(heading(own));
});

it('leads on from an address with signs that no header can carry', async () => {
  const { response } = await get('/compare?on=&%EF%BF%BD=hs:8112');
  expect([response.statusCode, response.headers.location]).toEqual([302, '/compare?%EF%BF%BD=hs:8112']);
});
