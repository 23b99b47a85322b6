import { InvalidRequest, type Question } from '@in-force/answers';
import { Refusal } from '@in-force/domain';
import {
  Answers,
  collectOwnEntries,
  type Engine,
  type ExportFormat,
  FOUNDING_RECORD,
  type ImportOptions,
  importRecord,
  type Manifest,
  type MeasureJson,
  measureExport,
  Proofs,
  readFounding,
  readPublished,
  readSettings,
  type Supposition,
  verifyFiles,
  verifyLog,
  whatIf,
} from '@in-force/engine';
import {
  BackupRefused,
  ClockAhead,
  type EventLog,
  InvalidAppend,
  LogLocked,
  LogUnreachable,
  LogUnusable,
  LogUnwritable,
  MemoryLog,
  openLog,
  RevisionConflict,
} from '@in-force/event-log';
import type { Recorded } from '@in-force/events';
import type { RecordFile } from '@in-force/formats';
import { begin, bringUpToDate, closeAfter, NOBODY, openBegun, openForWriting, openToRead, withEngine } from './open-record.js';
import { settingsOf } from './settings.js';
import type { Terminal } from './terminal.js';

/** Finds the events that an answer rests on, and the corrections of its history. */
type EventsOf = (answer: MeasureJson) => Promise<Recorded[]>;

/**
 * Asks the record, opened for reading beside whoever writes. A log that holds nothing yet is begun first.
 *
 * @throws {InvalidRequest} for a position that the record has not reached: nobody waits for it here.
 */
export async function askRecord<Answer>(
  terminal: Terminal,
  question: Question,
  ask: (answers: Answers, eventsOf: EventsOf) => Promise<Answer>,
): Promise<Answer> {
  return closeAfter(await openBegun(terminal), (log) =>
    withEngine(log, terminal, ({ engine, answers }) => {
      if (answers.readModel.positionOf(question) > engine.position)
        throw new InvalidRequest([
          { pointer: '/recordedAt', detail: `This record goes to position ${engine.position}; ask for that one or an earlier.` },
        ]);
      return ask(answers, (answer) => eventsBehind(engine, answer));
    }),
  );
}

/** Asks the record anything else. A log that holds nothing yet is begun first. */
export async function withAnswers<Answer>(
  terminal: Terminal,
  ask: (running: { readonly answers: Answers }) => Promise<Answer>,
): Promise<Answer> {
  return closeAfter(await openBegun(terminal), (log) => withEngine(log, terminal, ask));
}

/** Asks the record while it is followed, opened for reading beside whoever writes. A log that holds nothing yet is begun first. */
export async function withRunning<Answer>(
  terminal: Terminal,
  ask: (running: { readonly engine: Engine; readonly answers: Answers }) => Promise<Answer>,
): Promise<Answer> {
  const begun = await openBegun(terminal);
  await begun.close();
  return withLogToRead(terminal, (log) => withEngine(log, terminal, ask));
}

/** Answers a question as if files were recorded. */
export async function supposeRecorded(terminal: Terminal, files: readonly RecordFile[], question: Question): Promise<Supposition> {
  return closeAfter(await openBegun(terminal), (log) =>
    withEngine(log, terminal, ({ engine, answers }) => whatIf(engine, answers.readModel, files, question)),
  );
}

/** Writes the whole record, and says what was written; with the checkpoint of it, where nothing is left out. */
export async function exportRecord(
  terminal: Terminal,
  format: ExportFormat,
  question: Question,
  file: string,
  write: (pieces: AsyncIterable<string | Uint8Array>) => Promise<void>,
): Promise<{ readonly manifest: Manifest; readonly checkpoint: string | null }> {
  const { url, signing } = readSettings(['url', 'signing'], terminal.env);
  return closeAfter(await openBegun(terminal), (log) =>
    withEngine(log, terminal, async ({ engine, answers }) => {
      let manifest: Manifest | undefined;
      await write(measureExport({ engine, answers }, format, question, file, (found) => (manifest = found)));
      const whole = question.knownOn === null && question.corrections === 'raw';
      const { position } = (manifest as Manifest).log;
      const checkpoint = whole ? new Proofs(engine, url, signing).checkpoint(Number(position)) : null;
      return { manifest: manifest as Manifest, checkpoint };
    }),
  );
}

