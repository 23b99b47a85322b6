import { setImmediate as setTurn } from 'node:timers';
import { setImmediate } from 'node:timers/promises';
import { type Draft, decode, type Encoded, type Recorded, type Stored } from '@in-force/events';
import { appendedBefore, demandContinues, encodeAll } from './append.js';
import { type Clock, type EventLog, type Head, type Health, type Lease, RevisionConflict } from './event-log.js';
import { AlteredEvent, leafOf, unaltered } from './leaf.js';
import { type Row, type Rows, rowOf, storedOf } from './rows.js';
import { Waiters } from './waiters.js';

/** Waits a while, or until the signal aborts; never throws. */
export type Pause = (signal: AbortSignal) => Promise<void>;

const PAGE = 256;

/** What somebody wants appended, and waits for. */
interface Waiting {
  readonly stream: string;
  readonly events: readonly Encoded[];
  readonly expected: number;
  readonly resolve: (held: number) => void;
  readonly reject: (error: unknown) => void;
}

/** A log over rows at hand: the rules that memory and SQLite have in common. */
export class LocalLog implements EventLog {
  readonly #rows: Rows;
  readonly #now: Clock;
  readonly #pause: Pause | undefined;
  readonly #waiters = new Waiters();
  readonly #leases = new Map<string, Lease>();
  #appending: Waiting[] = [];
  #closed = false;
  #id: string | null = null;

  /** With `pause`, another process writes the rows, and tails look again after each pause. Without, each append wakes them. */
  constructor(rows: Rows, now: Clock, pause?: Pause) {
    this.#rows = rows;
    this.#now = now;
    this.#pause = pause;
  }

  /** Returns what many append in the same turn of the event loop is synced to the disk at once. */
  async append(stream: string, drafts: readonly Draft[], expected: number): Promise<number> {
    this.#opened();
    const events = encodeAll(stream, drafts);
    return new Promise((resolve, reject) => {
      if (this.#appending.push({ stream, events, expected, resolve, reject }) === 1) setTurn(() => this.#appendAll());
    });
  }

  async *read(stream: string): AsyncGenerator<Recorded> {
    for (let from = 0; ; from += PAGE) {
      const page = this.#opened().ofStream(stream, from, PAGE);
      for (const row of page) yield decode(storedOf(row));
      if (page.length < PAGE) return;
      await setImmediate();
    }
  }

  async *tail(after: number, signal: AbortSignal): AsyncGenerator<Recorded> {
    const over = () => signal.aborted || this.#closed;
    this.#opened();
    for (let position = after; !over(); ) {
      const page = this.#after(position, PAGE);
      for (const row of page) {
        yield decode(storedOf(row));
        if (over()) return;
        position = row.position;
      }
      if (page.length === 0) await (this.#pause ? this.#pause(signal) : this.#waiters.next(signal));
      else await setImmediate(); // a long history must not keep everybody else waiting
    }
  }

  async head(): Promise<Head> {
    const rows = this.#opened();
    const last = rows.last();
    const first = last && this.#id === null ? rows.first() : undefined;
    if (first) this.#id = storedOf(first).leaf;
    return { position: last?.position ?? 0, recordedAt: last?.recordedAt ?? null, id: this.#id };
  }

  async *stored(after: number, through: number): AsyncGenerator<Stored> {
    for (let position = after; position < through; ) {
      const page = this.#after(position, Math.min(PAGE, through - position));
      for (const row of page) yield unaltered(storedOf(row));
      if (page.length === 0) return;
      position += page.length;
      await setImmediate();
    }
  }

  async restore(stored: readonly Stored[]): Promise<void> {
    const rows = this.#opened();
    rows.write(() => {
      const copy = {
        last: rows.last(),
        sizeOf: (stream: string) => rows.sizeOf(stream),
        has: (id: string) => rows.placeOf(id) !== undefined,
      };
      return demandContinues(stored, copy).map(rowOf);
    });
    this.#waiters.wake();
  }

  health(): Health {
    return { behindSince: null, problem: null };
  }

  async lease(name: string, signal: AbortSignal): Promise<Lease> {
    this.#opened().write(() => []); // whoever writes is alone, so only those in this process wait for each other
    for (let held = this.#leases.get(name); held; held = this.#leases.get(name)) {
      signal.throwIfAborted();
      await Promise.race([aborted(held.lost), aborted(signal)]);
    }
    signal.throwIfAborted();
    this.#opened();
    const lost = new AbortController();
    const release = async () => {
      this.#leases.delete(name);
      lost.abort();
    };
    const lease = { lost: lost.signal, release };
    this.#leases.set(name, lease);
    return lease;
  }

  announce(url: string): void {
    this.#opened().announce(url);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#appending.length > 0) this.#appendAll();
    for (const lease of [...this.#leases.values()]) await lease.release();
    this.#waiters.wake();
    this.#rows.close();
  }

  /** Appends what waits. One that is refused stores nothing and holds up none of the others. */
  #appendAll(): void {
    const waiting = this.#appending;
    this.#appending = [];
    const settled: (() => void)[] = [];
    const log = this;
    try {
      this.#rows.write(function* () {
        for (const { stream, events, expected, resolve, reject } of waiting)
          try {
            const ids = events.map(({ id }) => id);
            const before = appendedBefore(stream, ids, (id) => log.#rows.placeOf(id));
            const rows = before === undefined ? log.#placed(stream, events, expected) : [];
            settled.push(() => resolve(before ?? expected + events.length));
            yield* rows;
          } catch (error) {
            settled.push(() => reject(error));
          }
      });
    } catch (error) {
      for (const { reject } of waiting) reject(error);
      return;
    }
    for (const settle of settled) settle();
    this.#waiters.wake();
  }

  #opened(): Rows {
    if (this.#closed) throw new Error('This log was closed.');
    return this.#rows;
  }

  #placed(stream: string, events: readonly Encoded[], expected: number): Row[] {
    const actual = this.#rows.sizeOf(stream);
    if (actual !== expected) throw new RevisionConflict(stream, expected, actual);
    const last = this.#rows.last() ?? { position: 0, recordedAt: '' };
    const now = this.#now();
    const recordedAt = now < last.recordedAt ? last.recordedAt : now;
    return events.map((event, index) => {
      const leaf = { ...event, stream, revision: actual + index, recordedAt };
      return rowOf({ ...leaf, position: last.position + 1 + index, leaf: leafOf(leaf) });
    });
  }

  /** Returns the rows after a position, none of which is missing. */
  #after(position: number, limit: number): readonly Row[] {
    const page = this.#opened().after(position, limit);
    const missing = page.findIndex((row, index) => row.position !== position + 1 + index);
    if (missing < 0) return page;
    if (missing > 0) return page.slice(0, missing);
    throw new AlteredEvent(position + 1, `Event ${position + 1} is missing: the next one is event ${page[0]?.position}.`);
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
