import { PARAMETERS } from '@in-force/answers';
import { type Answers, entriesOf, type Register } from '@in-force/engine';
import { Command } from 'commander';
import { ARRANGEMENTS } from './arrangements-text.js';
import { type FileOptions, fileOptions, writeFileOf } from './list-file.js';
import { isOne, parametersOfOne, showOne } from './one.js';
import { addQuestionOptions, readQuestion } from './question-options.js';
import { askRecord } from './record-access.js';
import { SETTINGS_HELP } from './settings.js';
import { type Entry, joined, leads, rowsOf, type ShownList } from './shown-list.js';
import { tableFor } from './table.js';
import { type Done, EXIT, type Terminal, widthOf } from './terminal.js';
import { moreFollows, painter, wrap } from './text.js';
import { VOCABULARY_LISTS } from './vocabulary-lists.js';

type Answer = Awaited<ReturnType<Answers['register']>>;

const LISTS: Readonly<Record<Register, ShownList>> = {
  ...VOCABULARY_LISTS,
  timeline: {
    summary: 'what happened, and what the calendar did',
    description: 'Lists acts, rounds, statements and what the calendar alone did, in one order, and says which clock moved.',
    examples: ['--region EU --from 2025-10-01 --to 2025-12-01', '--measure cn-mofcom-2025-56'],
    thing: 'entry',
    things: 'entries',
    head: { cells: ['on', 'what', 'moved', 'published'], title: 'text', narrow: [1] },
    rows: (entry) => [[[entry.on, entry.what, entry.moved, entry.publishedOn ?? '-'], entry.text, undefined, leads(entry)]],
  },
  upcoming: {
    summary: 'dates about to arrive',
    description: 'Lists the dates about to arrive: starts, ends of suspensions, last days, easings, due days, rounds.',
    examples: ['--days 90', '--on 2026-10-01 --region EU'],
    thing: 'date',
    head: { cells: ['on', 'what', 'confirmed'], title: 'text', narrow: [1] },
    rows: (entry) => [
      [[entry.on, entry.what, entry.confirmed === null ? '-' : entry.confirmed ? 'yes' : 'no'], entry.text, undefined, leads(entry)],
    ],
  },
  negotiations: {
    summary: 'tracks of talks with their rounds',
    description: 'Lists tracks of talks; --json gives every round with its outcome.',
    examples: ['', '--party EU', '--measure cn-mofcom-2025-18 --json'],
    thing: 'track',
    head: { cells: ['id', 'parties', 'rounds', 'last round'], title: 'title', narrow: [0, 1] },
    rows: ({ id, parties, rounds, title }) => [
      [[id, joined(parties), (rounds as Entry[]).length, (rounds as Entry[]).at(-1)?.through ?? '-'], title],
    ],
  },
  arrangements: ARRANGEMENTS,
  commitments: {
    summary: 'what parties said they will do, and what came of it',
    description: 'Lists commitments with their age, and the days between word and instrument.',
    examples: ['--on 2026-11-20', '--status all --party CN'],
    thing: 'commitment',
    head: { cells: ['said', 'party', 'standing', 'days', 'due', 'lasting'], title: 'text', narrow: [2] },
    rows: ({ saidOn, party, standing, ageDays, due, lasting, text }) => [
      [[saidOn, party, standing, ageDays, due ?? '-', lasting ?? '-'], text],
    ],
  },
  readings: {
    summary: 'how parties read measures, and where they disagree',
    description: 'Lists the measures that parties have read, each party’s latest word beside the status by the acts.',
    examples: ['--on 2025-11-20 --contested', '--on 2025-11-20 --region EU --party US'],
    thing: 'measure',
    head: { cells: ['measure', 'status', 'read as'], title: 'title', narrow: [0] },
    rows: ({ measure, status, readings, title }) => [
      [[measure, status, (readings as Entry[]).map(({ party, reading }) => `${party}: ${reading}`).join(', ')], title],
    ],
  },
  search: {
    summary: 'what holds the words asked for',
    description:
      'Searches measures, acts, statements, commitments, talks, easings and sources. Prefixes count; case and diacritics do not.',
    examples: ['nexperia suspension', 'dyspros', '1C902 --json'],
    thing: 'result',
    head: { cells: ['type', 'id', 'published'], title: 'title', narrow: [1] },
    rows: ({ type, id, publishedOn, title }) => [
      type === 'source' ? [[type, '-', publishedOn ?? '-'], title, undefined, [String(id)]] : [[type, id, publishedOn ?? '-'], title],
    ],
  },
  licensing: {
    summary: 'figures on licences, as said',
    description: 'Lists what was said on licences, with its speaker; --json gives the figures with their bounds.',
    examples: ['--region EU', '--party CN --json'],
    thing: 'report',
    head: { cells: ['published', 'party', 'regions'], title: 'text', narrow: [2] },
    rows: ({ publishedOn, party, regions, text }) => [[[publishedOn, party ?? '-', joined(regions)], text]],
  },
  facilitations: {
    summary: 'easings that leave a control in force',
    description: 'Lists general licences, exemptions and special channels, with the days they are open.',
    examples: ['--on 2025-12-20', '--region EU --measure cn-mofcom-2025-18'],
    thing: 'easing',
    head: { cells: ['from', 'through', 'standing', 'kind', 'regions'], title: 'title', narrow: [3, 4] },
    rows: ({ from, through, standing, kind, regions, title }) => [[[from, through ?? 'open', standing, kind, joined(regions)], title]],
  },
};