/** Returns what of the log as it is belongs to no founding record, as entries. */
export const collectOwn = (terminal: Terminal): ReturnType<typeof collectOwnEntries> =>
  withLogToRead(terminal, async (log) => {
    const { record } = settingsOf(terminal);
    return collectOwnEntries(log, record === 'none' ? null : await readFounding(record ?? undefined));
  });

/** Makes the log where there is none, begun with what IN_FORCE_RECORD names. Returns how many events it holds then. */
export const beginLog = async (terminal: Terminal): Promise<number> =>
  closeAfter(await begin(terminal), async (log) => (await log.head()).position);

/** Looks into the log as it is, opened for reading. */
export async function withLogToRead<Found>(terminal: Terminal, look: (log: EventLog) => Promise<Found>): Promise<Found> {
  return closeAfter(await openLog(settingsOf(terminal).log, { now: terminal.now, readOnly: true }), look);
}

/** Checks files, or the log against checkpoints. */
export async function verifyRecord(terminal: Terminal, files: readonly string[], keys: readonly string[], log = false) {
  const { record } = settingsOf(terminal);
  const published = record === 'none' ? { releases: [], events: [] } : await readPublished(record ?? FOUNDING_RECORD);
  const options = { published, keys, now: terminal.now() };
  return log ? withLogToRead(terminal, (log) => verifyLog(log, files, options)) : verifyFiles(files, options);
}

/**
 * Records files as one set: all of it is checked and decided before anything is stored. An empty log is begun first, once the
 * files have passed on top of what it will hold.
 */
export async function recordFiles(terminal: Terminal, files: readonly RecordFile[], options: ImportOptions) {
  const { dryRun = false } = options;
  const read = { ...terminal, stderr: NOBODY };
  const found = dryRun ? await openToRead(terminal) : await openForWriting(terminal);
  return closeAfter(found ?? new MemoryLog(terminal.now), async (log) => {
    const empty = (await log.head()).position === 0;
    const trial = empty && settingsOf(terminal).record !== 'none';
    const tried = trial
      ? await closeAfter(new MemoryLog(terminal.now), (copy) => recordInto(copy, read, files, { ...options, dryRun: true }))
      : null;
    if (tried && dryRun) return tried;
    return recordInto(log, terminal, files, options);
  });
}

async function recordInto(log: EventLog, terminal: Terminal, files: readonly RecordFile[], options: ImportOptions) {
  const asItIs = options.dryRun && (await log.head()).position > 0;
  const mine = asItIs ? log : await bringUpToDate(log, terminal);
  try {
    return await withEngine(mine, terminal, ({ engine }) => importRecord(engine, files, options));
  } finally {
    if (mine !== log) await mine.close();
  }
}

/** Returns whether an error says that the log cannot be opened, reached or written, or is none. */
export const isUnopened = (error: unknown): error is Error =>
  error instanceof LogUnusable || error instanceof LogUnreachable || error instanceof LogUnwritable;

/** Somebody said no: the domain, another writer, a log that another process writes to, or a clock that is not believed. */
export const isRefusal = (error: unknown): error is Error =>
  [BackupRefused, ClockAhead, LogLocked, InvalidAppend, Refusal, RevisionConflict].some((known) => error instanceof known);

async function eventsBehind(engine: Engine, { because, history }: MeasureJson): Promise<Recorded[]> {
  const ids = new Set([...because, ...history.flatMap(({ correctedBy }) => correctedBy)]);
  const found = await Promise.all([...ids].map((id) => engine.event(id)));
  return found.filter((event) => event !== undefined);
}
