import { idOf, isMending, lastDayOf, type MeasureId, type Recorded, subjectOfStream } from '@in-force/events';
import {
  atOnce,
  gather,
  measuresTouchedBy,
  type RecordView,
  remember,
  retractions,
  type Seen,
  type Steps,
  sortInSteps,
  streamsOf,
  told,
  visible,
} from '@in-force/rules';
import type { Changed, Erratum } from './lists.schema.js';
import { type Page, pageOf } from './page.js';
import type { Question } from './question.js';

type Mending = Extract<Recorded, { type: 'record.corrected' | 'record.retracted' }>;

/** Returns what was mended, newest first; of a measure where one is asked about. O(events). */
export function* listErrata(known: RecordView, question: Question): Steps<Page<Erratum>> {
  const streams = new Map<string, StreamOfMended>();
  const all = yield* gather(streamsOf(known.record), (stream) => mendings(known, stream));
  const newestFirst = yield* sortInSteps(all, (a, b) => b.position - a.position);
  const found = yield* gather(newestFirst, (event) => {
    const mended = remember(streams, event.stream, () => mendedIn(known, event.stream));
    return question.measure === null || touches(mended, event).includes(question.measure) ? [{ event, mended }] : [];
  });
  const { entries, next } = pageOf(found, ({ event }) => event.id, question);
  return { entries: yield* gather(entries, ({ event, mended }) => [erratum(known, event, mended) ?? []].flat()), next };
}

/** Returns the same at once. */
export const errata = atOnce(listErrata);

/** A stream in which something was mended: its events by id, and those that a retraction took out. */
interface StreamOfMended {
  readonly events: readonly Recorded[];
  readonly byId: ReadonlyMap<string, Recorded>;
  readonly retracted: ReadonlySet<string>;
}

function mendedIn({ record, clocks: { position } }: RecordView, stream: string): StreamOfMended {
  const events = record.stream(stream).filter((event) => event.position <= position);
  return { events, byId: new Map(events.map((event) => [event.id, event])), retracted: retractions(events) };
}

/** Returns the measures that a mending bears on, before or after. */
const touches = (mended: StreamOfMended, event: Mending): readonly MeasureId[] => [
  ...new Set([originalOf(mended, event), event].flatMap((one) => (one ? measuresTouchedBy(one) : []))),
];

/** Returns the corrections and retractions of a stream: they show in no other way than by what they mended. */
export function mendings({ record, clocks: { position, knownOn } }: RecordView, stream: string): Mending[] {
  return record
    .stream(stream)
    .filter(isMending)
    .filter((event) => event.position <= position && (knownOn === null || lastDayOf(event.publishedOn) <= knownOn));
}

/** Returns what a mending changed; null where what it is of was public later than is asked. */
function erratum(known: RecordView, event: Mending, mended: StreamOfMended): Erratum | null {
  const { knownOn } = known.clocks;
  const original = originalOf(mended, event);
  if (!original) return null;
  const formAt = (position: number) => visible(mended.events, { position, knownOn: null }).find(({ id }) => id === original.id) ?? null;
  const [before, after] = [formAt(event.position - 1), formAt(event.position)];
  if (knownOn !== null && [before, after].some((form) => form !== null && lastDayOf(form.publishedOn) > knownOn)) return null;
  return {
    what: event.type === 'record.corrected' ? 'corrected' : 'retracted',
    recordedAt: event.recordedAt,
    reason: event.data.reason,
    of: original.id,
    type: original.type,
    subject: subjectOfStream(event.stream),
    id: idOf(event.stream),
    measures: touches(mended, event),
    changed: changes(before, after, knownOn === null ? [...PUBLIC, ...HINDSIGHT] : PUBLIC),
    standing: !mended.retracted.has(event.id),
    ...told(known, event),
  };
}

/** Returns the event that a mending is of in the end: of a correction that it names, what that corrected. */
function originalOf({ byId }: StreamOfMended, event: Mending): Recorded | undefined {
  let named = byId.get(event.data.event);
  while (named && isMending(named)) named = byId.get(named.data.event);
  return named;
}

/** The fields of an envelope that are of the act's own day, and those that are hindsight. */
const PUBLIC = ['publishedOn', 'instrument', 'summary', 'confidence'] as const;
const HINDSIGHT = ['sources', 'note'] as const;

/** Returns the fields that differ between two forms of an event. */
function changes(before: Seen | null, after: Seen | null, envelope: readonly string[]): Changed[] {
  const fieldsOf = (form: Seen | null): Readonly<Record<string, unknown>> => {
    const data = Object.entries(form?.data ?? {}).map(([name, value]) => [`data.${name}`, value] as const);
    return Object.fromEntries([...envelope.map((name) => [name, form?.[name as keyof Seen]] as const), ...data]);
  };
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .map((field) => ({ field, before: was[field] ?? null, after: is[field] ?? null }))
    .filter((one) => ordered(one.before) !== ordered(one.after));
}

/** Returns a value as JSON, the same for the same value in whatever order its fields stand. */
const ordered = (value: unknown): string =>
  JSON.stringify(value, (_, one) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
