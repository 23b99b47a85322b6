import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { type EventLog, LogUnusable, MemoryLog, openLog, SqliteLog } from '@in-force/event-log';
import { type Draft, draftOf, encode, type Recorded } from '@in-force/events';
import { decodeText, type RecordFile, readRecordFile } from '@in-force/formats';
import { Engine, type Recording } from './engine.js';
import { expand, importRecord } from './import.js';

/** Where the founding record stands in a checkout. */
export const FOUNDING_RECORD = fileURLToPath(new URL('../../../events/record', import.meta.url));

const RECORD_FILE = /\.(?:ya?ml|json|ndjson)$/;
/** The entries that a founding record had before it was released, one a line. */
const FORMER = 'former-entries.txt';

const recordFilesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => RECORD_FILE.test(name) || name === FORMER).sort();

/** Reads the files of a folder, in order of their names. */
export async function readRecordFolder(folder: string): Promise<RecordFile[]> {
  const names = (await recordFilesIn(folder)).filter((name) => name !== FORMER);
  return Promise.all(
    names.map(async (name) => readRecordFile(join(folder, name), decodeText(join(folder, name), await readFile(join(folder, name))))),
  );
}

/** A digest of the files of a folder: the same, as long as nobody changes it. */
async function digestOfFolder(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of await recordFilesIn(folder)) hash.update(`${name}\0`).update(await readFile(join(folder, name)));
  return hash.digest('hex');
}

/** A founding record: what it would record into an empty log, by id, and the entries that it has or had. */
export interface Founding {
  readonly files: readonly RecordFile[];
  readonly drafts: ReadonlyMap<string, Draft>;
  readonly entries: ReadonlySet<string>;
}

export async function readFounding(folder: string = FOUNDING_RECORD): Promise<Founding> {
  const files = await readRecordFolder(folder);
  const former = await readFile(join(folder, FORMER), 'utf8').catch(() => '');
  const empty = await Engine.open(new MemoryLog(() => ''), [], { now: () => '' });
  const acts = await expand(empty, files);
  await empty.close();
  return {
    files,
    drafts: new Map(acts.map(({ draft }) => [draft.id, draft])),
    entries: new Set([...former.split(/\s+/), ...files.flatMap(({ entries }) => entries.map(({ id }) => id))].filter(Boolean)),
  };
}

/** Whether an event is of a founding record, as it is or as it was before it was released. */
export const isFounding = ({ drafts, entries }: Founding, { id, causation }: Recorded): boolean =>
  drafts.has(id) || (causation !== null && entries.has(causation));

/**
 * How a log stands to a founding record: it holds nothing yet, it began otherwise, it began with it, or with an unreleased one. `own`:
 * whether it holds events that are of neither.
 */
interface Beginning {
  readonly as: 'empty' | 'otherwise' | 'founded' | 'unreleased';
  readonly own: boolean;
}

/** So many events of its own, one after the other, and a log holds no more of its founding record. */
const ENOUGH = 2_000;

/** Compares what a log began with with a founding record, event by event. */
async function beginningOf(log: EventLog, founding: Founding): Promise<Beginning> {
  const { position } = await log.head();
  let as: Beginning['as'] = 'empty';
  let own = 0;
  if (position === 0) return { as, own: false };
  const enough = new AbortController();
  for await (const event of log.tail(0, enough.signal)) {
    const ours = isFounding(founding, event);
    if (event.position === 1) as = ours ? 'founded' : 'otherwise';
    if (!ours) own += 1;
    else if (!same(founding.drafts.get(event.id), event)) as = 'unreleased';
    if (as === 'otherwise' || own >= ENOUGH || event.position >= position) break;
  }
  enough.abort();
  return { as, own: own > 0 };
}

/** Whether an event is stored as it would be today. */
function same(draft: Draft | undefined, event: Recorded): boolean {
  return draft !== undefined && isDeepStrictEqual(encode(draft), encode(draftOf(event)));
}

/**
 * Loads the founding record into an empty log, or into one that began with it: there, what a later version of it adds is appended.
 * A log that began otherwise, or with an unreleased one, is left alone.
 */
export async function loadFoundingRecord(engine: Engine, from: string | Founding = FOUNDING_RECORD): Promise<Recording> {
  const founding = typeof from === 'string' ? await readFounding(from) : from;
  const { as } = await beginningOf(engine.log, founding);
  return as === 'empty' || as === 'founded' ? importRecord(engine, founding.files) : { recorded: 0, known: 0 };
}

/** A place for a log, and who hears what becomes of what was there. */
export interface Renewal {
  readonly url: string;
  readonly now: () => string;
  readonly tell: (sentence: string) => void;
}

/**
 * Puts a log aside that began with an unreleased founding record and holds nothing else, and opens a new one in its place. One with
 * events of its own is left as it is, and told how they can be taken along. Any other is given back.
 */
export async function renewed(log: EventLog, founding: Founding, { url, now, tell }: Renewal): Promise<EventLog> {
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
  return openLog(url, { now });
}

/** The file beside a log that says which founding record it was compared with last; null for a log that is no file. */
const stampOf = (url: string): string | null => {
  const [, path] = /^sqlite:(?:\/\/)?(.+)$/i.exec(url) ?? [];
  return path === undefined || path === ':memory:' ? null : `${path}.founding`;
};

/** Whether a log was compared with a founding record as it is now. */
export async function isCompared(url: string, folder: string = FOUNDING_RECORD): Promise<boolean> {
  const stamp = stampOf(url);
  return stamp !== null && (await readFile(stamp, 'utf8').catch(() => '')) === (await digestOfFolder(folder));
}

/** Notes that a log was compared with a founding record; where that cannot be written it is compared again. */
export async function noteCompared(url: string, folder: string = FOUNDING_RECORD): Promise<void> {
  const stamp = stampOf(url);
  if (stamp !== null) await writeFile(stamp, await digestOfFolder(folder)).catch(() => undefined);
}
