import { type Event, type ExactDay, formOf, isMending, lastDayOf, type Recorded, upcast } from '@in-force/events';

/** The two clocks that admit events: the position in the record, and the day by which a source was public (null: no bound). */
export interface Clocks {
  readonly position: number;
  readonly knownOn: ExactDay | null;
}

/**
 * An event as a question sees it: in its corrected form, with the ids of the corrections that gave it that form, where any did. Its
 * sources and its note are asked of `sources.ts`, which knows what was public by when.
 */
export type Seen<E extends Event = Event> = E extends Event
  ? Omit<Recorded<E>, 'sources' | 'note'> & { readonly correctedBy?: readonly string[] }
  : never;

type Correction = Recorded<Extract<Event, { type: 'record.corrected' }>>;

/**
 * Returns the events of one stream that count at these clocks, corrections and retractions applied, in the order of the world:
 * of publication, then of the day from which they apply, then of id. The order of recording plays no part.
 */
export function visible(stream: readonly Recorded[], { position, knownOn }: Clocks): Seen[] {
  const recorded = stream.filter((event) => event.position <= position);
  const standing = recorded.some(isMending) ? mended(recorded) : recorded;
  const seen: Seen[] =
    knownOn === null
      ? standing
      : standing.filter(({ type, publishedOn }) => type === 'record.checked' || lastDayOf(publishedOn) <= knownOn);
  for (let at = 1; at < seen.length; at++) if (inOrder(seen[at - 1] as Seen, seen[at] as Seen) > 0) return seen.sort(inOrder);
  return seen;
}

/** Returns what of a stream is seen at some clocks, in one number: the same number, the same events. Null for a long stream. */
export function visibilityMask(stream: readonly Recorded[], { position, knownOn }: Clocks): number | null {
  if (stream.length > LONG) return null;
  // What is not public is as if it were not recorded, but for a correction that may change when it was published.
  const hidden = stream.some(isMending) ? 1 : 0;
  let sight = 0;
  for (const event of stream) {
    const { publishedOn } = formOf(event);
    const open = knownOn === null || lastDayOf(publishedOn ?? event.publishedOn) <= knownOn;
    sight = 4 * sight + (event.position > position ? 0 : open ? 2 : hidden);
  }
  return sight;
}

/** Two bits an event, of the 52 that a number has. */
const LONG = 26;

/** Returns the events of one stream as corrections and retractions leave them. */
function mended(recorded: readonly Recorded[]): Seen[] {
  const retracted = retractions(recorded);
  const corrections = new Map<string, Correction>();
  for (const event of recorded) if (event.type === 'record.corrected' && !retracted.has(event.id)) corrections.set(event.data.event, event);
  return recorded.filter((event) => !isMending(event) && !retracted.has(event.id)).map((event) => corrected(event, corrections));
}

/** Returns the ids that a retraction took out. A retraction that was itself retracted takes out nothing. */
export function retractions(recorded: readonly Recorded[]): ReadonlySet<string> {
  const retracted = new Set<string>();
  for (const event of recorded.toReversed())
    if (event.type === 'record.retracted' && !retracted.has(event.id)) retracted.add(event.data.event);
  return retracted;
}

/** Returns the latest recorded correction wins; one that names a correction replaces what that one said. */
function corrected(event: Recorded, corrections: ReadonlyMap<string, Correction>): Seen {
  const correctedBy: string[] = [];
  let seen: Seen = event;
  for (let correction = corrections.get(event.id); correction; correction = corrections.get(correction.id)) {
    const { type, version, data, ...envelope } = correction.data.replacement;
    correctedBy.push(correction.id);
    seen = { ...seen, ...envelope, ...upcast(type, version, data), correctedBy } as Seen;
  }
  return seen;
}

/** Compares events by publication, then by the day from which they apply, then by id. */
export function inOrder(a: Seen, b: Seen): number {
  return compare(lastDayOf(a.publishedOn), lastDayOf(b.publishedOn)) || compare(appliesFrom(a), appliesFrom(b)) || compare(a.id, b.id);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Returns the first day that an event is about; its publication where it names none. */
export function appliesFrom({ type, data, publishedOn }: Pick<Seen, 'publishedOn'> & Event): ExactDay {
  switch (type) {
    case 'measure.announced':
      return lastDayOf(data.firstDay ?? publishedOn);
    case 'measure.took-effect':
    case 'measure.expired':
    case 'negotiation.concluded':
      return lastDayOf(data.on);
    case 'measure.amended':
    case 'measure.suspended':
    case 'measure.resumed':
    case 'measure.revoked':
    case 'negotiation.round-held':
    case 'facilitation.opened':
    case 'facilitation.closed':
      return lastDayOf(data.from);
    case 'measure.suspension-extended':
      return lastDayOf(data.from ?? data.through ?? '9999-12-31'); // joins on to a suspension, so it follows it
    default:
      return lastDayOf(publishedOn);
  }
}
