import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb.js';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { type AppendReq, AppendResp, type ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import {
  Metadata,
  Server,
  ServerCredentials,
  type ServerReadableStream,
  type ServerWritableStream,
  type sendUnaryData,
  status,
} from '@grpc/grpc-js';

/** What befalls an append: stored and never answered; neither; stored and answered when told to; sent on to the leader; refused. */
type AppendFault = 'swallow' | 'lose' | 'late' | 'not-leader' | 'unavailable';

/** What befalls a reading or a subscription after so many events: its connection breaks, it is dropped as too slow, it falls silent. */
interface ReadFault {
  readonly after: number;
  readonly with: 'unavailable' | 'too-slow' | 'silence' | 'end';
}

interface Kept {
  readonly stream: string;
  readonly id: string;
  readonly revision: number;
  readonly position: number;
  readonly created: number;
  readonly meta: readonly (readonly [string, string])[];
  readonly data: Uint8Array;
  readonly custom: Uint8Array;
}

const TICKS = 10_000n;

const failure = (code: status, details: string, exception?: string, more: Record<string, string> = {}) => {
  const metadata = new Metadata();
  if (exception) metadata.set('exception', exception);
  for (const [key, value] of Object.entries(more)) metadata.set(key, value);
  return { code, details, metadata };
};

/**
 * A server that answers the client of KurrentDB as EventStoreDB 23.10.8 was seen to, on loopback, and does on command what a real
 * one does only on a bad day. It keeps its events while it is gone.
 */
export class KurrentDouble {
  readonly #kept: Kept[] = [];
  readonly #listeners = new Set<() => void>();
  #server: Server | null = null;
  #frozen: Promise<void> | null = null;
  #release: () => void = () => {};
  #thaw: () => void = () => {};
  port = 0;
  version = '23.10.8';
  /** Refuse everybody: their password, or what they may. */
  locked: boolean | 'right' = false;
  /** How many bytes an append may have. */
  most = 1024 * 1024;
  /** Tell everything twice. */
  repeating = false;
  /** What befalls the next appends, readings and subscriptions, one each. */
  readonly appends: AppendFault[] = [];
  readonly reads: ReadFault[] = [];
  readonly subscriptions: ReadFault[] = [];
  /** What happens, once, while the next reading of a stream is on its way back. */
  meanwhile: (() => Promise<void>) | null = null;
  /** How many were asked for. */
  readonly asked = { appends: 0, reads: 0, subscriptions: 0 };
  readonly released = new Promise<void>((resolve) => (this.#release = resolve));

  /** `now` tells its time, in milliseconds. */
  constructor(public now: () => number = Date.now) {}

  static async started(now?: () => number): Promise<KurrentDouble> {
    const double = new KurrentDouble(now);
    double.#keep(
      '$settings',
      'x',
      [
        ['type', '$settings'],
        ['content-type', 'application/json'],
      ],
      Buffer.from('{}'),
      Buffer.from(''),
    );
    await double.start();
    return double;
  }

  get url(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  get streams(): string[] {
    return this.#kept.map(({ stream }) => stream);
  }

  async start(credentials = ServerCredentials.createInsecure()): Promise<void> {
    const server = new Server();
    server.addService(ServerFeaturesService, {
      getSupportedMethods: (_: unknown, answer: sendUnaryData<SupportedMethods>) =>
        void this.#awake().then(() => {
          const methods = new SupportedMethods();
          methods.setEventStoreServerVersion(this.version);
          answer(null, methods);
        }),
    });
    server.addService(GossipService, {
      read: (_: unknown, answer: sendUnaryData<ClusterInfo>) => void this.#awake().then(() => answer(null, this.#members())),
    });
    server.addService(StreamsService, {
      read: (call: ServerWritableStream<ReadReq, ReadResp>) => void this.#awake().then(() => void this.#read(call)),
      append: (call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>) => void this.#append(call, answer),
    });
    await new Promise<void>((resolve, reject) =>
      server.bindAsync(`127.0.0.1:${this.port}`, credentials, (error, port) => {
        this.port = port;
        if (error) reject(error);
        else resolve();
      }),
    );
    this.#server = server;
  }

