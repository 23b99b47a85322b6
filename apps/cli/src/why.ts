import { PARAMETERS } from '@in-force/answers';
import { Command } from 'commander';
import { addQuestionOptions, readQuestion } from './question-options.js';
import { askRecord } from './record-access.js';
import { citeOption, writeReference } from './reference.js';
import { SETTINGS_HELP } from './settings.js';
import { type Done, EXIT, type Terminal } from './terminal.js';
import { flipsText, whyText } from './why-text.js';

const ALLOWED = PARAMETERS.explain.filter((name) => name !== 'log' && name !== 'facts');

/** `inforce why ID`: the status of one measure, and everything it rests on. */
export function whyCommand(terminal: Terminal, done: Done): Command {
  const command = new Command('why')
    .summary('why one measure has its status, with sources')
    .description('Derives the status of one measure: the sentences, then event by event, with sources.')
    .argument('<id>', 'a measure, such as cn-mofcom-2025-57; a clause after a dot');
  return addQuestionOptions(command, ALLOWED)
    .option('--json', 'the whole answer as JSON')
    .addOption(citeOption())
    .addHelpText('after', EXAMPLES + SETTINGS_HELP)
    .action(async (id: string, options: { json?: true; cite?: string }) => done(await why(terminal, id, options)));
}

const EXAMPLES = `
Examples:
  inforce why cn-mofcom-2025-57 --on 2026-11-20 --region DE
  inforce why cn-mofcom-2025-57 --on 2025-10-31 --known-on 2025-10-31
  inforce why cn-mofcom-2025-56 --on 2026-11-20 --region KR --expect suspended
  inforce why us-eo-14257.24 --on 2025-06-01 --region CN --json

A region or item left out means any. Where the record cannot tell (not-known),
the exit code is 1.
`;

async function why(terminal: Terminal, id: string, options: { readonly json?: true; readonly cite?: string }) {
  const question = readQuestion(options as Record<string, unknown>, terminal.now(), ALLOWED);
  const { answer, explained, behind, release } = await askRecord(terminal, question, async (answers, eventsOf) => {
    const { expect: _, ...asked } = question;
    const answer = await answers.measure(id, { ...asked, expect: null });
    const explained = await answers.explain(id, question);
    return { answer, explained, behind: options.json ? [] : await eventsOf(answer), release: answers.release(answer) };
  });
  const { derivation, flips, holds } = explained;
  const whole = { ...answer, expect: question.expect, holds, derivation, flips };
  const cited = options.cite && writeReference(options.cite, answer, release, terminal);
  const text = () => whyText(answer, behind, terminal) + flipsText(explained, question, terminal);
  terminal.stdout.write(cited || (options.json ? `${JSON.stringify(whole, null, 2)}\n` : text()));
  return answer.status === 'not-known' || holds === false ? EXIT.no : EXIT.fine;
}
