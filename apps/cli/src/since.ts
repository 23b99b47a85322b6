import { PARAMETERS, parseQuestion } from '@in-force/answers';
import { Command } from 'commander';
import { differenceLines } from './diff.js';
import { withAnswers } from './record-access.js';
import { SETTINGS_HELP } from './settings.js';
import { type Done, EXIT, Misused, type Terminal, widthOf } from './terminal.js';
import { count, wrap } from './text.js';

/** `inforce since LINK`: what has changed since an answer was cited. */
export function sinceCommand(terminal: Terminal, done: Done): Command {
  return new Command('since')
    .summary('what has changed since an answer was cited')
    .description('Says what has changed since an answer was cited, and why: the world, our knowledge of it, or our rules.')
    .argument('<link>', 'the cite link of an answer of `on` or `why`')
    .option('--json', 'the whole answer as JSON')
    .addHelpText(
      'after',
      `\nExample:\n  inforce since '/v1/controls?on=2025-11-20&...&facts=t1-...'\n\nWhere nothing has changed, the exit code is 1.\n${SETTINGS_HELP}`,
    )
    .action(async (link: string, { json }: { json?: true }) => {
      const url = new URL(link, 'http://localhost');
      const [, list, id = null] = /^\/v1\/(controls|measures)(?:\/([^/]+))?$/.exec(url.pathname) ?? [];
      if (!list || (list === 'measures') !== (id !== null))
        throw new Misused('Give the cite link of an answer: /v1/controls?… or /v1/measures/ID?…');
      const question = parseQuestion(
        Object.fromEntries(url.searchParams),
        terminal.now(),
        PARAMETERS[id === null ? 'controls' : 'measure'],
      );
      const answer = await withAnswers(terminal, ({ answers }) => answers.since(id, question));
      const { differences, changed, citedOtherwise } = answer;
      const said = citedOtherwise
        ? 'The link names other facts than today’s rules give: it was made under other rules, or changed after it was copied.'
        : changed
          ? `${count(differences.length, 'control')} changed since position ${url.searchParams.get('recordedAt') ?? '-'}.`
          : 'Nothing has changed since.';
      terminal.stdout.write(
        json
          ? `${JSON.stringify(answer, null, 2)}\n`
          : `${[...differenceLines(differences, terminal), ...wrap(said, widthOf(terminal))].join('\n')}\n`,
      );
      done(changed ? EXIT.fine : EXIT.no);
    });
}
