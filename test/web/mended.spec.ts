import { attribute, Document, textOf } from './document.js';
import { MENDED, mend, openSite, type Site } from './site.js';

let site: Site;
beforeAll(async () => {
  site = await openSite();
  await mend(site);
});
afterAll(() => site.close());

const get = async (url: string) => new Document((await site.app.inject({ url })).payload);
const ofClass = (page: Document, name: string) => page.elements.filter((element) => attribute(element, 'class') === name).map(textOf);

describe('a correction', () => {
  it('stands on the measure that it is of, with its reason, beside what was recorded', async () => {
    const page = await get(`/measures/${MENDED}?on=2026-11-10`);
    expect(ofClass(page, 'correction')).toEqual([
      expect.stringMatching(/^Corrected on 26 November 2026: .*The order itself names 10 November 2026\./),
    ]);
    expect(textOf(page.all('h1')[0] as never)).toContain('suspended');
  });

  it('is in the list of corrections: what was said before, and what is said since', async () => {
    const page = await get('/errata');
    expect(textOf(page.all('h1')[0] as never)).toBe('The record was mended once.');
    expect(page.all('del', 'ins').map(textOf)).toEqual(['2026-11-09', '2026-11-10']);
    const of = page.all('a').map((link) => attribute(link, 'href') ?? '');
    const [wrong] = of.filter((href) => href.startsWith('/record/')).slice(1);
    const event = await get(String(wrong));
    expect(event.all('h2').map(textOf)).toContain('Mended by');
  });
});
