import { PARAMETERS, type Question, Unknown } from '@in-force/answers';
import type { Answers } from '@in-force/engine';
import { Command } from 'commander';
import { askAct } from './act.js';
import { addQuestionOptions, readQuestion } from './question-options.js';
import { askRecord } from './record-access.js';
import { citeOption, writeReference } from './reference.js';
import { SETTINGS_HELP } from './settings.js';
import { type Done, EXIT, type Terminal } from './terminal.js';
import { flipsText, whyText } from './why-text.js';

const ALLOWED = PARAMETERS.explain.filter((name) => name !== 'log' && name !== 'facts');

/** `inforce why ID`: the status of one measure, and everything it rests on; of an act, that of each measure it made or touched. */
export function whyCommand(terminal: Terminal, done: Done): Command {
  const command = new Command('why')
    .summary('why a measure or an act has its status')
    .description(
      'Derives the status of one measure: the sentences, then event by event, with sources. Of an act: the status of each measure that it made or touched.',
    )
    .argument('<id>', 'a measure, such as cn-mofcom-2025-57, with a clause after a dot; or an act');
  return addQuestionOptions(command, ALLOWED)
    .option('--json', 'the whole answer as JSON')
    .addOption(citeOption())
    .addHelpText('after', EXAMPLES + SETTINGS_HELP)
    .action(async (id: string, options: Form) => done(await why(terminal, id, options)));
}

const EXAMPLES = `
Examples:
  inforce why cn-mofcom-2025-57 --on 2026-11-20 --region DE
  inforce why cn-mofcom-2025-57 --on 2025-10-31 --known-on 2025-10-31
  inforce why cn-mofcom-2025-56 --on 2026-11-20 --region KR --expect suspended
  inforce why cn-mofcom-2025-70 --on 2025-11-20
  inforce why us-eo-14257.24 --on 2025-06-01 --region CN --json

A region or item left out means any. Where the record cannot tell (not-known),
the exit code is 1.
`;

interface Form {
  readonly json?: true;
  readonly cite?: string;
}

async function why(terminal: Terminal, id: string, options: Form) {
  const question = readQuestion(options as Record<string, unknown>, terminal.now(), ALLOWED);
  const told = await askRecord(terminal, question, async (answers, eventsOf) => {
    const asked = { ...question, expect: null };
    try {
      const answer = await answers.measure(id, asked);
      const explained = await answers.explain(id, question);
      const behind = options.json ? [] : await eventsOf(answer);
      const { derivation, flips, holds } = explained;
      const text = () => whyText(answer, behind, terminal) + flipsText(explained, question, answer, terminal);
      const is = answer.status !== 'not-known' && holds !== false;
      return { answer: { ...answer, expect: question.expect, holds, derivation, flips }, text, is, release: answers.release(answer) };
    } catch (error) {
      if (!(error instanceof Unknown) || question.expect !== null) throw error;
      return whyAct(answers, id, asked, error, terminal);
    }
  });
  const { answer, release, text, is } = told;
  const cited = options.cite && writeReference(options.cite, answer, release, terminal);
  terminal.stdout.write(cited || (options.json ? `${JSON.stringify(answer, null, 2)}\n` : text()));
  return is ? EXIT.fine : EXIT.no;
}

/** Answers for an act of several measures, or of none. What is no act either is what it was as a measure: unknown. */
const whyAct = (answers: Answers, id: string, question: Question, unknown: Unknown, terminal: Terminal) =>
  askAct(answers, id, question, terminal).catch((error: unknown) => {
    throw error instanceof Unknown ? unknown : error;
  });
