import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { openLookup, posting } from '@in-force/desk';

let server: Server;
/** Listens, and does with each connection what a bad receiver does. */
async function receiver(answer: (socket: import('node:net').Socket) => void): Promise<string> {
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => answer(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}
afterEach(() => server?.close());

const never = new AbortController().signal;
const post = posting('local', { patience: 300 });
const send = (to: string, signal = never) => post(to, { 'content-type': 'application/json' }, '{"a":"ä"}', signal);

it('says what was answered, and reads nothing of what follows it', async () => {
  const to = await receiver((socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n'));
  expect(await send(to)).toEqual({ status: 200, error: null });
});

it('does not go where it is sent on to', async () => {
  const to = await receiver((socket) => socket.end('HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n'));
  expect(await send(to)).toEqual({ status: 302, error: null });
});

it.each<[string, (socket: import('node:net').Socket) => void, RegExp]>([
  ['says nothing', () => undefined, /No answer within 0\.3 seconds/],
  ['speaks a letter at a time', (socket) => void setInterval(() => socket.writable && socket.write('H'), 20).unref(), /.+/],
  ['has an endless head', (socket) => void socket.write(`HTTP/1.1 200 OK\r\n${'x-a: b\r\n'.repeat(5_000)}`), /.+/],
  ['hangs up', (socket) => void socket.destroy(), /.+/],
  ['speaks another language', (socket) => void socket.end('SSH-2.0-nobody\r\n'), /.+/],
])('comes to an end where a receiver %s', async (_, answer, why) => {
  const outcome = await send(await receiver(answer));
  expect(outcome).toEqual({ status: null, error: expect.stringMatching(why) });
});

it('comes to an end where nobody listens, and when it is stopped', async () => {
  expect(await send('http://127.0.0.1:1/')).toEqual({ status: null, error: expect.stringMatching(/ECONNREFUSED/) });
  const stop = new AbortController();
  const outcome = send(await receiver(() => stop.abort()), stop.signal);
  expect(await outcome).toMatchObject({ status: null });
});

it('does not connect to what a name resolves to that is not public', async () => {
  let reached = false;
  const to = await receiver(() => (reached = true));
  const named = to.replace('127.0.0.1', 'rebinding.example').replace('http:', 'https:');
  const lookup = openLookup('public', ((_: string, __: unknown, done: (e: null, f: unknown) => void) =>
    done(null, [{ address: '127.0.0.1', family: 4 }])) as never);
  const outcome = await posting('public', { patience: 300, lookup })(named, {}, '', never);
  expect(outcome).toEqual({ status: null, error: 'rebinding.example resolves to 127.0.0.1, which is no public address.' });
  expect(reached).toBe(false);
});
