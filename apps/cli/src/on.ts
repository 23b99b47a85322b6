import { PARAMETERS } from '@in-force/answers';
import { Command, Option } from 'commander';
import { controlsCsv, controlsText, notes } from './controls-text.js';
import { type FileOptions, fileOptions, writeFileOf } from './list-file.js';
import { addQuestionOptions, readQuestion } from './question-options.js';
import { askRecord } from './record-access.js';
import { citeOption, writeReference } from './reference.js';
import { SETTINGS_HELP } from './settings.js';
import { type Done, EXIT, type Terminal } from './terminal.js';

const ALLOWED = PARAMETERS.controls.filter((name) => name !== 'log' && name !== 'facts');

/** `inforce on DAY`: what was in force that day. */
export function onCommand(terminal: Terminal, done: Done): Command {
  const command = new Command('on')
    .summary('which controls are in force on a day')
    .description('Answers which controls are in force, suspended or unconfirmed on a day; --status asks for others.')
    .argument('<day>', 'the day the rule applies, such as 2025-11-20, or today: as it is at the seat of each issuer');
  return fileOptions(
    addQuestionOptions(
      command,
      ALLOWED.filter((name) => name !== 'on'),
    ),
  )
    .option('--json', 'the whole answer as JSON')
    .addOption(new Option('--csv', 'one line a measure, for spreadsheets').conflicts('json'))
    .addOption(citeOption())
    .addHelpText('after', EXAMPLES + SETTINGS_HELP)
    .action(async (day: string, options: Form) => done(await on(terminal, day, options)));
}

const EXAMPLES = `
Examples:
  inforce on 2025-11-20 --region EU
  inforce on today --region DE --item Dy
  inforce on 2025-11-20 --region US --reading US --status removed
  inforce on 2025-11-05 --known-on 2025-11-05 --csv > controls.csv

A region or item left out means any. With nothing in the states asked for, the
exit code is 1.
`;

interface Form extends FileOptions {
  readonly json?: true;
  readonly csv?: true;
  readonly cite?: string;
}

async function on(terminal: Terminal, day: string, options: Form) {
  const question = readQuestion({ ...options, on: day }, terminal.now(), ALLOWED);
  const { answer, release } = await askRecord(terminal, question, async (answers) => {
    const answer = await answers.controls(question);
    return { answer, release: answers.release(answer) };
  });
  if (await writeFileOf('controls', answer, options, terminal)) return answer.controls.length > 0 ? EXIT.fine : EXIT.no;
  if (options.cite) terminal.stdout.write(writeReference(options.cite, answer, release, terminal));
  else if (options.json) terminal.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
  else if (options.csv) {
    terminal.stdout.write(controlsCsv(answer.controls));
    terminal.stderr.write(notes(answer, { ...terminal, isTTY: false }));
  } else terminal.stdout.write(controlsText(answer, terminal));
  return answer.controls.length > 0 ? EXIT.fine : EXIT.no;
}
