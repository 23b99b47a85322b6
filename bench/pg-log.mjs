// A log in PostgreSQL, as somebody would write it who has one: an insert a commit, places given by the database, and followed by the
// process that writes. For one writer, which is all that the bench needs.
import { leafOf } from '@in-force/event-log';
import { decode, encode } from '@in-force/events';
import pg from 'pg';

const CONNECTIONS = 32;

export class PgLog {
  #events = [];
  #early = new Map();
  #changed = deferred();

  constructor(url) {
    this.pool = new pg.Pool({ connectionString: url, max: CONNECTIONS });
  }

  static async open(url) {
    const log = new PgLog(url);
    await log.pool.query(
      'DROP TABLE IF EXISTS events; CREATE TABLE events (position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id uuid UNIQUE, stream text, revision int, type text, version int, recorded_at timestamptz DEFAULT now(), data jsonb, meta jsonb, UNIQUE (stream, revision))',
    );
    return log;
  }

  async append(stream, drafts, expected) {
    const places = drafts.map(async (draft, at) => {
      const { id, type, version, data, meta } = encode(draft);
      const { rows } = await this.pool.query({
        name: 'append',
        text: 'INSERT INTO events (id, stream, revision, type, version, data, meta) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING position, recorded_at',
        values: [id, stream, expected + at, type, version, data, meta],
      });
      const [{ position, recorded_at: recordedAt }] = rows;
      const event = { id, type, version, data, meta, stream, revision: expected + at, recordedAt: recordedAt.toISOString() };
      this.#early.set(Number(position), decode({ ...event, position: Number(position), leaf: leafOf(event) }));
    });
    await Promise.all(places);
    for (let next; (next = this.#early.get(this.#events.length + 1)); ) {
      this.#early.delete(next.position);
      this.#events.push(next);
    }
    this.#changed.resolve();
    this.#changed = deferred();
    return expected + drafts.length;
  }

  async *read(name) {
    const { rows } = await this.pool.query({
      name: 'read',
      text: 'SELECT position, id, stream, revision, type, version, recorded_at, data, meta FROM events WHERE stream = $1 ORDER BY revision',
      values: [name],
    });
    for (const { recorded_at, position, ...row } of rows) {
      const event = { ...row, recordedAt: recorded_at.toISOString() };
      yield decode({ ...event, position: Number(position), leaf: leafOf(event) });
    }
  }

  async *tail(after, signal) {
    const gone = new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    for (let position = after; !signal.aborted; )
      if (position < this.#events.length) yield this.#events[position++];
      else await Promise.race([this.#changed.promise, gone]);
  }

  async head() {
    const [first, last] = [this.#events[0], this.#events.at(-1)];
    return { position: last?.position ?? 0, recordedAt: last?.recordedAt ?? null, id: first?.leaf ?? null };
  }

  health() {
    return { behindSince: null, problem: null, stuck: false };
  }

  noted() {
    return null;
  }

  async close() {
    await this.pool.end();
  }
}

function deferred() {
  let resolve;
  const promise = new Promise((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
