import {
  addDays,
  countriesOf,
  dayAfter,
  type ExactDay,
  isBloc,
  isCountry,
  lastDayOf,
  measureOf,
  type Region,
  regionsMeet,
} from '@in-force/events';
import { atOnce, gather, is, measuresTouchedBy, type RecordView, type Seen, type Steps, sortInSteps, streamsOf } from '@in-force/rules';
import { turns } from './calendar-turns.js';
import { movedBy } from './cause.js';
import { listAppointed } from './due-dates.js';
import { mendings } from './errata.js';
import { happened, speakerOf } from './happened.js';
import { byOrder, type Candidate, type Page, pageInOrder } from './page.js';
import type { Question } from './question.js';
import { entryOf, orderOf, type TimelineEntry, wanted } from './timeline-entry.js';
import { actNamed, whenInWords } from './wording.js';

const FIRST: ExactDay = '1000-01-01';

/** Returns what happened between two days and what the calendar did, in one order: of day, within it as things happen, then of id. */
export function* listTimeline(known: RecordView, question: Question): Steps<Page<TimelineEntry>> {
  const from = question.from ?? FIRST;
  const to = question.to ?? question.on;
  return yield* pageInOrder(yield* candidates(known, question, from, to), question);
}

/** What a timeline holds: how many entries, of how many measures, and the last of them, in order. */
export interface TimelineSummary {
  readonly count: number;
  readonly measures: number;
  readonly last: readonly TimelineEntry[];
}

/** Sums a timeline up, and shows so many of its last entries. */
export function* sumUpTimeline(known: RecordView, question: Question, most: number): Steps<TimelineSummary> {
  const all = yield* candidates(known, question, question.from ?? FIRST, question.to ?? question.on);
  const sorted = yield* sortInSteps(all, byOrder);
  const measures = new Set(yield* gather(sorted, ({ measures }) => measures));
  return { count: all.length, measures: measures.size, last: yield* gather(sorted.slice(-most), ({ show }) => [show()]) };
}

/** An entry of a timeline before it is shown. */
type Told = Candidate<TimelineEntry> & Pick<TimelineEntry, 'measures'>;

function* candidates(known: RecordView, question: Question, from: ExactDay, to: ExactDay): Steps<Told[]> {
  const told = yield* happenings(known, question, from, to);
  const turned = yield* turns(known, question, from, to);
  const others = yield* listAppointed(known, question, from, to, 'untold');
  return [...told, ...[...turned, ...others].map(candidateOf)];
}

/** Returns the same at once. */
export const timeline = atOnce(listTimeline);

/** Returns the dates that arrive in the days after the one asked about. */
export function* listUpcoming(known: RecordView, question: Question): Steps<Page<TimelineEntry>> {
  const from = dayAfter(question.on);
  const to = addDays(question.on, question.days);
  return yield* pageInOrder((yield* dates(known, question, from, to)).map(candidateOf), question);
}

/** Returns the same at once. */
export const upcoming = atOnce(listUpcoming);

/** Returns every date between two days that texts and words name, and the rounds. */
export function* dates(known: RecordView, question: Question, from: ExactDay, to: ExactDay): Steps<TimelineEntry[]> {
  const turned = yield* turns(known, question, from, to);
  return [...turned, ...(yield* listAppointed(known, question, from, to, 'all'))];
}

const candidateOf = (entry: TimelineEntry): Told => ({
  key: entry.key,
  order: orderOf(entry),
  measures: entry.measures,
  show: () => entry,
});

