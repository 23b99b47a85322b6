import { EXPORT_FORMATS, type ExportFormat, type ListFile, type Sealed, writeListFile } from '@in-force/engine';
import { type Command, Option } from 'commander';
import { Misused, type Terminal } from './terminal.js';
import { moreFollows } from './text.js';
import { writePieces } from './write-file.js';

const FORMATS = ['json', ...EXPORT_FORMATS] as const;

/** The options by which a list becomes a file. */
export interface FileOptions {
  readonly format?: (typeof FORMATS)[number] | undefined;
  readonly out?: string | undefined;
}

/** Adds the options by which a list becomes a file. */
export const fileOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--format <format>', 'the answer as a file: json whole, the others one line or row an entry')
        .choices([...FORMATS])
        .conflicts(['json', 'csv', 'cite']),
    )
    .addOption(new Option('--out <file>', 'where to write it; without, to standard output'));

/**
 * Writes an answer as a file, where one was asked for; says beside it what it is of, and how it goes on.
 *
 * @returns whether it was.
 */
export async function writeFileOf(list: ListFile, answer: Sealed, { format, out }: FileOptions, terminal: Terminal): Promise<boolean> {
  if (format === undefined && out === undefined) return false;
  if (format === undefined) throw new Misused(`--out names a file; say with --format what it is to be: ${FORMATS.join(', ')}.`);
  if (format === 'parquet' && out === undefined && terminal.isTTY)
    throw new Misused('A Parquet file is nothing to read on a terminal. Name a file: --out list.parquet.');
  await writePieces(out, piecesOf(list, format, answer), terminal);
  const { cite, next } = answer as Sealed & { readonly next?: string | null };
  const said = [...(out === undefined ? [] : [`Wrote ${out}.`]), ...moreFollows(next), `Cite: ${cite}`];
  terminal.stderr.write(said.map((line) => `${line}\n`).join(''));
  return true;
}

async function* piecesOf(list: ListFile, format: 'json' | ExportFormat, answer: object): AsyncGenerator<string | Uint8Array> {
  if (format === 'json') yield `${JSON.stringify(answer, null, 2)}\n`;
  else yield* writeListFile(list, format, answer);
}
