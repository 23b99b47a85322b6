import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { announcement, type Bench, bench, post } from './bench.js';

/** Requests in forms that few clients use, over a socket. */
describe('a request', () => {
  let api: Bench;
  let port: number;
  beforeAll(async () => {
    api = await bench();
    await post(api, '/v1/measures/cn-test-1/announcement', announcement);
    await api.app.listen(0, '127.0.0.1');
    port = (api.app.getHttpServer().address() as AddressInfo).port;
  });
  afterAll(() => api.close());

  /** Sends lines, and returns the last answer. */
  const send = async (...lines: string[]) => {
    const socket = connect(port, '127.0.0.1');
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    const text = Buffer.concat(await socket.toArray()).toString();
    const [head = '', ...body] = text.split('\r\n\r\n');
    const [status = '', ...headers] = head.split('\r\n');
    const named = headers.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]);
    return { status: Number(status.split(' ')[1]), headers: Object.fromEntries(named) as Record<string, string>, body: body.join('') };
  };
  const END = 'Connection: close';

  it.each([
    '/v1/controls?on=2025-02-15',
    '/v1/timeline?region=FR&from=2025-01-01&to=2025-03-01',
    '/v1/controls.csv?on=2025-02-15',
    '/v1/export/events.ndjson',
    '/health/live',
    '/robots.txt',
    '/',
  ])('with the whole address is one with the path alone: %s', async (path) => {
    const usual = await send(`GET ${path} HTTP/1.1`, 'Host: a', END);
    const whole = await send(`GET http://a${path === '/' ? '' : path} HTTP/1.1`, 'Host: a', END);
    expect([path, usual.status, whole.status]).toEqual([path, 200, 200]);
    expect(whole.body).toBe(usual.body);
  });

  it.each([
    ['OPTIONS /v1/controls HTTP/1.1', 'GET, HEAD, OPTIONS'],
    ['OPTIONS /v1/import HTTP/1.1', 'POST, OPTIONS'],
    ['OPTIONS /v1/measures/cn-test-1 HTTP/1.1', 'GET, HEAD, OPTIONS'],
    ['OPTIONS * HTTP/1.1', 'GET, HEAD, POST, OPTIONS'],
  ])('for what there is to do is told the methods: %s', async (line, allow) => {
    const { status, headers } = await send(line, 'Host: a', END);
    expect([status, headers.allow, headers['x-request-id']]).toEqual([204, allow, expect.any(String)]);
  });

  it.each([
    [400, 'without a host', ['GET /v1/controls HTTP/1.1', END]],
    [400, 'with two', ['GET /v1/controls HTTP/1.1', 'Host: a', 'Host: b', END]],
    [417, 'that expects what nobody knows', ['GET /v1/controls HTTP/1.1', 'Host: a', 'Expect: tea', END]],
    [404, 'for the methods of nothing', ['OPTIONS /nothing HTTP/1.1', 'Host: a', END]],
    [405, 'to a proxy', ['CONNECT a:1 HTTP/1.1', 'Host: a', END]],
    [405, 'of another method', ['TRACE /v1/controls HTTP/1.1', 'Host: a', END]],
    [400, 'whose address is no text', ['GET /%ZZ HTTP/1.1', 'Host: a', END]],
    [400, 'of another encoding', ['POST /v1/what-if HTTP/1.1', 'Host: a', 'Transfer-Encoding: gzip', END]],
  ])('is refused with a problem, %s: %s', async (expected, _, lines) => {
    const { status, headers, body } = await send(...lines);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      expected,
      'application/problem+json; charset=utf-8',
      'no-store',
    ]);
    expect([headers['x-request-id'], JSON.parse(body).status]).toEqual([expect.any(String), expected]);
  });

  it.each([
    ['its body does not come', 'Content-Type: application/json\r\nContent-Length: 5\r\n\r\n{'],
    ['its headers do not', 'X-A: 1\r\n'],
  ])('is cut where %s, within half a minute', async (_, rest) => {
    const server = api.app.getHttpServer() as { requestTimeout: number; headersTimeout: number };
    expect(server.requestTimeout + 5_000).toBeLessThanOrEqual(30_000);
    const { requestTimeout, headersTimeout } = server;
    Object.assign(server, { requestTimeout: 50, headersTimeout: 50 });
    const socket = connect(port, '127.0.0.1');
    socket.write(`POST /v1/what-if HTTP/1.1\r\nHost: a\r\n${rest}`);
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 408 [\s\S]*application\/problem\+json/);
    Object.assign(server, { requestTimeout, headersTimeout });
  });
});

