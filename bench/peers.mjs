// Peers that answer the same question from the same spans: which measures bear on a country (and an item) on a day, and how.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import pg from 'pg';

const BINDING = 2; // the rank of the last status that binds
const BATCH = 5_000;
let servers = 0;

/** Spans as rows: one a country; the items of a span apart. */
function* rowsOf(spans) {
  for (const [sid, { measure, countries, from, to, rank }] of spans.entries())
    for (const country of countries) yield [sid, measure, country, from, to, rank];
}
function* itemsOf(spans) {
  for (const [sid, { items }] of spans.entries()) for (const item of items) yield [sid, item];
}

/** Plain objects and filter(). */
export const objects = () => ({
  name: 'JS objects and filter()',
  async load(spans) {
    this.spans = spans.map((span) => ({ ...span, countries: new Set(span.countries), items: new Set(span.items) }));
  },
  async ask({ country, day, item }) {
    const best = new Map();
    for (const { measure, rank } of this.spans.filter(
      (span) => span.from <= day && day < span.to && span.countries.has(country) && (item === null || span.items.has(item)),
    ))
      best.set(measure, Math.min(rank, best.get(measure) ?? 9));
    return [...best].filter(([, rank]) => rank <= BINDING);
  },
  async close() {},
});

export const sqlite = () => ({
  name: 'SQLite, b-tree',
  async load(spans) {
    const db = (this.db = new Database(':memory:'));
    db.exec(
      'CREATE TABLE span (sid INTEGER, measure INTEGER, country INTEGER, from_ INTEGER, to_ INTEGER, rank INTEGER); CREATE TABLE item (sid INTEGER, item INTEGER, PRIMARY KEY (sid, item)) WITHOUT ROWID',
    );
    const insert = (sql, rows) => {
      const statement = db.prepare(sql);
      db.exec('BEGIN');
      for (const row of rows) statement.run(...row);
      db.exec('COMMIT');
    };
    insert('INSERT INTO span VALUES (?, ?, ?, ?, ?, ?)', rowsOf(spans));
    insert('INSERT INTO item VALUES (?, ?)', itemsOf(spans));
    db.exec('CREATE INDEX span_at ON span (country, to_, from_, measure, rank, sid); ANALYZE');
    const head = 'SELECT measure, min(rank) AS rank FROM span WHERE country = ? AND to_ > ? AND from_ <= ?';
    const tail = `GROUP BY measure HAVING min(rank) <= ${BINDING}`;
    this.any = db.prepare(`${head} ${tail}`);
    this.one = db.prepare(`${head} AND EXISTS (SELECT 1 FROM item WHERE item.sid = span.sid AND item = ?) ${tail}`);
  },
  async ask({ country, day, item }) {
    const rows = item === null ? this.any.all(country, day, day) : this.one.all(country, day, day, item);
    return rows.map(({ measure, rank }) => [measure, rank]);
  },
  async close() {
    this.db.close();
  },
});

/** PostgreSQL: the server of PGURL, or one of the machine's own binaries on loopback. Null where there is none. */
export function postgres(layout) {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').sort() : [];
  const bin = versions.length > 0 ? `/usr/lib/postgresql/${versions.at(-1)}/bin` : null;
  if (!process.env.PGURL && !bin) return null;
  const index = {
    'b-tree': 'CREATE INDEX ON span (country, to_, from_) INCLUDE (measure, rank, sid)',
    GiST: 'CREATE EXTENSION IF NOT EXISTS btree_gist; CREATE INDEX ON span USING gist (country, int4range(from_, to_))',
  }[layout];
  const within = { 'b-tree': 'to_ > $2 AND from_ <= $2', GiST: 'int4range(from_, to_) @> $2::int' }[layout];
  return {
    name: `PostgreSQL, ${layout}`,
    async load(spans) {
      const url = process.env.PGURL ?? (await this.start());
      const client = (this.client = new pg.Client({ connectionString: url }));
      await client.connect();
      this.version = (await client.query('SHOW server_version')).rows[0].server_version;
      await client.query(
        'DROP TABLE IF EXISTS span, item; CREATE UNLOGGED TABLE span (sid int, measure int, country int, from_ int, to_ int, rank int); CREATE UNLOGGED TABLE item (sid int, item int, PRIMARY KEY (sid, item))',
      );
      const insert = async (table, width, rows) => {
        let batch = [];
        const flush = async () => {
          const columns = Array.from({ length: width }, (_, column) => batch.map((row) => row[column]));
          await client.query(
            `INSERT INTO ${table} SELECT * FROM unnest(${columns.map((_, column) => `$${column + 1}::int[]`).join(', ')})`,
            columns,
          );
          batch = [];
        };
        for (const row of rows) if (batch.push(row) === BATCH) await flush();
        await flush();
      };
      await insert('span', 6, rowsOf(spans));
      await insert('item', 2, itemsOf(spans));
      await client.query(`${index}; VACUUM ANALYZE span`.split(';').slice(0, -1).join(';'));
      await client.query('VACUUM ANALYZE span');
      await client.query('VACUUM ANALYZE item');
      const head = `SELECT measure, min(rank) AS rank FROM span WHERE country = $1 AND ${within}`;
      const tail = `GROUP BY measure HAVING min(rank) <= ${BINDING}`;
      this.any = { name: 'any', text: `${head} ${tail}`, rowMode: 'array' };
      this.one = {
        name: 'one',
        text: `${head} AND EXISTS (SELECT 1 FROM item WHERE item.sid = span.sid AND item.item = $3) ${tail}`,
        rowMode: 'array',
      };
    },
    async start() {
      const folder = (this.folder = mkdtempSync(join(tmpdir(), 'in-force-pg-')));
      const root = process.getuid() === 0;
      const as = (program, args) =>
        root ? ['runuser', ['-u', 'postgres', '--', join(bin, program), ...args]] : [join(bin, program), args];
      if (root) execFileSync('chown', ['postgres', folder]);
      const [init, initArgs] = as('initdb', ['-D', `${folder}/data`, '-U', 'bench', '-A', 'trust']);
      execFileSync(init, initArgs, { stdio: 'ignore', cwd: '/' });
      const port = 40_000 + (process.pid % 10_000) + servers++;
      const [run, args] = as('postgres', [
        '-D',
        `${folder}/data`,
        '-k',
        folder,
        '-h',
        '127.0.0.1',
        '-p',
        String(port),
        '-c',
        'shared_buffers=2GB',
        '-c',
        'work_mem=64MB',
        '-c',
        'max_parallel_workers_per_gather=0',
        '-c',
        'jit=off',
      ]);
      this.server = spawn(run, args, { stdio: 'ignore', cwd: '/' });
      const url = `postgres://bench@127.0.0.1:${port}/postgres`;
      for (let tries = 0; ; tries++) {
        const probe = new pg.Client({ connectionString: url });
        try {
          await probe.connect();
          await probe.end();
          return url;
        } catch (error) {
          if (tries > 100) throw error;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      }
    },
    async ask({ country, day, item }) {
      const { rows } = await this.client.query(
        item === null ? { ...this.any, values: [country, day] } : { ...this.one, values: [country, day, item] },
      );
      return rows;
    },
    async close() {
      await this.client?.end();
      if (this.server) {
        const ended = new Promise((resolve) => this.server.once('exit', resolve));
        execFileSync('pkill', ['-INT', '-f', `${this.folder}/data`]);
        await ended;
        rmSync(this.folder, { recursive: true, force: true });
      }
    },
  };
}
