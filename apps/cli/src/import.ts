import { readFile, stat } from 'node:fs/promises';
import {
  BeyondBounds,
  BOUNDS,
  decodeText,
  type FileProblem,
  InvalidRecord,
  type RecordFile,
  readRecordFile,
  sized,
} from '@in-force/formats';
import { Command } from 'commander';
import { progressBar } from './progress.js';
import { recordFiles } from './record-access.js';
import { SETTINGS_HELP, settingsOf } from './settings.js';
import { type Done, EXIT, type Terminal } from './terminal.js';
import { count } from './text.js';

/** `inforce import FILE...`: records what files say, all of it or nothing. */
export function importCommand(terminal: Terminal, done: Done): Command {
  return new Command('import')
    .summary('record what files say')
    .description(
      'Records what files say (YAML, JSON or NDJSON), as one set. An error stores nothing; what is known already is not doubled.',
    )
    .argument('<file...>', 'files as docs/import.md describes them, in any order')
    .option('--dry-run', 'check everything and store nothing')
    .option('--again', 'record also what was recorded already under another name')
    .addHelpText('after', EXAMPLES + SETTINGS_HELP)
    .action(async (files: string[], options: Options) => done(await importFiles(terminal, files, options)));
}

const EXAMPLES = `
Examples:
  inforce import events/record/*.yaml --dry-run
  inforce import new-act.yaml
  IN_FORCE_LOG=sqlite:trial.db inforce import record.ndjson

Errors are printed as FILE:LINE: message, all of them. While a server holds the
log, an import is refused (exit code 1); send it to the server instead.
`;

interface Options {
  readonly dryRun?: boolean;
  readonly again?: boolean;
}

/** An act of a file that another event says already. */
interface PassedOver {
  readonly entry: { readonly file: string; readonly line: number };
}

async function importFiles(terminal: Terminal, paths: readonly string[], { dryRun = false, again = false }: Options) {
  const files = await readAll(paths);
  const bar = progressBar(terminal);
  try {
    const passed: string[] = [];
    const tell = ({ entry: { file, line } }: PassedOver, event: string) =>
      void passed.push(`${file}:${line}: The same was recorded already, as event ${event}; passed over.\n`);
    const { recorded, known } = await recordFiles(terminal, files, { dryRun, again, progress: bar.at, known: tell });
    bar.clear();
    terminal.stderr.write(passed.join(''));
    const did = dryRun ? 'Nothing was stored: would record' : 'Recorded';
    terminal.stdout.write(`${did} ${count(recorded, 'event')} in ${settingsOf(terminal).log}; ${count(known, 'event')} known already.\n`);
    return EXIT.fine;
  } finally {
    bar.clear();
  }
}

/** Reads every file, so that one look shows the mistakes of all of them. */
export async function readAll(paths: readonly string[]): Promise<RecordFile[]> {
  const files: RecordFile[] = [];
  const problems: FileProblem[] = [];
  let more = 0;
  for (const path of new Set(paths)) {
    try {
      files.push(readRecordFile(path, await textOf(path)));
    } catch (error) {
      if (!(error instanceof InvalidRecord)) throw error;
      problems.push(...error.problems);
      more += error.more;
    }
  }
  if (problems.length > 0) throw new InvalidRecord(problems, more);
  return files;
}

async function textOf(path: string): Promise<string> {
  try {
    if ((await stat(path)).size > BOUNDS.file.bytes)
      throw new BeyondBounds(path, `It is larger than ${sized(BOUNDS.file.bytes)}. Divide it.`);
    return decodeText(path, await readFile(path));
  } catch (error) {
    if (error instanceof InvalidRecord) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'There is no such file.' : code === 'EISDIR' ? 'This is a folder; name the files in it.' : message;
    throw new InvalidRecord([{ file: path, line: 1, message: why }]);
  }
}
