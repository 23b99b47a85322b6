import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { upTo } from '../event-log/reading.js';
import { KurrentCluster } from '../kit/kurrent-cluster.js';
import { describeOnNode, WHERE } from '../kit/kurrent-node.js';
import { SOURCE } from '../kit/record.js';

/** How often the leader is killed, and for how many seconds two of three nodes are gone: `KILLS=20 OUTAGE=120 npm test -- test/e2e/cluster`. */
const KILLS = Number(process.env.KILLS ?? 3);
const OUTAGE = 1_000 * Number(process.env.OUTAGE ?? 15);
const WRITERS = 4;
const TOKEN = 'a-secret-of-recorders';
/** How long whoever asks may wait for an answer: ten seconds, and as long again in the middle of an act; and what a busy machine takes. */
const [TOLD, TWICE] = [11_500, 21_500];

/** A server of ours, restarted as a supervisor would. */
class Replica {
  #process: ChildProcess | null = null;
  url = '';
  exits: (number | null)[] = [];

  async start(log: string): Promise<this> {
    const env = {
      IN_FORCE_LOG: log,
      IN_FORCE_RECORD: 'none',
      IN_FORCE_TOKEN: TOKEN,
      IN_FORCE_SNAPSHOTS: 'none',
      PORT: '0',
      HOST: '127.0.0.1',
    };
    const one = spawn(process.execPath, [join(__dirname, '../../apps/cli/bin/inforce.js'), 'serve'], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#process = one;
    one.on('exit', (code) => this.exits.push(code));
    for await (const line of one.stdout as AsyncIterable<Buffer>) {
      this.url = /listens on (\S+)/.exec(String(line))?.[1] ?? this.url;
      if (this.url) break;
    }
    return this;
  }

  async stop(): Promise<void> {
    if (this.#process?.exitCode !== null) return;
    this.#process.kill('SIGTERM');
    await once(this.#process, 'exit');
  }
}

interface Answered {
  readonly status: number | string;
  readonly body: Record<string, unknown>;
  readonly ms: number;
}

describeOnNode(`Two replicas on a cluster of three ${WHERE}`, () => {
  let cluster: KurrentCluster;
  let replicas: Replica[] = [];
  /** How many answers of each status each kind of request had, and how long the longest took. */
  const counts = new Map<string, number>();
  const longest = new Map<string, number>();

  beforeAll(async () => {
    cluster = await KurrentCluster.started();
    replicas = [await new Replica().start(cluster.url), await new Replica().start(cluster.url)];
  }, 180_000);
  afterAll(async () => {
    await Promise.all(replicas.map((one) => one.stop()));
    await cluster.stop();
  }, 60_000);

  async function ask(kind: string, url: string, init: RequestInit = {}): Promise<Answered> {
    const began = performance.now();
    let status: number | string;
    let body = {};
    try {
      const answer = await fetch(url, init);
      status = answer.status;
      const text = await answer.text();
      if (url.includes('/v1/') && !answer.headers.has('in-force-position')) status = `${status} without In-Force-Position`;
      if (status === 503 && !answer.headers.has('retry-after')) status = '503 without Retry-After';
      body = answer.headers.get('content-type')?.includes('json') && !url.includes('ndjson') ? JSON.parse(text) : {};
    } catch (error) {
      status = (error as Error).message;
    }
    const ms = performance.now() - began;
    counts.set(`${kind} ${status}`, (counts.get(`${kind} ${status}`) ?? 0) + 1);
    longest.set(kind, Math.max(longest.get(kind) ?? 0, ms));
    return { status, body, ms };
  }

  const announcement = (id: string) => ({
    title: id,
    kind: 'tariff',
    issuer: 'CN',
    scope: { regions: ['world'], items: 'all' },
    firstDay: '2025-01-01',
    publishedOn: '2025-01-01',
    sources: [SOURCE],
  });
  const record = (url: string, id: string) =>
    ask('record', `${url}/v1/measures/${id}/announcement`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', 'idempotency-key': id },
      body: JSON.stringify(announcement(id)),
    });

  /** Those who record, ask and export meanwhile, without a pause; who records sends again what got no answer, to the other replica. */
  function busy(run: string) {
    const acknowledged: string[] = [];
    let over = false;
    const writer = async (n: number) => {
      for (let round = 0; !over; round++) {
        const id = `cn-${run}-${n}-${round}`;
        for (let tried = n; ; tried++) {
          const { status } = await record((replicas[tried % 2] as Replica).url, id);
          if (status === 201 || status === 200) break;
          await pause(100);
        }
        acknowledged.push(id);
      }
    };
    const reader = async (kind: string, path: string) => {
      for (let tried = 0; !over; tried++, await pause(50)) await ask(kind, `${(replicas[tried % 2] as Replica).url}${path}`);
    };
    const working = Promise.all([
      ...upTo(WRITERS).map(writer),
      reader('controls', '/v1/controls?status=all&limit=5'),
      reader('ready', '/health/ready'),
      reader('export', '/v1/export/events.ndjson'),
    ]);
    const end = async () => {
      over = true;
      await working;
    };
    return { acknowledged, end, progress: (count: number) => more(acknowledged, count) };
  }

  async function more(acknowledged: readonly string[], count: number): Promise<void> {
    const goal = acknowledged.length + count;
    while (acknowledged.length < goal) await pause(20);
  }

  /** A replica comes back alone, soon after the log does. */
  async function recovered(url: string): Promise<void> {
    const end = performance.now() + 30_000;
    for (;;) {
      const { status, lag, problem } = (await ask('ready', `${url}/health/ready`)).body;
      if (status === 'ready' && lag === 0) return;
      if (performance.now() > end) throw new Error(`${url} does not come back: ${problem}`);
      await pause(100);
    }
  }

  /** Everything acknowledged stands once in the record of each replica, in the same order. */
  async function whole(acknowledged: readonly string[]): Promise<void> {
    const records: unknown[] = [];
    for (const { url } of replicas) {
      await recovered(url);
      const seen: { id: string; stream: string; position: string }[] = [];
      for (let next: string | null = '/v1/events?after=0&limit=1000'; next; ) {
        const { status, body } = await ask('whole', `${url}${next}`);
        if (status === 503) continue;
        expect(status).toBe(200);
        seen.push(...(body.events as typeof seen));
        next = body.next as string | null;
      }
      const streams = seen.map(({ stream }) => stream);
      expect(seen.map(({ position }) => Number(position))).toEqual(upTo(seen.length));
      expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
      expect(streams.filter((stream) => acknowledged.includes(stream.replace('measure-', ''))).sort()).toEqual(
        acknowledged.map((id) => `measure-${id}`).sort(),
      );
      records.push(seen.map(({ id }) => id));
    }
    expect(records[0]).toEqual(records[1]);
  }

  /** Tells what was counted, and refuses every status but those. */
  function told(what: string, acknowledged: readonly string[]): void {
    const lines = [...counts].sort().map(([kind, count]) => `${kind}: ${count}`);
    const times = [...longest].map(([kind, ms]) => `${kind} ${Math.round(ms)} ms`);
    process.stdout.write(`${what}: ${acknowledged.length} acts acknowledged; ${lines.join(', ')}; longest: ${times.join(', ')}\n`);
    const known = /^(record (200|201|503)|(controls|ready|whole) 200|export (200|503|terminated)|whole 503)$/;
    expect([...counts.keys()].filter((kind) => !known.test(kind))).toEqual([]);
    expect([...longest].filter(([kind, ms]) => ms > (kind === 'record' ? TWICE : TOLD))).toEqual([]);
    expect(replicas.flatMap(({ exits }) => exits)).toEqual([]);
    counts.clear();
    longest.clear();
  }

  it(`answers 503 or the truth while its leader is killed ${KILLS} times, and loses and doubles nothing`, async () => {
    const work = busy('kill');
    await work.progress(50);
    for (const _ of upTo(KILLS)) {
      const leader = await cluster.leader();
      await cluster.kill(leader);
      await cluster.leader();
      cluster.start(leader);
      await work.progress(50);
    }
    await work.end();
    await whole(work.acknowledged);
    told(`${KILLS} leaders killed`, work.acknowledged);
  }, 1_200_000);

  it('answers 503 or the truth while two of three nodes are gone, and loses and doubles nothing', async () => {
    const work = busy('quorum');
    await work.progress(50);
    const leader = await cluster.leader();
    await Promise.all([cluster.kill(leader), cluster.kill((leader + 1) % 3)]);
    await pause(OUTAGE);
    cluster.startAll();
    await cluster.leader();
    await work.progress(50);
    await work.end();
    await whole(work.acknowledged);
    told(`${OUTAGE / 1_000} s without a quorum`, work.acknowledged);
  }, 600_000);

  it('says within five seconds that every node is frozen, and answers 503 within ten', async () => {
    await record((replicas[0] as Replica).url, 'cn-frozen-0');
    cluster.freeze();
    const began = performance.now();
    const acts = upTo(6).map((n) => record((replicas[n % 2] as Replica).url, `cn-frozen-${n % 3}`));
    for (const { url } of replicas) {
      while ((await ask('ready', `${url}/health/ready`)).body.status !== 'degraded') await pause(50);
      const ms = performance.now() - began;
      process.stdout.write(`told after ${Math.round(ms)} ms\n`);
      expect(ms).toBeLessThan(5_000);
    }
    for (const { status, ms } of await Promise.all(acts)) expect([status, ms < TOLD]).toEqual([503, true]);
    cluster.thaw();
    await cluster.leader();
    for (const { url } of replicas) await recovered(url);
    for (const n of upTo(2)) while ((await record((replicas[n % 2] as Replica).url, `cn-frozen-${n}`)).status === 503) await pause(100);
    told('all frozen', []);
  }, 180_000);
});
