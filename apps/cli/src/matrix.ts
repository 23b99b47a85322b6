import { PARAMETERS } from '@in-force/answers';
import { COLUMNS, csvHead, csvRow } from '@in-force/formats';
import { Command, Option } from 'commander';
import { type FileOptions, fileOptions, writeFileOf } from './list-file.js';
import { addQuestionOptions, readQuestion } from './question-options.js';
import { withAnswers } from './record-access.js';
import { SETTINGS_HELP } from './settings.js';
import { type Head, plain } from './table.js';
import { type Done, EXIT, type Terminal } from './terminal.js';

const HEAD: Head = { cells: ['on', 'region', 'status', 'coverage'], title: 'count', narrow: [] };

/** `inforce matrix`: controls counted by day and country, for maps, plots and panels. */
export function matrixCommand(terminal: Terminal, done: Done): Command {
  const allowed = PARAMETERS.matrix.filter((name) => name !== 'log' && name !== 'facts');
  const command = new Command('matrix')
    .summary('controls counted by day and country')
    .description(
      'Counts controls by day, country, status and coverage, for maps, plots and panels. docs/codebook.md says what each word means.',
    );
  return fileOptions(addQuestionOptions(command, allowed))
    .addOption(new Option('--csv', 'one line a cell, for statistics').conflicts('json'))
    .option('--json', 'the whole answer as JSON')
    .addHelpText(
      'after',
      `\nExamples:\n  inforce matrix --regions EU,US --from 2025-01-01 --to 2025-12-31\n  inforce matrix --regions EU --step day --from 2025-10-01 --csv > panel.csv\n${SETTINGS_HELP}`,
    )
    .action(async ({ csv, json, format, out, ...options }: FileOptions & { csv?: true; json?: true }) => {
      const question = readQuestion(options, terminal.now(), allowed);
      const answer = await withAnswers(terminal, ({ answers }) => answers.matrix(question));
      const rows = answer.cells.map((cell) => ({ ...cell }));
      if (await writeFileOf('matrix', answer, { format, out }, terminal)) return done(EXIT.fine);
      if (json) terminal.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
      else if (csv) terminal.stdout.write(csvHead(COLUMNS.matrix) + rows.map((row) => csvRow(COLUMNS.matrix, row)).join(''));
      else
        terminal.stdout.write(
          `${plain(
            HEAD,
            rows.map(({ on, region, status, coverage, count }) => ({ cells: [on, region, status, coverage], title: String(count) })),
          )}\n`,
        );
      done(rows.length > 0 ? EXIT.fine : EXIT.no);
    });
}
