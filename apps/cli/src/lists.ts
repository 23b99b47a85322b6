import { PARAMETERS } from '@in-force/answers';
import type { Answers, Register } from '@in-force/engine';
import { Command } from 'commander';
import { addQuestionOptions, readQuestion } from './question-options.js';
import { askRecord } from './record-access.js';
import { SETTINGS_HELP } from './settings.js';
import { fitted, type Head, plain, type Row } from './table.js';
import { type Done, EXIT, type Terminal, widthOf } from './terminal.js';
import { clean, count, painter, wrap } from './text.js';

type Answer = Awaited<ReturnType<Answers['register']>>;
type Entry = Readonly<Record<string, unknown>>;

/** How a list of the record is shown: its table, and a row for each entry. */
interface Shown {
  readonly summary: string;
  readonly description: string;
  readonly examples: readonly string[];
  readonly thing: string;
  readonly head: Head;
  readonly row: (entry: Entry) => readonly [cells: readonly unknown[], title: unknown, ...beneath: readonly string[]];
}

const joined = (value: unknown): string => (Array.isArray(value) && value.length > 0 ? value.join(' ') : '-');

/** How many measures of an entry are named. */
const FEW = 4;

/** Returns where to read on from an entry: the measures, or the event where it is on none, and the best source. */
function leads({ measures, event, source }: Entry): string[] {
  const ids = measures as readonly string[];
  const more = ids.length > FEW ? ` and ${ids.length - FEW} more` : '';
  const about = ids.length > 0 ? ids.slice(0, FEW).join(', ') + more : event ? `event ${event}` : '';
  const { publisher, url } = (source ?? {}) as { readonly publisher?: string; readonly url?: string | null };
  return [`${[about, publisher].filter(Boolean).join('; ')}`, url ?? ''].filter((line) => line !== '');
}

const LISTS: Readonly<Record<Register, Shown>> = {
  timeline: {
    summary: 'what happened, and what the calendar did',
    description: 'Lists acts, rounds, statements and what the calendar alone did, in one order, and says which clock moved.',
    examples: ['--region EU --from 2025-10-01 --to 2025-12-01', '--measure cn-mofcom-2025-56'],
    thing: 'entry',
    head: { cells: ['on', 'what', 'moved', 'published'], title: 'text', narrow: [1] },
    row: (entry) => [[entry.on, entry.what, entry.moved, entry.publishedOn ?? '-'], entry.text, ...leads(entry)],
  },
  upcoming: {
    summary: 'dates about to arrive',
    description: 'Lists the dates about to arrive: starts, ends of suspensions, last days, easings, due days, rounds.',
    examples: ['--days 90', '--on 2026-10-01 --region EU'],
    thing: 'date',
    head: { cells: ['on', 'what', 'confirmed'], title: 'text', narrow: [1] },
    row: (entry) => [[entry.on, entry.what, entry.confirmed === null ? '-' : entry.confirmed ? 'yes' : 'no'], entry.text, ...leads(entry)],
  },
  negotiations: {
    summary: 'tracks of talks with their rounds',
    description: 'Lists tracks of talks; --json gives every round with its outcome.',
    examples: ['', '--party EU', '--measure cn-mofcom-2025-18 --json'],
    thing: 'track',
    head: { cells: ['id', 'parties', 'rounds', 'last round'], title: 'title', narrow: [0, 1] },
    row: ({ id, parties, rounds, title }) => [
      [id, joined(parties), (rounds as Entry[]).length, (rounds as Entry[]).at(-1)?.through ?? '-'],
      title,
    ],
  },
  arrangements: {
    summary: 'rounds and what was promised there, with the acts that kept it',
    description: 'Lists rounds of talks at which something was promised; --json gives each promise, its act and what that act touched.',
    examples: ['', '--party EU', '--measure cn-mofcom-2025-56 --json'],
    thing: 'arrangement',
    head: { cells: ['id', 'from', 'parties', 'promised', 'kept'], title: 'title', narrow: [0] },
    row: ({ id, from, parties, commitments, title }) => [
      [
        id,
        from,
        joined(parties),
        (commitments as Entry[]).length,
        (commitments as Entry[]).filter(({ fulfilledBy }) => fulfilledBy).length,
      ],
      title,
    ],
  },
  commitments: {
    summary: 'what parties said they will do, and what came of it',
    description: 'Lists commitments with their age, and the days between word and instrument.',
    examples: ['--on 2026-11-20', '--status all --party CN'],
    thing: 'commitment',
    head: { cells: ['said', 'party', 'standing', 'days', 'due', 'lasting'], title: 'text', narrow: [2] },
    row: ({ saidOn, party, standing, ageDays, due, lasting, text }) => [
      [saidOn, party, standing, ageDays, due ?? '-', lasting ?? '-'],
      text,
    ],
  },
  readings: {
    summary: 'how parties read measures, and where they disagree',
    description: 'Lists the measures that parties have read, each party’s latest word beside the status by the acts.',
    examples: ['--on 2025-11-20 --contested', '--on 2025-11-20 --region EU --party US'],
    thing: 'measure',
    head: { cells: ['measure', 'status', 'read as'], title: 'title', narrow: [0] },
    row: ({ measure, status, readings, title }) => [
      [measure, status, (readings as Entry[]).map(({ party, reading }) => `${party}: ${reading}`).join(', ')],
      title,
    ],
  },
  search: {
    summary: 'what holds the words asked for',
    description:
      'Searches measures, acts, statements, commitments, talks, easings and sources. Prefixes count; case and diacritics do not.',
    examples: ['nexperia suspension', 'dyspros', '1C902 --json'],
    thing: 'result',
    head: { cells: ['type', 'id', 'published'], title: 'title', narrow: [1] },
    row: ({ type, id, publishedOn, title }) =>
      type === 'source' ? [[type, '-', publishedOn ?? '-'], title, String(id)] : [[type, id, publishedOn ?? '-'], title],
  },
  licensing: {
    summary: 'figures on licences, as said',
    description: 'Lists what was said on licences, with its speaker; --json gives the figures with their bounds.',
    examples: ['--region EU', '--party CN --json'],
    thing: 'report',
    head: { cells: ['published', 'party', 'regions'], title: 'text', narrow: [2] },
    row: ({ publishedOn, party, regions, text }) => [[publishedOn, party ?? '-', joined(regions)], text],
  },
  facilitations: {
    summary: 'easings that leave a control in force',
    description: 'Lists general licences, exemptions and special channels, with the days they are open.',
    examples: ['--on 2025-12-20', '--region EU --measure cn-mofcom-2025-18'],
    thing: 'easing',
    head: { cells: ['from', 'through', 'standing', 'kind', 'regions'], title: 'title', narrow: [3, 4] },
    row: ({ from, through, standing, kind, regions, title }) => [[from, through ?? 'open', standing, kind, joined(regions)], title],
  },
};

