import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServerCredentials } from '@grpc/grpc-js';
import {
  AlteredEvent,
  copyLog,
  type EventLog,
  InvalidAppend,
  type Lease,
  LogReadOnly,
  LogUnreachable,
  LogUnusable,
  MemoryLog,
  openLog,
  RevisionConflict,
} from '@in-force/event-log';
import { UnreadableEvent } from '@in-force/events';
import { other, said, sayings, stream } from '../kit/drafts.js';
import { KurrentDouble } from '../kit/kurrent-double.js';
import { all, ids, NOON, positions, take, upTo } from './reading.js';

const now = () => NOON;
const patience = { call: 600, trying: 2_500, beat: 60, answer: 600, watch: 60, pause: 5, longest: 40, lease: 3_000 };

let double: KurrentDouble;
let log: EventLog;
const opened: EventLog[] = [];
const open = async (options: { ring?: number; readOnly?: boolean; patience?: typeof patience; url?: string; through?: number } = {}) => {
  const { readOnly = false, url = double.url, through, ...kurrent } = options;
  const one = await openLog(url, { now, readOnly, through, kurrent: { patience, ...kurrent } });
  opened.push(one);
  return one;
};
beforeEach(async () => {
  double = await KurrentDouble.started(() => Date.parse(NOON));
  log = await open();
});
afterEach(async () => {
  double.thaw();
  await Promise.all(opened.splice(0).map((one) => one.close()));
  await double.stop();
});

/** The URL of several hosts, of which the last alone answers. */
const several = (scheme: string) => double.url.replace('esdb://', `${scheme}://127.0.0.1:1,127.0.0.1:2,`);
const quickly = '&maxDiscoverAttempts=2&discoveryInterval=5';

const stop = new AbortController();
const everything = async (from: EventLog = log) => take(from.tail(0, stop.signal), (await from.head()).position);

/** Waits until something is so, looking again each time the loop turns. */
async function until(there: () => boolean): Promise<void> {
  while (!there()) await new Promise(setImmediate);
}

