import type { Change } from '@in-force/answers';
import { Changes, ChangesFeeds } from '@in-force/engine';
import { Command } from 'commander';
import { addWatchedOptions, readWatched } from './question-options.js';
import { withRunning } from './record-access.js';
import { SETTINGS_HELP } from './settings.js';
import { type Done, EXIT, type Terminal, widthOf } from './terminal.js';
import { hanging } from './text.js';
import { addWatches } from './watches.js';

interface WatchOptions {
  readonly once?: true;
  readonly json?: true;
}

/** `inforce watch`: what changes in the answer of today, as it does. */
export function watchCommand(terminal: Terminal, done: Done): Command {
  const command = new Command('watch')
    .summary('tell what changes in an answer, as it does')
    .description(
      'Tells what changes in the answer of today, as it does, until interrupted: by what is recorded, also beside a running server, and by days that come. What was recorded together is told once no more of it can follow, ten seconds later at the most; a day five seconds after it began.',
    );
  addWatches(command.enablePositionalOptions(), terminal, done);
  return addWatchedOptions(command)
    .option('--after <cursor>', 'begin behind this cursor, at an instant, or at 0 for all that ever was (default: now)')
    .option('--once', 'tell what there is by now, and end')
    .option('--json', 'whole changes, one JSON object a line')
    .addHelpText(
      'after',
      `\nExamples:\n  inforce watch --region EU --item Dy\n  inforce watch --region US --item Ga --lead P30D,P7D,P1D\n  inforce watch --region EU --after 2026-11-01T00:00:00Z --once\n  inforce watch make --region US --item Ga --lead P7D --to https://example.org/hook\n  inforce watch list\n${SETTINGS_HELP}`,
    )
    .action(async (options: WatchOptions & Readonly<Record<string, unknown>>) => done(await watch(terminal, options)));
}

async function watch(terminal: Terminal, { once, json, ...options }: WatchOptions & Readonly<Record<string, unknown>>) {
  const signal = once ? new AbortController().signal : terminal.interrupted();
  await withRunning(terminal, async ({ engine, answers }) => {
    const changes = new Changes(engine, answers);
    const feeds = new ChangesFeeds(engine, changes);
    const horizon = await changes.horizon(signal);
    const question = changes.known(readWatched(options, terminal.now()));
    let cursor = changes.from(question, horizon);
    for await (const { answer, next } of feeds.follow(question, cursor, horizon, signal)) {
      for (const change of answer.changes)
        terminal.stdout.write(json ? `${JSON.stringify(change)}\n` : `${changeLines(change, terminal).join('\n')}\n`);
      cursor = next;
      if (once && !answer.more) break;
    }
    feeds.close();
    terminal.stderr.write(`Go on with: --after ${changes.written(cursor)}\n`);
  });
  return EXIT.fine;
}

/** A change on one line of a pipe; on a terminal as many as it takes, what it says beneath when and why. */
function changeLines({ at, cause, lead, due, measure, measures, text }: Change, terminal: Terminal): string[] {
  const why = lead === null ? cause : `${cause} ${due} (${lead})`;
  const line = [at, why, measure ?? measures.join(',')].join('  ');
  if (!terminal.isTTY) return [`${line}  ${text}`];
  return [line, ...hanging('  ', text, widthOf(terminal))];
}
