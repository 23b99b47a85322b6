import {
  ControlCode,
  ExactDay,
  findItem,
  findRegion,
  HsCode,
  Instant,
  itemName,
  KINDS,
  type Kind,
  latestDayAt,
  MeasureId,
  nearItems,
  nearRegions,
  Party,
  type Region,
} from '@in-force/events';
import { type AskedItem, type AskedOf, COMMITMENT_STATUSES, type CommitmentStatus, ORDER, type Status } from '@in-force/rules';
import { InvalidRequest, type Problem } from './errors.js';

/** A moment of the record: a position (the number of its last event), or an instant. */
type Moment = { readonly position: number } | { readonly instant: Instant };

/** Everything that can be asked of the controls, with the defaults filled in. */
export interface Question extends AskedOf {
  readonly knownOn: ExactDay | null;
  readonly recordedAt: Moment | null;
  readonly reading: string | null;
  readonly status: readonly AskedStatus[];
  readonly kind: readonly Kind[] | null;
  readonly issuer: readonly Region[] | null;
  /** The status that somebody expected. */
  readonly expect: Status | null;
  /** One measure, or one party, that the answer is to be about. */
  readonly measure: MeasureId | null;
  readonly party: string | null;
  /** Which commitments. */
  readonly standing: readonly CommitmentStatus[];
  /** Only measures that a party reads otherwise. */
  readonly contested: boolean;
  /** The first and the last day of a span. */
  readonly from: ExactDay | null;
  readonly to: ExactDay | null;
  /** Whether events are shown as recorded, or as their corrections left them. */
  readonly corrections: 'raw' | 'applied';
  /** The words to be found. */
  readonly q: string | null;
  /** How many days ahead. */
  readonly days: number;
  readonly step: Step;
  readonly regions: readonly Region[] | null;
  /** Whether measures that bite only through others are counted too. */
  readonly frames: boolean;
  /** How many at the most, and after which entry: a page. */
  readonly limit: number;
  readonly after: string | null;
  /** The log and the digest of the facts that a citation was made from. */
  readonly log: string | null;
  readonly facts: string | null;
}

/** How a commitment stands; a list that asks for `open` also shows what is overdue or unconfirmed. */

const STEPS = ['day', 'week', 'month'] as const;
export type Step = (typeof STEPS)[number];

export const STATUSES = [...ORDER, 'not-known', 'not-applicable'] as const;
export const ASKED_STATUSES = [...STATUSES, 'removed', 'unclear'] as const;
export type AskedStatus = (typeof ASKED_STATUSES)[number];

const DEFAULT_STATUS: readonly AskedStatus[] = ['in-force', 'suspended', 'unconfirmed'];
const DEFAULT_LIMIT = 1000;

/** The parameters that each kind of question takes. */
export const PARAMETERS = {
  controls: ['on', 'region', 'item', 'issuer', 'kind', 'status', 'knownOn', 'recordedAt', 'reading', 'limit', 'after', 'log', 'facts'],
  measure: ['on', 'region', 'item', 'knownOn', 'recordedAt', 'reading', 'log', 'facts'],
  instrument: ['on', 'region', 'item', 'knownOn', 'recordedAt', 'log', 'facts'],
  whatIf: ['on', 'region', 'item', 'issuer', 'kind', 'status', 'knownOn', 'reading'],
  explain: ['on', 'region', 'item', 'expect', 'knownOn', 'recordedAt', 'reading', 'log', 'facts'],
  search: ['q', 'knownOn', 'recordedAt', 'limit', 'after', 'log', 'facts'],
  export: ['knownOn', 'recordedAt', 'corrections'],
  spans: ['knownOn', 'recordedAt'],
  timeline: ['from', 'to', 'region', 'item', 'issuer', 'kind', 'measure', 'knownOn', 'recordedAt', 'limit', 'after', 'log', 'facts'],
  upcoming: ['on', 'days', 'region', 'item', 'issuer', 'kind', 'knownOn', 'recordedAt', 'limit', 'after', 'log', 'facts'],
  matrix: ['from', 'to', 'step', 'regions', 'item', 'issuer', 'kind', 'frames', 'knownOn', 'recordedAt', 'log', 'facts'],
  arrangements: ['on', 'party', 'measure', 'knownOn', 'recordedAt', 'limit', 'after', 'log', 'facts'],
  negotiations: ['on', 'party', 'measure', 'knownOn', 'recordedAt', 'limit', 'after', 'log', 'facts'],
  commitments: ['on', 'standing', 'party', 'measure', 'knownOn', 'recordedAt', 'limit', 'after', 'log', 'facts'],
  readings: ['on', 'region', 'item', 'measure', 'party', 'contested', 'knownOn', 'recordedAt', 'limit', 'after', 'log', 'facts'],
  licensing: ['on', 'region', 'party', 'measure', 'knownOn', 'recordedAt', 'limit', 'after', 'log', 'facts'],
  facilitations: ['on', 'region', 'measure', 'knownOn', 'recordedAt', 'limit', 'after', 'log', 'facts'],
} as const satisfies Record<string, readonly (keyof Question)[]>;

