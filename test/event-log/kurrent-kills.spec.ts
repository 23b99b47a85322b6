import { setTimeout as pause } from 'node:timers/promises';
import { type EventLog, LogUnreachable, openLog } from '@in-force/event-log';
import type { Recorded } from '@in-force/events';
import { sayings } from '../kit/drafts.js';
import { describeOnNode, KurrentNode, WHERE } from '../kit/kurrent-node.js';
import { ids, positions, take, upTo } from './reading.js';

const WRITERS = 8;
const now = () => new Date().toISOString();

describeOnNode(`A real server that fails ${WHERE}`, () => {
  let node: KurrentNode;
  let log: EventLog;
  let stop: AbortController;
  beforeEach(async () => {
    stop = new AbortController();
    node = await KurrentNode.started();
    log = await openLog(node.url, { now, kurrent: { patience: { watch: 1_000 } } });
  }, 60_000);
  afterEach(async () => {
    await log.close();
    await node.stop();
  });

  /** Writers that append as fast as they can, and send again what they got no answer to. */
  function writing() {
    const acknowledged: string[] = [];
    let writing = true;
    const writer = async (n: number) => {
      for (let round = 0, held = 0; writing; round++) {
        const drafts = sayings(`${n} ${round}`, 1 + (round % 3));
        for (let sent = false; !sent; )
          try {
            held = await log.append(`statement-${n}`, drafts, held);
            sent = true;
          } catch (error) {
            if (!(error instanceof LogUnreachable)) throw error;
          }
        acknowledged.push(...ids(drafts));
      }
    };
    const done = Promise.all(upTo(WRITERS).map(writer));
    const end = async () => {
      writing = false;
      await done;
    };
    return { acknowledged, end };
  }

  /** Everything acknowledged is there once, in one order, for those who followed all along and for those who come now. */
  async function whole(acknowledged: readonly string[], followed: Promise<void>, seen: readonly Recorded[]): Promise<void> {
    const { position } = await log.head();
    while (seen.length < position) await pause(20);
    stop.abort();
    await followed;
    expect(positions(seen)).toEqual(upTo(position));
    expect(new Set(ids(seen)).size).toBe(position);
    expect([...ids(seen)].sort()).toEqual([...acknowledged].sort());
    const later = await openLog(node.url, { now });
    expect(await later.head()).toEqual(await log.head());
    expect(await take(later.tail(0, new AbortController().signal), position)).toEqual(seen);
    await later.close();
  }

  async function run(faults: (writers: ReturnType<typeof writing>) => Promise<void>): Promise<void> {
    const seen: Recorded[] = [];
    const followed = (async () => {
      for await (const event of log.tail(0, stop.signal)) seen.push(event);
    })();
    const writers = writing();
    await progress(writers, 1_000);
    await faults(writers);
    await progress(writers, 1_000);
    await writers.end();
    process.stdout.write(`${writers.acknowledged.length} events acknowledged\n`);
    await whole(writers.acknowledged, followed, seen);
  }

  async function progress({ acknowledged }: ReturnType<typeof writing>, count: number): Promise<void> {
    const goal = acknowledged.length + count;
    while (acknowledged.length < goal) await pause(10);
  }

  it('loses and repeats nothing when it is killed for a minute, and says so meanwhile', async () => {
    await run(async () => {
      await node.kill();
      await pause(60_000);
      expect(log.health()).toEqual({ behindSince: expect.any(String), problem: expect.stringContaining('is lost'), stuck: false });
      await node.start();
    });
    expect(log.health()).toEqual({ behindSince: null, problem: null, stuck: false });
  }, 180_000);

  it('loses and repeats nothing when it is frozen', async () => {
    await run(async () => {
      node.freeze();
      await pause(15_000);
      expect(log.health().problem).toEqual(expect.stringContaining('is lost'));
      node.thaw();
    });
    expect(log.health().problem).toBeNull();
  }, 120_000);

  it('loses and repeats nothing in 20 kills at random moments', async () => {
    let state = 20_251_123;
    const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    await run(async (writers) => {
      for (const _ of upTo(20)) {
        await progress(writers, Math.floor(random() * 150));
        await pause(random() * 300);
        await node.kill();
        await node.start();
      }
    });
  }, 400_000);
});
