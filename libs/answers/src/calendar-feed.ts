import {
  addDays,
  BLOCS,
  dayBefore,
  type ExactDay,
  idOf,
  lastDayOf,
  measureOf,
  type Recorded,
  regionChanges,
  streamOf,
  subjectOfStream,
} from '@in-force/events';
import { byDay, gather, meetings, RecordView, type Steps, sortInSteps, streamsOf } from '@in-force/rules';
import { turnsOf } from './calendar-turns.js';
import { appointed } from './due-dates.js';
import type { Question } from './question.js';
import { recordedIn } from './recorded-in.js';
import { dates } from './timeline.js';
import { OF_MEASURES, type TimelineEntry, type Turn, wanted } from './timeline-entry.js';
import { actTitle } from './wording.js';

/** A date for a calendar program: it keeps its name while the event that set it does, and is cancelled when another moved it. */
export interface DatedEntry {
  readonly uid: string;
  /** Grows whenever what is said of the date may have changed. */
  readonly sequence: number;
  /** When it last may have. */
  readonly stamp: string;
  readonly on: ExactDay;
  readonly through: ExactDay | null;
  readonly summary: string;
  readonly description: string;
  readonly link: string | null;
  /** Confirmed where an act set it and somebody looked; else tentative. */
  readonly state: 'confirmed' | 'tentative' | 'cancelled';
}

/** How long a date stays in a calendar once it has come, in days. */
const KEPT = 90;

/** How many earlier states of a stream are looked at for what they named: the latest. */
const STATES = 20;

/** Returns the dates about to arrive and those of the last days, and those that arrived no more because of what was recorded since. */
export function* datesFor(known: RecordView, question: Question): Steps<DatedEntry[]> {
  const from = addDays(question.on, -KEPT);
  const to = addDays(question.on, question.days);
  const now = yield* gather(yield* dates(known, question, from, to), (entry) => [dated(known, entry)]);
  const names = new Set(now.map(({ uid }) => uid));
  const moved = yield* gather(streamsOf(known.record, ['measure', 'commitment', 'facilitation', 'negotiation']), (stream) =>
    earlierOf(known, question, stream, from, to)
      .map((entry) => ({ ...dated(known, entry), state: 'cancelled' as const }))
      .filter(({ uid }) => !names.has(uid)),
  );
  const cancelled = new Map(moved.map((entry) => [entry.uid, entry]));
  const order = byDay<DatedEntry>(
    ({ on }) => on,
    ({ uid }) => uid,
  );
  return yield* sortInSteps([...now, ...cancelled.values()], order);
}

/**
 * Returns what a stream named in earlier states, before its latest events, of the days of a calendar. Only of streams that ever named one
 * of them.
 */
function earlierOf(known: RecordView, question: Question, stream: string, from: ExactDay, to: ExactDay): TimelineEntry[] {
  const { record: facts, clocks } = known;
  if (facts.length(stream) < 2) return [];
  const recorded = facts.streamOnce(stream).filter(({ position }) => position <= clocks.position);
  if (recorded.length < 2 || !namesAny(recorded, from, to)) return [];
  const measure = measureOf(stream);
  if (measure !== null && !wanted(known, measure, { ...question, item: null, region: null }, question.on)) return [];
  return recorded
    .slice(0, -1)
    .slice(-STATES)
    .flatMap(({ position }) => {
      const before = new RecordView(facts, { ...clocks, position });
      const then =
        measure === null
          ? appointed(before, question, from, to, 'all', [stream])
          : turnsOf(before, measure, { ...question, item: null }, from, to);
      return measure === null || question.item === null ? then : then.filter(({ on }) => wanted(known, measure, question, dayBefore(on)));
    });
}

const DAY = /"~?(\d{4}(?:-\d{2}){0,2})"/g;

/** Returns whether events name a day of a span, or the day before it, in any form of them; or the members of a bloc change in it. */
function namesAny(events: readonly Recorded[], from: ExactDay, to: ExactDay): boolean {
  const first = dayBefore(from);
  const within = (day: ExactDay) => first <= day && day <= to;
  return (
    events.some(({ data }) => [...JSON.stringify(data).matchAll(DAY)].some(([, day = '']) => within(lastDayOf(day)))) ||
    CHANGES.some(within)
  );
}
const CHANGES = [...new Set(BLOCS.flatMap((bloc) => regionChanges(bloc)))];