/** A parameter as users spell it, where that is not the name of its field. */
const SPELLED: Readonly<Partial<Record<keyof Question, string>>> = { standing: 'status' };
export const spelled = (name: keyof Question): string => SPELLED[name] ?? name;

type Read<Value> = (text: string, context: { readonly now: Instant; readonly reading: boolean }) => Value;

/** Says why a parameter cannot be read. */
class Unreadable extends Error {}

const no = (message: string): never => {
  throw new Unreadable(message);
};

const day: Read<ExactDay> = (text) => {
  const parsed = ExactDay.safeParse(text);
  return parsed.success ? parsed.data : no(`"${text}" is no day that exists; write a full day such as 2025-11-20.`);
};

const near = (suggestions: readonly string[]): string => (suggestions.length > 0 ? ` Near: ${suggestions.join(', ')}.` : '');

const list =
  <Value extends string>(words: readonly Value[]): Read<readonly Value[]> =>
  (text) =>
    text.split(',').map((word) => words.find((known) => known === word) ?? no(`"${word}" is none of: ${words.join(', ')}.`));

const region: Read<Region> = (text) =>
  findRegion(text) ??
  no(`Unknown region "${text}". Use an ISO 3166-1 code such as DE, a bloc such as EU, or world.${near(nearRegions(text))}`);

const item: Read<AskedItem> = (text) => {
  if (text.startsWith('hs:'))
    return HsCode.safeParse(text.slice(3)).success ? { hs: text.slice(3) } : no('Write hs: and 2 to 10 digits, such as hs:8112.');
  const slug = findItem(text);
  if (slug) return { slug };
  if (ControlCode.safeParse(text).success) return { code: text };
  return no(`Unknown item "${text}". Use a symbol (Dy), a name (dysprosium), a control code (1C902) or hs:8112.${near(nearItems(text))}`);
};

const truth: Read<boolean> = (text) => (text === 'true' ? true : text === 'false' ? false : no('Write true or false.'));

const DIGITS = /^\d{1,15}$/;

const READERS: { readonly [Name in keyof Question]: Read<Question[Name]> } = {
  on: day,
  region,
  item,
  knownOn: (text, { now }) => {
    const known = day(text, { now, reading: false });
    const latest = latestDayAt(now);
    return known <= latest
      ? known
      : no(`${known} has not come yet anywhere on Earth; nobody can know by then. Use ${latest} or earlier, or leave it out.`);
  },
  recordedAt: (text, { now }) => {
    if (DIGITS.test(text)) return { position: Number(text) };
    const instant = Instant.safeParse(text);
    if (instant.success && instant.data > now)
      no(`${text} has not come yet; nobody knows what the record will hold. Use ${now} or earlier, or leave it out.`);
    return instant.success
      ? { instant: instant.data }
      : no(`"${text}" is neither a position (digits) nor an instant with an offset, such as 2026-11-23T09:30:00Z.`);
  },
  reading: (text) => (Party.safeParse(text).success ? text : no(`"${text}" is no party; write a code such as US, EU or CN.`)),
  status: (text, { reading }) => {
    if (text === 'all') return reading ? [...ORDER, 'removed', 'unclear'] : ORDER;
    const asked = list(ASKED_STATUSES)(text, { now: '', reading });
    const needs = asked.find((status) => status === 'removed' || status === 'unclear');
    return needs && !reading ? no(`"${needs}" is a party's word; ask for it with reading=PARTY.`) : asked;
  },
  kind: list(KINDS),
  issuer: (text, context) => text.split(',').map((code) => region(code, context)),
  limit: (text) =>
    DIGITS.test(text) && Number(text) >= 1 && Number(text) <= DEFAULT_LIMIT
      ? Number(text)
      : no(`Write a number from 1 to ${DEFAULT_LIMIT}.`),
  expect: (text) => STATUSES.find((status) => status === text) ?? no(`"${text}" is none of: ${STATUSES.join(', ')}.`),
  measure: (text) =>
    MeasureId.safeParse(text).success ? text : no(`"${text}" is no id of a measure; write one such as cn-mofcom-2025-61.3.`),
  party: (text) => (Party.safeParse(text).success ? text : no(`"${text}" is no party; write a code such as US, EU or CN.`)),
  standing: (text, context) => (text === 'all' ? COMMITMENT_STATUSES : list(COMMITMENT_STATUSES)(text, context)),
  contested: truth,
  frames: truth,
  corrections: (text) => (text === 'raw' || text === 'applied' ? text : no('Write raw or applied.')),
  q: (text) => (text.trim().length > 0 && text.length <= 200 ? text : no('Write up to 200 signs.')),
  from: day,
  to: day,
  days: (text) =>
    DIGITS.test(text) && Number(text) >= 1 && Number(text) <= 3660 ? Number(text) : no('Write a number of days from 1 to 3660.'),
  step: (text) => STEPS.find((step) => step === text) ?? no(`"${text}" is none of: ${STEPS.join(', ')}.`),
  regions: (text, context) => text.split(',').map((code) => region(code, context)),
  after: (text) => text,
  log: (text) =>
    /^(?:[0-9a-f]{64}|[0-9a-f]{12})$/.test(text)
      ? text
      : no('Write the 64 hexadecimal digits of the head of the record, as in the citation.'),
  facts: (text) => (/^(?:t1|sha256)-[0-9a-f]{64}$/.test(text) ? text : no('Write t1- and 64 hexadecimal digits, as in the citation.')),
};

