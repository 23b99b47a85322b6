import { PARAMETERS } from '@in-force/answers';
import { Command } from 'commander';
import { differenceLines } from './diff.js';
import { readAll } from './import.js';
import { addQuestionOptions, readQuestion } from './question-options.js';
import { supposeRecorded } from './record-access.js';
import { SETTINGS_HELP } from './settings.js';
import { type Done, EXIT, type Terminal, widthOf } from './terminal.js';
import { count, wrap } from './text.js';

/** `inforce what-if FILE...`: the answer if files were recorded. Nothing is stored. */
export function whatIfCommand(terminal: Terminal, done: Done): Command {
  const command = new Command('what-if')
    .summary('the answer if files were recorded; nothing is stored')
    .description('Answers a question as if files were recorded (corrections and retractions too), and says what would differ.')
    .argument('<file...>', 'files as docs/import.md describes them');
  return addQuestionOptions(command, PARAMETERS.whatIf)
    .option('--json', 'both answers and what differs, as JSON')
    .addHelpText(
      'after',
      `\nExamples:\n  inforce what-if extension.yaml --on 2026-11-20 --region KR\n  inforce what-if correction.yaml --json\n\nWhere nothing would differ, the exit code is 1.\n${SETTINGS_HELP}`,
    )
    .action(async (paths: string[], options: { json?: true }) => {
      const question = readQuestion(options as Record<string, unknown>, terminal.now(), PARAMETERS.whatIf);
      const answer = await supposeRecorded(terminal, await readAll(paths), question);
      const { differences, recorded } = answer;
      const width = widthOf(terminal);
      const said = `${count(recorded, 'event')} would be recorded; ${count(differences.length, 'control')} on ${question.on} would differ. Nothing was stored.`;
      terminal.stdout.write(
        options.json
          ? `${JSON.stringify(answer, null, 2)}\n`
          : `${[...differenceLines(differences, terminal), ...wrap(said, width)].join('\n')}\n`,
      );
      done(differences.length > 0 ? EXIT.fine : EXIT.no);
    });
}
