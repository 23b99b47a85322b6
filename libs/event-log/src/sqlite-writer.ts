import type { Place } from '@in-force/events';
import type Database from 'libsql';
import { AlteredEvent } from './leaf.js';
import { Mark, type readMark } from './mark.js';
import { type Hash, isHash, RunningHead } from './merkle.js';
import type { Row } from './rows.js';
import { markOf } from './sqlite-file.js';
import { damagedAt, FORMAT, find, textOf, transaction, unwritten } from './sqlite-format.js';

/** How many leaf hashes are read at a time. */
const PAGE = 1_000;

const INSERT = `INSERT INTO events (position, id, stream, revision, type, version, recorded_at, data, meta, leaf)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

type Leaf = Pick<Place, 'position' | 'leaf'>;

/** Writes to the file of a log, and has its mark say how far it goes before anybody is told. */
export class SqliteWriter {
  readonly #insert: Database.Statement;
  readonly #mark: Mark;
  readonly #tree: RunningHead;
  /** How many events each stream holds. The file's index is not asked: one that was damaged would have events written twice. */
  readonly #sizes: Map<string, number>;
  /** What a write that is not done yet adds to that. */
  readonly #growing = new Map<string, number>();
  #first: Hash | null;
  #last: Hash | null;
  #refused: Error | null = null;

  /**
   * Goes on from what the mark says; without one it reads every leaf hash, and makes one.
   *
   * @throws {AlteredEvent} for an event that is missing, or whose hash is none.
   */
  constructor(
    private readonly db: Database.Database,
    private readonly path: string,
    marked: ReturnType<typeof readMark>,
  ) {
    this.#insert = db.prepare(INSERT);
    this.#tree = RunningHead.of(marked?.position ?? 0, marked?.peaks ?? []);
    this.#first = marked?.log ?? null;
    this.#last = marked?.leaf ?? null;
    const after = db.prepare(`SELECT position, lower(hex(leaf)) AS leaf FROM events WHERE position > ? ORDER BY position LIMIT ${PAGE}`);
    for (let read = PAGE; read === PAGE; ) {
      const page = find<Leaf>(path, after, this.#tree.size);
      for (const one of page) this.#add(one);
      read = page.length;
    }
    this.#sizes = streamSizes(db, path, this.#tree.size);
    this.#mark = new Mark(markOf(path), marked);
    this.#note();
  }

  /** Returns how many events a stream holds. */
  sizeOf = (stream: string): number => this.#growing.get(stream) ?? this.#sizes.get(stream) ?? 0;

  /**
   * Stores what a plan gives, all of it or nothing.
   *
   * @throws {LogUnwritable} where the system refuses. What the plan throws is thrown as it is.
   */
  write(plan: () => Iterable<Row>): void {
    const leaves: Leaf[] = [];
    this.#try(() => {
      transaction(this.db, () => {
        for (const { position, id, stream, revision, type, version, recordedAt, data, meta, leaf } of plan()) {
          this.#insert.run(position, id, stream, revision, type, version, recordedAt, data, meta, Buffer.from(leaf as string, 'hex'));
          leaves.push({ position, leaf: leaf as string });
          this.#growing.set(stream, revision + 1);
        }
      });
      for (const one of leaves.splice(0)) this.#add(one);
      for (const [stream, size] of this.#growing) this.#sizes.set(stream, size);
      this.#note();
    });
  }

  /**
   * Returns what keeps it from writing since the last time that it could not, in a sentence: it tries again, with as much as an append
   * needs. Null where nothing does.
   */
  refused(): string | null {
    if (this.#refused)
      try {
        this.write(() => {
          this.db.exec(`PRAGMA user_version = ${FORMAT}`);
          return [];
        });
      } catch (error) {
        return (error as Error).message;
      }
    return null;
  }

  /** Has the mark say again how far the log goes, where another file, or none, has its name. */
  keepMark(): void {
    if (this.#first !== null && this.#last !== null) this.#mark.keep({ log: this.#first, leaf: this.#last, tree: this.#tree });
  }

  close(): void {
    this.#mark.close();
  }

  #try(work: () => void): void {
    try {
      work();
      this.#refused = null;
    } catch (error) {
      const known = unwritten(this.path, error);
      if (known !== error) this.#refused = known as Error;
      throw known;
    } finally {
      this.#growing.clear();
    }
  }

  #add({ position, leaf }: Leaf): void {
    if (position !== this.#tree.size + 1) throw new AlteredEvent(this.#tree.size + 1, `Event ${this.#tree.size + 1} is missing.`);
    if (!isHash(leaf)) throw new AlteredEvent(position, `Event ${position} is not what was recorded: its hash is none.`);
    this.#tree.add(leaf);
    this.#first ??= leaf;
    this.#last = leaf;
  }

  #note(): void {
    if (this.#first !== null && this.#last !== null) this.#mark.note({ log: this.#first, leaf: this.#last, tree: this.#tree });
  }
}

interface Size {
  readonly stream: ArrayBuffer | null;
  readonly size: number;
  readonly last: number;
}

const SIZES = `SELECT CAST(stream AS BLOB) AS stream, count(*) AS size, max(revision) AS last
  FROM events INDEXED BY sqlite_autoindex_events_2 GROUP BY stream`;

/**
 * Returns how many events each stream holds, in one pass over the index of streams.
 *
 * @throws {LogUnusable} where that does not know each event of the log once.
 */
function streamSizes(db: Database.Database, path: string, total: number): Map<string, number> {
  const sizes = new Map<string, number>();
  let sum = 0;
  for (const { stream, size, last } of find<Size>(path, db.prepare(SIZES))) {
    const name = textOf(path, stream);
    if (size !== last + 1) throw damagedAt(path, `the index does not know each event of stream "${name}"`);
    sizes.set(name, size);
    sum += size;
  }
  if (sum !== total) throw damagedAt(path, `its index knows ${sum} of ${total} events`);
  return sizes;
}
