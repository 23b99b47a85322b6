import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { KurrentDouble } from '../kit/kurrent-double.js';
import { describeOnServer, KurrentNode, WHERE } from '../kit/kurrent-node.js';

interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

/** A process whose output is waited for. */
class Child {
  readonly #process: ChildProcess;
  #text = '';

  constructor(script: string, args: readonly string[], env: Record<string, string> = {}) {
    this.#process = spawn(process.execPath, [script, ...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
    this.#process.stdout?.setEncoding('utf8').on('data', (chunk: string) => (this.#text += chunk));
  }

  said = (pattern: RegExp): boolean => pattern.test(this.#text);

  /** Waits until it has printed this. */
  async prints(pattern: RegExp): Promise<string> {
    for (;;) {
      const [, found] = pattern.exec(this.#text) ?? [];
      if (found !== undefined) return found;
      if (this.#process.exitCode !== null) throw new Error(`It ended after: ${this.#text}`);
      await Promise.race([once(this.#process.stdout as Readable, 'data'), once(this.#process, 'exit')]);
    }
  }

  async kill(signal: NodeJS.Signals): Promise<number | null> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return this.#process.exitCode;
    this.#process.kill(signal);
    const [code] = await once(this.#process, 'exit');
    return code as number | null;
  }
}

const QUESTIONS = [
  '/v1/controls?on=2025-11-20&region=EU&status=all',
  '/v1/controls?on=2025-11-05&knownOn=2025-11-05&region=EU&item=rare-earths',
  '/v1/measures/cn-mofcom-2025-18?on=2026-11-20&region=DE',
];

function replicas(started: () => Promise<Server>): void {
  let server: Server;
  const children: Child[] = [];
  const child = (script: string, args: readonly string[], env?: Record<string, string>) => {
    const one = new Child(script, args, env);
    children.push(one);
    return one;
  };
  const serve = (log: string) =>
    child(join(__dirname, '../../apps/cli/bin/inforce.js'), ['serve'], { IN_FORCE_LOG: log, PORT: '0', HOST: '127.0.0.1' });
  const address = (one: Child) => one.prints(/listens on (\S+)/);

  beforeAll(async () => {
    server = await started();
  }, 60_000);
  afterAll(async () => {
    await Promise.all(children.map((one) => one.kill('SIGKILL')));
    await server.stop();
  });

  it('load the founding record once when both start on an empty log, and answer as SQLite does', async () => {
    const both = [serve(server.url), serve(server.url)];
    const alone = serve('memory:');
    const [a, b, memory] = await Promise.all([...both, alone].map(address));
    const ask = async (base: string | undefined, path: string) =>
      (await fetch(`${base}${path}`)).json() as Promise<Record<string, unknown>>;
    const facts = async (base: string | undefined, path: string) => {
      const { log: _, cite: __, next: ___, ...answer } = await ask(base, path);
      return JSON.parse(JSON.stringify(answer, (key, value) => (key === 'recordedAt' ? 'when it was' : value)));
    };
    const events = async (base: string | undefined) =>
      (await ask(base, '/v1/events?limit=1000')).events as { id: string; position: string }[];
    const [here, there, expected] = [await events(a), await events(b), await events(memory)];
    expect(here.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    expect(there).toEqual(here);
    for (const path of QUESTIONS) {
      const asked = path.replace('?', '?recordedAt=346&');
      expect(await facts(a, asked)).toEqual(await facts(memory, asked));
      expect(await ask(b, asked)).toEqual(await ask(a, asked));
    }
    expect(await Promise.all([...both, alone].map((one) => one.kill('SIGTERM')))).toEqual([0, 0, 0]);
  }, 60_000);

  it('hand over what one of them does alone when it is killed', async () => {
    const holder = () => child(join(__dirname, 'holder.mjs'), [server.url]);
    const first = holder();
    await first.prints(/(held)/);
    const second = holder();
    await second.prints(/(waiting)/);
    await new Promise((resolve) => setTimeout(resolve, 5_000)); // longer than a lease lasts that is not renewed
    expect([first.said(/lost/), second.said(/held/)]).toEqual([false, false]);
    await first.kill('SIGKILL');
    await second.prints(/(held)/);
  }, 30_000);
}

describe('two processes on a double', () => replicas(() => KurrentDouble.started()));
describeOnServer(`two processes on a real server ${WHERE}`, () => replicas(() => KurrentNode.started()));