describe('an append to a server', () => {
  it.each([
    ['its answer is lost', 'swallow'],
    ['it never arrives', 'lose'],
    ['its answer is late', 'late'],
    ['it goes to a node that does not lead', 'not-leader'],
    ['the server is not ready', 'unavailable'],
  ] as const)('is written once when %s', async (_, fault) => {
    await log.append(stream, [said('first')], 0);
    double.appends.push(fault, fault);
    expect(await log.append(stream, sayings('a', 2), 1)).toBe(3);
    expect(double.appends.length).toBeLessThan(2);
    double.release();
    expect(await log.append(stream, [said('last')], 3)).toBe(4);
    expect(ids(await everything())).toEqual(ids([said('first'), ...sayings('a', 2), said('last')]));
  });

  it('waits for a cluster of which no node is found, and is told apart from a fault when that takes too long', async () => {
    const cluster = await open({ url: `${several('esdb')}${quickly}` });
    await cluster.append(stream, [said('first')], 0);
    await double.stop();
    await expect(cluster.append(stream, [said('a')], 1)).rejects.toThrow(LogUnreachable);
    await expect(all(cluster.read(stream))).rejects.toThrow(/cannot be reached \(Failed to discover/);
    const waiting = cluster.append(stream, [said('a')], 1);
    await double.start();
    expect(await waiting).toBe(2);
  });

  it('is found when its answer was lost and somebody wrote after it', async () => {
    const replica = await open();
    double.appends.push('late');
    const unknown = log.append(stream, [said('a')], 0);
    await until(() => double.streams.includes(stream));
    await replica.append(stream, [said('b')], 1);
    expect(await unknown).toBe(1);
    expect(ids(await everything(replica))).toEqual(ids([said('a'), said('b')]));
  });

  it('tells of a conflict with what another replica wrote and it was not told of yet', async () => {
    double.subscriptions.push({ after: 0, with: 'silence' });
    const replica = await open();
    await log.append(stream, sayings('a', 2), 0);
    await expect(replica.append(stream, [said('b')], 0)).rejects.toMatchObject({ stream, expected: 0, actual: 2 });
    await expect(replica.append(stream, [said('b')], 5)).rejects.toThrow(RevisionConflict);
    expect(await replica.append(stream, sayings('a', 2), 2)).toBe(2);
    expect(await everything()).toHaveLength(2);
  });

  it('is found when we were told of a part of it, before we ask or while the answer is on its way', async () => {
    const drafts = sayings('a', 60);
    double.subscriptions.push({ after: 40, with: 'silence' }, { after: 40, with: 'silence' });
    const slow = { ...patience, call: 1_500, watch: 4_000, trying: 10_000 };
    const [told, asking] = [await open({ patience: slow }), await open({ patience: slow })];
    const partly = async (one: EventLog) => {
      while ((await one.head()).position < 40) await new Promise(setImmediate);
    };
    double.appends.push('lose');
    double.meanwhile = () => Promise.race([log.append(stream, drafts, 0), partly(asking)]).then(() => partly(asking));
    const asked = asking.append(stream, drafts, 0);
    const again = partly(told).then(() => told.append(stream, drafts, 0));
    expect(await Promise.all([asked, again])).toEqual([60, 60]);
    expect(await everything()).toHaveLength(60);
  });

  it('is given up when nobody answers for long, and is recorded once when it is sent again', async () => {
    double.appends.push('swallow');
    double.reads.push(...upTo(200).map(() => ({ after: 0, with: 'unavailable' }) as const));
    const lost = log.append(stream, [said('a')], 0);
    await expect(lost).rejects.toThrow(LogUnreachable);
    await expect(lost).rejects.toThrow(/may be recorded or not: send it again/);
    double.reads.length = 0;
    expect(await log.append(stream, [said('a')], 0)).toBe(1);
    expect(await everything()).toHaveLength(1);
  });

  it('is given up in time, and so is whatever waits behind it', async () => {
    const quick = await open({ ring: 8, patience: { ...patience, trying: 1_000 } });
    await quick.append(stream, sayings('a', 30), 0);
    const asked = () => [
      ...upTo(5).map((n) => quick.append(stream, [said(`b${n}`)], 30)),
      ...upTo(5).map((n) => quick.append(other, [said(`c${n}`)], 0)),
      all(quick.read(stream)),
      all(quick.stored(0, 30)),
    ];
    const before = asked();
    double.freeze();
    const began = performance.now();
    const answers = await Promise.allSettled([...before, ...asked()]);
    for (const answer of answers) expect(answer).toMatchObject({ status: 'rejected', reason: expect.any(LogUnreachable) });
    expect(performance.now() - began).toBeLessThan(1_500);
  });

  it('counts as unknown while nobody tells what was stored, and is recorded once when it is sent again', async () => {
    await double.stop();
    double.subscriptions.push(...upTo(100).map(() => ({ after: 0, with: 'silence' }) as const));
    await double.start();
    await until(() => double.subscriptions.length < 100);
    await expect(log.append(stream, [said('a')], 0)).rejects.toThrow(/stopped telling what it was sent/);
    double.subscriptions.length = 0;
    expect(await log.append(stream, [said('a')], 0)).toBe(1);
    expect(ids(await everything())).toEqual(ids([said('a')]));
  });

  it('is refused when the server takes less than others, and says how much it was', async () => {
    double.most = 500_000;
    const large = sayings('a', 2).map((draft) => ({ ...draft, note: 'x'.repeat(400_000) }));
    await expect(log.append(stream, large, 0)).rejects.toThrow(InvalidAppend);
    await expect(log.append(stream, large, 0)).rejects.toThrow(/takes no 2 events of 80\d{4} bytes at once.*Raise its MaxAppendSize/);
    expect(await log.append(stream, large.slice(0, 1), 0)).toBe(1);
  });

  it('is refused in a stream that is none of the record, and where the log was opened for reading only', async () => {
    await expect(log.append('orders-1', [said('a')], 0)).rejects.toThrow(/"orders-1" is no stream of this log/);
    await expect((await open({ readOnly: true })).append(stream, [said('a')], 0)).rejects.toThrow(LogReadOnly);
    expect(double.asked.appends).toBe(0);
  });
});

describe('following a server', () => {
  it.each(['unavailable', 'too-slow', 'silence', 'end'] as const)('goes on without gap or repetition after: %s', async (fault) => {
    const seen = take(log.tail(0, stop.signal), 40);
    double.subscriptions.push(...[1, 0, 3, 7].map((after) => ({ after, with: fault })));
    await double.stop(); // so that the next subscription is the first that is broken
    await double.start();
    for (const n of upTo(20)) await log.append(stream, sayings(`a${n}`, 2), 2 * (n - 1));
    expect(positions(await seen)).toEqual(upTo(40));
    expect(double.subscriptions).toEqual([]);
    await until(() => log.health().problem === null);
  });

  it.each(['unavailable', 'silence', 'end'] as const)('reads history again after: %s', async (fault) => {
    const short = await open({ ring: 8 });
    await log.append(stream, sayings('a', 60), 0);
    await until(() => double.streams.length > 60);
    await take(short.tail(0, stop.signal), 60);
    double.subscriptions.push(...[5, 0, 20].map((after) => ({ after, with: fault })));
    expect(positions(await take(short.tail(0, stop.signal), 60))).toEqual(upTo(60));
    expect(double.subscriptions).toEqual([]);
  });

  it('passes over what is delivered twice', async () => {
    double.repeating = true;
    const twice = await open({ ring: 4 });
    await twice.append(stream, sayings('a', 20), 0);
    expect(ids(await take(twice.tail(0, stop.signal), 20))).toEqual(ids(sayings('a', 20)));
    expect(await twice.head()).toMatchObject({ position: 20 });
  });

  it.each(['unavailable', 'silence', 'end'] as const)('reads a stream to its end after: %s', async (fault) => {
    await log.append(stream, sayings('a', 30), 0);
    double.reads.push(...[4, 0, 11].map((after) => ({ after, with: fault })));
    expect(ids(await all(log.read(stream)))).toEqual(ids(sayings('a', 30)));
  });

  it('says since when it may be missing something while the server is gone, and catches up alone', async () => {
    const seen = take(log.tail(0, stop.signal), 2);
    await log.append(stream, [said('a')], 0);
    expect(log.health()).toEqual({ behindSince: null, problem: null, stuck: false });
    await double.stop();
    await until(() => log.health().problem !== null);
    expect(log.health()).toEqual({
      behindSince: NOON,
      problem: expect.stringMatching(/connection to esdb:\/\/127.* is lost.*tried again/),
      stuck: false,
    });
    const waiting = log.append(stream, [said('b')], 1);
    await double.start();
    expect(await waiting).toBe(2);
    expect(positions(await seen)).toEqual([1, 2]);
    await until(() => log.health().problem === null);
    expect(log.health()).toEqual({ behindSince: null, problem: null, stuck: false });
  });

  it('is not ready while the clocks are more than five seconds apart, whichever is ahead', async () => {
    const at = (seconds: number) => () => Date.parse(NOON) + seconds * 1_000;
    let held = 0;
    const health = async (seconds: number) => {
      double.now = at(seconds);
      held = await log.append(stream, [said(`${held}`)], held);
      return log.health();
    };
    const well = { behindSince: null, problem: null, stuck: false };
    expect(await health(5)).toEqual(well);
    expect(await health(6)).toMatchObject({ problem: expect.stringMatching(/^The clock of esdb:.* is 6 s ahead of that/), stuck: true });
    expect(await health(0)).toEqual(well);
  });

  it('takes an event that was sent again for none that a clock is behind by, but two', async () => {
    let now = NOON;
    const late = await openLog(double.url, { now: () => now, readOnly: false, kurrent: { patience } });
    opened.push(late);
    now = new Date(Date.parse(NOON) + 7_000).toISOString();
    await late.append(stream, [said('a')], 0);
    expect(late.health().problem).toBeNull();
    await late.append(stream, [said('b')], 1);
    expect(late.health()).toMatchObject({ problem: expect.stringMatching(/ is 7 s behind that/), stuck: true });
    double.now = () => Date.parse(now);
    await late.append(stream, [said('c')], 2);
    expect(late.health().problem).toBeNull();
  });

  it('says soon that a server is silent, however seldom it looks whether all was told', async () => {
    const replica = await open({ patience: { ...patience, watch: 60_000, beat: 100, answer: 300, call: 5_000 } });
    double.freeze();
    const began = performance.now();
    await until(() => replica.health().problem !== null);
    expect(performance.now() - began).toBeLessThan(800);
    expect(replica.health().problem).toMatch(/did not answer within 300 ms/);
    double.thaw();
    await until(() => replica.health().problem === null);
  });

  it('notices a server that is frozen, and one that refuses us from now on', async () => {
    double.freeze();
    await until(() => log.health().problem !== null);
    await expect(all(log.read(other))).rejects.toThrow(LogUnreachable);
    double.thaw();
    await until(() => log.health().problem === null);
    double.locked = true;
    await double.stop();
    await double.start();
    await until(() => log.health().problem?.includes('refuses these credentials') ?? false);
  });

  it('leaves out what other programs wrote elsewhere, and names what they wrote in streams of the record', async () => {
    double.write('orders-1', 'OrderPlaced', { amount: 3 });
    double.write('$projections-x', '$ProjectionUpdated', {});
    await log.append(stream, [said('a')], 0);
    expect(positions(await everything())).toEqual([1]);
    double.write(stream, 'OrderPlaced', { amount: 3 });
    const foreign = all(log.tail(0, stop.signal));
    await expect(foreign).rejects.toThrow(UnreadableEvent);
    await expect(foreign).rejects.toThrow(/"statement-a" holds an event that In Force did not write: OrderPlaced/);
    await expect(all(log.read(stream))).rejects.toThrow(UnreadableEvent);
  });

  it.each([
    ['data', 'data', (text: string) => text.replace('a 2', 'b 2')],
    ['envelope', 'custom', (text: string) => text.replace('2025-11-07', '2025-11-06')],
    ['version', 'custom', (text: string) => text.replace(/"version":\d+/, '"version":1')],
    ['digest', 'custom', (text: string) => text.replace(/"digest":"../, '"digest":"zz')],
  ] as const)('names an event whose %s is not what was recorded', async (_, kept, change) => {
    await log.append(stream, sayings('a', 3), 0);
    double.alter(stream, 1, kept, change);
    const later = await open({ ring: 1 });
    const seen: number[] = [];
    const read = async (events: AsyncIterable<{ position: number }>) => {
      for await (const { position } of events) seen.push(position);
    };
    for (const events of [later.stored(0, 3), later.tail(0, stop.signal), later.read(stream)]) {
      const failure = read(events);
      await expect(failure).rejects.toThrow(AlteredEvent);
      await expect(failure).rejects.toThrow(/^Event 2 .* is not what was recorded/);
    }
    expect(seen).toEqual([1, 1, 1]);
    await expect(copyLog(later, new MemoryLog(now))).rejects.toMatchObject({ position: 2 });
  });

  it('takes what an earlier program recorded, which kept no digest, and gives it the same leaf', async () => {
    await log.append(stream, sayings('a', 3), 0);
    const leaves = (await all(log.stored(0, 3))).map(({ leaf }) => leaf);
    for (const revision of [0, 1, 2]) double.alter(stream, revision, 'custom', (text) => text.replace(/,"digest":"[0-9a-f]{64}"/, ''));
    expect((await all((await open()).stored(0, 3))).map(({ leaf }) => leaf)).toEqual(leaves);
  });

  it.each(['unavailable', 'silence', 'end'] as const)('tells what is stored, whole, after: %s', async (fault) => {
    const short = await open({ ring: 8 });
    await log.append(stream, sayings('a', 60), 0);
    await take(short.tail(0, stop.signal), 60);
    double.subscriptions.push(...[5, 0, 20].map((after) => ({ after, with: fault })));
    expect(positions(await all(short.stored(0, 60)))).toEqual(upTo(60));
    expect(double.subscriptions).toEqual([]);
  });

  it('does not count on a record that lost events', async () => {
    await log.append(stream, sayings('a', 3), 0);
    double.lose(stream, 1);
    await expect(open()).rejects.toThrow(LogUnusable);
    await expect(open()).rejects.toThrow(/^Of the stream "statement-a" the server holds event 1, and not event 0: .*Restore a backup/);
  });

  it('says that a stream was deleted, to who follows and who comes later, and copies what is still there', async () => {
    await log.append(stream, sayings('a', 3), 0);
    const leaves = (await all(log.stored(0, 3))).map(({ leaf }) => leaf);
    double.tombstone(stream);
    await log.append(other, [said('b')], 0).catch(() => undefined);
    await until(() => log.health().stuck);
    for (const opening of [all(log.tail(3, stop.signal)), open()]) {
      await expect(opening).rejects.toThrow(LogUnusable);
      await expect(opening).rejects.toThrow(/"statement-a" of the record was deleted .* inforce log copy --through 3 FROM TO/);
    }
    const [rescued, copy] = [await open({ readOnly: true, through: 3 }), new MemoryLog(now)];
    expect(await copyLog(rescued, copy, undefined, 3)).toMatchObject({ copied: 3, total: 3 });
    expect((await all(copy.stored(0, 3))).map(({ leaf }) => leaf)).toEqual(leaves);
    expect(rescued.health().problem).toBeNull();
    double.lose(stream, 3);
    await expect(open()).rejects.toThrow(/^Of the stream "statement-a" the server holds its tombstone alone, .* scavenged/);
  });

  it('copies what came before an event that another program wrote', async () => {
    await log.append(stream, sayings('a', 3), 0);
    double.write(stream, 'OrderPlaced', { amount: 3 });
    const copy = new MemoryLog(now);
    await expect(copyLog(await open({ readOnly: true }), copy)).rejects.toThrow(/event 4\. .* inforce log copy --through 3 FROM TO/);
    expect(await copyLog(await open({ readOnly: true, through: 3 }), copy, undefined, 3)).toMatchObject({ copied: 3, total: 3 });
  });

  it('names a stream that was deleted while it was followed', async () => {
    await log.append(stream, sayings('a', 3), 0);
    double.lose(stream, 3);
    await expect(all(log.read(stream))).rejects.toThrow(/"statement-a" was deleted/);
  });
});

describe('a lease', () => {
  const held = (lease: Lease) => !lease.lost.aborted;

  it('is given up by a holder that cannot reach the server, before the next one has it', async () => {
    const lease = await log.lease('calendar', stop.signal);
    double.freeze();
    await until(() => !held(lease));
    double.thaw();
    expect(held(await (await open()).lease('calendar', stop.signal))).toBe(true);
  });

  it('survives an answer that is lost', async () => {
    const lease = await log.lease('calendar', stop.signal);
    double.appends.push('swallow');
    await until(() => double.streams.filter((name) => name === 'lease-calendar').length > 5);
    expect(held(lease)).toBe(true);
  });

  it('goes to another process when its holder closes the log, and is renewed until then', async () => {
    const lease = await log.lease('calendar', stop.signal);
    const waiting = (await open()).lease('calendar', stop.signal);
    await until(() => double.streams.filter((name) => name === 'lease-calendar').length > 4);
    expect(held(lease)).toBe(true);
    await log.close();
    expect([held(lease), held(await waiting)]).toEqual([false, true]);
  });
});

describe('a server that cannot be used', () => {
  const refused = (url: string) => openLog(url, { now, kurrent: { patience: { ...patience, trying: 100 } } });

  it('is too old', async () => {
    for (const version of ['22.10.5', 'unknown']) {
      double.version = version;
      await expect(refused(double.url)).rejects.toThrow(LogUnusable);
      await expect(refused(double.url)).rejects.toThrow(`runs version ${version}. Use EventStoreDB 23.10 or later`);
    }
    double.version = '26.0.1';
    await (await refused(double.url)).close();
  });

  it.each(['esdb', 'esdb+discover', 'kurrentdb', 'kurrentdb+discover', 'KurrentDB'])(
    'is found among several hosts by %s:',
    async (scheme) => {
      await (await refused(`${several(scheme)}${quickly}`)).close();
    },
  );

  it('knows the user, and denies it a right', async () => {
    double.locked = 'right';
    await expect(refused(double.url)).rejects.toThrow(LogUnusable);
    await expect(refused(double.url)).rejects.toThrow(
      /^esdb:\/\/127\.0\.0\.1:\d+ knows this user, and denies it a right\. It must read \$all/,
    );
  });

  it('has a certificate of an authority that is not known here', async () => {
    const pem = readFileSync(join(__dirname, 'untrusted.pem')); // its own authority, and its key: good for nothing else
    await double.stop();
    await double.start(ServerCredentials.createSsl(null, [{ private_key: pem, cert_chain: pem }]));
    const secure = double.url.replace('?tls=false', '');
    await expect(refused(secure)).rejects.toThrow(/self[- ]signed certificate\)\. Name the file .*tlsCAFile=PATH/);
    await expect(refused(`${several('esdb').replace('?tls=false', '?')}${quickly}`)).rejects.toThrow(/Failed to discover.*tlsCAFile=PATH/);
  });

  it('refuses the credentials', async () => {
    double.locked = true;
    await expect(refused(double.url.replace('//', '//ouro:s3cr3t@'))).rejects.toThrow(
      /^esdb:\/\/127\.0\.0\.1:\d+ refuses these credentials\. Check/,
    );
  });

  it('is not there', async () => {
    const { url } = double;
    await double.stop();
    await expect(refused(url)).rejects.toThrow(LogUnusable);
    await expect(refused(url)).rejects.toThrow(/Nobody answers as KurrentDB at esdb:\/\/127/);
    await double.start();
  });

  it.each([
    ['esdb://', /cannot be read. Write esdb:/],
    ['esdb://ouro:s3cr3t@', /cannot be read/],
    ['esdb://ouro:s3cr3t@host:port', /esdb:\/\/host:port cannot be opened/],
    ['esdb://ouro:s3%cr3t@host', /the name and password cannot be read/],
    ['esdb://ouro:s3cr3t@host?tlsVerifyCert=false', /esdb:\/\/host: the option "tlsVerifyCert" is not taken/],
    ['esdb://ouro:s3cr3t@host?throwOnAppendFailure=false', /the option "throwOnAppendFailure" is not taken/],
    ['esdb://ouro:s3cr3t@host?tls', /the option "tls" is not taken/],
    ['esdb://ouro:s3cr3t@host?tls=perhaps', /cannot be opened/],
    ['esdb://ouro:s3cr3t@host?userCertFile=/nowhere', /cannot be opened. userCertFile must be given/],
    ['esdb://ouro:s3cr3t@host?streamPrefix=A-', /streamPrefix takes small letters/],
  ])('is told apart in %s without repeating the password', async (url, message) => {
    const refusal = refused(url);
    await expect(refusal).rejects.toThrow(LogUnusable);
    await expect(refusal).rejects.toThrow(message);
    await expect(refusal).rejects.not.toThrow(/s3/);
  });
});
