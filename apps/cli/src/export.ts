import { writeFile } from 'node:fs/promises';
import { PARAMETERS } from '@in-force/answers';
import { EXPORT_FORMATS, type ExportFormat } from '@in-force/engine';
import { Command, Option } from 'commander';
import { addQuestionOptions, readQuestion } from './question-options.js';
import { collectOwn, exportRecord } from './record-access.js';
import { SETTINGS_HELP } from './settings.js';
import { type Done, EXIT, Misused, type Terminal } from './terminal.js';
import { count } from './text.js';
import { demandWritten, writePieces } from './write-file.js';

/** `inforce export`: the whole record as a file. */
export function exportCommand(terminal: Terminal, done: Done): Command {
  const command = new Command('export')
    .summary('the whole record as a file')
    .description(
      'Writes every event as it was recorded, corrections and retractions too, and beside FILE a manifest with its hash, and a checkpoint by which `verify` checks it.',
    )
    .addOption(new Option('--format <format>', 'of the file').choices([...EXPORT_FORMATS]).default('ndjson'))
    .option('--out <file>', 'where to; without it, to standard output and without a manifest')
    .option('--own', 'only what is not of the founding record, as entries that `import` takes into another log');
  return addQuestionOptions(command, PARAMETERS.export)
    .addHelpText(
      'after',
      `\nExamples:\n  inforce export --out record.ndjson\n  inforce export --format parquet --out record.parquet\n  inforce export --format csv | head\n  inforce export --own --out own.ndjson\n${SETTINGS_HELP}`,
    )
    .action(async ({ format, out, own, ...options }: { format: ExportFormat; out?: string; own?: true }) => {
      if (own) return done(await exportOwn(terminal, format, out, Object.keys(options)));
      const question = readQuestion(options, terminal.now(), PARAMETERS.export);
      const { manifest, checkpoint } = await exportRecord(terminal, format, question, out ?? '-', (pieces) =>
        writePieces(out, pieces, terminal),
      );
      if (out !== undefined) {
        await demandWritten(out, writeFile(`${out}.manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`));
        if (checkpoint !== null) await demandWritten(out, writeFile(`${out}.checkpoint`, checkpoint));
        terminal.stderr.write(`Wrote ${count(manifest.rows, 'event')} to ${out}, sha256 ${manifest.sha256}.\n`);
      }
      done(EXIT.fine);
    });
}

/** Writes what is not of the founding record as NDJSON that an import takes. Clocks and formats are for the whole record. */
async function exportOwn(terminal: Terminal, format: ExportFormat, out: string | undefined, options: readonly string[]) {
  if (format !== 'ndjson') throw new Misused(`--own writes what import reads, which is no ${format}. Leave --format out.`);
  if (options.length > 0) throw new Misused('--own takes all that is recorded. Leave the clocks and corrections out.');
  const { events, lines } = await collectOwn(terminal);
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  if (out === undefined) terminal.stdout.write(text);
  else {
    await demandWritten(out, writeFile(out, text));
    terminal.stderr.write(
      `Wrote ${count(events, 'event')} in ${lines.length === 1 ? '1 entry' : `${lines.length} entries`} to ${out}. To take them into another log: IN_FORCE_LOG=sqlite:data/new.db inforce import ${out}\n`,
    );
  }
  return EXIT.fine;
}
