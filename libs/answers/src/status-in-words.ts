import { type Day, dayBefore, type ExactDay, idOf, lastDayOf, type MeasureId } from '@in-force/events';
import {
  type Assessed,
  type CalendarChange,
  checkedThrough,
  type RecordView,
  type Seen,
  suspendedBy,
  type TextStatus,
} from '@in-force/rules';
import type { Control } from './control.js';
import { provenance } from './happened.js';
import type { Question } from './question.js';
import { type Tense, tenseOf } from './tense.js';
import {
  actInWords,
  actNamed,
  askedThing,
  bearsOnInWords,
  daysInWords,
  inWords,
  itemsInWords,
  place,
  regionsInWords,
  row,
} from './wording.js';

/** What a sentence on a status is made of. */
export interface Telling {
  readonly known: RecordView;
  readonly assessed: Assessed;
  readonly control: Control;
  readonly question: Question;
}

/** Returns the status of a measure in one sentence, in the tense of its day; what it is of before anything else. */
export function statusSentences(telling: Telling): string[] {
  const { known, assessed, control, question } = telling;
  const { status, bearsOn, issuer } = control;
  const part = bearsOnInWords(bearsOn, question, issuer ?? undefined);
  // What stands before the sentence already is not said in it again.
  const item = bearsOn?.some(({ items }) => items !== null) ? null : question.item;
  const region = bearsOn?.some(({ regions }) => regions !== null) ? null : question.region;
  const left = { ...telling, question: { ...question, item, region } };
  const sentences = status === 'unconfirmed' ? unconfirmed(left) : [plain(left)];
  const [first = '', ...rest] = sentences;
  const opened = part === '' ? first : `${upper(part)}: ${lower(first)}`;
  return [opened, ...rest, ...through(known, assessed, control, question, tenseOf(known, question.on))];
}

