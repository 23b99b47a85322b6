import type { Encoded, Identified, Language, Place, Stored } from '@in-force/events';
import { demandContinues, encodeAll } from './append.js';
import { type Clock, type EventLog, type Head, type Health, InvalidAppend, type Lease, LogReadOnly, LogUnreachable } from './event-log.js';
import { KeyedMutex } from './keyed-mutex.js';
import { deletedStream, KurrentAppender } from './kurrent-append.js';
import { isDeleted, isMissing, isOfConnection } from './kurrent-errors.js';
import { checked, incoming } from './kurrent-event.js';
import { KurrentFeed } from './kurrent-feed.js';
import { PATIENCE, type Patience, Tries } from './kurrent-patience.js';
import { KurrentServer } from './kurrent-server.js';
import { StreamLease } from './lease.js';
import { partsOf, sizeOf } from './size.js';

export interface KurrentOptions {
  readonly patience?: Partial<Patience> | undefined;
  /** How many of the last events are kept at hand for those who follow; older ones are asked for again. */
  readonly ring?: number | undefined;
  /** How many events are counted; whatever comes after them may be broken. */
  readonly through?: number | undefined;
}

/**
 * A log on an EventStoreDB or KurrentDB server or cluster. It follows all of it and counts its events, so that positions mean what
 * they mean everywhere. Nothing is appended without naming the revision, so an append whose outcome is unknown can be sent again.
 */
export class KurrentLog<Said extends Identified, Kept extends Place> implements EventLog<Said, Kept> {
  readonly #server: KurrentServer;
  readonly #feed: KurrentFeed;
  readonly #appender: KurrentAppender;
  readonly #turns = new KeyedMutex();
  readonly #leases = new Set<Lease>();

  private constructor(
    private readonly language: Language<Said, Kept>,
    url: string,
    private readonly now: Clock,
    private readonly readOnly: boolean,
    { patience, ring, through }: KurrentOptions,
  ) {
    this.#server = new KurrentServer(url, { ...PATIENCE, ...patience });
    this.#feed = new KurrentFeed(this.#server, language.subjects, now, ring, through);
    this.#appender = new KurrentAppender(this.#server, this.#feed);
  }

  /**
   * Connects, and counts what the server holds.
   *
   * @throws {LogUnusable} when nobody answers, the server is too old or the credentials are refused; the message says what to do.
   */
  static async open<Said extends Identified, Kept extends Place>(
    language: Language<Said, Kept>,
    url: string,
    now: Clock,
    readOnly: boolean,
    options: KurrentOptions,
  ): Promise<KurrentLog<Said, Kept>> {
    const log = new KurrentLog(language, url, now, readOnly, options);
    try {
      await log.#server.greet(log.#feed.stopped);
      await log.#feed.start();
      return log;
    } catch (error) {
      await log.close();
      throw error;
    }
  }

  append(stream: string, drafts: readonly Said[], expected: number): Promise<number> {
    // Those sent at once would only lose against each other.
    return this.#turns.run(stream, async () => {
      this.#writable();
      const events = encodeAll(this.language, stream, drafts);
      this.#ours(stream);
      const begun = Date.parse(this.now());
      const held = await this.#appender.append(stream, events, expected);
      // Done or not: nobody answers by what we are not told of.
      const { id } = events.at(-1) as Encoded;
      await this.#feed.told(id);
      const { numbers, clocks } = this.#feed;
      clocks.appended(Date.parse(numbers.instantAt(numbers.positionOf(id) as number)), begun);
      return held;
    });
  }

  async *read(stream: string): AsyncGenerator<Kept> {
    const { numbers } = this.#feed;
    const tries = new Tries(this.#server.patience, this.#feed.stopped);
    for (let next = 0; ; ) {
      this.#opened();
      const known = numbers.sizeOf(stream);
      try {
        for await (const event of this.#server.read(stream, next, () => tries.call)) {
          await this.#feed.told(event.id);
          yield this.#read(numbers.placed(incoming(event, this.#server.prefix), numbers.positionOf(event.id) as number));
          next = Number(event.revision) + 1;
        }
        if (next >= known) return;
      } catch (error) {
        if (isMissing(error) && known === 0) return;
        if (isMissing(error) || isDeleted(error)) throw deletedStream(this.#server, stream);
        if (!isOfConnection(error)) throw error;
        this.#opened();
        if (!(await tries.again(error)))
          throw new LogUnreachable(`${this.#server.shown} cannot be reached (${tries.reason}). Ask again later.`);
      }
    }
  }

  async *tail(after: number, signal: AbortSignal): AsyncGenerator<Kept> {
    this.#opened();
    for await (const stored of this.#feed.tail(after, signal)) yield this.#read(stored);
  }

  async head(): Promise<Head> {
    this.#opened();
    const { position, recordedAt } = this.#feed.numbers;
    return { position, recordedAt, id: this.#feed.id };
  }

  async *stored(after: number, through: number): AsyncGenerator<Stored> {
    this.#opened();
    yield* this.#feed.stored(after, through);
  }

  async restore(stored: readonly Stored[]): Promise<void> {
    this.#writable();
    const { numbers } = this.#feed;
    const { position, recordedAt } = numbers;
    const copy = {
      last: recordedAt === null ? undefined : { position, recordedAt },
      sizeOf: numbers.sizeOf,
      has: (id: string) => numbers.positionOf(id) !== undefined,
    };
    for (const { stream } of stored) this.#ours(stream);
    for (const events of partsOf(demandContinues(this.language, stored, copy), sizeOf)) {
      const [first, last] = [events[0], events.at(-1)] as [Stored, Stored];
      await this.#appender.append(first.stream, events, first.revision);
      await this.#feed.told(last.id);
      if (numbers.positionOf(last.id) !== last.position)
        throw new InvalidAppend('Somebody else appended to this log while it was restored. Throw it away and copy again, alone.');
    }
  }

  health(): Health {
    return this.#feed.health;
  }

  noted(): null {
    return null;
  }

  async lease(name: string, signal: AbortSignal): Promise<Lease> {
    this.#writable();
    const { patience } = this.#server;
    const lease = await StreamLease.take(this.#server, name, patience.lease, AbortSignal.any([signal, this.#feed.stopped]));
    this.#leases.add(lease);
    lease.lost.addEventListener('abort', () => this.#leases.delete(lease));
    return lease;
  }

  announce(): void {}

  async close(): Promise<void> {
    if (this.#feed.stopped.aborted) return;
    await Promise.all([...this.#leases].map((lease) => lease.release()));
    await Promise.all([this.#feed.stop(), this.#server.close()]);
  }

  /** @throws {UnreadableEvent} as `checked` does, and for what this program cannot read. */
  #read = (stored: Stored): Kept => this.language.decode(checked(stored));

  #opened(): void {
    if (this.#feed.stopped.aborted) throw new Error('This log was closed.');
  }

  #writable(): void {
    this.#opened();
    if (this.readOnly) throw new LogReadOnly(this.#server.shown);
  }

  #ours(stream: string): void {
    const subjects = this.language.subjects.map((subject) => `${subject}-`);
    if (!subjects.some((subject) => stream.startsWith(subject)))
      throw new InvalidAppend(`"${stream}" is no stream of this log: those begin with ${subjects.join(', ')}.`);
  }
}
