import {
  addDays,
  countriesOf,
  dayAfter,
  dayBefore,
  type ExactDay,
  idOf,
  isBloc,
  isCountry,
  lastDayOf,
  type MeasureId,
  type Recorded,
  type Region,
  type Source,
  SUBJECTS,
  streamOf,
} from '@in-force/events';
import { type Assessed, assess } from './assess.js';
import { turningDays } from './calendar.js';
import { happened, inWords } from './describe.js';
import type { Known } from './known.js';
import type { Life } from './life.js';
import { type Page, pageOf } from './page.js';
import { COMMITMENT_STATUSES, type Question } from './question.js';
import { suspendedBy } from './status.js';
import { commitments, facilitationsOf, negotiations } from './subjects.js';
import { touched } from './touched.js';
import type { Seen } from './visible.js';

/** Something that happened on a day, or that a day brought. */
export interface TimelineEntry {
  /** Names the entry within an answer; a page goes on after it. */
  readonly key: string;
  readonly on: ExactDay;
  /** The type of an event, or what the calendar did. */
  readonly what: Recorded['type'] | Turn;
  /** Which clock moved: the world's, our knowledge of it, or the calendar's. */
  readonly moved: 'world' | 'knowledge' | 'clock';
  readonly measures: readonly MeasureId[];
  /** The event; for the calendar the last one that set the date, null where a bloc's membership did. */
  readonly event: string | null;
  readonly publishedOn: string | null;
  /** Whether anybody looked since; null for what needs no look. */
  readonly confirmed: boolean | null;
  readonly text: string;
  readonly source: { readonly publisher: string; readonly url: string | null } | null;
}

/** What the calendar does. */
export type Turn =
  | 'starts'
  | 'suspension-starts'
  | 'suspension-ends'
  | 'expires'
  | 'is-revoked'
  | 'reach-changes'
  | 'easing-ends'
  | 'commitment-overdue'
  | 'commitment-due'
  | 'round';

/** An event bears its own id; what the calendar did, its name, its measure and its day. */
const key = (entry: Omit<TimelineEntry, 'key'>): TimelineEntry => {
  const { on, what, measures, event } = entry;
  return { ...entry, key: what.includes('.') && event ? event : [what, measures[0] ?? event ?? '', on].join('/') };
};

const inOrder = (a: TimelineEntry, b: TimelineEntry): number => (orderOf(a) < orderOf(b) ? -1 : 1);
const orderOf = ({ on, publishedOn, event, key }: TimelineEntry): string =>
  [on, publishedOn ? lastDayOf(publishedOn) : '', event ?? '', key].join(' ');

const FIRST: ExactDay = '1000-01-01';
const LAST: ExactDay = '9999-12-31';

/** What happened between two days and what the calendar did, in one order: of day, then of publication, then of id. */
export function timeline(known: Known, question: Question): Page<TimelineEntry> {
  const from = question.from ?? FIRST;
  const to = question.to ?? question.on;
  const entries = [...happenings(known, question), ...turns(known, question, from, to), ...lapses(known, question)];
  return pageOf(entries.filter(({ on }) => from <= on && on <= to).sort(inOrder), (entry) => entry.key, question);
}

/** The dates that arrive in the days after the one asked about. */
export function upcoming(known: Known, question: Question): Page<TimelineEntry> {
  const from = dayAfter(question.on);
  const to = addDays(question.on, question.days);
  return pageOf(dates(known, question, from, to).sort(inOrder), (entry) => entry.key, question);
}

/** Every date that the texts name between two days, rounds and due days too. */
export function dates(known: Known, question: Question, from: ExactDay, to: ExactDay): TimelineEntry[] {
  return [...turns(known, question, from, to), ...appointed(known, question)].filter(({ on }) => from <= on && on <= to);
}

function happenings(known: Known, question: Question): TimelineEntry[] {
  return SUBJECTS.flatMap((subject) => known.facts.streams(subject))
    .flatMap((stream) => known.seen(stream))
    .flatMap((event): TimelineEntry[] => {
      const measures = touched(event);
      const passed = measures.filter((id) => wanted(known, id, question, lastDayOf(event.publishedOn)));
      if (passed.length === 0 && (measures.length > 0 || !general(event, question))) return [];
      const [{ publisher, url } = { publisher: '', url: null }] = event.sources;
      return [
        key({
          on: event.type === 'negotiation.round-held' ? lastDayOf(event.data.from) : lastDayOf(event.publishedOn),
          what: event.type,
          moved: movedBy(event),
          measures: passed,
          event: event.id,
          publishedOn: event.publishedOn,
          confirmed: null,
          text: named(known, event) + happened(event),
          source: { publisher, url },
        }),
      ];
    });
}

