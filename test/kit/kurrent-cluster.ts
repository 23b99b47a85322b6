import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './kurrent-node.js';

interface Member {
  readonly port: number;
  readonly replication: number;
  readonly folder: string;
  process: ChildProcess | null;
}

/** Three nodes on loopback, started, killed and frozen one by one. */
export class KurrentCluster {
  readonly #members: Member[] = [];
  readonly #folder = mkdtempSync(join(tmpdir(), 'in-force-cluster-'));

  static async started(): Promise<KurrentCluster> {
    const cluster = new KurrentCluster();
    for (const name of ['a', 'b', 'c']) {
      const [port, replication] = [await freePort(), await freePort()];
      cluster.#members.push({ port, replication, folder: join(cluster.#folder, name), process: null });
    }
    for (const at of cluster.#members.keys()) cluster.start(at);
    await cluster.leader();
    return cluster;
  }

  get url(): string {
    return `esdb://${this.#members.map(({ port }) => `127.0.0.1:${port}`).join()}?tls=false`;
  }

  /** Starts a node with the data that it has, if it does not run. */
  start(at: number): void {
    const one = this.#members[at] as Member;
    if (one.process && one.process.exitCode === null && one.process.signalCode === null) return;
    const seeds = this.#members.filter((other) => other !== one).map(({ port }) => `127.0.0.1:${port}`);
    const { port, replication, folder } = one;
    const options = `--insecure --db ${folder}/db --log ${folder}/log --run-projections=None --node-ip 127.0.0.1 --node-port ${port}
      --replication-ip 127.0.0.1 --replication-port ${replication} --cluster-size 3 --discover-via-dns=false --gossip-seed ${seeds}`;
    one.process = spawn(process.env.KURRENTDB_BIN as string, options.split(/\s+/), {
      stdio: 'ignore',
      env: { ...process.env, EVENTSTORE_TELEMETRY_OPTOUT: 'true', KURRENTDB_TELEMETRY_OPTOUT: 'true' },
    });
  }

  /** Starts every node that does not run: one that must drop what others never had ends by itself, as under a supervisor. */
  startAll(): void {
    for (const at of this.#members.keys()) this.start(at);
  }

  /** Waits until one leads, and returns which. */
  async leader(): Promise<number> {
    for (;;) {
      for (const [at, { port }] of this.#members.entries()) if ((await stateOf(port)) === 'Leader') return at;
      this.startAll();
      await pause(100);
    }
  }

  /** Kills a node at once, as losing power would. */
  async kill(at: number): Promise<void> {
    const running = (this.#members[at] as Member).process;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    running.kill('SIGCONT');
    running.kill('SIGKILL');
    await once(running, 'exit');
  }

  freeze(): void {
    for (const { process: one } of this.#members) one?.kill('SIGSTOP');
  }

  thaw(): void {
    for (const { process: one } of this.#members) one?.kill('SIGCONT');
  }

  /** Ends all of it and forgets its data. */
  async stop(): Promise<void> {
    for (const at of this.#members.keys()) await this.kill(at);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Returns what a node is by its own account; null where it does not answer. */
async function stateOf(port: number): Promise<string | null> {
  const answer = await fetch(`http://127.0.0.1:${port}/gossip`, { signal: AbortSignal.timeout(1_000) }).catch(() => null);
  if (!answer?.ok) return null;
  const { members } = (await answer.json().catch(() => ({ members: [] }))) as {
    members: { state: string; isAlive: boolean; httpEndPointPort: number }[];
  };
  return members.find((one) => one.httpEndPointPort === port && one.isAlive)?.state ?? null;
}
