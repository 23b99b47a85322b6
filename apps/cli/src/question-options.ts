import { describeParameter, PARAMETERS, parseQuestion, parseWatched, type Question, spelled } from '@in-force/answers';
import { type Command, Option } from 'commander';

type Name = keyof Question;

/** The parameters that have an option, by the name that commander gives it. */
const OPTIONS = new Set(
  Object.values(PARAMETERS)
    .flat()
    .filter((name) => describeParameter(name).flag)
    .map(spelled),
);

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Adds the options that a question takes, each with its help. */
export function addQuestionOptions(
  command: Command,
  names: readonly Name[],
  helped = (help: string, _name: Name): string => help,
): Command {
  for (const name of names) {
    const { flag } = describeParameter(name);
    if (!flag) continue;
    const flags = `--${kebab(spelled(name))}${flag.placeholder ? ` <${flag.placeholder}>` : ''}`;
    // Given twice it becomes a list, which the parser of questions refuses.
    command.addOption(
      new Option(flags, helped(flag.help, name)).argParser((value, before: unknown) =>
        before === undefined ? value : [before, value].flat(),
      ),
    );
  }
  return command;
}

/** Adds the options of a question of which the changes are told: in whichever state a measure is, unless it says otherwise. */
export const addWatchedOptions = (command: Command): Command =>
  addQuestionOptions(
    command,
    PARAMETERS.changes.filter((name) => name !== 'limit' && name !== 'after'),
    (help, name) => (name === 'status' ? help.replace(/\(default: .*\)/, '(default: all)') : help),
  );

/**
 * Reads a question from the options of a command.
 *
 * @throws {InvalidRequest} naming every option that cannot be read.
 */
export const readQuestion = (options: Readonly<Record<string, unknown>>, now: string, allowed: readonly Name[]): Question =>
  parseQuestion(given(options), now, allowed);

/** Reads a question about today of which the changes are told. */
export const readWatched = (options: Readonly<Record<string, unknown>>, now: string): Question =>
  parseWatched(Object.fromEntries(Object.entries(given(options)).filter(([name]) => WATCHED.includes(name))), now);

const WATCHED: readonly string[] = PARAMETERS.changes.map(spelled);

const given = (options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(options)
      .filter(([name]) => OPTIONS.has(name))
      .map(([name, value]) => [name, value === true ? 'true' : value]),
  );

/** Returns the option that a pointer into a question means: `--known-on` for `/knownOn`. */
export function optionOf(pointer: string, command: string | undefined): string {
  const name = pointer.slice(1);
  if (name === 'on' && command === 'on') return 'DAY';
  return OPTIONS.has(name) ? `--${kebab(name)}` : pointer;
}
