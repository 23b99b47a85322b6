import { type Comparison, type Difference, inWords, parseComparison, type Question } from '@in-force/answers';
import type { Answers } from '@in-force/engine';
import { Command } from 'commander';
import { idsInBrief, partsInBrief, type Shown } from './control-notes.js';
import { addQuestionOptions } from './question-options.js';
import { withAnswers } from './record-access.js';
import { SETTINGS_HELP } from './settings.js';
import { type Done, EXIT, Misused, type Terminal, widthOf } from './terminal.js';
import { count, hanging, painter, wrap } from './text.js';

/** `inforce diff`: what differs between two answers, and why. */
export function diffCommand(terminal: Terminal, done: Done): Command {
  const command = new Command('diff')
    .summary('what differs between two answers, and why')
    .description(
      'Compares two answers: each side with its own clocks, the rest shared. Says of each difference whether the world changed, our knowledge of it, or the calendar alone.',
    )
    .requiredOption('--a <clocks>', 'one side: on=2025-11-05,knownOn=2025-11-05,recordedAt=412,reading=US')
    .requiredOption('--b <clocks>', 'the other side');
  return addQuestionOptions(command, ['region', 'item', 'issuer', 'kind', 'status'])
    .option('--json', 'the whole answer as JSON')
    .addHelpText(
      'after',
      `\nExamples:\n  inforce diff --region EU --a on=2025-11-05,knownOn=2025-11-05 \\
    --b on=2025-11-05\n  inforce diff --region US --a on=2025-11-09 --b on=2025-11-10\n\nWhere nothing differs, the exit code is 1.\n${SETTINGS_HELP}`,
    )
    .action(async ({ a, b, json, ...shared }: { a: string; b: string; json?: true }) => {
      const comparison = parseComparison({ ...shared, ...sideOf('a', a), ...sideOf('b', b) }, terminal.now());
      const answer = await withAnswers(terminal, ({ answers }) => answers.diff(comparison));
      terminal.stdout.write(json ? `${JSON.stringify(answer, null, 2)}\n` : diffText(answer, comparison, terminal));
      done(answer.differences.length > 0 ? EXIT.fine : EXIT.no);
    });
}

/** A comma before the next clock; a day may hold one itself: October 9, 2025. */
const SEPARATOR = /,(?!\s*\d{4}\s*(?:,|$))/;

function sideOf(side: 'a' | 'b', text: string): Record<string, string> {
  return Object.fromEntries(
    text.split(SEPARATOR).map((part) => {
      const [name = '', value] = part.split('=', 2);
      if (value === undefined) throw new Misused(`--${side}: "${part}" names no value; write on=2025-11-05.`);
      return [`${side}.${name}`, value];
    }),
  );
}

function diffText({ differences, cite }: Awaited<ReturnType<Answers['diff']>>, { a, b }: Comparison, terminal: Terminal): string {
  const said = `${count(differences.length, 'difference')} between ${sideInWords(a)} and ${sideInWords(b)}.`;
  const lines = [...differenceLines(differences, terminal), ...wrap(said, widthOf(terminal)), painter(terminal)('dim', `Cite: ${cite}`)];
  return `${lines.join('\n')}\n`;
}

/** Returns one side of a comparison: `5 November 2025, as known on 5 November 2025,`. */
function sideInWords({ on, knownOn, recordedAt, reading }: Question): string {
  const recorded = recordedAt && ('position' in recordedAt ? `at position ${recordedAt.position}` : `at ${recordedAt.instant}`);
  const clocks = [
    knownOn && `as known on ${inWords(knownOn)}`,
    recorded && `as recorded ${recorded}`,
    reading && `as ${reading} reads it`,
  ].filter(Boolean);
  return clocks.length > 0 ? `${inWords(on)} (${clocks.join(', ')})` : inWords(on);
}

type Change = Difference['changes'][number];
type Via = Shown['via'];

/** Returns how a change of a fact is told: from what to what. */
const fromTo =
  (none = '-', words: (value: unknown) => string = (value) => String(value ?? '')) =>
  ({ fact, a, b }: Change): string[] => [`${fact}: ${words(a) || none} -> ${words(b) || none}`];

/** Returns through which measures a control bites no longer, and through which others it does. */
function throughOthers({ a, b }: Change): string[] {
  const [before, after] = [(a as Via) ?? [], (b as Via) ?? []];
  const without = (all: typeof before, others: typeof before) =>
    all.filter(({ id, status }) => !others.some((one) => one.id === id && one.status === status));
  const [gone, come] = [idsInBrief(without(before, after)), idsInBrief(without(after, before))];
  return [...(gone ? [`no longer through ${gone}`] : []), ...(come ? [`now through ${come}`] : [])];
}

/** The facts of which a person is told how they changed, each with the way to tell it. */
const TOLD: Readonly<Record<string, (change: Change) => readonly string[]>> = {
  status: fromTo(),
  byTerms: fromTo(),
  since: fromTo(),
  until: fromTo('open'),
  coverage: fromTo(),
  readAs: fromTo(),
  bearsOn: fromTo('all that was asked', (value) => partsInBrief(value as Shown['bearsOn'])),
  via: throughOthers,
};

/** Returns what changed, fact by fact; those that no line holds are named, and JSON has them all. */
function changeLines(changes: readonly Change[]): string[] {
  const others = changes.flatMap(({ fact }) => (TOLD[fact] ? [] : [fact]));
  const told = changes.flatMap((change) => TOLD[change.fact]?.(change) ?? []);
  return others.length > 0 ? [...told, `also ${others.join(', ')} (--json shows them)`] : told;
}

/** Returns what differs, measure by measure: from what to what, which facts, and why. */
export function differenceLines(differences: readonly Difference[], terminal: Terminal): string[] {
  const width = widthOf(terminal);
  const paint = painter(terminal);
  const moved = ({ how, a, b }: Difference) =>
    how === 'entered' ? `entered: ${b}` : how === 'left' ? `left: ${a}` : a === b ? 'changed' : `${a} -> ${b}`;
  return differences.flatMap((difference) => [
    ...hanging('', `${difference.measure}  ${moved(difference)}  (${difference.cause})`, width).map((line) => paint('bold', line)),
    ...hanging('  ', difference.title ?? '', width),
    ...changeLines(difference.changes).flatMap((line) => hanging('  ', line, width)),
    ...difference.events.flatMap(({ cause, text }) => hanging('  ', `${cause}: ${text}`, width)),
    '',
  ]);
}
