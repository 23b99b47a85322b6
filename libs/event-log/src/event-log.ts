import { createHash } from 'node:crypto';
import type { Draft, Identified, Place, Recorded, Stored } from '@in-force/events';
import type { Hash } from './hashes.js';

/** Tells the time: an instant in UTC with milliseconds, `2026-11-23T09:30:00.000Z`. */
export type Clock = () => string;

/** How far a log goes. An empty log stands at position 0 and has no instant and no id yet. */
export interface Head {
  readonly position: number;
  readonly recordedAt: string | null;
  /** Names this log and its copies by the leaf hash of its first event. */
  readonly id: string | null;
}

/** How well a process follows its log. */
export interface Health {
  /** Since when it may be missing what others recorded, by its own clock; null when it misses nothing. */
  readonly behindSince: string | null;
  /** What is wrong, in a sentence; null when nothing is. */
  readonly problem: string | null;
  /** Whether only somebody can mend it. A server that is away comes back alone; a file that was replaced, or a full disk, does not. */
  readonly stuck: boolean;
}

/** What was noted of a log beside it: its tree head at a position. */
export interface Noted {
  readonly position: number;
  readonly head: Hash;
}

/** The right to do something alone. */
export interface Lease {
  /**
   * Aborts when the lease is lost or released. What was begun may still overlap with what the next holder does, so it must bear being done
   * twice.
   */
  readonly lost: AbortSignal;
  /** Lets the next one have it. */
  release(): Promise<void>;
}

/**
 * Where facts are kept, in the order in which they came. Nothing in it is ever edited or deleted. What may be said in it is the language of
 * the record, unless it was opened with another.
 */
export interface EventLog<Said extends Identified = Draft, Kept extends Place = Recorded> {
  /**
   * Adds events to a stream, all of them or none. `expected` is how many the stream must hold, 0 for a new one.
   * Sent again with the same ids, it writes nothing and answers as before, whatever came after: so it is safe to retry.
   *
   * @returns how many events the stream holds after the last of these.
   * @throws {RevisionConflict} when the stream holds more or fewer than expected.
   * @throws {InvalidAppend} when there is nothing to append, more than a million bytes, or an id stands elsewhere already.
   * @throws {EventTooLarge} when one event alone has more.
   * @throws {UnreadableEvent} when a draft does not fit its schema.
   */
  append(stream: string, drafts: readonly Said[], expected: number): Promise<number>;

  /** Yields one stream, oldest first. A stream nobody wrote to is empty. */
  read(stream: string): AsyncIterable<Kept>;

  /**
   * Yields every event after a position: first what is there, then what comes, without gap or repetition.
   * Ends quietly when the signal aborts or the log is closed.
   *
   * @throws {UnreadableEvent} at an event this program cannot read. Nothing is skipped.
   */
  tail(after: number, signal: AbortSignal): AsyncIterable<Kept>;

  /** Tells how far the log goes. */
  head(): Promise<Head>;

  /**
   * Yields the events after a position through another as they are kept, in the shape in which they were recorded: for copies, exports
   * and verification. Ends at the head where that comes first.
   *
   * @throws {AlteredEvent} at the first that is missing, or is not what was recorded.
   */
  stored(after: number, through: number): AsyncIterable<Stored>;

  /**
   * Continues a copy with events of its original as they are kept there: id, version, text, place and instant stay what they are, and so
   * does every tree head.
   *
   * @throws {InvalidAppend} when they do not follow exactly on what the log holds, or are not what was recorded. Nothing is stored then.
   * @throws {UnreadableEvent} for one that this program cannot read. Nothing is stored then either.
   */
  restore(stored: readonly Stored[]): Promise<void>;

  /** Tells how well this process follows the log, without asking any other. */
  health(): Health;

  /** Returns what was noted of the log, beside it, when it was opened: what is read must give that. Null where nothing was. */
  noted(): Noted | null;

  /**
   * Waits until this process alone may do what must be done once, however many processes share the log, and holds that until it is
   * released, the log is closed, or nobody can be told any more that it is held. Names of leases are slugs.
   *
   * @throws the signal's reason, when it aborts before the lease is had.
   */
  lease(name: string, signal: AbortSignal): Promise<Lease>;

  /** Tells others who want to write to this log where this process listens. */
  announce(url: string): void;

  /** Ends every tail and lets go of the log. */
  close(): Promise<void>;
}

/** Somebody else appended meanwhile: the stream holds more or fewer events than the writer expected. */
export class RevisionConflict extends Error {
  override readonly name = 'RevisionConflict';
  constructor(
    readonly stream: string,
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`Stream "${stream}" holds ${actual} events, not ${expected}. Read it again and decide anew.`);
  }
}

/** What was to be appended cannot be: it is empty, doubled, stands elsewhere, or does not continue the log. */
export class InvalidAppend extends Error {
  override readonly name = 'InvalidAppend';
}

/** There is no log that could be opened at this place. The message says what to do. */
export class LogUnusable extends Error {
  override readonly name = 'LogUnusable';
}

/**
 * The log is there, and the system lets nothing be written to it now: the disk is full, the folder read-only. What was being appended may be
 * recorded or not: sent again with the same ids, it is recorded once.
 */
export class LogUnwritable extends Error {
  override readonly name = 'LogUnwritable';
  constructor(
    message: string,
    /** Whether there is no room. */
    readonly full: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The machine's clock is further ahead of the log than is believed. Nothing is recorded; the message says how to go on. */
export class ClockAhead extends Error {
  override readonly name = 'ClockAhead';
}

/**
 * The log cannot be reached now. What was being appended may be recorded or not: sent again with the same ids, it is recorded once.
 */
export class LogUnreachable extends Error {
  override readonly name = 'LogUnreachable';
}

/** The log was opened for reading alone. */
export class LogReadOnly extends Error {
  override readonly name = 'LogReadOnly';
  constructor(path: string) {
    super(`${path} was opened for reading only. Open it for writing to append.`);
  }
}

/** Who writes to a log. The URL is null until the process has announced one. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly url: string | null;
}

/** Another process writes to this log. A log has one writer; anybody may read beside it. */
export class LogLocked extends Error {
  override readonly name = 'LogLocked';
  constructor(
    readonly path: string,
    readonly holder: Holder | null,
  ) {
    const who = holder ? `process ${holder.pid} on ${holder.host}` : 'another process';
    const instead = holder?.url ? `Use it at ${holder.url}, or stop it first.` : 'Stop it first, or open the log for reading only.';
    super(`${path} is being written to by ${who}. ${instead}`);
  }
}

/** Returns what earlier versions called a log and its copies by, in their citations: a digest of its first event's id and instant. */
export const formerIdOf = ({ id, recordedAt }: { readonly id: string } & Pick<Place, 'recordedAt'>): string =>
  createHash('sha256').update(`${id} ${recordedAt}`).digest('hex').slice(0, 12);
