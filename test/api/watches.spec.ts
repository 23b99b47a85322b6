import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Courier, Desk } from '@in-force/desk';
import { Changes } from '@in-force/engine';
import { parseFeed } from '@rowanmanning/feed-parser';
import { EventSource } from 'eventsource';
import { Webhook } from 'standardwebhooks';
import { Clocked, licence, suspension } from '../kit/clocked.js';

const TOKEN = 'a-secret-of-recorders';
const SECRET = 'what the secrets of webhooks are derived from';
let service: Clocked;
/** A receiver, and what it was sent; it answers 204 unless something is queued. */
let receiver: Server;
let received: { readonly headers: IncomingMessage['headers']; readonly body: string }[];
let answers: number[];
let to: string;
beforeEach(async () => {
  [received, answers] = [[], []];
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(answers.shift() ?? 204).end();
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  to = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  service = new Clocked('2026-03-01T08:00:00.000Z', { token: TOKEN, secret: SECRET, webhooks: 'local', log: 'silent' });
  await service.begin();
});
afterEach(async () => {
  await service.end();
  receiver.close();
});

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what is answered is looked into by the tests
  readonly body: any;
  readonly headers: Readonly<Record<string, unknown>>;
}
async function ask(method: Method, path: string, payload?: object, key: string | null = TOKEN): Promise<Answer> {
  const headers = key === null ? {} : { authorization: `Bearer ${key}` };
  const answer = await service.app.inject({ method, url: `/v1/${path}`, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.payload === '' ? null : answer.json(), headers: answer.headers };
}
/** Tells and sends what there is. */
async function round(): Promise<void> {
  const courier = service.app.get(Courier);
  courier.round(await service.app.get(Changes).horizon());
  await courier.idle();
}
const recorded = async (measure: string, ...events: Parameters<Clocked['record']>[1][]) => {
  await service.record(measure, ...events);
  service.pass(11_000);
  await round();
};
const QUESTION = { region: 'EU', item: 'Ga' };

describe('a watch', () => {
  it('is made, told, tested, rotated, paused, replayed and deleted', async () => {
    const made = await ask('POST', 'watches', { question: QUESTION, title: 'Gallium', to });
    expect(made).toMatchObject({
      status: 201,
      body: {
        state: 'active',
        title: 'Gallium',
        to,
        question: { region: 'EU', item: 'Ga' },
        secret: expect.stringMatching(/^whsec_/),
        sequence: 0,
      },
    });
    const { id, secret } = made.body;
    expect(made.headers.location).toBe(`/v1/watches/${id}`);
    await recorded('cn-test-1', licence('2026-03-01'));
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ sequence: '1', subject: id, data: { measure: 'cn-test-1' } });
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.parse(service.now));
    expect(new Webhook(secret).verify(received[0]?.body ?? '', received[0]?.headers as Record<string, string>)).toMatchObject({
      subject: id,
    });
    clock.mockRestore();

    expect(await ask('POST', `watches/${id}/test`)).toMatchObject({ status: 200, body: { status: 204, error: null } });
    const rotated = await ask('POST', `watches/${id}/rotation`);
    expect([rotated.status, rotated.body.secret === secret, rotated.body.bothSecretsUntil]).toEqual([
      200,
      false,
      '2026-03-02T08:00:11.000Z',
    ]);
    expect(await ask('PATCH', `watches/${id}`, { state: 'paused', title: null })).toMatchObject({
      status: 200,
      body: { state: 'paused', title: null },
    });
    await recorded('cn-test-2', licence('2026-03-01'));
    expect(received).toHaveLength(2);
    expect(await ask('PATCH', `watches/${id}`, { state: 'active' })).toMatchObject({
      status: 200,
      body: { state: 'active', sequence: 2, answered: 1 },
    });
    await round();
    expect(await ask('POST', `watches/${id}/replay`, { from: 1 })).toMatchObject({ status: 202, body: { from: 1, through: 2 } });
    await round();
    expect(received.map(({ body }) => JSON.parse(body).sequence)).toEqual(['1', undefined, '2', '1', '2']);
    expect((await ask('GET', `watches/${id}/attempts`)).body.attempts).toMatchObject([
      { sequence: 1, attempt: 1, status: 204, error: null },
      { sequence: null, attempt: 1, status: 204 },
      { sequence: 2, status: 204 },
      { sequence: 1, status: 204 },
      { sequence: 2, status: 204 },
    ]);
    expect((await ask('DELETE', `watches/${id}`)).status).toBe(204);
    expect((await ask('GET', `watches/${id}`)).status).toBe(404);
    expect((await ask('GET', 'watches')).body).toEqual({ watches: [] });
    await recorded('cn-test-3', licence('2026-03-01'));
    expect(received).toHaveLength(5);
  });

  it('without a target is read: page by page, pushed, and as a feed', async () => {
    const { body } = await ask('POST', 'watches', { question: QUESTION });
    expect(body).toMatchObject({ to: null, secret: null, answered: null });
    await recorded('cn-test-1', licence('2026-03-01'));
    await recorded('cn-test-2', licence('2026-03-01'));
    const first = await ask('GET', `watches/${body.id}/deliveries?limit=1`);
    expect(first.body).toMatchObject({ deliveries: [{ sequence: '1', previous: null }], next: 1, last: 2 });
    expect((await ask('GET', `watches/${body.id}/deliveries?after=1`)).body).toMatchObject({ deliveries: [{ sequence: '2' }], next: 2 });
    expect((await ask('GET', `watches/${body.id}/deliveries?after=2`)).body).toMatchObject({ deliveries: [], next: 2 });
    const feed = await service.app.inject({ url: `/v1/watches/${body.id}/feed.atom`, headers: { authorization: `Bearer ${TOKEN}` } });
    expect(parseFeed(feed.payload).items.map(({ title }) => title)).toEqual(['A licence for gallium', 'A licence for gallium']);
    const source = new EventSource(`http://127.0.0.1:${service.port}/v1/watches/${body.id}/deliveries/stream?after=1`, {
      fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${TOKEN}` } }),
    });
    const seen: string[] = [];
    const told = new Promise<void>((resolve) =>
      source.addEventListener('delivery', ({ lastEventId }) => {
        seen.push(lastEventId);
        if (lastEventId === '3') resolve();
      }),
    );
    await once(source as never, 'open');
    await recorded('cn-test-1', suspension('2026-03-01', null));
    await told;
    source.close();
    expect(seen).toEqual(['2', '3']);
  });

  it('shows what it was told for thirty days', async () => {
    const { body } = await ask('POST', 'watches', { question: QUESTION });
    await recorded('cn-test-1', licence('2026-03-01'));
    service.pass(29 * 86_400_000);
    await recorded('cn-test-2', licence('2026-03-01'));
    expect((await ask('GET', `watches/${body.id}/deliveries`)).body.deliveries).toHaveLength(2);
    service.pass(2 * 86_400_000);
    expect((await ask('GET', `watches/${body.id}/deliveries`)).body).toMatchObject({ deliveries: [{ sequence: '2' }], last: 2 });
  });

  it('begins where it is told to', async () => {
    await service.record('cn-test-1', licence('2026-03-01'));
    service.pass(11_000);
    const { body } = await ask('POST', 'watches', { question: QUESTION, after: '0' });
    await round();
    expect((await ask('GET', `watches/${body.id}`)).body.sequence).toBe(1);
  });

  it('is seen by the key that made it, and by admins', async () => {
    const [one, two] = [await keyWith(['watch']), await keyWith(['watch'])];
    const { body } = await ask('POST', 'watches', { question: QUESTION }, one);
    expect((await ask('GET', 'watches', undefined, one)).body.watches).toMatchObject([{ id: body.id }]);
    expect((await ask('GET', 'watches', undefined, two)).body.watches).toEqual([]);
    expect((await ask('GET', 'watches')).body.watches).toMatchObject([{ id: body.id }]);
    for (const [method, path, payload] of [
      ['GET', ''],
      ['PATCH', '', { title: 'Mine' }],
      ['DELETE', ''],
      ['POST', '/test'],
      ['POST', '/rotation'],
      ['POST', '/replay', { from: 1 }],
      ['GET', '/deliveries'],
      ['GET', '/attempts'],
    ] as [Method, string, object?][])
      expect([method, path, (await ask(method, `watches/${body.id}${path}`, payload, two)).status]).toEqual([method, path, 404]);
  });

  it.each<[string, object, number, string]>([
    ['a day', { question: { ...QUESTION, on: '2026-03-01' } }, 400, '/question/on'],
    ['another day', { question: { knownOn: '2026-03-01' } }, 400, '/question/knownOn'],
    ['a position', { question: { recordedAt: '1' } }, 400, '/question/recordedAt'],
    ['a limit', { question: { limit: 5 } }, 400, '/question/limit'],
    ['a time ahead in the question', { question: { lead: 'P7D' } }, 400, '/question/lead'],
    ['a time ahead that is none', { question: {}, lead: ['soon'] }, 400, '/lead'],
    ['an unknown parameter', { question: { colour: 'red' } }, 400, '/question/colour'],
    ['an unknown region', { question: { region: 'Atlantis' } }, 400, '/question/region'],
    ['no question', {}, 400, '/question'],
    ['a cause that is none', { question: {}, causes: ['weather'] }, 400, '/causes'],
    ['a cursor that is none', { question: {}, after: 'yesterday' }, 400, '/after'],
    ['a private address', { question: {}, to: 'https://10.0.0.1/' }, 400, '/to'],
    ['an unknown field', { question: {}, colour: 'red' }, 400, '/colour'],
  ])('is refused with %s', async (_, body, status, pointer) => {
    const answer = await ask('POST', 'watches', body);
    expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([status, pointer]);
  });

  it('is refused a target where nothing could sign what it is sent', async () => {
    const quiet = new Clocked(service.now, { token: TOKEN, webhooks: 'local', log: 'silent' });
    await quiet.begin();
    try {
      const answer = await quiet.app.inject({
        method: 'POST',
        url: '/v1/watches',
        headers: { authorization: `Bearer ${TOKEN}` },
        payload: { question: QUESTION, to },
      });
      expect([answer.statusCode, answer.payload]).toEqual([409, expect.stringContaining('IN_FORCE_SECRET')]);
    } finally {
      await quiet.end();
    }
  });

  it('is neither replayed beyond what was sent, nor tested where it is read', async () => {
    const { body } = await ask('POST', 'watches', { question: QUESTION, to });
    expect((await ask('POST', `watches/${body.id}/replay`, { from: 1 })).status).toBe(400);
    expect((await ask('POST', `watches/${body.id}/replay`, { from: 0 })).status).toBe(400);
    const { body: read } = await ask('POST', 'watches', { question: QUESTION });
    expect((await ask('POST', `watches/${read.id}/test`)).status).toBe(409);
    expect((await ask('PATCH', `watches/${read.id}`, {})).status).toBe(400);
  });
});

const keyWith = async (may: string[]) => (await ask('POST', 'keys', { name: 'A key', may })).body.key as string;

describe('a key', () => {
  it('is issued, listed without its secret, rotated and revoked', async () => {
    const { status, body } = await ask('POST', 'keys', { name: 'Desk A', may: ['watch'] });
    expect([status, body]).toMatchObject([201, { name: 'Desk A', may: ['watch'], key: expect.stringMatching(/^ifk_[0-9a-z]{32,}$/) }]);
    const listed = await ask('GET', 'keys');
    expect(listed.headers['cache-control']).toBe('no-store');
    expect(listed.body.keys).toMatchObject([{ id: body.id, name: 'Desk A', issuedBy: 'IN_FORCE_TOKEN', revokedAt: null }]);
    expect(JSON.stringify(listed.body)).not.toContain(body.key);
    const rotated = await ask('POST', `keys/${body.id}/rotation?now=true`);
    expect((await ask('GET', 'watches', undefined, body.key)).status).toBe(401);
    expect((await ask('GET', 'watches', undefined, rotated.body.key)).status).toBe(200);
    expect((await ask('DELETE', `keys/${body.id}`)).status).toBe(204);
    expect((await ask('GET', 'watches', undefined, rotated.body.key)).status).toBe(401);
    expect((await ask('DELETE', `keys/${body.id}`)).status).toBe(404);
  });

  it('may what its rights say: else 401 without one, and 403 that names the right', async () => {
    const watching = await keyWith(['watch']);
    const nobody = await ask('GET', 'watches', undefined, null);
    expect([nobody.status, nobody.headers['www-authenticate']]).toEqual([401, 'Bearer']);
    const little = await ask('POST', 'measures/cn-test-1/announcement', {}, watching);
    expect([little.status, little.body.detail]).toEqual([403, 'The key "A key" has not the right "publish". Ask for one that has.']);
    expect(await ask('GET', 'keys', undefined, watching)).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('"admin"') },
    });
    const publishing = await keyWith(['publish']);
    expect((await ask('POST', 'measures/cn-test-1/announcement', {}, publishing)).status).toBe(400);
  });

  it.each([
    [{ may: ['watch'] }, '/name'],
    [{ name: 'A', may: [] }, '/may'],
    [{ name: 'A', may: ['fly'] }, '/may'],
    [{ name: 'A', may: ['watch'], id: 'mine' }, '/id'],
  ])('is refused as %j', async (body, pointer) => {
    const answer = await ask('POST', 'keys', body);
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, pointer]);
  });

  it('is of no use where nobody can read who may do what', async () => {
    const desk = service.app.get(Desk);
    const key = await keyWith(['watch']);
    jest.spyOn(desk, 'error', 'get').mockReturnValue(new Error('The log is damaged.'));
    expect((await ask('GET', 'watches', undefined, key)).status).toBe(503);
  });
});