/** An act says “it”: of which measure it speaks. */
function named(known: Known, { stream }: Seen): string {
  const life = stream.startsWith(streamOf('measure', '')) ? known.life(idOf(stream)) : null;
  return life ? `“${life.announced.data.title}”: ` : '';
}

/** Whether an event that names no measure passes: by whom it is of, and where; what is asked of measures alone it cannot pass. */
function general({ data, publishedOn }: Seen, { region, issuer, kind, item, measure }: Question): boolean {
  if (kind !== null || item !== null || measure !== null) return false;
  const {
    party,
    parties = [],
    regions = [],
    issuer: checked,
  } = data as { party?: string; parties?: string[]; regions?: Region[]; issuer?: Region };
  const who = [...parties, ...(party ? [party] : []), ...(checked ? [checked] : [])];
  const on = lastDayOf(publishedOn);
  const meets = (place: string) =>
    region === null || (isRegion(place) && [...countriesOf(place, on, '')].some((country) => countriesOf(region, on, '').has(country)));
  return (issuer === null || issuer.some((one) => who.includes(one))) && (region === null || [...who, ...regions].some(meets));
}

const isRegion = (text: string): boolean => isCountry(text) || isBloc(text) || text === 'world';

/** A new act or statement moves the world if it was recorded by the day after it was published; else our knowledge of it. */
const movedBy = ({ type, publishedOn, recordedAt, correctedBy = [] }: Seen): 'world' | 'knowledge' =>
  type !== 'record.checked' && correctedBy.length === 0 && recordedAt.slice(0, 10) <= dayAfter(lastDayOf(publishedOn))
    ? 'world'
    : 'knowledge';

/** Whether a measure passes the filters, and says anything about the region and the item asked about on a day. */
function wanted(known: Known, id: MeasureId, question: Question, on: ExactDay): boolean {
  const life = known.life(id);
  if (!life) return false;
  const { kind, issuer } = life.announced.data;
  if (question.measure !== null && question.measure !== id) return false;
  if (!(question.kind?.includes(kind) ?? true) || !(question.issuer?.includes(issuer) ?? true)) return false;
  if (question.region === null && question.item === null) return true;
  const assessed = assess(known, id, { ...question, on });
  return assessed.life !== null && assessed.states.length > 0;
}

const AFTER: Readonly<Record<string, Turn>> = {
  'in-force': 'starts',
  suspended: 'suspension-starts',
  expired: 'expires',
  revoked: 'is-revoked',
};

const SAID: Readonly<Record<Turn, string>> = {
  starts: 'applies',
  'suspension-starts': 'is suspended',
  'suspension-ends': 'applies again: its suspension ran out',
  expires: 'has run out',
  'is-revoked': 'is revoked',
  'reach-changes': 'reaches other countries: a bloc’s membership changed',
  'easing-ends': 'ended',
  'commitment-overdue': 'is overdue',
  'commitment-due': 'is due',
  round: 'is to be held',
};

/** The days on which the status of a measure changes by the texts, and those on which easings end and commitments fall overdue. */
export function turns(known: Known, question: Question, from: ExactDay, to: ExactDay): TimelineEntry[] {
  const measures = known.facts.measures().flatMap((id): TimelineEntry[] => {
    const life = known.life(id);
    if (!life) return [];
    const days = turningDays(life, question.region).filter((day) => from <= day && day <= to);
    return days.flatMap((on): TimelineEntry[] => {
      if (!wanted(known, id, question, on) && !wanted(known, id, question, dayBefore(on))) return [];
      const before = assess(known, id, { ...question, on: dayBefore(on) });
      const after = assess(known, id, { ...question, on });
      if (before.life === null || after.life === null) return [];
      const [was, is] = [before.byTerms ?? before.status, after.byTerms ?? after.status];
      // What was published that day is told by its own entry; an announcement is no date that arrives.
      if (was === is || is === 'announced' || is === 'not-announced' || is === 'not-known') return [];
      const what: Turn =
        was === 'not-applicable' || is === 'not-applicable'
          ? 'reach-changes'
          : was === 'suspended' && is === 'in-force'
            ? 'suspension-ends'
            : (AFTER[is] ?? 'starts');
      const by = setBy(life, after, what, on);
      if (by && lastDayOf(by.publishedOn) >= on) return []; // an act that applies at once, or backwards, tells it itself
      const [{ publisher, url } = { publisher: '', url: null }] = by?.sources ?? [];
      return [
        key({
          on,
          what,
          moved: 'clock',
          measures: [id],
          event: by?.id ?? null,
          publishedOn: by?.publishedOn ?? null,
          confirmed: after.status !== 'unconfirmed',
          text: `From ${inWords(on)} “${after.terms.title}” ${SAID[what]}${after.status === 'unconfirmed' ? ', by the calendar alone: nobody has confirmed it' : ''}.`,
          source: by ? { publisher, url } : null,
        }),
      ];
    });
  });
  return measures;
}