/** Returns what was recorded, each event by itself, and what was mended. It is put in words once it is shown. */
function happenings(known: RecordView, question: Question, from: ExactDay, to: ExactDay): Steps<Told[]> {
  return gather(streamsOf(known.record), (stream) => {
    const seen = known.seen(stream);
    const { knownOn } = known.clocks;
    // Looks at publications count at once for what is known; told they are from the day on which they were made.
    const made = seen.filter(({ publishedOn }) => knownOn === null || lastDayOf(publishedOn) <= knownOn);
    return [...made, ...mendings(known, stream)].flatMap((event): Told[] => {
      const days = daysOf(event);
      if (days.on > to || (days.through ?? days.on) < from) return [];
      const measures = aboutOf(event, seen);
      const on = lastDayOf(event.publishedOn);
      const passed = measures.filter(
        (id) => wanted(known, id, question, on) || (event.type.startsWith('record.') && gone(known, id, question)),
      );
      if (passed.length === 0 && (measures.length > 0 || !general(event, seen, question))) return [];
      const { id, type } = event;
      const show = () => {
        const text = happened(event, { act: (id) => actNamed(known, id), subject: subjectOf(known, event, seen) });
        return entryOf(known, { ...days, what: type, moved: movedBy(event), measures: passed, by: event, text });
      };
      return [{ key: id, order: orderOf({ on: days.on, what: type, event: id, key: id }), measures: passed, show }];
    });
  });
}

/** Returns the days on which an event is told: those of a round that was held, else the day on which it was public. */
const daysOf = (event: Seen): Pick<TimelineEntry, 'on'> & Partial<Pick<TimelineEntry, 'through'>> =>
  event.type === 'negotiation.round-held'
    ? { on: lastDayOf(event.data.from), through: lastDayOf(event.data.through) }
    : { on: lastDayOf(event.publishedOn) };

/** Returns whether a measure passes of which nothing is left that could be asked about: what announced it was taken back. */
const gone = (known: RecordView, id: string, { measure, region, item, kind, issuer }: Question): boolean =>
  known.life(id) === null && (measure === null || measure === id) && region === null && item === null && kind === null && issuer === null;

/** Returns the measures an event is about; of one that names none, such as a promise kept, those of what its stream began with. */
function aboutOf(event: Seen, [first]: readonly Seen[]): readonly string[] {
  const own = measuresTouchedBy(event);
  return own.length > 0 || !first || !/^(?:commitment|facilitation)\./.test(event.type) ? own : measuresTouchedBy(first);
}

/** Names what an event is on: the measure, the promise, the easing or the talks. */
function subjectOf(known: RecordView, event: Seen, seen: readonly Seen[]): string | undefined {
  const measure = measureOf(event.stream);
  const life = measure === null ? null : known.life(measure);
  if (life) return `“${life.announced.data.title}”`;
  const made = seen.find(is('commitment.made'));
  if (made) return `The promise of ${speakerOf(made.data)} ${whenInWords(made.publishedOn)}, “${made.data.text.replace(/\.$/, '')}”,`;
  const opened = seen.find(is('facilitation.opened'));
  if (opened) return `The easing “${opened.data.title}”`;
  const talks = seen.find(is('negotiation.opened'));
  return talks && `“${talks.data.title}”`;
}

/** Returns whether an event that names no measure passes: by whom it is of, and where; what is asked of measures alone it cannot pass. */
function general(event: Seen, [first = event]: readonly Seen[], { region, issuer, kind, item, measure }: Question): boolean {
  if (kind !== null || item !== null || measure !== null) return false;
  const { data } =
    event.type.startsWith('statement') || event.type.startsWith('licensing') || event.type === 'record.checked' ? event : first;
  const {
    party,
    parties = [],
    regions = [],
    issuer: checked,
  } = data as { party?: string; parties?: string[]; regions?: Region[]; issuer?: Region };
  const own = event.data as { parties?: string[] };
  const who = [...parties, ...(own.parties ?? []), ...(party ? [party] : []), ...(checked ? [checked] : [])];
  const on = lastDayOf(event.publishedOn);
  const meets = (place: string) => region === null || (isRegion(place) && regionsMeet([place], countriesOf(region, on, ''), on, ''));
  return (issuer === null || issuer.some((one) => who.includes(one))) && (region === null || [...who, ...regions].some(meets));
}

const isRegion = (text: string): boolean => isCountry(text) || isBloc(text) || text === 'world';
