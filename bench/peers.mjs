// Peers that answer the same question from the same spans: which measures bear on some countries (and an item) on a day, as known and
// recorded by then, and how. All get the spans that our fold derives, and how far publications were read with each question.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import pg from 'pg';
import { hitsOf } from './world.mjs';

export const BINDING = 2; // the rank of the last status that binds
const UNCONFIRMED = 1;
const OPEN = 2 ** 31 - 1;
/** The number of the room that holds what bears on many countries, as in our index: the shortest layout we know, given to the peers too. */
const WIDE = 1_000;
const MANY = 8;

/** A port that nobody listens on, nor any connection still holds. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

const COLUMNS = [
  'sid',
  'room',
  'measure',
  'from_',
  'to_',
  'rank',
  'turned',
  'desk',
  'goods',
  'set_',
  'rec_from',
  'rec_to',
  'known_from',
  'known_to',
];
const valuesOf = (sid, room, { measure, from, to, rank, turned, desk, goods, set, recordedFrom, recordedTo, knownFrom, knownTo }) => [
  sid,
  room,
  measure,
  from,
  to,
  rank,
  turned,
  desk,
  goods,
  set,
  recordedFrom,
  recordedTo,
  knownFrom,
  knownTo,
];

/** A row a span and country. */
function* byCountry({ spans, countriesIn }) {
  for (const [sid, span] of spans.entries()) for (const country of countriesIn(span.set)) yield valuesOf(sid, country, span);
}
/** A row a span and country, but one alone for what bears on many. */
function* byRoom({ spans, countriesIn }) {
  for (const [sid, span] of spans.entries()) {
    const countries = countriesIn(span.set);
    for (const room of countries.length > MANY ? [WIDE] : countries) yield valuesOf(sid, room, span);
  }
}
function* itemsOf({ classes }) {
  for (const [goods, items] of classes.entries()) for (const item of items) yield [goods, item];
}

const joint = (best, measure, rank, turned, through) => {
  const stands = turned > through ? UNCONFIRMED : rank;
  if (!(best.get(measure) <= stands)) best.set(measure, stands);
};
const binding = (best) => [...best].filter(([, rank]) => rank <= BINDING);

/** Plain objects and filter(). */
export const objects = () => ({
  name: 'JS objects and filter()',
  async load({ spans, countriesIn, classes }) {
    const sets = new Map();
    for (const { set } of spans) if (!sets.has(set)) sets.set(set, new Set(countriesIn(set)));
    const items = classes.map((list) => new Set(list));
    this.spans = spans.map((span) => ({ ...span, countries: sets.get(span.set), items: items[span.goods] }));
  },
  async ask({ countries, day, item, position, knownOn, throughs }) {
    const best = new Map();
    for (const { measure, rank, turned, desk } of this.spans.filter(
      (span) =>
        span.from <= day &&
        day < span.to &&
        span.recordedFrom <= position &&
        position < span.recordedTo &&
        span.knownFrom <= knownOn &&
        knownOn < span.knownTo &&
        countries.some((country) => span.countries.has(country)) &&
        (item === null || span.items.has(item)),
    ))
      joint(best, measure, rank, turned, throughs[desk]);
    return binding(best);
  },
  async close() {},
});

/** The slow, obvious way: every event of the record, judged by the rules, for each question. */
export const replay = (controlsOf) => ({
  name: 'replaying the log per question',
  slow: true,
  async load() {},
  async ask(_, question) {
    const controls = controlsOf();
    const { measures, ranks } = hitsOf(controls, question);
    return [...measures].map((measure, at) => [controls.index.idOf(measure), ranks[at]]);
  },
  async close() {},
});

