import { once } from 'node:events';
import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { MemoryLog } from '@in-force/event-log';
import { UnreadableEvent } from '@in-force/events';
import { said, sayings, stream } from '../kit/drafts.js';
import { NOW } from '../kit/record.js';
import { announcement, type Bench, bench, post } from './bench.js';

/** An event, and none of what says only how far a client is. */
const EVENT = /^id: (\d+)\nevent: (?!position$)/gm;

const CLIENTS = 1000;
const EVENTS = 20;

/** A client of the stream: collects the ids it gets, and ends once it has the last one wanted. */
function follow(
  port: number,
  last: number,
  lastEventId?: number,
): { ids: Promise<number[]>; open: Promise<unknown>; request: ClientRequest } {
  const request = get({
    port,
    host: '127.0.0.1',
    path: '/v1/stream',
    agent: false,
    headers: lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) },
  });
  const open = once(request, 'response');
  const ids = open.then(
    ([response]: IncomingMessage[]) =>
      new Promise<number[]>((resolve) => {
        const got: number[] = [];
        let text = '';
        (response as IncomingMessage).setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
          const whole = text.lastIndexOf('\n\n');
          for (const [, id] of text.slice(0, whole + 1).matchAll(EVENT)) got.push(Number(id));
          text = text.slice(whole + 1);
          if (got.at(-1) === last) {
            request.destroy();
            resolve(got);
          }
        });
      }),
  );
  return { ids, open, request };
}