function dated(known: RecordView, { on, through, what, measures, event, confirmed, text, source, saidBy }: TimelineEntry): DatedEntry {
  const [measure] = measures;
  const stream = OF_MEASURES.has(what) && measure ? streamOf('measure', measure) : (known.record.streamOf(event ?? '') ?? '');
  const setBy = what === 'round' ? (anchorOf(known, stream, event) ?? event) : event;
  const name = [what, OF_MEASURES.has(what) ? measure : '', setBy ?? on].filter(Boolean).join('.');
  const whose = saidBy ? ' Words, no act.' : '';
  return {
    uid: `${name}@in-force`,
    ...changeOf(known, stream, on, through ?? on),
    on,
    through,
    summary: summaryOf(known, stream, what as Turn, event, confirmed === true || OF_WORDS.has(what)),
    description: `${text}${whose}${source ? ` Source: ${source.publisher}${source.url ? `, ${source.url}` : ''}.` : ''}`,
    link: linkOf(stream, on),
    state: confirmed === true ? 'confirmed' : 'tentative',
  };
}

/** Returns the event that first set a round, whatever has become of it since. */
const anchorOf = (known: RecordView, stream: string, event: string | null): string | null => {
  const meeting = meetings(known.seen(stream)).find(({ held, scheduled }) => held?.id === event || scheduled?.id === event);
  return (meeting?.scheduled ?? meeting?.held)?.id ?? null;
};

/**
 * Returns how often what is said of a date may have changed, and when it last may have: by its own stream, by a look at the publications,
 * by its coming.
 */
function changeOf(known: RecordView, stream: string, on: ExactDay, last: ExactDay): Pick<DatedEntry, 'sequence' | 'stamp'> {
  const { record: facts, clocks } = known;
  const { position, knownOn } = clocks;
  const issuers = new Set(
    facts.stream(stream).flatMap(({ data, instrument }) => [...issuersIn(data), ...(instrument ? [instrument.issuer] : [])]),
  );
  const streams = [stream, ...[...issuers].map((issuer) => streamOf('record', issuer))];
  const recorded = streams.map((one) => recordedIn(known, one));
  // The first events that were recorded once it had come, and once it was over: from then on it is told so.
  const come = [dayBefore(on), last].flatMap((day) => {
    const first = facts.positionAt(`${day}T23:59:59.999Z`) + 1;
    return knownOn === null && first <= position ? [first] : [];
  });
  const latest = Math.max(0, ...recorded.map(({ last }) => last), ...come);
  return {
    sequence: recorded.reduce((sum, { count }) => sum + count, 0) + come.length,
    stamp: facts.recordedAt(latest) ?? `${on}T00:00:00.000Z`,
  };
}

const issuersIn = (data: unknown): string[] => {
  const { issuer, party } = data as { readonly issuer?: string; readonly party?: string };
  return [issuer, party].filter((code) => code !== undefined);
};

const OF_WORDS: ReadonlySet<string> = new Set<Turn>(['commitment-due', 'commitment-overdue', 'lasting', 'round']);

/** What a day is. */
const DAYS: Readonly<Record<Turn, string>> = {
  starts: 'first day',
  'suspension-starts': 'first day suspended',
  'suspension-ends': 'first day after its suspension',
  expires: 'first day after its last',
  'is-revoked': 'first day without it',
  'reach-changes': 'reaches other countries',
  'easing-ends': 'first day without the easing',
  'commitment-due': 'promised by this day',
  'commitment-overdue': 'promise overdue',
  lasting: 'promised to last to this day',
  round: 'talks',
};

/**
 * Returns the name of the act, the talks, the easing or the promise, and what the day is; of what nobody has confirmed, what it is due to
 * be.
 */
function summaryOf(known: RecordView, stream: string, what: Turn, event: string | null, sure: boolean): string {
  const day = sure ? DAYS[what] : `due: ${DAYS[what]}`;
  const measure = measureOf(stream);
  const life = measure === null ? null : known.life(measure);
  if (life) return `${life.announced.data.title}: ${day}`;
  const [named] = known.record.stream(stream).filter(({ id }) => id === event);
  const data = (named?.data ?? {}) as { readonly title?: string; readonly text?: string; readonly speaker?: string };
  const [made] = known.seen(stream).flatMap((one) => (one.type === 'commitment.made' ? [one.data] : []));
  const act = named?.instrument ? `, ${actTitle(named.instrument)}` : '';
  const title = data.title ?? `${made?.speaker ?? ''}${act}: ${(data.text ?? '').replace(/\.$/, '')}`;
  return what === 'round' ? title : `${title}: ${day}`;
}

function linkOf(stream: string, on: ExactDay): string | null {
  const id = idOf(stream);
  const subject = subjectOfStream(stream);
  if (subject === 'measure') return `/v1/measures/${id}?on=${on}`;
  if (subject === 'negotiation') return `/v1/negotiations/${id}`;
  if (subject === 'commitment') return `/v1/commitments/${id}`;
  return subject === 'facilitation' ? `/v1/facilitations?on=${dayBefore(on)}` : null;
}
