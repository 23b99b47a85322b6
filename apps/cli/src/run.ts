import { InvalidRequest, Unknown } from '@in-force/answers';
import { InvalidKey, InvalidSetting, VERSION } from '@in-force/engine';
import { UnreadableEvent } from '@in-force/events';
import { InvalidRecord } from '@in-force/formats';
import { Command, CommanderError } from 'commander';
import { codebookCommand } from './codebook.js';
import { diffCommand } from './diff.js';
import { exportCommand } from './export.js';
import { importCommand } from './import.js';
import { keyCommand } from './key.js';
import { listCommands } from './lists.js';
import { logCommand } from './log.js';
import { matrixCommand } from './matrix.js';
import { onCommand } from './on.js';
import { optionOf } from './question-options.js';
import { isRefusal, isUnopened } from './record-access.js';
import { releaseCommand } from './release.js';
import { serveCommand } from './serve.js';
import { EXIT_HELP, SETTINGS_HELP } from './settings.js';
import { sinceCommand } from './since.js';
import { EXIT, type Exit, Misused, type Terminal, Unwritable, widthOf } from './terminal.js';
import { count, wrap } from './text.js';
import { verifyCommand } from './verify.js';
import { watchCommand } from './watch.js';
import { whatIfCommand } from './what-if.js';
import { whyCommand } from './why.js';

/** Runs one command line to its end and returns its exit code. Says on `stderr` why it is not 0. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<Exit> {
  let exit: Exit = EXIT.fine;
  const program = programOf(terminal, (code) => {
    exit = code;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
    const [code, lines] = failure(error, argv[0]);
    const width = widthOf({ ...terminal, isTTY: terminal.stderr.isTTY ?? false });
    for (const line of lines) terminal.stderr.write(`${wrap(line, width).join('\n')}\n`);
    return code;
  }
}

function programOf(terminal: Terminal, done: (exit: Exit) => void): Command {
  const program = new Command('inforce')
    .enablePositionalOptions() // what stands behind the name of a command is its own
    .description('Which trade controls are in force, when, for whom, and why.')
    .usage('COMMAND ...')
    .version(VERSION, '-V, --version', 'the version of these programs')
    .addHelpText('after', EXAMPLES + SETTINGS_HELP + EXIT_HELP);
  for (const make of [
    onCommand,
    whyCommand,
    diffCommand,
    sinceCommand,
    whatIfCommand,
    watchCommand,
    matrixCommand,
    codebookCommand,
    ...listCommands,
    exportCommand,
    importCommand,
    keyCommand,
    logCommand,
    verifyCommand,
    releaseCommand,
    serveCommand,
  ])
    program.addCommand(make(terminal, done));
  return configured(program, terminal);
}

const EXAMPLES = `
Examples:
  inforce on 2025-11-20 --region EU
  inforce why cn-mofcom-2025-57 --on 2026-11-20 --region DE
  inforce timeline --region EU --from 2025-10-01 --to 2025-12-01
  inforce diff --region US --a on=2025-11-09 --b on=2025-11-10
  inforce upcoming --days 90
  inforce watch --region EU --item Dy
  inforce import my-record/*.yaml --dry-run
  inforce log tail --follow
`;

/** Nothing ends the process or writes past the terminal, in any command. */
function configured(command: Command, terminal: Terminal): Command {
  command.exitOverride().configureOutput({
    writeOut: (text) => terminal.stdout.write(text),
    writeErr: (text) => terminal.stderr.write(text),
    getOutHelpWidth: () => Math.min(terminal.columns, 100),
    getErrHelpWidth: () => Math.min(terminal.columns, 100),
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  });
  for (const child of command.commands) configured(child, terminal);
  return command;
}

/** Returns what a command that did not work out ends with, and says. */
function failure(error: unknown, command: string | undefined): readonly [Exit, readonly string[]] {
  if (error instanceof InvalidRequest)
    return [EXIT.usage, error.errors.map(({ pointer, detail }) => `${optionOf(pointer, command)}: ${detail}`)];
  if (error instanceof InvalidSetting) return [EXIT.usage, error.errors.map(({ name, detail }) => `${name}: ${detail}`)];
  if (error instanceof Unknown) return [EXIT.usage, [error.message, ...near(error)]];
  if (error instanceof Misused) return [EXIT.usage, [error.message]];
  if (error instanceof InvalidRecord) {
    const { problems, more } = error;
    return [
      EXIT.usage,
      [
        ...problems.map(({ file, line, message }) => `${file}:${line}: ${message}`),
        ...(more > 0 ? [`and ${more} more.`] : []),
        `${count(problems.length + more, 'error')}; nothing was stored.`,
      ],
    ];
  }
  if (error instanceof InvalidKey) return [EXIT.usage, [error.message]];
  if (isUnopened(error) || error instanceof UnreadableEvent) return [EXIT.log, [error.message]];
  if (isRefusal(error)) return [EXIT.no, error.message.split('\n')];
  if (error instanceof Unwritable) return [EXIT.no, [error.message]];
  throw error;
}

const near = ({ message, near }: Unknown): string[] => {
  const more = near.filter((id) => !message.includes(id));
  return more.length > 0 ? [`Near: ${more.join(', ')}.`] : [];
};
