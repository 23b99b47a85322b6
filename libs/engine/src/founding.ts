import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal } from '@in-force/domain';
import { type EventLog, LogUnusable, MemoryLog, SqliteLog, sqlitePath } from '@in-force/event-log';
import { decode, draftOf, type Recorded } from '@in-force/events';
import { decodeText, type RecordFile, readRecordFile } from '@in-force/formats';
import { Engine, type Recording } from './engine.js';
import { expand, importRecord } from './import.js';
import { type Published, RELEASES, readPublished } from './releases.js';

/** Where the founding record stands in a checkout. */
export const FOUNDING_RECORD = fileURLToPath(new URL('../../../events/record', import.meta.url));

const RECORD_FILE = /\.(?:ya?ml|json|ndjson)$/;
/** The entries that a record had before its first release, one a line. */
const FORMER = 'former-entries.txt';

const isRecordFile = (name: string): boolean => RECORD_FILE.test(name) && name !== RELEASES;

/** Reads the files of a folder, in order of their names. */
export async function readRecordFolder(folder: string): Promise<RecordFile[]> {
  const names = (await readdir(folder)).filter(isRecordFile).sort();
  return Promise.all(
    names.map(async (name) => readRecordFile(join(folder, name), decodeText(join(folder, name), await readFile(join(folder, name))))),
  );
}

/** A digest of what a folder gives a log to begin with: the same, as long as nobody changes it. */
async function digestOfFolder(folder: string): Promise<string> {
  const hash = createHash('sha256');
  const names = (await readdir(folder)).sort();
  const read = names.includes(RELEASES) ? [RELEASES] : names.filter(isRecordFile);
  for (const name of read) hash.update(`${name}\0`).update(await readFile(join(folder, name)));
  return hash.digest('hex');
}

/** What a log is begun with: a record as it was published, or the files of one that never was. */
export interface Founding extends Published {
  /** None where it was published. */
  readonly files: readonly RecordFile[];
  /** Its events by id, and the entries that it has or had before its first release. */
  readonly ids: ReadonlySet<string>;
  readonly entries: ReadonlySet<string>;
}

export async function readFounding(folder: string = FOUNDING_RECORD): Promise<Founding> {
  const published = await readPublished(folder);
  if (published.releases.length === 0) return unpublished(await readRecordFolder(folder));
  const { releases, events } = published;
  const former = (await readFile(join(folder, FORMER), 'utf8').catch(() => '')).split(/\s+/).filter(Boolean);
  const entries = events.map(({ meta }) => (meta as { readonly causation: string }).causation);
  return { releases, events, files: [], ids: new Set(events.map(({ id }) => id)), entries: new Set([...former, ...entries]) };
}

async function unpublished(files: readonly RecordFile[]): Promise<Founding> {
  const empty = await Engine.open(new MemoryLog(() => ''), [], { now: () => '' });
  const acts = await expand(empty, files);
  await empty.close();
  return { releases: [], events: [], files, ids: new Set(acts.map(({ draft }) => draft.id)), entries: new Set() };
}

/** Returns whether an event is of a founding record, as it is or as it was before it was released. */
export const isFounding = ({ ids, entries }: Founding, { id, causation }: Recorded): boolean =>
  ids.has(id) || (causation !== null && entries.has(causation));

/**
 * How a log stands to a founding record: it holds nothing yet, it began otherwise, it began with it, or with an unreleased one.
 * `shared` is how many events of the published record it begins with, `own` whether others were met until that was clear.
 */
interface Beginning {
  readonly as: 'empty' | 'otherwise' | 'founded' | 'unreleased';
  readonly shared: number;
  readonly own: boolean;
}

/** So many events of its own, one after the other, and a log holds no more of a founding record that was not released. */
const ENOUGH = 2_000;

/** Compares what a log began with with a founding record, event by event. */
async function beginningOf(log: EventLog, founding: Founding): Promise<Beginning> {
  const { position } = await log.head();
  const { releases, events } = founding;
  const [first] = releases;
  let as: Beginning['as'] = 'empty';
  let [shared, own] = [0, 0];
  const enough = new AbortController();
  if (position > 0)
    for await (const event of log.tail(0, enough.signal)) {
      const ours = isFounding(founding, event);
      if (event.position === 1) as = ours ? 'founded' : 'otherwise';
      if (shared === event.position - 1 && event.leaf === events[shared]?.leaf) shared += 1;
      if (!ours) own += 1;
      const whole = events.length > 0 && shared === events.length;
      if (as === 'otherwise' || whole || own >= ENOUGH || event.position >= position) break;
    }
  enough.abort();
  // What was cut off on the way to the first release is a beginning of it.
  if (as === 'founded' && first && shared < first.events && shared < position) as = 'unreleased';
  return { as, shared, own: own > 0 };
}

