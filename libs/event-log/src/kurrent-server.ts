import { setTimeout as pause } from 'node:timers/promises';
import {
  type AllStreamRecordedEvent,
  type AppendToStreamOptions,
  BACKWARDS,
  END,
  EventStoreDBClient,
  NO_STREAM,
  START,
  type StreamingRead,
  streamNameFilter,
} from '@eventstore/db-client';
import { LogUnreachable, LogUnusable } from './event-log.js';
import { type Address, addressOf, HOW } from './kurrent-address.js';
import { adviceOn, demandVersion, denialOf, isDenied } from './kurrent-errors.js';
import { type Patience, Tries } from './kurrent-patience.js';

type EventToSend = Parameters<EventStoreDBClient['appendToStream']>[1];

/** Any event of the server, whoever wrote it. */
export type ServerEvent = AllStreamRecordedEvent;

/** One server or cluster, with limits of our own around a client that has none for some of its calls. */
export class KurrentServer {
  readonly #address: Address;
  #client: EventStoreDBClient;
  #closed = false;

  constructor(
    url: string,
    readonly patience: Patience,
  ) {
    this.#address = addressOf(url);
    this.#client = this.#connect();
  }

  /** Its address, without secrets. */
  get shown(): string {
    return this.#address.shown;
  }

  /** Returns what stands before the names of the streams of this record. */
  get prefix(): string {
    return this.#address.prefix;
  }

  /** Ends every call that is under way. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.within(this.#client.dispose()).catch(() => undefined);
  }

  /** Begins anew with another connection: a client that found no node of a cluster once may never find one again. */
  renew(): void {
    const old = this.#client;
    this.#client = this.#connect();
    giveUp(() => old.dispose()); // which may never end, where a call of its was given up before it had begun
  }

  /**
   * Asks what the server is, and whether it lets us in.
   *
   * @throws {LogUnusable} when it is too old, refuses the credentials, or nobody answers for as long as patience lasts.
   */
  async greet(signal: AbortSignal): Promise<void> {
    for (const tries = new Tries(this.patience, signal); ; )
      try {
        demandVersion(this.shown, await this.#version());
        await this.lastOf([]);
        return;
      } catch (error) {
        if (error instanceof LogUnusable) throw error;
        if (isDenied(error)) throw new LogUnusable(denialOf(this.shown, error));
        this.renew();
        if (!(await tries.again(error)))
          throw new LogUnusable(`Nobody answers as KurrentDB at ${this.shown} (${tries.reason}). ${adviceOn(tries.reason)}`);
      }
  }

  /** Appends to a stream that holds `expected` events, within so many milliseconds. */
  async append(stream: string, events: EventToSend, expected: number, limit: number = this.patience.call): Promise<void> {
    const { credentials, secure, certified } = this.#address;
    const options: AppendToStreamOptions = {
      expectedRevision: expected === 0 ? NO_STREAM : BigInt(expected - 1),
      deadline: limit,
      requiresLeader: true,
    };
    // With credentials the client makes a plain call that keeps deadlines; an insecure server takes any. Without, it batches, and waits for ever.
    const login = credentials ?? (secure || certified ? undefined : { username: 'in-force', password: 'insecure' });
    const sent = this.#client.appendToStream(`${this.prefix}${stream}`, events, { ...options, ...(login && { credentials: login }) });
    await this.within(sent, limit);
  }

  /** Yields a stream from a revision on, from the leader: nothing that was acknowledged is missing. `limit` is how long each may take. */
  async *read(stream: string, from: number, limit: () => number = () => this.patience.call): AsyncGenerator<ServerEvent> {
    const source = this.#client.readStream(`${this.prefix}${stream}`, {
      fromRevision: BigInt(from),
      requiresLeader: true,
    });
    for await (const { event } of this.#patiently(source, limit)) if (event) yield event as ServerEvent;
  }

  /** Returns the last event in streams that begin so, of the last few that the server holds; null where none of those is one. */
  async lastOf(prefixes: readonly string[], among = 1, limit = this.patience.call): Promise<ServerEvent | null> {
    const source = this.#client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: among });
    let last: ServerEvent | null = null;
    // Read to its end: the client keeps a call for ever that is left with events in it.
    for await (const { event } of this.#patiently(source, () => limit))
      if (event && prefixes.some((prefix) => event.streamId.startsWith(prefix))) last ??= event as ServerEvent;
    return last;
  }

  /** Subscribes to the streams that begin so, after the event at a byte position, or from the beginning. */
  subscribe(prefixes: readonly string[], after: number) {
    const position = BigInt(after);
    return this.#client.subscribeToAll({
      fromPosition: after < 0 ? START : { commit: position, prepare: position },
      filter: streamNameFilter({ prefixes: [...prefixes] }),
    });
  }

  /** Keeps no more than some events in a stream. */
  async keepOnly(stream: string, count: number): Promise<void> {
    await this.within(
      this.#client.setStreamMetadata(
        `${this.prefix}${stream}`,
        { maxCount: count },
        { deadline: this.patience.call, requiresLeader: true },
      ),
    );
  }

  /** Waits for an answer, but not for ever. */
  async within<T>(answer: Promise<T>, limit: number = this.patience.call): Promise<T> {
    const late = new AbortController();
    const silence = pause(limit, undefined, { signal: late.signal }).then(() => {
      throw new LogUnreachable(`${this.shown} did not answer within ${Math.ceil(limit)} ms.`);
    });
    try {
      return await Promise.race([answer, silence]);
    } finally {
      silence.catch(() => undefined);
      late.abort();
    }
  }

  #version = async (): Promise<string> => {
    // The client knows it, and keeps it to itself.
    const { capabilities } = this.#client as unknown as { readonly capabilities: Promise<{ readonly serverVersion: string }> };
    return (await this.within(capabilities)).serverVersion;
  };

  /** Reads to the end, or until the server has fallen silent for longer than patience lasts. */
  async *#patiently<T>(source: StreamingRead<T>, limit: () => number): AsyncGenerator<T> {
    const client = this.#client;
    source.on('error', () => undefined); // one that comes after we have left has nobody else to hear it
    const events = source[Symbol.asyncIterator]();
    try {
      for (;;) {
        const { done, value } = await this.within(events.next(), limit());
        // The readings of a client that is disposed of end as if there were no more.
        if (done && (this.#closed || client !== this.#client)) throw new LogUnreachable(`The connection to ${this.shown} was given up.`);
        if (done) return;
        yield value;
      }
    } finally {
      giveUp(() => source.cancel());
    }
  }

  #connect(): EventStoreDBClient {
    try {
      return forgiving(EventStoreDBClient.connectionString(this.#address.url));
    } catch (error) {
      // The client's own message may repeat a part of the password.
      const missing = error instanceof Error && /certificate|userCertFile/i.test(error.message) ? ` ${error.message}` : '';
      throw new LogUnusable(`${this.shown} cannot be opened.${missing} ${HOW}`);
    }
  }
}

/** Gives a call up without waiting for it: the client hears of that only once it has found a node. */
export function giveUp(cancel: () => Promise<void>): void {
  cancel().catch(() => undefined);
}

/** Returns a client that does not end the process where it looks for another node after a failure, and finds none. */
function forgiving(client: EventStoreDBClient): EventStoreDBClient {
  const inner = client as unknown as { handleError(...args: unknown[]): Promise<void> };
  const { handleError } = inner;
  inner.handleError = (...args) => handleError(...args).catch(() => undefined);
  return client;
}
