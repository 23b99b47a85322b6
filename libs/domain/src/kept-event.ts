import { type Day, type Event, type EventType, isMending, UnreadableEvent, upcast } from '@in-force/events';

/** An event of a stream, as far as admitting the next one cares. */
export type Written = Event & { readonly id: string; readonly publishedOn: Day };

/** What an event says of the world, and since when that is public. */
export type Saying = Event & { readonly publishedOn: Day };

export type Correcting = Extract<Event, { type: 'record.corrected' }> & { readonly publishedOn: Day };
export type Mending = Extract<Saying, { type: 'record.corrected' | 'record.retracted' }>;

/** An event that a stream holds, and what became of it. */
export interface Kept {
  readonly event: Written;
  /** What it says of the world: its own words, or those that a correction puts in place of others. */
  readonly says: Saying;
  /** Of a correction or retraction the event that it names; null of any other. */
  readonly of: Kept | null;
  /** The event that a correction is about in the end; any other event is its own. */
  readonly root: Kept;
  /** Those that name it, oldest first. */
  readonly corrections: Kept[];
  readonly retractions: Kept[];
  /** How many of its retractions were not retracted themselves. */
  out: number;
  /** The last of the corrections that count, one of the other: what the event amounts to. Kept for a root alone. */
  form: Kept;
}

/** Returns whether it was not taken out. */
export const stands = ({ out }: Kept): boolean => out === 0;

/** Returns whether it is an event about the world that was not taken out. */
export const counts = (kept: Kept): boolean => stands(kept) && !isMending(kept.event);

export const latestOf = ({ corrections }: Kept): Kept | undefined => corrections.findLast(stands);

/** Returns whether an event takes part in the form that its root has, so that a correction of it is heard. */
export function gives(kept: Kept): boolean {
  const { root } = kept;
  if (root.form === kept) return true;
  for (let at = kept; at !== root; at = at.of as Kept) if (!at.of || latestOf(at.of) !== at) return false;
  return true;
}

/** Returns the last of the corrections that count, one of the other; as it would be if one were taken out or brought back. */
export function formOf(root: Kept, turned?: Kept): Kept {
  const heard = (kept: Kept) => stands(kept) !== (kept === turned);
  let form = root;
  for (let next = form.corrections.findLast(heard); next; next = form.corrections.findLast(heard)) form = next;
  return form;
}

/** Returns what one more retraction of an event would turn in the end: an event about the world, or a correction; null for nothing. */
export function turnedBy(named: Kept): Kept | null {
  let by = 1;
  for (let at: Kept | null = named; at; at = at.of) {
    if (stands(at) === (at.out + by === 0)) return null;
    if (at.event.type !== 'record.retracted') return at;
    by = stands(at) ? -1 : 1;
  }
  return null;
}

export const changed = ({ says: before }: Kept, after: Saying): EventType | null => (after.type === before.type ? null : after.type);

/** Returns what a correction puts in the place of the event that it names; what it leaves out of the envelope stays. */
export function replacementIn({ data: { replacement }, publishedOn }: Correcting, of: Kept | null): Saying {
  const { type, version, data } = replacement;
  return { ...upcast(type, version, data), publishedOn: replacement.publishedOn ?? of?.says.publishedOn ?? publishedOn };
}

/** Returns the same, of a correction that is recorded: what nobody can read stands as it was written. */
export function saidBy(event: Written, of: Kept | null): Saying {
  if (event.type !== 'record.corrected') return event;
  try {
    return replacementIn(event, of);
  } catch (error) {
    if (!(error instanceof UnreadableEvent)) throw error;
    return { ...(event.data.replacement as unknown as Event), publishedOn: event.publishedOn };
  }
}

/** Returns what is said, spelled one way whatever the order of its fields. */
export const spelled = ({ type, data, publishedOn }: Saying): string => JSON.stringify([type, publishedOn, data], inOrder);

const inOrder = (_: string, value: unknown): unknown =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