/** SQLite in memory, with a b-tree, or with an R*Tree over days. */
export const sqlite = (layout) => ({
  name: `SQLite, ${layout}`,
  async load(record) {
    const db = (this.db = new Database(':memory:'));
    db.exec(`CREATE TABLE entry (${COLUMNS.map((name) => `${name} INTEGER`).join(', ')})`);
    db.exec('CREATE TABLE item (goods INTEGER, item INTEGER, PRIMARY KEY (goods, item)) WITHOUT ROWID');
    const insert = (sql, rows) => {
      const statement = db.prepare(sql);
      db.exec('BEGIN');
      for (const row of rows) statement.run(...row);
      db.exec('COMMIT');
    };
    insert(`INSERT INTO entry VALUES (${Array(COLUMNS.length).fill('?').join(', ')})`, byRoom(record));
    insert('INSERT INTO item VALUES (?, ?)', itemsOf(record));
    const clocks = 'rec_from <= ? AND rec_to > ? AND known_from <= ? AND known_to > ?';
    const days = {
      'b-tree': 'to_ > ? AND from_ <= ?',
      'R*Tree': 'e.rowid IN (SELECT id FROM tree WHERE room_lo <= ? AND room_hi >= ? AND hi > ? AND lo <= ?)',
    };
    if (layout === 'R*Tree') {
      db.exec('CREATE VIRTUAL TABLE tree USING rtree_i32(id, room_lo, room_hi, lo, hi)');
      db.exec('INSERT INTO tree SELECT rowid, room, room, from_, to_ FROM entry');
    } else {
      db.exec(
        `CREATE INDEX entry_now ON entry (room, to_, from_, measure, rank, turned, desk, goods, set_, rec_from, known_from) WHERE rec_to = ${OPEN} AND known_to = ${OPEN}`,
      );
      db.exec(
        'CREATE INDEX entry_at ON entry (room, to_, from_, rec_from, rec_to, known_from, known_to, measure, rank, turned, desk, goods, set_)',
      );
    }
    db.exec('ANALYZE');
    const select = (present, item) =>
      db
        .prepare(
          `SELECT measure, rank, turned, desk, set_ FROM entry e WHERE room = ? AND ${days[layout]} AND ${present ? `rec_to = ${OPEN} AND known_to = ${OPEN}` : clocks} AND ${item ? 'EXISTS (SELECT 1 FROM item i WHERE i.goods = e.goods AND i.item = ?)' : 'TRUE'}`,
        )
        .raw();
    this.select = [false, true].map((present) => [false, true].map((item) => select(present, item)));
    this.layout = layout;
  },
  async ask({ countries, day, item, position, knownOn, present, throughs, sets }) {
    const best = new Map();
    const select = this.select[Number(present)][Number(item !== null)];
    for (const room of [...countries, WIDE]) {
      const given = [
        room,
        ...(this.layout === 'R*Tree' ? [room, room, day, day] : [day, day]),
        ...(present ? [] : [position, position, knownOn, knownOn]),
        ...(item === null ? [] : [item]),
      ];
      for (const [measure, rank, turned, desk, set] of select.all(...given))
        if (room !== WIDE || sets.has(set)) joint(best, measure, rank, turned, throughs[desk]);
    }
    return binding(best);
  },
  async close() {
    this.db.close();
  },
});

/** DuckDB, which scans columns. */
export async function duckdb() {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  return {
    name: 'DuckDB',
    async load(record) {
      this.db = await (await DuckDBInstance.create(':memory:')).connect();
      await this.db.run(`CREATE TABLE entry (${COLUMNS.map((name) => `${name} INTEGER`).join(', ')})`);
      await this.db.run('CREATE TABLE item (goods INTEGER, item INTEGER)');
      const append = async (table, rows) => {
        const appender = await this.db.createAppender(table);
        for (const row of rows) {
          for (const value of row) appender.appendInteger(value);
          appender.endRow();
        }
        appender.closeSync();
      };
      await append('entry', byRoom(record));
      await append('item', itemsOf(record));
      const select = (item) =>
        this.db.prepare(
          `SELECT measure, rank, turned, desk, set_, room FROM entry WHERE list_contains($1::INTEGER[], room) AND from_ <= $2 AND to_ > $2 AND rec_from <= $3 AND rec_to > $3 AND known_from <= $4 AND known_to > $4 AND ${item ? 'goods IN (SELECT goods FROM item WHERE item = $5)' : 'TRUE'}`,
        );
      const { listValue } = await import('@duckdb/node-api');
      this.list = listValue;
      this.select = [await select(false), await select(true)];
    },
    async ask({ countries, day, item, position, knownOn, throughs, sets }) {
      const select = this.select[Number(item !== null)];
      select.bind([this.list([...countries, WIDE]), day, position, knownOn, ...(item === null ? [] : [item])]);
      const best = new Map();
      for (const [measure, rank, turned, desk, set, room] of await (await select.run()).getRows())
        if (room !== WIDE || sets.has(set)) joint(best, measure, rank, turned, throughs[desk]);
      return binding(best);
    },
    async close() {
      this.db.closeSync();
    },
  };
}