describe('the stream', () => {
  let api: Bench;
  let port: number;
  beforeEach(async () => {
    api = await bench();
    await api.app.listen(0, '127.0.0.1');
    port = (api.app.getHttpServer().address() as AddressInfo).port;
  });
  afterEach(() => api.close());

  const record = (count: number) => post(api, `/v1/measures/cn-test-${count}/announcement`, announcement);

  it('gives each of a thousand clients every event once, in order, though one never reads and others resume', async () => {
    for (let count = 1; count <= 5; count++) await record(count);
    const silent = get({ port, host: '127.0.0.1', path: '/v1/stream', agent: false, headers: { 'last-event-id': '0' } });
    const [unread] = (await once(silent, 'response')) as [IncomingMessage];
    unread.pause();
    const clients = Array.from({ length: CLIENTS }, (_, index) => follow(port, EVENTS, index % 2 === 0 ? 0 : (index % 5) + 1));
    await Promise.all(clients.slice(0, CLIENTS / 2).map(({ open }) => open));
    for (let count = 6; count <= EVENTS; count++) await record(count);
    const got = await Promise.all(clients.map(({ ids }) => ids));
    const all = Array.from({ length: EVENTS }, (_, index) => index + 1);
    for (const [index, ids] of got.entries()) expect(ids).toEqual(index % 2 === 0 ? all : all.slice((index % 5) + 1));
    silent.destroy();
  }, 60_000);

  it('goes on where a client left off, from the log itself', async () => {
    for (let count = 1; count <= 4; count++) await record(count);
    expect(await follow(port, 4, 2).ids).toEqual([3, 4]);
  });

  it('begins with what comes, where a client names no position', async () => {
    await record(1);
    const client = follow(port, 2);
    await client.open;
    await record(2);
    expect(await client.ids).toEqual([2]);
  });

  /** Reads from a bare socket until it has so much of the stream. */
  const until = async (socket: Socket, last: string): Promise<string> => {
    let text = '';
    for await (const chunk of socket) if ((text += String(chunk)).includes(last)) break;
    return text;
  };

  it('waits for its turn behind another answer on the same connection', async () => {
    await record(1);
    const socket = connect(port, '127.0.0.1');
    socket.write(['/v1/controls', '/v1/stream?after=0'].map((path) => `GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`).join(''));
    const text = await until(socket, '\nid: 1\n');
    expect(text.match(/HTTP\/1.1 200|^retry|^id: \d/gm)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200', 'id: 0', 'retry', 'id: 0', 'id: 1']);
  });

  it('holds back from who does not read, and goes on without a gap once it does', async () => {
    const title = 'x'.repeat(100_000);
    const served = once(api.app.getHttpServer(), 'connection');
    const client = get({ port, host: '127.0.0.1', path: '/v1/stream', agent: false });
    const [answer] = (await once(client, 'response')) as [IncomingMessage];
    answer.pause();
    for (let count = 1; count <= 100; count++) await post(api, `/v1/measures/cn-test-${count}/announcement`, { ...announcement, title });
    const [socket] = (await served) as [Socket];
    expect(socket.writableNeedDrain).toBe(true);
    expect(socket.writableLength).toBeLessThan(1_000_000);
    let text = '';
    for await (const chunk of answer) if ((text += String(chunk)).includes('\nid: 100\n')) break;
    expect([...text.matchAll(EVENT)].map(([, id]) => Number(id))).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  });

  it('gives who has closed its side what it was sent, and no heartbeat more', async () => {
    const beating = await bench(undefined, undefined, 1);
    await beating.app.listen(0, '127.0.0.1');
    for (let count = 1; count <= 100; count++)
      await post(beating, `/v1/measures/cn-test-${count}/announcement`, { ...announcement, title: 'x'.repeat(100_000) });
    const served = once(beating.app.getHttpServer(), 'connection');
    const client = connect({ port: (beating.app.getHttpServer().address() as AddressInfo).port, host: '127.0.0.1', allowHalfOpen: true });
    client.write('GET /v1/stream?after=0 HTTP/1.1\r\nhost: x\r\n\r\n');
    const [socket] = (await served) as [Socket];
    await once(client, 'readable');
    client.end();
    await once(socket, 'end');
    const text = Buffer.concat(await client.toArray()).toString();
    expect(text).toMatch(/\nid: 100\n.*\n.*\n\n$/);
    await beating.close();
  });

  /** What comes first from the stream, until so much of it is there. */
  const begins = async (path: string, last: string, headers: Record<string, string> = {}, of = port): Promise<string> => {
    const request = get({ port: of, host: '127.0.0.1', path, agent: false, headers });
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    expect(answer.statusCode).toBe(200);
    let text = '';
    for await (const chunk of answer) if ((text += String(chunk)).includes(last)) break;
    request.destroy();
    return text;
  };

  it('begins with where the client is, with an id alone and with an event that has no data', async () => {
    await record(1);
    await record(2);
    expect(await begins('/v1/stream', 'data:\n\n')).toMatch(/\nid: 2\n\nid: 2\nevent: position\ndata:\n\n$/);
    expect(await begins('/v1/stream?after=1', 'id: 2\n')).toMatch(
      /^id: 1\n\nretry: 2000\nid: 1\nevent: position\ndata:\n\nid: 2\nevent: measure/,
    );
    expect(await begins('/v1/stream', 'position\n', { 'last-event-id': '0' })).toMatch(/^id: 0\n\n/);
  });

  it('moves on with a filter past what it does not let through', async () => {
    await record(1);
    for (let count = 2; count <= 230; count++) await record(count);
    const text = await begins('/v1/stream?after=0&measure=cn-test-1', 'id: 230\n');
    expect([...text.matchAll(EVENT)].map(([, id]) => id)).toEqual(['1']);
    expect(text.match(/^id: \d+\nevent: position$/gm)?.map((frame) => frame.slice(4, -16))).toEqual(['0', '101', '201', '230']);
    expect(await begins('/v1/stream?after=0&issuer=US', 'id: 230\n')).toContain('id: 230\nevent: position\n');
  });

  it('lets in who is past the head, and gives what comes after', async () => {
    await record(1);
    const ahead = follow(port, 4, 3);
    await ahead.open;
    expect(await begins('/v1/stream', 'stands', { 'last-event-id': '9' })).toMatch(
      /^id: 9\n\n[\s\S]*: waits for position 9; the record stands/,
    );
    for (let count = 2; count <= 4; count++) await record(count);
    expect(await ahead.ids).toEqual([4]);
  });

  it('lets in who comes while the server starts, and loses nothing of what is recorded meanwhile', async () => {
    let starting: string | null = 'Reading the record: at position 0.';
    const log = new MemoryLog(() => NOW);
    await log.append(stream, sayings('a', 2), 0);
    const slow = await bench(undefined, log, 1, { starting: () => starting });
    await slow.app.listen(0, '127.0.0.1');
    const of = (slow.app.getHttpServer().address() as AddressInfo).port;
    const came = begins('/v1/stream', 'id: 3\n', {}, of);
    const typo = begins('/v1/stream?measure=cn-tset-1', ':\n\n', {}, of);
    expect((await slow.app.inject('/v1/events')).statusCode).toBe(503);
    await begins('/v1/stream', 'id: 2\n', {}, of);
    await log.append(stream, [said('b')], 2);
    starting = null;
    expect(await came).toMatch(/id: 2\n\n[\s\S]*id: 3\nevent: statement/);
    expect(await typo).not.toContain('problem');
    await slow.close();
  });

  it('keeps a client when the record cannot be read on, for the next start to go on', async () => {
    class Newer extends MemoryLog {
      override async *tail(after: number, signal: AbortSignal) {
        for await (const event of super.tail(after, signal)) {
          if (event.position === 2) throw new UnreadableEvent('Unknown event type "measure.paused".');
          yield event;
        }
      }
    }
    const log = new Newer(() => NOW);
    await log.append(stream, [said('a')], 0);
    const stuck = await bench(undefined, log, 1);
    await stuck.app.listen(0, '127.0.0.1');
    const of = (stuck.app.getHttpServer().address() as AddressInfo).port;
    await log.append(stream, [said('b')], 1);
    await expect(stuck.engine.follower.reached(2)).rejects.toThrow('measure.paused');
    expect(await begins('/v1/stream', ':\n\n:\n\n', { 'last-event-id': '1' }, of)).toMatch(/^id: 1\n\n/);
    await stuck.close();
  });

  it.each([
    ['measure=cn-tset-1', '/measure', 'No measure "cn-tset-1" in this log. Near: cn-test-1.'],
    ['measure=cn-test-1,Typo', '/measure', 'Write ids of measures'],
    ['issuer=Germny', '/issuer', 'Near: '],
    ['kind=tarif', '/kind', '"tarif" is none of: '],
    ['mesure=cn-test-1', '/mesure', 'Known here: after, measure, issuer, kind'],
  ])('refuses a filter that lets nothing through, and says what is near: %s', async (query, pointer, says) => {
    await record(1);
    const answer = await api.app.inject(`/v1/stream?${query}`);
    expect([answer.statusCode, answer.json().errors]).toEqual([400, [{ pointer, detail: expect.stringContaining(says) }]]);
  });

  it('lets in who comes again with a measure that this server does not know yet', async () => {
    await record(1);
    expect(await begins('/v1/stream?measure=cn-later-1', 'data:', { 'last-event-id': '1' })).toMatch(/^id: 1\n\n/);
  });

  it('refuses a position that is none', async () => {
    const answer = await api.app.inject({ url: '/v1/stream', headers: { 'last-event-id': 'x' } });
    expect([answer.statusCode, answer.json().errors]).toEqual([
      400,
      [{ pointer: '/Last-Event-ID', detail: expect.stringContaining('number') }],
    ]);
  });
});