/**
 * Reads a question from the parameters of a URL or a command line. The one parser: names, defaults, canonical spelling.
 * `now` gives the default of `on` (today in UTC) and refuses a `knownOn` that has not come anywhere on Earth, and a `recordedAt` ahead.
 *
 * @throws {InvalidRequest} naming every parameter that is unknown or cannot be read.
 */
export function parseQuestion(parameters: Readonly<Record<string, unknown>>, now: Instant, allowed: readonly (keyof Question)[]): Question {
  const errors: Problem[] = [];
  const read: Partial<Question> = {};
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) continue;
    try {
      const known =
        allowed.find((parameter) => spelled(parameter) === name) ??
        no(`Unknown parameter. Known here: ${allowed.map(spelled).join(', ')}.`);
      if (typeof value !== 'string' || value === '') no('Give it one value.');
      Object.assign(read, { [known]: READERS[known](value as string, { now, reading: parameters.reading !== undefined }) });
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      errors.push({ pointer: `/${name}`, detail: error.message });
    }
  }
  if (errors.length > 0) throw new InvalidRequest(errors);
  return {
    on: now.slice(0, 10),
    region: null,
    item: null,
    knownOn: null,
    recordedAt: null,
    reading: null,
    status: DEFAULT_STATUS,
    kind: null,
    issuer: null,
    expect: null,
    measure: null,
    party: null,
    standing: ['open'],
    contested: false,
    from: null,
    to: allowed.includes('to') ? now.slice(0, 10) : null,
    corrections: 'raw',
    q: null,
    days: 60,
    step: 'month',
    regions: null,
    frames: false,
    limit: DEFAULT_LIMIT,
    after: null,
    log: null,
    facts: null,
    ...read,
  };
}

/** The canonical spelling of an item: its symbol where it has one. */
export function spellItem(asked: AskedItem): string {
  if ('hs' in asked) return `hs:${asked.hs}`;
  return 'code' in asked ? asked.code : itemName(asked.slug);
}

/** How each parameter of a question is spelled, in the order in which a URL names them; null leaves it out. */
const SPELLING: Readonly<Partial<Record<keyof Question, (question: Question) => string | null>>> = {
  on: ({ on }) => on,
  region: ({ region }) => region,
  item: ({ item }) => item && spellItem(item),
  issuer: ({ issuer }) => issuer?.join(',') ?? null,
  kind: ({ kind }) => kind?.join(',') ?? null,
  status: ({ status }) => status.join(','),
  standing: ({ standing }) => standing.join(','),
  expect: ({ expect }) => expect,
  measure: ({ measure }) => measure,
  party: ({ party }) => party,
  contested: ({ contested }) => (contested ? 'true' : null),
  frames: ({ frames }) => (frames ? 'true' : null),
  q: ({ q }) => q,
  from: ({ from }) => from,
  to: ({ to }) => to,
  days: ({ days }) => String(days),
  step: ({ step }) => step,
  regions: ({ regions }) => regions?.join(',') ?? null,
  knownOn: ({ knownOn }) => knownOn,
  reading: ({ reading }) => reading,
  limit: ({ limit }) => (limit === DEFAULT_LIMIT ? null : String(limit)),
  after: ({ after }) => after,
};
const NAMES = Object.keys(SPELLING) as (keyof Question)[];

