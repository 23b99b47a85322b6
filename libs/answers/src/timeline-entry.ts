import { type ExactDay, idOf, type MeasureId, subjectOfStream } from '@in-force/events';
import { assess, isAskedAbout, namedSource, entryOf as nameOf, type RecordView, rankOf, type Seen } from '@in-force/rules';
import type { Question } from './question.js';
import type { TimelineEntry, Turn } from './timeline.schema.js';

export type { TimelineEntry, Turn };

/** An entry without what names it, and without what follows from the event that it rests on. */
interface Unnamed
  extends Omit<
    TimelineEntry,
    'key' | 'through' | 'subject' | 'id' | 'round' | 'instrument' | 'event' | 'publishedOn' | 'saidBy' | 'source' | 'confirmed'
  > {
  readonly by: Seen | null;
  readonly through?: ExactDay | null;
  readonly confirmed?: boolean | null;
  readonly saidBy?: TimelineEntry['saidBy'];
}

/** What the calendar does to measures. */
export const OF_MEASURES: ReadonlySet<string> = new Set<Turn>([
  'starts',
  'suspension-starts',
  'suspension-ends',
  'expires',
  'is-revoked',
  'reach-changes',
]);

/** An entry with its name: an event bears its own id; what the calendar did, its kind, its measure and its day. */
export function entryOf(
  known: RecordView,
  { by, on, through = null, what, moved, measures, confirmed = null, saidBy = null, text }: Unnamed,
): TimelineEntry {
  const event = by?.id ?? null;
  const measure = OF_MEASURES.has(what) ? (measures[0] ?? null) : null;
  return {
    key: what.includes('.') && event ? event : [what, measure ?? event ?? '', on].join('/'),
    on,
    through,
    what,
    moved,
    measures,
    subject: measure ? 'measure' : by && subjectOfStream(by.stream),
    id: measure ?? (by && idOf(by.stream)),
    round: by && /^negotiation\.round-(?:held|scheduled)$/.test(by.type) ? nameOf(by) : null,
    instrument: by?.instrument?.id ?? null,
    event,
    publishedOn: by?.publishedOn ?? null,
    confirmed,
    saidBy,
    text,
    source: by && namedSource(known, by),
  };
}

/** Returns what orders entries by day; within a day as things happen, then by id. */
export const orderOf = ({ on, what, event, key }: Pick<TimelineEntry, 'on' | 'what' | 'event' | 'key'>): string =>
  [on, rankOf(what), event ?? '', key].join(' ');

/** Returns whether a measure passes the filters, and says anything about the region and the item asked about on a day. */
export function wanted(known: RecordView, id: MeasureId, question: Question, on: ExactDay): boolean {
  const life = known.life(id);
  if (!life) return false;
  if (question.measure !== null && question.measure !== id) return false;
  if (!isAskedAbout(question, life.announced.data)) return false;
  if (question.region === null && question.item === null) return true;
  const assessed = assess(known, id, { ...question, on });
  return assessed.life !== null && assessed.states.length > 0;
}