/** A command for each list of the record beside the controls: `inforce timeline`, `inforce commitments` and so on. */
export const listCommands = (Object.keys(LISTS) as Register[]).map((register) => (terminal: Terminal, done: Done): Command => {
  const { summary, description, examples, command: name = register } = LISTS[register];
  const allowed = PARAMETERS[register].filter((one) => one !== 'log' && one !== 'facts');
  const help = `\nExamples:\n${examples.map((example) => `  inforce ${name} ${example}`.trimEnd()).join('\n')}\n${SETTINGS_HELP}`;
  const command = new Command(name).summary(summary).description(description);
  if (register === 'search') command.argument('<words...>', 'all of them are looked for');
  if (isOne(register)) command.argument('[id]', 'only this one, whole');
  const taken = [...new Set([...allowed, ...(isOne(register) ? parametersOfOne(register) : [])])].filter((one) => one !== 'q');
  return fileOptions(addQuestionOptions(command, taken).option('--json', 'the whole answer as JSON'))
    .addHelpText('after', help)
    .action(async (...[first]: unknown[]) => {
      const options: FileOptions & { json?: true } = command.opts();
      if (isOne(register) && typeof first === 'string') return done(await showOne(terminal, register, first, options));
      const words = Array.isArray(first) ? { q: first.join(' ') } : {};
      const question = readQuestion({ ...options, ...words }, terminal.now(), allowed);
      const answer = await askRecord(terminal, question, (answers) => answers.register(register, question));
      if (!(await writeFileOf(register, answer, options, terminal)))
        terminal.stdout.write(options.json ? `${JSON.stringify(answer, null, 2)}\n` : listText(register, answer, terminal));
      done(entriesOf(register, answer).length > 0 ? EXIT.fine : EXIT.no);
    });
});

const NOTHING = 'Nothing that is recorded and known at the clocks asked. It is no proof that there was nothing.';

function listText(register: Register, answer: Answer, terminal: Terminal): string {
  const { head, rows: drawn, thing, things = `${thing}s`, none = NOTHING } = LISTS[register];
  const width = widthOf(terminal);
  const paint = painter(terminal);
  const entries = entriesOf(register, answer);
  const rows = rowsOf(entries.flatMap(drawn));
  const table = rows.length === 0 ? [] : [tableFor(terminal, head, rows), ''];
  const { next, near = [] } = answer as { readonly next?: string | null; readonly near?: readonly string[] };
  return `${[
    ...table,
    ...wrap(entries.length > 0 ? `${entries.length} ${entries.length === 1 ? thing : things}.` : none, width),
    ...(near.length > 0 ? wrap(`Near: ${near.join(', ')}.`, width) : []),
    ...moreFollows(next).flatMap((line) => wrap(line, width)),
    paint('dim', `Cite: ${answer.cite}`),
  ].join('\n')}\n`;
}
