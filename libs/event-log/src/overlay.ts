import type { Draft, Recorded } from '@in-force/events';
import { appendedBefore, encodeAll } from './append.js';
import { type Clock, type EventLog, type Head, type Health, type Lease, RevisionConflict } from './event-log.js';
import { MemoryLog } from './memory.js';

/**
 * A log as it would be if more were recorded: what another log holds when this is opened, and after it what is appended here. The
 * other log is only read.
 */
export class OverlayLog implements EventLog {
  readonly #own: MemoryLog;
  readonly #sizes = new Map<string, number>();

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
    const ids = encodeAll(stream, drafts).map(({ id }) => id);
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
    for await (const event of this.#own.read(stream)) yield this.#above(event, below);
  }

  async *tail(after: number, signal: AbortSignal): AsyncGenerator<Recorded> {
    const { position } = this.head_;
    if (after < position) {
      const enough = new AbortController();
      for await (const event of this.base.tail(after, AbortSignal.any([signal, enough.signal]))) {
        yield event;
        if (event.position >= position) break;
      }
      enough.abort();
    }
    for await (const event of this.#own.tail(Math.max(0, after - position), signal))
      yield this.#above(event, await this.#below(event.stream));
  }

  async head(): Promise<Head> {
    const own = await this.#own.head();
    if (own.position === 0) return this.head_;
    const { position, recordedAt, id } = this.head_;
    return { position: position + own.position, recordedAt: later(recordedAt, own.recordedAt as string), id: id ?? own.id };
  }

  async restore(recorded: readonly Recorded[]): Promise<void> {
    const own: Recorded[] = [];
    for (const event of recorded)
      own.push({ ...event, position: event.position - this.head_.position, revision: event.revision - (await this.#below(event.stream)) });
    await this.#own.restore(own);
  }

  health = (): Health => this.base.health();

  lease = (name: string, signal: AbortSignal): Promise<Lease> => this.#own.lease(name, signal);

  announce(): void {}

  /** Forgets what was appended. The other log stays open. */
  close = (): Promise<void> => this.#own.close();

  /** How many events of a stream lie below. */
  async #below(stream: string): Promise<number> {
    let size = this.#sizes.get(stream);
    if (size === undefined) {
      size = 0;
      for await (const { position } of this.base.read(stream)) if (position <= this.head_.position) size += 1;
      this.#sizes.set(stream, size);
    }
    return size;
  }

  #above = (event: Recorded, below: number): Recorded => ({
    ...event,
    revision: event.revision + below,
    position: event.position + this.head_.position,
    recordedAt: later(this.head_.recordedAt, event.recordedAt),
  });
}

const later = (a: string | null, b: string): string => (a !== null && a > b ? a : b);
