import { attribute, Document, textOf } from './document.js';
import { openSite, type Site, VIEWS } from './site.js';

const URL_GIVEN = 'https://record.example/in-force';

let site: Site;
beforeAll(async () => {
  site = await openSite({ url: URL_GIVEN });
});
afterAll(() => site.close());

/** Asks as a proxy does that serves the page beneath a path: it takes the path away. */
const get = (url: string) => site.app.inject({ url: url.replace(URL_GIVEN, '').replace(/^\/in-force/, '') || '/' });

/** Returns every address of this service that a document names: where it leads, what it loads, whom it asks. */
function addressesIn(page: Document): string[] {
  const named = ['href', 'src', 'action', 'data-quote'].flatMap((name) =>
    page.withAttribute(name).map((element) => attribute(element, name) ?? ''),
  );
  const drawn = page
    .all('script')
    .flatMap((script) => [...textOf(script).matchAll(/"(?:href|target|contentUrl)":"([^"]*)"/g)].map(([, to = '']) => to));
  return [...new Set([...named, ...drawn])].filter((to) => !to.startsWith('#') && (to.startsWith('/') || to.startsWith(URL_GIVEN)));
}

describe.each(VIEWS)('%s beneath a path', (view) => {
  it('leads nowhere else', async () => {
    const addresses = addressesIn(new Document((await get(view)).payload));
    expect(addresses.length).toBeGreaterThan(15);
    expect(addresses.filter((to) => !to.startsWith('/in-force/') && to !== '/in-force' && !to.startsWith(`${URL_GIVEN}/`))).toEqual([]);
    expect(addresses.filter((to) => to.includes('/in-force/in-force') || to.includes('//in-force'))).toEqual([]);
  });
});

it('answers at an address of each kind that today names', async () => {
  const addresses = addressesIn(new Document((await get('/?on=2025-11-20&region=EU&item=Dy')).payload)).filter((to) => !to.includes('{'));
  const kinds = new Map(addresses.map((to) => [to.replace(URL_GIVEN, '/in-force').split(/[?#]/)[0]?.split('/').slice(0, 4).join('/'), to]));
  for (const to of kinds.values()) expect([to, (await get(to)).statusCode]).toEqual([to, 200]);
});

it('leads what a form left empty to an address beneath the path', async () => {
  const { statusCode, headers } = await get('/?on=2025-11-20&region=');
  expect([statusCode, headers.location]).toEqual([302, '/in-force/?on=2025-11-20']);
});

it('lists whole addresses for search engines', async () => {
  const { payload } = await get('/sitemap.xml');
  const places = [...payload.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, to = '']) => to);
  expect(places.length).toBeGreaterThan(20);
  expect(places.filter((to) => !to.startsWith(`${URL_GIVEN}/`))).toEqual([]);
  expect((await get('/robots.txt')).payload).toContain(`Sitemap: ${URL_GIVEN}/sitemap.xml`);
});
