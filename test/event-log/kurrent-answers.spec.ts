import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BACKWARDS,
  END,
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  START,
  type StreamingRead,
  type StreamSubscription,
  streamNameFilter,
} from '@eventstore/db-client';
import { KurrentDouble } from '../kit/kurrent-double.js';
import { describeOnServer, KurrentNode, WHERE } from '../kit/kurrent-node.js';

/** What a real EventStoreDB 23.10.8 answered. Written anew by a run on one with KEEP=1. */
const KEPT = join(__dirname, 'kept/kurrent-23.10.8.json');

const login = { credentials: { username: 'a', password: 'b' } };
let runs = 0;

/** Asks a server all that the log relies on, in one order, and notes what it answers. Names and positions are made comparable. */
async function answers(url: string): Promise<Record<string, unknown>> {
  const client = EventStoreDBClient.connectionString(url);
  const own = `t${process.pid}_${Date.now()}_${++runs}_`;
  const [stream, other] = [`${own}measure-a`, `${own}measure-b`];
  const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  const event = (n: number) => jsonEvent({ id: idOf(n), type: 'a.type', data: { n }, metadata: { version: 1, $correlationId: 'c' } });
  const found: Record<string, unknown> = {};
  const plain = (error: unknown) => {
    const { type, code, actualVersion, expectedVersion } = error as Record<string, unknown>;
    return { type, code, ...(actualVersion !== undefined && { actual: String(actualVersion), expected: String(expectedVersion) }) };
  };
  const note = async (name: string, ask: () => Promise<unknown>) => {
    found[name] = await ask().catch((error: unknown) => ({ error: plain(error) }));
  };
  const append = (to: string, ids: readonly number[], expected: bigint | typeof NO_STREAM) => async () =>
    String((await client.appendToStream(to, ids.map(event), { expectedRevision: expected, ...login })).nextExpectedRevision);
  const told = ({ event }: { event?: { id: string; revision: bigint; type: string; metadata?: unknown } }) =>
    event && [Number(event.id.slice(-3)), Number(event.revision), event.type, event.metadata];
  const all = async (reading: StreamingRead<{ event?: never }>) => {
    const seen: unknown[] = [];
    for await (const item of reading) seen.push(told(item));
    return seen;
  };

  await note('a new stream', append(stream, [1, 2], NO_STREAM));
  await note('the same again', append(stream, [1, 2], NO_STREAM));
  await note('the first of them again', append(stream, [1], NO_STREAM));
  await note('others at that revision', append(stream, [3], NO_STREAM));
  await note('known and new at that revision', append(stream, [1, 2, 3], NO_STREAM));
  await note('a revision that is not there yet', append(stream, [3], 7n));
  await note('a stream that is not there', append(other, [3], 0n));
  await note('known ids at the current revision', append(stream, [1, 2], 1n));
  await note('one id twice', append(other, [4, 4], NO_STREAM));
  await note('too much at once', async () => {
    const large = jsonEvent({ id: idOf(9), type: 'a.type', data: { text: 'x'.repeat(1_100_000) } });
    return client.appendToStream(other, large, { expectedRevision: 1n, ...login });
  });
  await note('a stream, forwards from 1', () => all(client.readStream(stream, { fromRevision: 1n }) as never));
  await note('a stream, its last', () => all(client.readStream(stream, { direction: BACKWARDS, fromRevision: END, maxCount: 1 }) as never));
  await note('a missing stream', () => all(client.readStream(`${own}measure-c`) as never));
  await note('a stream that keeps two', async () => {
    await client.setStreamMetadata(stream, { maxCount: 2 }, login);
    return all(client.readStream(stream, { fromRevision: 0n }) as never);
  });
  const ours = streamNameFilter({ prefixes: [`${own}measure-`] });
  const positions: { commit: bigint; prepare: bigint }[] = [];
  const followed = async (subscription: StreamSubscription, count: number) => {
    const seen: unknown[] = [];
    subscription.on('caughtUp', () => seen.push('caught up'));
    for await (const item of subscription) {
      if (item.event) positions.push(item.event.position as never);
      seen.push(told(item as never));
      if (seen.filter((one) => one !== 'caught up').length === count) break;
    }
    return seen;
  };
  await note('a subscription from the start', () => followed(client.subscribeToAll({ fromPosition: START, filter: ours }) as never, 4));
  await note('a subscription after its second', async () => {
    const subscription = client.subscribeToAll({ fromPosition: positions[1] as never, filter: ours });
    const seen = followed(subscription as never, 3);
    await append(other, [5], 1n)().catch(() => append(other, [5], NO_STREAM)());
    return seen;
  });
  await note('everything from its third', async () => {
    const seen: unknown[] = [];
    for await (const item of client.readAll({ fromPosition: positions[2] as never }))
      if (item.event?.streamId.startsWith(own)) seen.push(told(item as never));
    return seen;
  });
  await client.dispose();
  return JSON.parse(JSON.stringify(found));
}

it('answers on the double as a real server did', async () => {
  const double = await KurrentDouble.started();
  expect(await answers(double.url)).toEqual(JSON.parse(readFileSync(KEPT, 'utf8')));
  await double.stop();
});

describeOnServer(`the kept answers of a real server ${WHERE}`, () => {
  it('are what it answers now', async () => {
    const node = await KurrentNode.started();
    const now = await answers(node.url);
    if (process.env.KEEP) writeFileSync(KEPT, `${JSON.stringify(now, null, 2)}\n`);
    expect(now).toEqual(JSON.parse(readFileSync(KEPT, 'utf8')));
    await node.stop();
  }, 60_000);
});
