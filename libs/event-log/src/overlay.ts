import { type Draft, decode, RECORD, type Recorded, type Stored } from '@in-force/events';
import { appendedBefore, encodeAll } from './append.js';
import { type Clock, type EventLog, type Head, type Health, InvalidAppend, type Lease, type Noted, RevisionConflict } from './event-log.js';
import { leafOf } from './leaf.js';
import { MemoryLog } from './memory.js';

/**
 * A log as it would be if more were recorded: what another log holds when this is opened, and after it what is appended here. The
 * other log is only read.
 */
export class OverlayLog implements EventLog {
  readonly #own: MemoryLog;
  readonly #sizes = new Map<string, number>();
  #closed = false;

  private constructor(
    private readonly base: EventLog,
    private readonly head_: Head,
    now: Clock,
  ) {
    this.#own = new MemoryLog(now);
  }

  static async over(base: EventLog, now: Clock): Promise<OverlayLog> {
    return new OverlayLog(base, await base.head(), now);
  }

  async append(stream: string, drafts: readonly Draft[], expected: number): Promise<number> {
    const ids = encodeAll(RECORD, stream, drafts).map(({ id }) => id);
    const below = await this.#below(stream);
    const places = new Map<string, Pick<Recorded, 'stream' | 'revision'>>();
    for await (const event of this.read(stream)) places.set(event.id, event);
    const before = appendedBefore(stream, ids, (id) => places.get(id));
    if (before !== undefined) return before;
    if (places.size !== expected) throw new RevisionConflict(stream, expected, places.size);
    return below + (await this.#own.append(stream, drafts, expected - below));
  }

  async *read(stream: string): AsyncGenerator<Recorded> {
    const below = await this.#below(stream);
    for await (const event of this.base.read(stream)) {
      if (event.revision >= below) break;
      yield event;
    }
    for await (const event of this.#own.read(stream)) yield this.#above(event);
  }

  async *tail(after: number, signal: AbortSignal): AsyncGenerator<Recorded> {
    const { position } = this.head_;
    // What is there already is not waited for: a log that is away is told of.
    for await (const event of this.base.stored(after, position)) {
      if (signal.aborted || this.#closed) return;
      yield decode(event);
    }
    if (this.#closed) return;
    for await (const event of this.#own.tail(Math.max(0, after - position), signal)) yield this.#above(event);
  }

  async *stored(after: number, through: number): AsyncGenerator<Stored> {
    const { position } = this.head_;
    yield* this.base.stored(after, Math.min(through, position));
    for await (const event of this.#own.stored(Math.max(0, after - position), through - position)) yield this.#moved(event, 1);
  }

  async head(): Promise<Head> {
    const own = await this.#own.head();
    if (own.position === 0) return this.head_;
    const { position, recordedAt, id } = this.head_;
    return { position: position + own.position, recordedAt: later(recordedAt, own.recordedAt as string), id: id ?? own.id };
  }

  async restore(stored: readonly Stored[]): Promise<void> {
    const own: Stored[] = [];
    for (const event of stored) {
      const { position, id, recordedAt, leaf } = event;
      const last = this.head_.recordedAt;
      if (last !== null && recordedAt < last)
        throw new InvalidAppend(
          `Event ${position} (${id}) does not continue this log: it was recorded at ${recordedAt}, others at ${last}.`,
        );
      // What was altered keeps a leaf that does not fit, and is refused below.
      own.push(leaf === leafOf(event) ? await this.#moved(event, -1) : { ...(await this.#moved(event, -1)), leaf });
    }
    await this.#own.restore(own);
  }

  health = (): Health => this.base.health();

  noted = (): Noted | null => this.base.noted();

  lease = (name: string, signal: AbortSignal): Promise<Lease> => this.#own.lease(name, signal);

  announce(): void {}

  /** Forgets what was appended. The other log stays open. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#own.close();
  }

  /** Returns how many events of a stream lie below. */
  async #below(stream: string): Promise<number> {
    let size = this.#sizes.get(stream);
    if (size === undefined) {
      size = 0;
      for await (const { position } of this.base.read(stream)) if (position <= this.head_.position) size += 1;
      this.#sizes.set(stream, size);
    }
    return size;
  }

  /** An event of this log where it stands over the other one. */
  async #above({ position }: Recorded): Promise<Recorded> {
    for await (const event of this.#own.stored(position - 1, position)) return decode(await this.#moved(event, 1));
    throw new Error('This log was closed.');
  }

  /** An event moved above what lies below, or back (-1); the hash of its leaf follows. */
  async #moved(event: Stored, way: 1 | -1): Promise<Stored> {
    const moved = {
      ...event,
      revision: event.revision + way * (await this.#below(event.stream)),
      position: event.position + way * this.head_.position,
      recordedAt: later(this.head_.recordedAt, event.recordedAt),
    };
    return { ...moved, leaf: leafOf(moved) };
  }
}

const later = (a: string | null, b: string): string => (a !== null && a > b ? a : b);