/** The question as the parameters of a URL: canonical names and spelling, in a fixed order, what was not asked left out. */
export function spellQuestion(question: Question, position: number, allowed: readonly (keyof Question)[]): Spelled {
  const found: Spelled = [];
  for (const name of NAMES) {
    if (!allowed.includes(name)) continue;
    const value = SPELLING[name]?.(question) ?? null;
    if (value !== null) found.push([spelled(name), value]);
  }
  if (allowed.includes('recordedAt')) found.push(['recordedAt', String(position)]);
  return found;
}

/** The question as an answer repeats it: every parameter that it takes, with the defaults filled in. */
export function asked(question: Question, position: number, allowed: readonly (keyof Question)[]): Readonly<Record<string, unknown>> {
  const said = allowed.filter((name) => !['limit', 'after', 'log', 'facts'].includes(name));
  const value = (name: keyof Question) =>
    name === 'recordedAt' ? String(position) : name === 'item' ? question.item && spellItem(question.item) : question[name];
  return Object.fromEntries(said.map((name) => [spelled(name), value(name)]));
}

export type Spelled = [name: string, value: string][];

/** The clocks and the reading that each side of a comparison may have of its own. */
const SIDED = ['on', 'knownOn', 'recordedAt', 'reading'] as const;
const SHARED = ['region', 'item', 'issuer', 'kind', 'status'] as const;
export const DIFF_PARAMETERS = [
  ...(['a', 'b'] as const).flatMap((side) => SIDED.map((name) => `${side}.${name}`)),
  ...SHARED,
  'log',
  'facts',
] as const;

/** A question about two answers, and the log and digest of a citation. */
export interface Comparison {
  readonly a: Question;
  readonly b: Question;
  readonly log: string | null;
  readonly facts: string | null;
}

/**
 * Reads the two sides of a comparison: `a.on`, `b.knownOn`; what bears no side is shared.
 *
 * @throws {InvalidRequest} naming every parameter that is unknown or cannot be read.
 */
export function parseComparison(parameters: Readonly<Record<string, unknown>>, now: Instant): Comparison {
  const errors: Problem[] = [];
  const unknown = Object.keys(parameters).filter((name) => !(DIFF_PARAMETERS as readonly string[]).includes(name));
  for (const name of unknown) errors.push({ pointer: `/${name}`, detail: `Unknown parameter. Known here: ${DIFF_PARAMETERS.join(', ')}.` });
  const side = (letter: 'a' | 'b'): Question | null => {
    const own = SIDED.map((name) => [name, parameters[`${letter}.${name}`]] as const);
    const shared = [...SHARED, 'log', 'facts'].map((name) => [name, parameters[name]] as const);
    try {
      return parseQuestion(Object.fromEntries([...own, ...shared]), now, [...SIDED, ...SHARED, 'log', 'facts']);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      const sided = ({ pointer, detail }: Problem) => ({
        pointer: (SIDED as readonly string[]).includes(pointer.slice(1)) ? `/${letter}.${pointer.slice(1)}` : pointer,
        detail,
      });
      errors.push(...error.errors.map(sided));
      return null;
    }
  };
  const [a, b] = [side('a'), side('b')];
  if (!a || !b || errors.length > 0) {
    const distinct = new Map(errors.map((error) => [error.pointer, error]));
    throw new InvalidRequest([...distinct.values()]);
  }
  return { a, b, log: a.log, facts: a.facts };
}

/** A comparison as the parameters of a URL, both positions fixed. */
export function spellComparison({ a, b }: Comparison, positions: { readonly a: number; readonly b: number }): Spelled {
  const sided = (letter: 'a' | 'b', question: Question) =>
    spellQuestion(question, positions[letter], SIDED).map(([name, value]): [string, string] => [`${letter}.${name}`, value]);
  return [...sided('a', a), ...sided('b', b), ...spellQuestion(a, 0, SHARED)];
}