/** A command for each list of the record beside the controls: `inforce timeline`, `inforce commitments` and so on. */
export const listCommands = (Object.keys(LISTS) as Register[]).map((register) => (terminal: Terminal, done: Done): Command => {
  const { summary, description, examples } = LISTS[register];
  const allowed = PARAMETERS[register].filter((name) => name !== 'log' && name !== 'facts');
  const help = `\nExamples:\n${examples.map((example) => `  inforce ${register} ${example}`.trimEnd()).join('\n')}\n${SETTINGS_HELP}`;
  const command = new Command(register).summary(summary).description(description);
  if (register === 'search') command.argument('<words...>', 'all of them are looked for');
  const taken = allowed.filter((name) => name !== 'q');
  return addQuestionOptions(command, taken)
    .option('--json', 'the whole answer as JSON')
    .addHelpText('after', help)
    .action(async (...[first]: unknown[]) => {
      const words = Array.isArray(first) ? { q: first.join(' ') } : {};
      const options: { json?: true } = { ...command.opts(), ...words };
      const question = readQuestion(options, terminal.now(), allowed);
      const answer = await askRecord(terminal, question, (answers) => answers.register(register, question));
      terminal.stdout.write(options.json ? `${JSON.stringify(answer, null, 2)}\n` : listText(register, answer, terminal));
      done(entriesOf(answer).length > 0 ? EXIT.fine : EXIT.no);
    });
});

/** Returns the one list that an answer holds. */
const entriesOf = (answer: Answer): readonly Entry[] => (Object.values(answer).find((value) => Array.isArray(value)) ?? []) as Entry[];

function listText(register: Register, answer: Answer, terminal: Terminal): string {
  const { head, row, thing } = LISTS[register];
  const width = widthOf(terminal);
  const paint = painter(terminal);
  const entries = entriesOf(answer);
  const rows = entries.map((entry): Row => {
    const [cells, title, ...beneath] = row(entry);
    return { cells: cells.map((cell) => clean(String(cell))), title: clean(String(title)), beneath: beneath.map(clean) };
  });
  const table = rows.length === 0 ? [] : [terminal.isTTY ? fitted(head, rows, width, paint) : plain(head, rows), ''];
  const { next } = answer;
  const counted = thing === 'entry' && rows.length !== 1 ? `${rows.length} entries` : count(rows.length, thing);
  return `${[
    ...table,
    ...wrap(
      rows.length > 0 ? `${counted}.` : 'Nothing that is recorded and known at the clocks asked. It is no proof that there was nothing.',
      width,
    ),
    ...(next ? wrap(`More follow: --after ${new URL(next, 'http://localhost').searchParams.get('after')}`, width) : []),
    paint('dim', `Cite: ${answer.cite}`),
  ].join('\n')}\n`;
}
