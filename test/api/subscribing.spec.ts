import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadFoundingRecord } from '@in-force/engine';
import { MemoryLog } from '@in-force/event-log';
import { transformSync } from '@swc/core';
import { run } from '../arch/tools.js';
import { said, stream } from '../kit/drafts.js';
import { blocksIn, pageOf } from '../kit/pages.js';
import { Program } from '../kit/program.js';
import { NOW } from '../kit/record.js';
import { type Bench, bench } from './bench.js';

const page = pageOf('docs/subscribing.md');
const [typescript = ''] = blocksIn(page, 'ts');
const [python = '', paging = ''] = blocksIn(page, 'python');
const [shell = ''] = blocksIn(page, 'sh');

/** A server that ends and begins again on one log, elsewhere each time, behind an address that stays. */
class Service {
  readonly log = new MemoryLog(() => NOW);
  /** What becomes of the next connections: cut after so many bytes, refused, or answered with 503. Then they hold. */
  readonly faults: (number | 'refused' | '503')[] = [];
  #api: Bench | null = null;
  #line: Server | null = null;
  #recorded = 0;
  readonly #open = new Set<Socket>();

  async listen(): Promise<string> {
    await this.begin();
    await loadFoundingRecord((this.#api as Bench).engine);
    this.#line = createServer((client) => this.#join(client)).listen(0, '127.0.0.1');
    await once(this.#line, 'listening');
    return `http://127.0.0.1:${(this.#line.address() as AddressInfo).port}`;
  }

  async begin(): Promise<void> {
    this.#api = await bench(null, this.log, 60_000, { retry: 1, log: 'silent' });
    await this.#api.app.listen(0, '127.0.0.1');
  }

  async end(): Promise<void> {
    const api = this.#api;
    this.#api = null;
    await api?.close();
  }

  async close(): Promise<void> {
    await this.end();
    for (const socket of this.#open) socket.destroy();
    this.#line?.close();
  }

  /** Records some more, and returns the position of the last. */
  async grow(count: number): Promise<number> {
    for (let more = 0; more < count; more++) await this.log.append(stream, [said(`word ${++this.#recorded}`)], this.#recorded - 1);
    return (await this.log.head()).position;
  }

  async events(): Promise<{ position: string }[]> {
    const { app } = this.#api as Bench;
    return (await app.inject('/v1/events?limit=1000')).json().events;
  }

  #join(client: Socket): void {
    client.on('error', () => undefined);
    const fault = this.faults.shift();
    if (fault === 'refused' || this.#api === null) return void client.destroy();
    if (fault === '503') return void client.end('HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
    const server = connect((this.#api.app.getHttpServer().address() as AddressInfo).port, '127.0.0.1');
    const end = () => {
      client.end();
      server.destroy();
    };
    let left = fault ?? Number.POSITIVE_INFINITY;
    this.#open.add(client);
    client.on('close', end).pipe(server).on('error', end).on('close', end);
    server.on('data', (chunk: Buffer) => {
      client.write(chunk.subarray(0, left));
      left -= chunk.length;
      if (left <= 0) end();
    });
  }
}

describe('the programs of docs/subscribing.md', () => {
  const folder = mkdtempSync(join(tmpdir(), 'in-force-'));
  let service: Service;
  let base: string;
  beforeAll(async () => {
    service = new Service();
    base = await service.listen();
    const { code } = transformSync(typescript, { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'es6' } });
    for (const [name, text] of Object.entries({ 'follow.mjs': code, 'follow.py': python, 'follow.sh': shell, 'pages.py': paging }))
      writeFileSync(join(folder, name), text);
  });
  afterAll(async () => {
    await service.close();
    rmSync(folder, { recursive: true });
  });

  const there = (command: string) => spawnSync(command, ['--version']).status === 0;
  const withPython = there('python3') ? it : it.skip;
  const withCurl = there('curl') ? it : it.skip;
  const file = join(folder, 'record.ndjson');
  const kept = (of: string) => readFileSync(of, 'utf8').trimEnd().split('\n');
  const demandAll = async (of: string) => {
    const events = await service.events();
    const lines = kept(of).map((line) => JSON.parse(line));
    expect(lines.map(({ position }) => position)).toEqual(events.map(({ position }) => position));
    expect(lines).toEqual(events);
  };

  /** Follows from the beginning through cuts, a crash and a restart of the server; then goes on with the file that all share. */
  const follows = async (command: readonly string[]) => {
    const own = join(folder, `own-${command.at(-1)?.split('/').at(-1)}.ndjson`);
    service.faults.push(70_000, '503', 5_001, 'refused');
    const first = new Program([...command, base, own]);
    await first.until(String((await service.log.head()).position));
    expect(service.faults).toEqual([]);
    await service.grow(3);
    await first.kill();
    appendFileSync(own, '{"cut":"sh'); // as a crash leaves a line
    const second = new Program([...command, base, own]);
    await second.until(String((await service.log.head()).position));
    await service.end();
    const last = await service.grow(3);
    await service.begin();
    await second.until(String(last));
    await second.kill();
    await demandAll(own);
    const third = new Program([...command, base, file]);
    await third.until(String(await service.grow(2)));
    await third.kill();
    await demandAll(file);
  };

  it('follow.ts keeps each event once, through cuts and restarts', () => follows([process.execPath, join(folder, 'follow.mjs')]), 60_000);
  withPython('follow.py does so too (needs python3)', () => follows(['python3', join(folder, 'follow.py')]), 60_000);
  withCurl('follow.sh does so too (needs curl)', () => follows(['sh', join(folder, 'follow.sh')]), 60_000);

  withPython('the pages give the same events (needs python3)', async () => {
    const program = new Program(['python3', join(folder, 'pages.py'), base, '40']);
    const events = (await service.events()).slice(40) as { position: string; type: string }[];
    const last = events.at(-1);
    await program.until(`${last?.position} ${last?.type}`);
    expect(program.printed).toEqual(events.map(({ position, type }) => `${position} ${type}`));
  });

  it('follow.ts compiles as strictly as it can', () => {
    writeFileSync(join(folder, 'follow.mts'), typescript);
    const types = ['--typeRoots', join(__dirname, '../../node_modules/@types'), '--types', 'node'];
    const { clean, output } = run('tsc', [
      '--noEmit',
      '--skipLibCheck',
      '--strict',
      '--ignoreConfig',
      '--target',
      'es2023',
      '--module',
      'nodenext',
      ...types,
      join(folder, 'follow.mts'),
    ]);
    expect([clean, output]).toEqual([true, '']);
  }, 60_000);

  it('stand beside a stream that begins as the page shows', async () => {
    const [shown = ''] = blocksIn(page, 'text');
    const answer = await fetch(`${base}/v1/stream`, { headers: { 'last-event-id': '345' } });
    let text = '';
    for await (const chunk of (answer.body as ReadableStream).pipeThrough(new TextDecoderStream()))
      if ((text += chunk).includes('id: 347')) break;
    const [begins = '', ends = ''] = shown.split('…');
    expect(text.replace('retry: 1\n', 'retry: 2000\n').slice(0, begins.length)).toBe(begins);
    expect(ends).toBe('\n\n');
  });
});
