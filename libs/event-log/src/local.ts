import { setImmediate as setTurn } from 'node:timers';
import { setImmediate } from 'node:timers/promises';
import type { Encoded, Identified, Language, Place, Stored } from '@in-force/events';
import { appendedBefore, demandContinues, encodeAll } from './append.js';
import { AHEAD, demandBelieved } from './clock-ahead.js';
import { type Clock, type EventLog, type Head, type Health, type Lease, LogUnusable, type Noted, RevisionConflict } from './event-log.js';
import { LocalLeases } from './local-leases.js';
import { newRow, type Row, type Rows, rowOf, storedOf, unalteredOf, unbroken } from './rows.js';
import { Waiters } from './waiters.js';

/** Waits a while, or until the signal aborts; never throws. */
export type Pause = (signal: AbortSignal) => Promise<void>;

const PAGE = 256;

export interface LocalOptions {
  /** Where another process writes the rows, tails look again after each pause. Without it each append wakes them. */
  readonly pause?: Pause;
  /** By how many days the clock may be ahead of the last event, by default a year: a machine's clock may be wrong, and once is for ever. */
  readonly ahead?: number;
}

/** What somebody wants appended, and waits for. */
interface Waiting {
  readonly stream: string;
  readonly events: readonly Encoded[];
  readonly expected: number;
  readonly resolve: (held: number) => void;
  readonly reject: (error: unknown) => void;
}

/** A log over rows at hand: the rules that memory and SQLite have in common. */
export class LocalLog<Said extends Identified, Kept extends Place> implements EventLog<Said, Kept> {
  readonly #rows: Rows;
  readonly #now: Clock;
  readonly #pause: Pause | undefined;
  readonly #ahead: number;
  readonly #waiters = new Waiters();
  readonly #leases = new LocalLeases();
  #appending: Waiting[] = [];
  #closed = false;
  #id: string | null = null;

  constructor(
    private readonly language: Language<Said, Kept>,
    rows: Rows,
    now: Clock,
    { pause, ahead = AHEAD }: LocalOptions = {},
  ) {
    this.#rows = rows;
    this.#now = now;
    this.#pause = pause;
    this.#ahead = ahead;
  }

  /** Returns what many append in the same turn of the event loop is synced to the disk at once. */
  async append(stream: string, drafts: readonly Said[], expected: number): Promise<number> {
    this.#opened();
    const events = encodeAll(this.language, stream, drafts);
    return new Promise((resolve, reject) => {
      if (this.#appending.push({ stream, events, expected, resolve, reject }) === 1) setTurn(() => this.#appendAll());
    });
  }

  async *read(stream: string): AsyncGenerator<Kept> {
    for (let from = 0; ; from += PAGE) {
      const page = this.#opened().ofStream(stream, from, PAGE);
      for (const row of page) yield this.language.decode(unalteredOf(row));
      if (page.length < PAGE) return;
      await setImmediate();
    }
  }

  async *tail(after: number, signal: AbortSignal): AsyncGenerator<Kept> {
    const over = () => signal.aborted || this.#closed;
    this.#opened();
    for (let position = after; !over(); ) {
      const page = unbroken(this.#opened(), position, PAGE);
      for (const row of page) {
        yield this.language.decode(unalteredOf(row));
        if (over()) return;
        position = row.position;
      }
      if (page.length === 0) await (this.#pause ? this.#lookAgain(this.#pause, signal) : this.#waiters.next(signal));
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
      const page = unbroken(this.#opened(), position, Math.min(PAGE, through - position));
      for (const row of page) yield unalteredOf(row);
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
      return demandContinues(this.language, stored, copy).map(rowOf);
    });
    this.#waiters.wake();
  }

  health(): Health {
    const problem = this.#closed ? null : this.#rows.problem(this.#now());
    return { behindSince: null, problem, stuck: problem !== null };
  }

  noted(): Noted | null {
    return this.#rows.noted;
  }

  async lease(name: string, signal: AbortSignal): Promise<Lease> {
    this.#opened().write(() => []); // who may not write has none
    const lease = await this.#leases.take(name, signal);
    if (this.#closed) await lease.release();
    this.#opened();
    return lease;
  }

  announce(url: string): void {
    this.#opened().announce(url);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#appending.length > 0) this.#appendAll();
    await this.#leases.releaseAll();
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
    demandBelieved(now, last.recordedAt, this.#ahead);
    const recordedAt = now < last.recordedAt ? last.recordedAt : now;
    return events.map((event, index) =>
      newRow({ ...event, stream, revision: actual + index, recordedAt, position: last.position + 1 + index }),
    );
  }

  /** Waits until it is time to look for what another process wrote. */
  async #lookAgain(pause: Pause, signal: AbortSignal): Promise<void> {
    await pause(signal);
    const { problem } = this.health();
    if (problem !== null) throw new LogUnusable(problem);
  }
}