  /** Is gone, as if killed. */
  async stop(): Promise<void> {
    this.#server?.forceShutdown();
    this.#server = null;
    this.#listeners.clear();
  }

  /** Answers nobody until it thaws. */
  freeze(): void {
    this.#frozen = new Promise((resolve) => (this.#thaw = resolve));
  }

  thaw(): void {
    this.#frozen = null;
    this.#thaw();
    for (const listener of [...this.#listeners]) listener();
  }

  /** Sends the answers that are late. */
  release = (): void => this.#release();

  /** Loses the first events of a stream, as scavenging a truncated one does. */
  lose(stream: string, count: number): void {
    for (let left = count; left > 0; left--)
      this.#kept.splice(
        this.#kept.findIndex((event) => event.stream === stream),
        1,
      );
  }

  /** Changes the text of an event, or of what is kept beside it, where the server keeps it. */
  alter(stream: string, revision: number, kept: 'data' | 'custom', change: (text: string) => string): void {
    const index = this.#kept.findIndex((event) => event.stream === stream && event.revision === revision);
    const event = this.#kept[index] as Kept;
    this.#kept[index] = { ...event, [kept]: Buffer.from(change(Buffer.from(event[kept]).toString())) };
  }

  /** What another program wrote. */
  write(stream: string, type: string, data: unknown): void {
    this.#keep(
      stream,
      crypto.randomUUID(),
      [
        ['type', type],
        ['content-type', 'application/json'],
      ],
      Buffer.from(JSON.stringify(data)),
      Buffer.from(''),
    );
    this.#tell();
  }

  #denial = () =>
    this.locked === 'right'
      ? failure(status.PERMISSION_DENIED, 'Access Denied', 'access-denied')
      : failure(status.UNAUTHENTICATED, 'Unauthenticated');

