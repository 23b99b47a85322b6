import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Courier } from '@in-force/desk';
import { Changes } from '@in-force/engine';
import { transformSync } from '@swc/core';
import { run } from '../arch/tools.js';
import { Clocked, licence } from '../kit/clocked.js';
import { blocksIn, pageOf } from '../kit/pages.js';
import { Program } from '../kit/program.js';

const TOKEN = 'a-secret-of-recorders';
const page = pageOf('docs/webhooks.md');
const [typescript = ''] = blocksIn(page, 'ts');
const [python = ''] = blocksIn(page, 'python');
const [, shell = ''] = blocksIn(page, 'sh');

let folder: string;
let service: Clocked;
beforeEach(async () => {
  // In the checkout, so that the receiver finds its package.
  folder = mkdtempSync(join(__dirname, '.receivers-'));
  // The time that it is: receivers refuse a signature that is older than some minutes.
  service = new Clocked(new Date().toISOString(), {
    token: TOKEN,
    secret: 'what secrets are derived from',
    webhooks: 'local',
    log: 'silent',
  });
  await service.begin();
  const { code } = transformSync(typescript, { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'es6' } });
  for (const [name, text] of Object.entries({ 'receive.mjs': code, 'receive.py': python, 'read.sh': shell }))
    writeFileSync(join(folder, name), text);
});
afterEach(async () => {
  await service.end();
  rmSync(folder, { recursive: true });
});

async function ask(method: 'POST' | 'PATCH', path: string, payload: object) {
  const answer = await service.app.inject({ method, url: `/v1/${path}`, headers: { authorization: `Bearer ${TOKEN}` }, payload });
  if (answer.statusCode > 299) throw new Error(answer.payload);
  return answer.json();
}
async function round(): Promise<void> {
  const courier = service.app.get(Courier);
  courier.round(await service.app.get(Changes).horizon());
  await courier.idle();
}
let count = 0;
async function change(): Promise<void> {
  await service.record(`cn-test-${++count}`, licence(service.now.slice(0, 10)));
  service.pass(11_000);
  await round();
}
const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
const sequencesIn = (file: string) =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).sequence);

/** Receives through a rotation, a crash, a replay and a forgery; each delivery is kept once, in order. */
async function receives(command: readonly string[]): Promise<void> {
  const [port, file] = [await freePort(), join(folder, 'deliveries.ndjson')];
  const to = `http://127.0.0.1:${port}/`;
  const { id, secret } = await ask('POST', 'watches', { question: { item: 'Ga' }, to });
  const first = new Program([...command, String(port), secret, file]);
  await first.until('ready');
  expect(await ask('POST', `watches/${id}/test`, {})).toEqual({ status: 204, error: null });
  await change();
  await first.until('1');
  const { secret: next } = await ask('POST', `watches/${id}/rotation`, {});
  await change();
  await first.until('2');
  await first.kill();
  await change(); // nobody is there
  const second = new Program([...command, String(port), next, file]);
  await second.until('ready');
  service.pass(6_000);
  await round();
  await second.until('3');
  await ask('POST', `watches/${id}/replay`, { from: 1 });
  await round();
  await change();
  await second.until('4');
  const forged = readFileSync(file, 'utf8').split('\n')[0] as string;
  const answer = await fetch(to, {
    method: 'POST',
    body: forged,
    headers: { 'webhook-id': 'x', 'webhook-timestamp': '1', 'webhook-signature': 'v1,x' },
  });
  expect(answer.status).toBe(401);
  await second.kill();
  expect(sequencesIn(file)).toEqual(['1', '2', '3', '4']);
}

const there = (command: string) => spawnSync(command, ['--version']).status === 0;
const withPython = there('python3') ? it : it.skip;
const withCurl = there('curl') ? it : it.skip;

describe('the programs of docs/webhooks.md', () => {
  it('the receiver in TypeScript keeps each delivery once', () => receives([process.execPath, join(folder, 'receive.mjs')]), 60_000);
  withPython('the one in Python does so too (needs python3)', () => receives(['python3', join(folder, 'receive.py')]), 60_000);

  withCurl(
    'what is read by curl goes on where it was stopped (needs curl)',
    async () => {
      const { id } = await ask('POST', 'watches', { question: { item: 'Ga' } });
      const file = join(folder, 'read.ndjson');
      const command = ['sh', join(folder, 'read.sh'), `http://127.0.0.1:${service.port}`, TOKEN, id, file];
      await change();
      const first = new Program(command);
      await first.until('1');
      await first.kill();
      await change();
      const second = new Program(command);
      await second.until('2');
      await change();
      await second.until('3');
      await second.kill();
      expect(sequencesIn(file)).toEqual(['1', '2', '3']);
    },
    60_000,
  );

  it('the receiver in TypeScript compiles as strictly as it can', () => {
    writeFileSync(join(folder, 'receive.mts'), typescript);
    const types = ['--typeRoots', join(__dirname, '../../node_modules/@types'), '--types', 'node'];
    const options = ['--noEmit', '--skipLibCheck', '--strict', '--ignoreConfig', '--target', 'es2023', '--module', 'nodenext', ...types];
    const { clean, output } = run('tsc', [...options, join(folder, 'receive.mts')]);
    expect([clean, output]).toEqual([true, '']);
  }, 60_000);
});
