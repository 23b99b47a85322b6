import type { Instant } from '@in-force/events';
import { quarterOf } from '@in-force/rules';
import { isToday, nearest, refuse, Unreadable } from '@in-force/words';
import { InvalidRequest, type Problem } from './errors.js';
import type { Parameter } from './parameter.js';
import { ROWS } from './parameters.js';
import { PARAMETERS, type Question, spellItem, spellLead } from './question.js';

type Field = keyof Question;
const FIELDS = Object.keys(ROWS) as readonly Field[];

/** Returns the name of a parameter as users spell it. */
export const spelled = (field: Field): string => ROWS[field].name ?? field;

/** Returns what is said of a parameter: its description, its option on a command line, and what it is where it is left out. */
export const describeParameter = (field: Field): Pick<Parameter<unknown>, 'says' | 'flag' | 'default'> => ROWS[field];

const DEFAULTS = Object.fromEntries(FIELDS.map((field) => [field, ROWS[field].default]));
const COMPUTED = FIELDS.filter((field) => typeof ROWS[field].default === 'function');

/** Returns a question of a kind as it is where every parameter is left out. */
function defaultsOf(today: string, allowed: readonly Field[]): Question {
  const question = { ...DEFAULTS };
  for (const field of COMPUTED) {
    const { default: of } = ROWS[field];
    if (typeof of === 'function') question[field] = of({ today, taken: allowed.includes(field) });
  }
  return question as unknown as Question;
}

/**
 * Reads a question from the parameters of a URL or a command line. The one parser: names, defaults, canonical spelling.
 * `now` gives the default of `on` (today in UTC) and refuses a `knownOn` that has not come anywhere on Earth, and a `recordedAt` ahead.
 *
 * @throws {InvalidRequest} naming every parameter that is unknown or cannot be read.
 */
export function parseQuestion(parameters: Readonly<Record<string, unknown>>, now: Instant, allowed: readonly Field[]): Question {
  const errors: Problem[] = [];
  const read: Partial<Record<Field, unknown>> = {};
  const context = { now, reading: parameters.reading !== undefined };
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) continue;
    try {
      const field = allowed.find((parameter) => spelled(parameter) === name) ?? refuse(unknown(name, allowed.map(spelled)));
      if (typeof value !== 'string' || value === '') refuse('Give it one value.');
      read[field] = ROWS[field].read(value as string, context);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      errors.push({ pointer: `/${name}`, detail: error.message });
    }
  }
  if (errors.length > 0) throw new InvalidRequest(errors);
  const question: Question = Object.assign(defaultsOf(now.slice(0, 10), allowed), read, whenOf(read, parameters, now, allowed));
  if (question.from !== null && question.to !== null && question.from > question.to) throw reversed(question.from, question.to, read.to);
  return question;
}

/** Returns the moment asked about where that is none of one day: it is named, or it is now, and "today" is each issuer's. */
function whenOf({ at }: { readonly at?: unknown }, { on }: Readonly<Record<string, unknown>>, now: Instant, allowed: readonly Field[]) {
  const today = typeof on === 'string' && isToday(on);
  if (!allowed.includes('at') || (at === undefined && !today)) return {};
  if (at !== undefined && on !== undefined && !today)
    throw new InvalidRequest([{ pointer: '/at', detail: 'Name a day, with on, or a moment, with at.' }]);
  const moment = (at as Instant | undefined) ?? quarterOf(now);
  return { at: moment, on: moment.slice(0, 10) };
}

/** A period that ends before it begins; its end may be the one that is meant where none is named. */
const reversed = (from: string, to: string, named: unknown): InvalidRequest =>
  new InvalidRequest([
    named === undefined
      ? { pointer: '/from', detail: `${from} lies after ${to}, the last day where none is named. Name the last day too, with to.` }
      : { pointer: '/to', detail: `The period ends on ${to}, before it begins on ${from}. Exchange from and to.` },
  ]);

/**
 * Reads a question about today of which the changes are told: every status unless some are named.
 *
 * @throws {InvalidRequest} as `parseQuestion` does.
 */
export const parseWatched = (parameters: Readonly<Record<string, unknown>>, now: Instant): Question =>
  parseQuestion({ ...parameters, status: parameters.status ?? 'all' }, now, PARAMETERS.changes);

/** Returns such a question as the parameters of a URL; every status is none. */
export function spellWatched(question: Question): Spelled {
  const { status: every } = parseWatched(question.reading === null ? {} : { reading: question.reading }, NEVER);
  return spellQuestion(question, 0, PARAMETERS.changes).filter(([name, value]) => name !== 'status' || value !== every.join(','));
}
const NEVER: Instant = '1970-01-01T00:00:00.000Z';

/** Says that a parameter is unknown, which are known, and which may have been meant. */
export function unknown(name: string, known: readonly string[]): string {
  const near = nearest(
    name,
    known.map((one) => [one.toLowerCase(), one] as const),
  );
  return `Unknown parameter. Known here: ${known.join(', ')}.${near.length > 0 ? ` Near: ${near.join(', ')}.` : ''}`;
}

/** A question as the parameters of a URL. */
export type Spelled = [name: string, value: string][];

/** Returns the question as the parameters of a URL: canonical names and spelling, in a fixed order, what was not asked left out. */
export function spellQuestion(question: Question, position: number, allowed: readonly Field[]): Spelled {
  const found: Spelled = [];
  for (const field of FIELDS) {
    if (!allowed.includes(field) || (field === 'on' && question.at !== null)) continue;
    const value = spellField(field, question, position);
    if (value !== null) found.push([spelled(field), value]);
  }
  return found;
}

const spellField = <Name extends Field>(field: Name, question: Question, position: number): string | null =>
  ROWS[field].spell?.(question[field], position) ?? null;

/** Returns the question as an answer repeats it: every parameter that it takes, with the defaults filled in. */
export function asked(question: Question, position: number, allowed: readonly Field[]): Readonly<Record<string, unknown>> {
  const said = allowed.filter((field) => !['limit', 'after', 'log', 'facts', ...(question.at === null ? ['at'] : [])].includes(field));
  const value = (field: Field) =>
    field === 'recordedAt'
      ? String(position)
      : field === 'lead'
        ? question.lead.map(spellLead)
        : field === 'item'
          ? question.item && spellItem(question.item)
          : question[field];
  return Object.fromEntries(said.map((field) => [spelled(field), value(field)]));
}