const upper = (text: string): string => `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
const lower = (text: string): string => (text.startsWith('“') ? text : `${text[0]?.toLowerCase() ?? ''}${text.slice(1)}`);

function plain({ known, assessed, control, question }: Telling): string {
  const tense = tenseOf(known, question.on);
  const title = `“${control.title}”`;
  const day = inWords(question.on);
  const { status } = control;
  if (status === 'not-applicable')
    return `${title} ${{ past: 'did', now: 'does', ahead: 'will' }[tense]} not apply${asked('to', question, assessed)} on ${day}: ${whyNot(assessed, tense)}.`;
  if (status === 'not-known') {
    if (assessed.life.announced.data.knownThroughLaterAct && assessed.meeting.parts.length > 0)
      return `What held on ${day} is not known: ${title} is known only through a later act ${provenance(known, assessed.life.announced)}.`;
    return `Whether ${title} ${applies(tense)}${asked('to', question, assessed)} on ${day} is not known: its scope was recorded in part, and as far as recorded ${whyNot(assessed, tense)}.`;
  }
  return `${title} ${TEXTS[status as TextStatus]({ known, assessed, control, question }, tense)}.`;
}

const applies = (tense: Tense): string => ({ past: 'applied', now: 'applies', ahead: 'will apply' })[tense];

/** Returns what was asked about: ` for France (dysprosium)`; nothing where nothing was. */
function asked(preposition: 'for' | 'to', { region, item }: Pick<Question, 'region' | 'item'>, { life }: Assessed): string {
  const what = item === null ? null : askedThing(item);
  if (region === null) return what === null ? '' : ` ${preposition} ${what}`;
  return ` ${preposition} ${place(region, life.announced.data.issuer)}${what === null ? '' : ` (${what})`}`;
}

/** Why a question lies outside a scope: by its region, or else by its item. */
function whyNot({ terms: { scope }, meeting, life }: Assessed, tense: Tense): string {
  const past = tense === 'past';
  return meeting.countries.size === 0
    ? `it ${past ? 'bore' : 'bears'} on ${regionsInWords(scope, life.announced.data.issuer)}`
    : `it ${past ? 'covered' : 'covers'} ${itemsInWords(scope)}`;
}

/** Returns the days of a status: ` (from 7 November 2025 through 10 November 2026)`. */
function run({ run: { since, until } }: Assessed, open = ''): string {
  const days = [daysInWords(since, until ?? undefined), until === null ? open : ''].filter(Boolean).join(', ');
  return days === '' ? '' : ` (${days})`;
}

const was = (tense: Tense): string => ({ past: 'was', now: 'is', ahead: 'will be' })[tense];
const had = (tense: Tense): string => ({ past: 'had', now: 'has', ahead: 'will have' })[tense];
const asScheduled = (tense: Tense): string => (tense === 'ahead' ? ', as scheduled' : '');

/** What one text says of each status that the texts alone can give. */
const TEXTS: Readonly<Record<TextStatus, (telling: Telling, tense: Tense) => string>> = {
  'in-force': ({ assessed, question }, tense) =>
    `${was(tense)} in force${asked('for', question, assessed)} on ${inWords(question.on)}${asScheduled(tense)}${run(assessed)}`,
  suspended: ({ known, assessed, question }, tense) => {
    const [carrier] = assessed.carriers;
    const stop = carrier && suspendedBy(assessed.life, carrier.part, question.on);
    const by = stop ? `, ${byAct(known, stop.event)}` : '';
    return `${was(tense)} suspended${asked('for', question, assessed)} on ${inWords(question.on)}${asScheduled(tense)}${run(assessed, 'until further notice')}${by}`;
  },
  announced: ({ assessed: { terms }, question }, tense) => {
    const yet = {
      past: 'had been announced and did not apply yet',
      now: 'is announced and does not apply yet',
      ahead: 'will not apply yet',
    }[tense];
    const first = terms.firstDay
      ? `its first day ${tense === 'past' ? 'was' : 'is'} to be ${inWords(terms.firstDay)}`
      : `its first day ${tense === 'past' ? 'was' : 'is'} not fixed`;
    return `${yet} on ${inWords(question.on)}${asScheduled(tense)}: ${first}`;
  },
  'not-announced': ({ assessed: { life, terms }, question }) =>
    `was not public yet on ${inWords(question.on)}: it was published on ${inWords(life.announced.publishedOn)}${terms.firstDay ? `, to apply from ${inWords(terms.firstDay)}` : ''}`,
  expired: ({ known, assessed, question }, tense) =>
    `${had(tense)} run out by ${inWords(question.on)}${asScheduled(tense)}${ended(known, assessed)}`,
  revoked: ({ known, assessed, question }, tense) =>
    `${had(tense)} been revoked by ${inWords(question.on)}${asScheduled(tense)}${ended(known, assessed)}`,
};

function ended(known: RecordView, { texts: { ended: ending } }: Assessed): string {
  if (!ending) return '';
  return `: ${inWords(ending.on)} ${tenseOf(known, ending.on) === 'ahead' ? 'is to be' : 'was'} the first day without it, ${ending.byCalendar ? 'by its own terms, set ' : ''}${byAct(known, ending.by)}`;
}

/** By which act: `by MOFCOM Announcement 70/2025 (China, 7 November 2025)`; where it has none, where it comes from. */
export const byAct = (known: RecordView, event: Seen): string =>
  event.instrument ? `by ${actInWords(event.instrument)}` : `as published ${provenance(known, event)}`;

/** Returns what the texts would make of a measure, where nobody knows whether they still hold; and how far anybody has looked. */
function unconfirmed({ known, assessed, control, question }: Telling): string[] {
  const { title, byTerms } = control;
  const tense = tenseOf(known, question.on);
  const changes = new Map(
    assessed.carriers.flatMap(({ unconfirmed: change }) =>
      change ? [[`${change.by.stream} ${change.change} ${change.on}`, change] as const] : [],
    ),
  );
  const due = [...changes.values()].map((change) => dueInWords(known, change, assessed.id));
  const would = byTerms === 'in-force' ? 'would' : byTerms === 'announced' ? 'would not yet' : 'would not';
  const issuer = place(assessed.life.announced.data.issuer);
  const checked = checkedThrough(known, assessed.life);
  return [
    `Whether “${title}” ${applies(tense)}${asked('to', question, assessed)} on ${inWords(question.on)} is not known.`,
    `By its texts it ${would}: ${row(due)}.`,
    checked
      ? `The publications of ${issuer} were last read through ${inWords(checked)}.`
      : `Nobody has recorded a look at the publications of ${issuer}.`,
  ];
}

/** Returns what the calendar was to do to a measure, or to one through which it bears on what was asked; by which act. */
export function dueInWords(known: RecordView, { change, on, by }: CalendarChange, measure: MeasureId): string {
  const other = idOf(by.stream) === measure ? null : known.life(idOf(by.stream));
  const of = (what: string) => (other ? `the ${what} of “${other.announced.data.title}”` : `its ${what}`);
  const due = {
    start: `${of('first day')} was due to be ${inWords(spelled(by, on))}`,
    'suspension-end': `${of('suspension')} was due to end on ${inWords(dayBefore(on))}`,
    'last-day': `${of('last day')} was due to be ${inWords(dayBefore(on))}`,
  }[change];
  return `${due}, ${byAct(known, by)}`;
}

/** A first day as the act that set it spells it. */
function spelled({ data }: Seen, on: ExactDay): Day {
  const { firstDay } = data as { readonly firstDay?: Day | null };
  return firstDay && lastDayOf(firstDay) === on ? firstDay : on;
}

/** Through which measures a list of `dual-use` bears on what was asked. */
function through(known: RecordView, { life }: Assessed, { via }: Control, { item }: Question, tense: Tense): string[] {
  if (!via || via.length === 0) return [];
  const acts = new Map<string, Set<string>>();
  for (const { id, status } of via) {
    const act = known.life(id)?.announced.instrument;
    const name = act ? actInWords(act) : actNamed(known, id);
    acts.set(name, (acts.get(name) ?? new Set()).add(status));
  }
  const named = [...acts].map(([name, statuses]) =>
    [...statuses].every((status) => status === 'in-force') ? name : `${name}, ${[...statuses].join(' and ')}`,
  );
  const some = named.length > 5 ? `${named.length} acts, such as ${row(named.slice(0, 2))}` : named.join('; ');
  const issuer = place(life.announced.data.issuer);
  return [
    `It ${tense === 'past' ? 'bore' : 'bears'} on ${item === null ? 'that' : askedThing(item)} through other acts of ${issuer}: ${some}.`,
  ];
}