/** How many events are restored at a time. */
const PAGE = 200;

/**
 * Begins an empty log with the founding record, or goes on with one that began with it: what later releases hold is restored where nothing
 * else was recorded since, else recorded as new. A log that began otherwise, or with an unreleased record, is left alone; so is one
 * whose own events a later release contradicts, which `tell` hears.
 */
export async function loadFoundingRecord(
  engine: Engine,
  from: string | Founding = FOUNDING_RECORD,
  tell: (sentence: string) => void = () => undefined,
): Promise<Recording> {
  const founding = typeof from === 'string' ? await readFounding(from) : from;
  const { log } = engine;
  // Of several that start at once, one loads it.
  const lease = await log.lease('founding', new AbortController().signal);
  try {
    const { as, shared } = await beginningOf(log, founding);
    if (as !== 'empty' && as !== 'founded') return { recorded: 0, known: 0 };
    if (founding.releases.length === 0) return await importRecord(engine, founding.files);
    const { events } = founding;
    if (shared === events.length) return { recorded: 0, known: shared };
    const { position } = await log.head();
    if (shared < position) {
      await engine.follower.reached(position);
      return await engine.record(events.map(decode).map((event) => ({ stream: event.stream, draft: draftOf(event) })));
    }
    for (let at = shared; at < events.length; at += PAGE) await log.restore(events.slice(at, at + PAGE));
    await engine.follower.reached(events.length);
    return { recorded: events.length - shared, known: shared };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    tell(`A later release of the founding record contradicts what this log holds, and was not taken in: ${error.message}`);
    return { recorded: 0, known: 0 };
  } finally {
    await lease.release();
  }
}

/** A place for a log, and who hears what becomes of what was there. */
export interface Renewal {
  readonly url: string;
  /** Opens a new one there. */
  readonly open: () => Promise<EventLog>;
  readonly now: () => string;
  readonly tell: (sentence: string) => void;
}

/**
 * Puts a log aside that began with an unreleased founding record and holds nothing else, and opens a new one in its place. One with
 * events of its own is left as it is, and told how they can be taken along. Any other is given back.
 */
export async function renew(log: EventLog, founding: Founding, { url, open, now, tell }: Renewal): Promise<EventLog> {
  const { as, own } = await beginningOf(log, founding);
  if (as !== 'unreleased') return log;
  const began = `${url.replace(/\/\/[^@/]*@/, '//')} began with a founding record that was never released`;
  if (own || !(log instanceof SqliteLog)) {
    const take = own
      ? ' and holds events of its own. It is left as it is. To take those along: inforce export --own --out own.ndjson, then'
      : '. To begin anew:';
    tell(`${began}${take} IN_FORCE_LOG=sqlite:data/new.db ${own ? 'inforce import own.ndjson' : 'npm start'}.`);
    return log;
  }
  let aside: string;
  try {
    aside = await log.putAside(now().slice(0, 10));
  } catch (error) {
    if (!(error instanceof LogUnusable)) throw error;
    tell(`${began}. It is left as it is: ${error.message}`);
    return log;
  }
  tell(`${began} and holds nothing else: it was put aside as ${aside}, and begun anew.`);
  return open();
}

/** Returns the file beside a log that says which founding record it was compared with last; null for a log that is no file. */
const stampOf = (url: string): string | null => {
  const path = sqlitePath(url);
  return path === null || path === ':memory:' ? null : `${path}.founding`;
};

/** Returns whether a log was compared with a founding record as it is now. */
export async function isCompared(url: string, folder: string = FOUNDING_RECORD): Promise<boolean> {
  const stamp = stampOf(url);
  return stamp !== null && (await readFile(stamp, 'utf8').catch(() => '')) === (await digestOfFolder(folder));
}

/** Notes that a log was compared with a founding record; where that cannot be written it is compared again. */
export async function noteCompared(url: string, folder: string = FOUNDING_RECORD): Promise<void> {
  const stamp = stampOf(url);
  if (stamp !== null) await writeFile(stamp, await digestOfFolder(folder)).catch(() => undefined);
}