/** A line of a plan without the bulk of the numbers that a condition holds. */
const shortened = (line) => (line.length > 200 ? `${line.slice(0, 200)} …` : line);

/** PostgreSQL: the server of PGURL, or one of the machine's own binaries on loopback. Null where there is none. */
export function postgres(layout) {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').sort() : [];
  const bin = versions.length > 0 ? `/usr/lib/postgresql/${versions.at(-1)}/bin` : null;
  if (!process.env.PGURL && !bin) return null;
  const [rows, kind = 'b-tree'] = layout.split(', ');
  const covering = 'INCLUDE (measure, rank, turned, desk, goods, set_, rec_from, known_from)';
  const now = `WHERE rec_to = ${OPEN} AND known_to = ${OPEN}`;
  const indexes = {
    'b-tree': [
      `CREATE INDEX ON entry (room, to_, from_) ${covering} ${now}`,
      'CREATE INDEX ON entry (room, to_, from_) INCLUDE (measure, rank, turned, desk, goods, set_, rec_from, rec_to, known_from, known_to)',
    ],
    GiST: [
      'CREATE EXTENSION IF NOT EXISTS btree_gist',
      `CREATE INDEX ON entry USING gist (room, int4range(from_, to_)) ${now}`,
      'CREATE INDEX ON entry USING gist (room, int4range(from_, to_), int4range(rec_from, rec_to), int4range(known_from, known_to))',
    ],
  }[kind];
  const day = { 'b-tree': 'to_ > $2 AND from_ <= $2', GiST: 'int4range(from_, to_) @> $2::int' }[kind];
  const past = {
    'b-tree': 'rec_from <= $5 AND rec_to > $5 AND known_from <= $6 AND known_to > $6',
    GiST: 'int4range(rec_from, rec_to) @> $5::int AND int4range(known_from, known_to) @> $6::int',
  }[kind];
  return {
    name: `PostgreSQL, ${layout}`,
    async load(record) {
      await this.opened();
      const client = (this.client = new pg.Client({ connectionString: this.url }));
      await client.connect();
      this.version = (await client.query('SHOW server_version')).rows[0].server_version;
      await client.query(
        `DROP TABLE IF EXISTS entry, item; CREATE UNLOGGED TABLE entry (${COLUMNS.map((name) => `${name} int`).join(', ')}); CREATE UNLOGGED TABLE item (goods int, item int, PRIMARY KEY (goods, item))`,
      );
      const insert = async (table, width, list) => {
        let batch = [];
        const flush = async () => {
          const columns = Array.from({ length: width }, (_, column) => batch.map((row) => row[column]));
          await client.query(
            `INSERT INTO ${table} SELECT * FROM unnest(${columns.map((_, column) => `$${column + 1}::int[]`).join(', ')})`,
            columns,
          );
          batch = [];
        };
        for (const row of list) if (batch.push(row) === 5_000) await flush();
        await flush();
      };
      await insert('entry', COLUMNS.length, (rows === 'a row a country' ? byCountry : byRoom)(record));
      await insert('item', 2, itemsOf(record));
      for (const sql of indexes) await client.query(sql);
      await client.query('VACUUM ANALYZE entry');
      await client.query('VACUUM ANALYZE item');
    },
    async opened() {
      return (this.url = process.env.PGURL ?? (await this.start()));
    },
    /** Each measure as answers show it, in their order. */
    async show(written) {
      await this.client.query('DROP TABLE IF EXISTS shown; CREATE UNLOGGED TABLE shown (measure int PRIMARY KEY, place int, text text)');
      for (let at = 0; at < written.length; at += 5_000) {
        const part = written.slice(at, at + 5_000);
        await this.client.query('INSERT INTO shown SELECT * FROM unnest($1::int[], $2::int[], $3::text[])', [
          part.map(({ measure }) => measure),
          part.map((_, place) => at + place),
          part.map(({ text }) => text),
        ]);
      }
      await this.client.query('VACUUM ANALYZE shown');
    },
    /** Some connections to what another process has loaded. */
    async connect(url) {
      this.client = new pg.Pool({ connectionString: url, max: 4 });
    },
    async start() {
      const folder = (this.folder = mkdtempSync(join(tmpdir(), 'in-force-pg-')));
      const root = process.getuid() === 0;
      const as = (program, args) =>
        root ? ['runuser', ['-u', 'postgres', '--', join(bin, program), ...args]] : [join(bin, program), args];
      if (root) execFileSync('chown', ['postgres', folder]);
      const [init, initArgs] = as('initdb', ['-D', `${folder}/data`, '-U', 'bench', '-A', 'trust']);
      execFileSync(init, initArgs, { stdio: 'ignore', cwd: '/' });
      const port = await freePort();
      const settings = [
        'shared_buffers=4GB',
        'work_mem=256MB',
        'maintenance_work_mem=1GB',
        'max_parallel_workers_per_gather=0',
        'jit=off',
        'random_page_cost=1.1',
        'max_wal_size=8GB',
      ];
      const [run, args] = as('postgres', [
        '-D',
        `${folder}/data`,
        '-k',
        folder,
        '-h',
        '127.0.0.1',
        '-p',
        String(port),
        ...settings.flatMap((setting) => ['-c', setting]),
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
          if (tries > 100 || this.server.exitCode !== null) throw error;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      }
    },
    query({ present, item }, form) {
      const stands = 'CASE WHEN turned > ($3::int[])[desk + 1] THEN 1 ELSE rank END';
      const from = `FROM entry e WHERE room = ANY($1::int[]) AND (room <> ${WIDE} OR set_ = ANY($4::int[])) AND ${day} AND ${present ? `rec_to = ${OPEN} AND known_to = ${OPEN}` : past} AND ${item === null ? 'TRUE' : `EXISTS (SELECT 1 FROM item i WHERE i.goods = e.goods AND i.item = $${present ? 5 : 7})`}`;
      const joint = `WITH joint AS MATERIALIZED (SELECT measure, min(${stands}) AS rank, min(desk) AS desk ${from} GROUP BY measure)`;
      const beside = (text) =>
        `UNION ALL SELECT NULL, rank, count(*)::int${text} FROM joint WHERE rank > ${BINDING} GROUP BY rank UNION ALL SELECT DISTINCT NULL::int, NULL::int, desk${text} FROM joint`;
      const text = {
        statuses: `SELECT measure, min(${stands}) AS rank ${from} GROUP BY measure HAVING min(${stands}) <= ${BINDING}`,
        whole: `${joint} SELECT measure, rank, NULL FROM joint WHERE rank <= ${BINDING} ${beside('')}`,
        page: `${joint} (SELECT measure, rank, NULL, text FROM joint JOIN shown USING (measure) WHERE rank <= ${BINDING} ORDER BY place LIMIT 1000) ${beside(', NULL')}`,
      }[form];
      return { name: `${present} ${item === null} ${form}`, text, rowMode: 'array' };
    },
    values: ({ countries, day, item, position, knownOn, present, throughs, sets }) => [
      rows === 'a row a country' ? countries : [...countries, WIDE],
      day,
      [...throughs],
      rows === 'a row a country' ? [] : [...sets],
      ...(present ? [] : [position, knownOn]),
      ...(item === null ? [] : [item]),
    ],
    async rows(plain, form) {
      return (await this.client.query({ ...this.query(plain, form), values: this.values(plain) })).rows;
    },
    async ask(plain) {
      return this.rows(plain, 'statuses');
    },
    /** The same with what else was met, counted by status, and whose publications bear on any of it. */
    async askWhole(plain) {
      return this.rows(plain, 'whole');
    },
    /** The same with the first thousand as answers show them. */
    async askPage(plain) {
      return this.rows(plain, 'page');
    },
    async plan(plain) {
      const { text } = this.query(plain, 'statuses');
      const { rows: lines } = await this.client.query({
        text: `EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) ${text}`,
        values: this.values(plain),
        rowMode: 'array',
      });
      return lines.map(([line]) => shortened(line)).join('\n');
    },
    async close() {
      await this.client?.end();
      if (this.server) {
        if (this.server.exitCode === null) {
          const ended = once(this.server, 'exit');
          // Its own process, not the one that ran it as another user.
          process.kill(Number.parseInt(readFileSync(`${this.folder}/data/postmaster.pid`, 'utf8'), 10), 'SIGINT');
          await ended;
        }
        rmSync(this.folder, { recursive: true, force: true });
      }
    },
  };
}
