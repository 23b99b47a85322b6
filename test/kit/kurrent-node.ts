import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const { KURRENTDB_BIN, KURRENTDB_URL } = process.env;

/** Describes what needs a real server: any, or one that the tests may start, kill and freeze. Skipped, by name, where there is none. */
export const describeOnServer = KURRENTDB_BIN || KURRENTDB_URL ? describe : describe.skip;
export const describeOnNode = KURRENTDB_BIN ? describe : describe.skip;
export const WHERE = '(set KURRENTDB_BIN to the executable of a KurrentDB or EventStoreDB server)';

/** A server of our own on loopback, or the one that KURRENTDB_URL names, which is only used. */
export class KurrentNode {
  #process: ChildProcess | null = null;

  private constructor(
    readonly url: string,
    private readonly folder: string | null,
    private readonly ports: readonly number[],
  ) {}

  static async started(): Promise<KurrentNode> {
    if (!KURRENTDB_BIN) return new KurrentNode(KURRENTDB_URL as string, null, []);
    const ports = [await freePort(), await freePort()];
    const node = new KurrentNode(`esdb://127.0.0.1:${ports[0]}?tls=false`, mkdtempSync(join(tmpdir(), 'in-force-kurrent-')), ports);
    await node.start();
    return node;
  }

  /** Starts it, with the data that it has, and waits until it is ready. */
  async start(): Promise<void> {
    const [port, replication] = this.ports;
    const folder = this.folder as string;
    const options = ['--insecure', '--db', join(folder, 'db'), '--log', join(folder, 'log'), '--run-projections=None'];
    const loopback = [
      '--node-ip',
      '127.0.0.1',
      '--node-port',
      `${port}`,
      '--replication-ip',
      '127.0.0.1',
      '--replication-port',
      `${replication}`,
    ];
    this.#process = spawn(KURRENTDB_BIN as string, [...options, ...loopback], {
      stdio: 'ignore',
      env: { ...process.env, EVENTSTORE_TELEMETRY_OPTOUT: 'true', KURRENTDB_TELEMETRY_OPTOUT: 'true' },
    });
    for (;;) {
      const live = await fetch(`http://127.0.0.1:${port}/health/live`).catch(() => null);
      if (live?.status === 204) return;
      if (this.#process.exitCode !== null) throw new Error(`${KURRENTDB_BIN} ended with ${this.#process.exitCode}.`);
      await pause(100);
    }
  }

  /** Kills it at once, as losing power would. */
  async kill(): Promise<void> {
    const running = this.#process;
    this.#process = null;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    running.kill('SIGCONT');
    running.kill('SIGKILL');
    await once(running, 'exit');
  }

  freeze = (): boolean | undefined => this.#process?.kill('SIGSTOP');

  thaw = (): boolean | undefined => this.#process?.kill('SIGCONT');

  /** Ends it and forgets its data. */
  async stop(): Promise<void> {
    await this.kill();
    if (this.folder) rmSync(this.folder, { recursive: true, force: true });
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
