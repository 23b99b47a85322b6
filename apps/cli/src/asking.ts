import { parseQuestion, type Question, STATUSES } from '@in-force/answers';
import { KINDS } from '@in-force/events';
import { type Command, Option } from 'commander';

type Name = keyof Question;

const OPTIONS: Partial<Record<Name, readonly [flags: string, description: string]>> = {
  on: ['--on <day>', 'the day the rule applies, such as 2025-11-20, or today (default: today in UTC)'],
  region: ['--region <code>', 'a country (DE), a bloc (EU) or world (default: any)'],
  item: ['--item <item>', 'a symbol (Dy), a name (dysprosium), a control code (1C902) or hs:8112 (default: any)'],
  issuer: ['--issuer <codes>', 'only acts of these countries or blocs: CN,US'],
  kind: ['--kind <kinds>', `only these kinds: ${KINDS.join(', ')}`],
  status: [
    '--status <statuses>',
    `only these, or all: ${STATUSES.join(', ')}; with --reading also removed, unclear (default: in-force,suspended,unconfirmed)`,
  ],
  knownOn: ['--known-on <day>', 'count only what was public by this day, or today (default: everything recorded)'],
  recordedAt: ['--recorded-at <moment>', 'count only what the log held then: a position (412) or an instant (2026-11-23T09:30:00Z)'],
  reading: ['--reading <party>', 'show how a party (US) reads each measure, and select by that'],
  limit: ['--limit <number>', 'at most this many (default: 1000)'],
  expect: ['--expect <status>', 'why not this status, and what would make it so'],
  corrections: ['--corrections <how>', 'raw: events as recorded, or applied: as corrections left them (default: raw)'],
  q: ['--q <words>', 'the words to be found'],
  measure: ['--measure <id>', 'only what speaks of this measure'],
  party: ['--party <code>', 'only what this party said, or takes part in: CN, US, EU'],
  standing: ['--status <statuses>', 'open, fulfilled, broken, comma-separated, or all (default: open)'],
  contested: ['--contested', 'only measures that a party reads otherwise'],
  from: ['--from <day>', 'the first day (default: the beginning)'],
  to: ['--to <day>', 'the last day (default: today in UTC)'],
  days: ['--days <number>', 'how many days ahead (default: 60)'],
  step: ['--step <step>', 'day, week or month (default: month)'],
  regions: ['--regions <codes>', 'countries and blocs, comma-separated (default: every country)'],
  frames: ['--frames', 'count measures too that bite only through others, such as lists of dual-use goods'],
  after: ['--after <id>', 'go on after this entry'],
};

const DAYS: readonly string[] = ['on', 'knownOn', 'from', 'to'];

/** Adds the options that a question takes. */
export function questionOptions(command: Command, names: readonly Name[]): Command {
  for (const name of names) {
    const [flags, description] = OPTIONS[name] ?? [];
    // Given twice it becomes a list, which the parser of questions refuses.
    if (flags)
      command.addOption(
        new Option(flags, description).argParser((value, before: unknown) => (before === undefined ? value : [before, value].flat())),
      );
  }
  return command;
}

/**
 * Reads a question from the options of a command. `today` is the day in UTC.
 *
 * @throws {InvalidRequest} naming every option that cannot be read.
 */
export function questionFrom(options: Readonly<Record<string, unknown>>, now: string, allowed: readonly Name[]): Question {
  const today = now.slice(0, 10);
  const given = Object.entries(options)
    .filter(([name]) => name in OPTIONS)
    .map(([name, value]) => [name, DAYS.includes(name) && value === 'today' ? today : value === true ? 'true' : value]);
  return parseQuestion(Object.fromEntries(given), now, allowed);
}

/** The option that a pointer into a question means: `--known-on` for `/knownOn`. */
export function optionOf(pointer: string, command: string | undefined): string {
  const name = pointer.slice(1);
  if (name === 'on' && command === 'on') return 'DAY';
  if (/^[A-Z_]+$/.test(name)) return name; // a setting
  return name in OPTIONS ? `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}` : pointer;
}
