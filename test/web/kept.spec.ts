import { NOW } from '../kit/record.js';
import { mend, openSite, type Site } from './site.js';

let site: Site;
let now = NOW;
let base: string;
beforeAll(async () => {
  site = await openSite({ now: () => now });
  await site.app.listen(0, '127.0.0.1');
  base = await site.app.getUrl();
});
afterAll(() => site.close());

const HEADERS = { 'accept-encoding': 'identity', 'accept-language': 'en' };

/** Asks over a socket: what is kept is sent before the framework sees the request. */
async function get(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${base}${path}`, { headers: { ...HEADERS, ...headers } });
  const { 'x-request-id': _, date: __, ...named } = Object.fromEntries(response.headers);
  return { status: response.status, headers: named, text: await response.text() };
}

const TODAY = '/?region=EU&item=Dy';

describe('a view that was shown before', () => {
  it('is the same to the letter and the header, and is not sent to who has it', async () => {
    const first = await get(TODAY);
    expect([first.status, first.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await get(TODAY)).toEqual(first);
    const etag = String(first.headers.etag);
    for (const path of [TODAY, '/about']) {
      const { headers } = await get(path);
      const again = await get(path, { 'if-none-match': String(headers.etag) });
      expect([again.status, again.text, again.headers.etag]).toEqual([304, '', headers.etag]);
    }
    expect(await get('/about', { 'if-none-match': etag })).toMatchObject({ status: 200 });
  });

  it('is compressed as it was asked for', async () => {
    const plain = await get(TODAY);
    for (const encoding of ['br', 'gzip']) {
      const found = [await get(TODAY, { 'accept-encoding': encoding }), await get(TODAY, { 'accept-encoding': encoding })];
      for (const { headers, text } of found) {
        expect([headers['content-encoding'], text]).toEqual([encoding, plain.text]);
        expect(headers.etag).not.toBe(plain.headers.etag);
      }
    }
  });

  it('is another in another language, and within a page of others', async () => {
    const { text, headers } = await get(TODAY);
    const [other, framed] = [await get(TODAY, { 'accept-language': 'en-XA' }), await get(`${TODAY}&embed`)];
    expect(other.text).toContain('⟦');
    expect(text).not.toContain('⟦');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(framed.headers['content-security-policy']).toContain('frame-ancestors *');
    expect((await get(`${TODAY}&embed`)).headers).toEqual(framed.headers);
  });

  it('is made anew on another day', async () => {
    const { text, headers } = await get(TODAY);
    now = '2026-11-24T00:00:00.000Z';
    const next = await get(TODAY, { 'if-none-match': String(headers.etag) });
    expect(next.status).toBe(200);
    expect([text, next.text].map((one) => /On (\d+) November 2026/.exec(one)?.[1])).toEqual(['23', '24']);
  });

  it('is made anew once the record moved on', async () => {
    const { text } = await get('/errata');
    await mend(site);
    expect(text).toContain('Nothing in the record was corrected');
    expect((await get('/errata')).text).toContain('The record was mended once.');
  });
});