/** Dates that are not of measures: ends of easings, words due and overdue, rounds. */
export const appointed = (known: Known, question: Question): TimelineEntry[] => [
  ...lapses(known, question),
  ...appointments(known, question),
];

/** What comes of itself when a day passes: easings end, words fall overdue. */
const lapses = (known: Known, question: Question): TimelineEntry[] => [...ends(known, question), ...overdue(known, question)];

/** The act that set the date of a change; null where a bloc's membership did. */
function setBy(life: Life, { carriers, terms, texts }: Assessed, what: Turn, on: ExactDay): Seen | null {
  const [carrier] = carriers;
  if (what === 'reach-changes' || !carrier) return null;
  if (what === 'expires' || what === 'is-revoked') return texts.ended?.by ?? null;
  if (what === 'suspension-starts') return suspendedBy(life, carrier.part, on)?.event ?? null;
  if (what === 'starts') return terms.startBy;
  const resumed = life.stops.find(({ suspends, from }) => !suspends && from === on);
  return resumed?.event ?? suspendedBy(life, carrier.part, dayBefore(on))?.event ?? null;
}

/** All of a list, whatever page was asked for. */
const whole = (question: Question): Question => ({ ...question, after: null, limit: Number.POSITIVE_INFINITY, party: null, on: LAST });

interface Entry {
  readonly on: ExactDay;
  readonly what: Turn;
  readonly about: readonly MeasureId[];
  readonly told: { readonly event: string; readonly publishedOn: string; readonly sources: readonly Source[] };
  readonly text: string;
}

function entry(known: Known, question: Question, { on, what, about, told, text }: Entry): TimelineEntry[] {
  const measures = about.filter((id) => wanted(known, id, { ...question, region: null, item: null }, on));
  const open = question.measure === null && question.kind === null && question.issuer === null;
  if (measures.length === 0 && !(about.length === 0 && open)) return [];
  const [{ publisher, url } = { publisher: '', url: null }] = told.sources;
  return [
    key({
      on,
      what,
      moved: 'clock',
      measures,
      event: told.event,
      publishedOn: told.publishedOn,
      confirmed: null,
      text,
      source: { publisher, url },
    }),
  ];
}

function ends(known: Known, question: Question): TimelineEntry[] {
  return facilitationsOf(known, whole(question)).entries.flatMap((easing) => {
    if (easing.through === null) return [];
    const on = dayAfter(lastDayOf(easing.through));
    return entry(known, question, {
      on,
      what: 'easing-ends',
      about: easing.about,
      told: easing,
      text: `The easing “${easing.title}” ${SAID['easing-ends']}: ${inWords(easing.through)} was its last day.`,
    });
  });
}

function overdue(known: Known, question: Question): TimelineEntry[] {
  return openWords(known, question).flatMap(({ due, ...word }) =>
    entry(known, question, {
      on: dayAfter(lastDayOf(due)),
      what: 'commitment-overdue',
      about: word.about,
      told: word,
      text: `What ${word.speaker} (${word.party}) committed to ${SAID['commitment-overdue']}: ${word.text}`,
    }),
  );
}

/** Rounds and due days that are named for a day. */
function appointments(known: Known, question: Question): TimelineEntry[] {
  const due = openWords(known, question).flatMap(({ due, ...word }) =>
    entry(known, question, {
      on: lastDayOf(due),
      what: 'commitment-due',
      about: word.about,
      told: word,
      text: `What ${word.speaker} (${word.party}) committed to ${SAID['commitment-due']}: ${word.text}`,
    }),
  );
  const rounds = negotiations(known, whole(question)).entries.flatMap(({ id, rounds }) =>
    rounds.flatMap((round) =>
      entry(known, question, {
        on: lastDayOf(round.from),
        what: 'round',
        about: round.about,
        told: round,
        text: `${round.title} (${id}) ${SAID.round}.`,
      }),
    ),
  );
  return [...due, ...rounds];
}

/** The words that name a day and were still open when it came. */
function openWords(known: Known, question: Question) {
  const words = commitments(known, { ...whole(question), standing: COMMITMENT_STATUSES }).entries;
  return words.flatMap((word) => {
    const { due } = word;
    const outcome = word.broken ?? word.fulfilled;
    return due === null || (outcome && lastDayOf(outcome.on) <= lastDayOf(due)) ? [] : [{ ...word, due }];
  });
}