describe('an answer with a tag, and a condition (RFC 9110)', () => {
  const URL = '/v1/controls?on=2025-02-15';
  let api: Bench;
  let etag: string;
  beforeAll(async () => {
    api = await bench();
    await post(api, '/v1/measures/cn-test-1/announcement', announcement);
    etag = String((await api.app.inject(URL)).headers.etag);
  });
  afterAll(() => api.close());
  const status = async (headers: Record<string, string>, url = URL, method: 'GET' | 'HEAD' = 'GET') =>
    (await api.app.inject({ method, url, headers })).statusCode;

  it.each<[string, (tag: string) => Record<string, string>, number]>([
    ['the tag', (tag) => ({ 'if-none-match': tag }), 304],
    ['the tag in a list', (tag) => ({ 'if-none-match': `"a", W/"b,c" ,${tag}` }), 304],
    ['the tag as a weak one', (tag) => ({ 'if-none-match': `W/${tag}` }), 304],
    ['*', () => ({ 'if-none-match': '*' }), 304],
    ['another tag', () => ({ 'if-none-match': '"a"' }), 200],
    ['a tag that the tag is a part of', (tag) => ({ 'if-none-match': `"x${tag.slice(1)}` }), 200],
    ['the tag without quotes', (tag) => ({ 'if-none-match': tag.slice(1, -1) }), 200],
    ['the tag inside another', (tag) => ({ 'if-none-match': `"a,${tag.slice(1, -1)},b"` }), 200],
    ['If-Match with the tag', (tag) => ({ 'if-match': tag }), 200],
    ['If-Match with *', () => ({ 'if-match': '*' }), 200],
    ['If-Match with a weak tag', (tag) => ({ 'if-match': `W/${tag}` }), 412],
    ['If-Match with another', () => ({ 'if-match': '"a"' }), 412],
    ['both, the first of which fails', (tag) => ({ 'if-match': '"a"', 'if-none-match': tag }), 412],
    ['both, of which both hold', (tag) => ({ 'if-match': tag, 'if-none-match': tag }), 304],
    ['a date as well', (tag) => ({ 'if-none-match': '"a"', 'if-modified-since': new Date(8.64e15).toUTCString(), tag }), 200],
    ['a date alone', () => ({ 'if-modified-since': new Date(8.64e15).toUTCString() }), 200],
  ])('%s', async (_, headers, expected) => {
    for (const method of ['GET', 'HEAD'] as const) expect(await status(headers(etag), URL, method)).toBe(expected);
    const fresh = `/v1/measures/cn-test-1?on=2025-02-15`; // nothing of it is kept at first
    const tag = String((await api.app.inject({ url: fresh, headers: { 'in-force-position': '1' } })).headers.etag);
    expect(await status(headers(tag), fresh)).toBe(expected);
  });

  it.each(['/openapi.json', '/v1/events'])('%s has a tag of its bytes, however many they are', async (url) => {
    const { headers, rawPayload } = await api.app.inject(url);
    const tag = `W/"${createHash('sha256').update(rawPayload).digest('base64url')}"`;
    expect([headers.etag, await status({ 'if-none-match': tag }, url)]).toEqual([tag, 304]);
  });
});

it('says of every answer how long it may be kept, and what it hangs on', async () => {
  const api = await bench();
  await post(api, '/v1/measures/cn-test-1/announcement', announcement);
  const of = async (url: string, headers: Record<string, string> = {}) => {
    const { headers: found } = await api.app.inject({ url, headers });
    return [url, found['cache-control'], found.vary];
  };
  for (const headers of [{}, { 'accept-encoding': 'gzip' }] as Record<string, string>[])
    for (const expected of [
      ['/v1/controls?on=2025-02-15', 'no-cache', 'accept-encoding, accept, accept-datetime'],
      ['/v1/controls?on=2025-02-15&recordedAt=1', 'no-cache', 'accept-encoding, accept'],
      ['/v1/controls.csv?on=2025-02-15', 'no-cache', 'accept-encoding'],
      ['/v1/controls.bib?on=2025-02-15', 'no-cache', 'accept-encoding, accept'],
      ['/v1/events', 'no-cache', 'accept-encoding'],
      ['/v1/export/events.csv', 'no-cache', 'accept-encoding'],
      ['/openapi.json', 'no-cache', 'accept-encoding'],
      ['/health/live', 'no-store', 'accept-encoding'],
      ['/health/ready', 'no-store', 'accept-encoding'],
      ['/', 'no-cache', 'accept-encoding, accept-language'],
      ['/nothing', 'no-store', undefined],
    ])
      expect(await of(expected[0] as string, headers)).toEqual(expected);
  await api.close();
});
