import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Bench, linesOf } from './fixture.js';

const TOKEN = 'a-secret-of-recorders';
const server = { PORT: '0', IN_FORCE_TOKEN: TOKEN, IN_FORCE_SECRET: 'what the secrets of webhooks are derived from' };
let bench: Bench;
let receiver: Server;
let hook: string;
let received: number;
let stop: AbortController;
let served: Promise<unknown>;
beforeEach(async () => {
  received = 0;
  receiver = createServer((request, response) => {
    received++;
    request.resume().on('end', () => response.writeHead(204).end());
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  bench = await new Bench().filled();
  stop = new AbortController();
  await new Promise<void>((ready) => {
    served = bench.inforce('serve', { env: { ...server, IN_FORCE_WEBHOOKS: 'local' }, interrupted: stop.signal, seen: () => ready() });
  });
});
afterEach(async () => {
  stop.abort();
  await served;
  receiver.close();
  await bench.tearDown();
});

const inforce = (line: string, token = TOKEN) => bench.inforce(`watch ${line}`, { env: { IN_FORCE_TOKEN: token } });

it('makes watches, tries, pauses and ends them, through the server that runs here', async () => {
  expect(await inforce('list')).toEqual({ exit: 0, out: 'There are no watches of yours.\n', err: '' });
  const made = await inforce(`make --region US --item Ga --lead P7D --title Gallium --to ${hook}`);
  const [id = '', secret] = made.out.split('\n');
  expect([made.exit, made.err, secret]).toEqual([0, '', expect.stringMatching(/^whsec_/)]);
  expect(linesOf((await inforce('list')).out)).toEqual([
    expect.stringMatching(/^id {2}.*deliveries/),
    expect.stringContaining(`${id}  active  0 of 0 taken  ${hook}  Gallium; item=Ga lead=P7D region=US`),
  ]);
  expect(await inforce(`test ${id}`)).toEqual({ exit: 0, out: 'The receiver answered 204.\n', err: '' });
  expect(received).toBe(1);
  expect(linesOf((await inforce(`attempts ${id}`)).out).at(-1)).toMatch(/^test {6}1 {8}\d{4}-\d\d-\d\dT[\d:.]+Z {2}answered 204$/);
  expect(await inforce(`pause ${id}`)).toMatchObject({ exit: 0, out: `${id} is paused.\n` });
  expect(JSON.parse((await inforce('list --json')).out)).toMatchObject({ watches: [{ id, state: 'paused' }] });
  expect(await inforce(`resume ${id}`)).toMatchObject({ exit: 0, out: `${id} is active.\n` });
  const rotated = await inforce(`rotate ${id}`);
  expect([rotated.exit, rotated.out.trim() === secret]).toEqual([0, false]);
  expect(await inforce(`replay ${id} --from 1`)).toMatchObject({
    exit: 2,
    err: expect.stringMatching(/answered 400: from: Name deliveries/),
  });
  expect(await inforce(`deliveries ${id}`)).toEqual({ exit: 0, out: 'It was told nothing.\n', err: '' });
  expect(await inforce(`delete ${id}`)).toEqual({ exit: 0, out: `${id} is deleted.\n`, err: '' });
  expect(await inforce(`pause ${id}`)).toMatchObject({ exit: 2, out: '', err: expect.stringMatching(/answered 404: There is no watch/) });
});

it('shows what a watch was told that is read', async () => {
  const [id = '', hint] = (await inforce('make --region EU --after 2026-11-01T00:00:00Z')).out.split('\n');
  expect(hint).toBe(`Read it with: inforce watch deliveries ${id}`);
  for (let told = 0; told === 0; ) told = JSON.parse((await inforce(`deliveries ${id} --json`)).out).deliveries.length;
  const { out } = await inforce(`deliveries ${id}`);
  expect(out).toMatch(/^1 {2}\d{4}-\d\d-\d\dT[\d:.]+Z {2}“/);
  expect(linesOf((await inforce(`deliveries ${id} --after 1`)).out)).toEqual(linesOf(out).slice(1));
});

it.each([
  ['make --region Atlantis', TOKEN, /^--region: /],
  ['make --region EU --to http://10.0.0.1/', TOKEN, /answered 400: to: /],
  ['list', 'another-secret-altogether', /answered 401: /],
  ['replay 0123456789ab', TOKEN, /--from/],
  ['list --server http://127.0.0.1:1', TOKEN, /^The server at http:\/\/127\.0\.0\.1:1 does not answer: /],
])('says what is wrong with "%s"', async (line, token, said) => {
  expect(await inforce(line, token)).toMatchObject({ exit: 2, out: '', err: expect.stringMatching(said) });
});

it('says where no server runs', async () => {
  stop.abort();
  await served;
  expect(await inforce('list')).toMatchObject({ exit: 2, err: expect.stringMatching(/^No server runs on this machine/) });
});