  /** A cluster of this one, which leads. */
  #members(): ClusterInfo {
    const place = new EndPoint();
    place.setAddress('127.0.0.1');
    place.setPort(this.port);
    const member = new MemberInfo();
    member.setInstanceId(new UUID());
    member.setState(MemberInfo.VNodeState.LEADER);
    member.setIsAlive(true);
    member.setHttpEndPoint(place);
    const info = new ClusterInfo();
    info.setMembersList([member]);
    return info;
  }

  /** Deletes a stream for ever: its events stay where everything is read, until they are scavenged. */
  tombstone(stream: string): void {
    const position = (this.#kept.at(-1)?.position ?? 1000) + 137;
    const meta = [
      ['type', '$streamDeleted'],
      ['content-type', 'application/octet-stream'],
    ] as const;
    const [revision, nothing] = ['9223372036854775807' as unknown as number, Buffer.from('')];
    this.#kept.push({ stream, id: crypto.randomUUID(), revision, position, created: this.now(), meta, data: nothing, custom: nothing });
    this.#tell();
  }

  async #awake(): Promise<void> {
    while (this.#frozen) await this.#frozen;
  }

  #tell(): void {
    if (!this.#frozen) for (const listener of [...this.#listeners]) listener();
  }

  #of = (stream: string): Kept[] => this.#kept.filter((event) => event.stream === stream);

  #keep(stream: string, id: string, meta: Kept['meta'], data: Uint8Array, custom: Uint8Array): number {
    const position = (this.#kept.at(-1)?.position ?? 1000) + 137 + data.length; // sparse, as byte positions are
    const revision = this.#of(stream).length;
    this.#kept.push({ stream, id, revision, position, created: this.now(), meta, data, custom });
    return position;
  }

  // Appending

  async #append(call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>): Promise<void> {
    const requests: AppendReq[] = [];
    for await (const request of call) requests.push(request as AppendReq);
    this.asked.appends += 1;
    await this.#awake();
    const fault = this.appends.shift();
    if (this.locked) return answer(this.#denial());
    if (fault === 'lose') return;
    if (fault === 'unavailable') return answer(failure(status.UNAVAILABLE, 'Server Is Not Ready'));
    if (fault === 'not-leader')
      return answer(
        failure(status.NOT_FOUND, 'Leader info available', 'not-leader', {
          'leader-endpoint-host': '127.0.0.1',
          'leader-endpoint-port': String(this.port),
        }),
      );
    const found = this.#store(requests);
    this.#tell();
    if (fault === 'swallow') return;
    if (fault === 'late') await this.released;
    if (found instanceof AppendResp) answer(null, found);
    else answer(found);
  }

  #store([head, ...rest]: AppendReq[]): AppendResp | ReturnType<typeof failure> {
    const options = (head as AppendReq).getOptions() as NonNullable<ReturnType<AppendReq['getOptions']>>;
    const stream = Buffer.from(options.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();
    const events = rest.map((request) => request.getProposedMessage() as NonNullable<ReturnType<AppendReq['getProposedMessage']>>);
    if (events.reduce((sum, event) => sum + event.getData_asU8().length + event.getCustomMetadata_asU8().length, 0) > this.most)
      return failure(status.INVALID_ARGUMENT, 'Maximum Append Size Exceeded', 'maximum-append-size-exceeded', {
        'maximum-append-size': String(this.most),
      });
    const held = this.#of(stream);
    const expected = options.hasNoStream() ? 0 : options.hasRevision() ? Number(options.getRevision()) + 1 : held.length;
    const ids = events.map((event) => event.getId()?.getString() ?? '');
    const response = new AppendResp();
    const succeeded = (count: number, position: number) => {
      const success = new AppendResp.Success();
      success.setCurrentRevision(String(count - 1));
      const at = new AppendResp.Position();
      at.setCommitPosition(String(position));
      at.setPreparePosition(String(position));
      success.setPosition(at);
      response.setSuccess(success);
      return response;
    };
    if (held.length !== expected) {
      const before = held.slice(expected, expected + ids.length);
      // The same ids at the same revision: the first answer once more.
      if (ids.length > 0 && before.length === ids.length && before.every(({ id }, index) => id === ids[index]))
        return succeeded(expected + ids.length, before.at(-1)?.position ?? 0);
      const wrong = new AppendResp.WrongExpectedVersion();
      if (held.length > 0) wrong.setCurrentRevision(String(held.length - 1));
      else wrong.setCurrentNoStream(new Empty());
      if (expected > 0) wrong.setExpectedRevision(String(expected - 1));
      else wrong.setExpectedNoStream(new Empty());
      response.setWrongExpectedVersion(wrong);
      return response;
    }
    let position = 0;
    for (const [index, event] of events.entries())
      position = this.#keep(
        stream,
        ids[index] as string,
        [...event.getMetadataMap().entries()] as unknown as [string, string][],
        event.getData_asU8(),
        event.getCustomMetadata_asU8(),
      );
    return succeeded(expected + ids.length, position);
  }

  // Reading

  async #read(call: ServerWritableStream<ReadReq, ReadResp>): Promise<void> {
    const options = call.request.getOptions() as NonNullable<ReturnType<ReadReq['getOptions']>>;
    if (this.locked) {
      call.emit('error', this.#denial());
      return;
    }
    if (options.hasSubscription()) {
      this.#subscribe(call, options);
      return;
    }
    this.asked.reads += 1;
    const fault = this.reads.shift();
    let events = this.#chosen(options);
    const { meanwhile } = this;
    if (meanwhile && !options.hasAll()) {
      this.meanwhile = null;
      await meanwhile();
    }
    if (events === null) {
      const missing = new ReadResp.StreamNotFound();
      const identifier = new StreamIdentifier();
      identifier.setStreamName(options.getStream()?.getStreamIdentifier()?.getStreamName_asU8() ?? '');
      missing.setStreamIdentifier(identifier);
      const response = new ReadResp();
      response.setStreamNotFound(missing);
      call.write(response);
      call.end();
      return;
    }
    events = events.slice(0, Number(options.getCount()));
    for (const [index, event] of events.entries()) {
      if (fault && index >= fault.after) break;
      call.write(told(event));
    }
    if (fault) this.#befall(call, fault);
    else call.end();
  }

  /** The events that a reading asks for, in its order; null of a stream that is missing. */
  #chosen(options: NonNullable<ReturnType<ReadReq['getOptions']>>): Kept[] | null {
    const backwards = options.getReadDirection() === 1;
    const ordered = (events: Kept[]) => (backwards ? [...events].reverse() : events);
    if (options.hasAll()) {
      const from = options.getAll()?.getPosition();
      const at = from && Number(from.getCommitPosition());
      return ordered(this.#kept).filter(({ position }) => at === undefined || (backwards ? position < at : position >= at));
    }
    const of = options.getStream();
    const name = Buffer.from(of?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();
    const held = this.#of(name);
    if (held.length === 0) return null;
    const rules = this.#of(`$$${name}`).at(-1);
    const { $maxCount = held.length } = JSON.parse(rules ? Buffer.from(rules.data).toString() : '{}') as { $maxCount?: number };
    const from = of?.hasRevision() ? Number(of.getRevision()) : undefined;
    return ordered(held.slice(-$maxCount)).filter(
      ({ revision }) => from === undefined || (backwards ? revision <= from : revision >= from),
    );
  }

  #subscribe(call: ServerWritableStream<ReadReq, ReadResp>, options: NonNullable<ReturnType<ReadReq['getOptions']>>): void {
    this.asked.subscriptions += 1;
    const fault = this.subscriptions.shift();
    const prefixes = options.getFilter()?.getStreamIdentifier()?.getPrefixList() ?? [''];
    const from = options.getAll()?.getPosition();
    const after = from ? Number(from.getCommitPosition()) : -1;
    const confirmation = new ReadResp.SubscriptionConfirmation();
    confirmation.setSubscriptionId('double');
    const confirmed = new ReadResp();
    confirmed.setConfirmation(confirmation);
    call.write(confirmed);
    let next = this.#kept.findIndex(({ position }) => position > after);
    if (next < 0) next = this.#kept.length;
    let sent = 0;
    const push = () => {
      for (; next < this.#kept.length; next++) {
        const event = this.#kept[next] as Kept;
        if (!prefixes.some((prefix) => event.stream.startsWith(prefix))) continue;
        if (fault && sent >= fault.after) {
          this.#listeners.delete(push);
          this.#befall(call, fault);
          return;
        }
        call.write(told(event));
        if (this.repeating) call.write(told(event));
        sent += 1;
      }
    };
    this.#listeners.add(push);
    call.on('cancelled', () => this.#listeners.delete(push));
    push();
    if (!this.#listeners.has(push)) return;
    const caughtUp = new ReadResp();
    caughtUp.setCaughtUp(new ReadResp.CaughtUp());
    call.write(caughtUp);
  }

  #befall(call: ServerWritableStream<ReadReq, ReadResp>, fault: ReadFault): void {
    if (fault.with === 'unavailable') call.emit('error', failure(status.UNAVAILABLE, 'Connection dropped'));
    if (fault.with === 'too-slow') call.emit('error', failure(status.ABORTED, 'Operation timed out'));
    if (fault.with === 'end') call.end();
  }
}

function told({ stream, id, revision, position, created, meta, data, custom }: Kept): ReadResp {
  const recorded = new ReadResp.ReadEvent.RecordedEvent();
  const uuid = new UUID();
  uuid.setString(id);
  recorded.setId(uuid);
  const identifier = new StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream).toString('base64'));
  recorded.setStreamIdentifier(identifier);
  recorded.setStreamRevision(String(revision));
  recorded.setCommitPosition(String(position));
  recorded.setPreparePosition(String(position));
  for (const [key, value] of meta) recorded.getMetadataMap().set(key, value);
  recorded.getMetadataMap().set('created', String(BigInt(created) * TICKS));
  recorded.setData(data);
  recorded.setCustomMetadata(custom);
  const event = new ReadResp.ReadEvent();
  event.setEvent(recorded);
  event.setCommitPosition(String(position));
  const response = new ReadResp();
  response.setEvent(event);
  return response;
}
