import { isDeepStrictEqual } from 'node:util';
import type { EventLog } from '@in-force/event-log';
import { draftOf, idOf, type Recorded, Slug, subjectOf } from '@in-force/events';
import { byPublication } from '@in-force/rules';
import { type Founding, isFounding } from './founding.js';
import { eventId } from './ids.js';

/** An entry as a line of NDJSON has it: its id, one event type with its data, and what stands beside that. */
type Line = Readonly<Record<string, unknown>> & { readonly id: string; readonly measures?: readonly string[] };

/**
 * Returns the events of a log that are not of its founding record, as entries that an import takes: into another log they come with the
 * same ids, where those were derived from an entry or a key. Events of the founding record that they name are named by entry.
 */
export async function collectOwnEntries(
  log: EventLog,
  founding: Founding | null,
): Promise<{ readonly events: number; readonly lines: readonly Line[] }> {
  const all = await eventsOf(log);
  const own = all.filter((event) => founding === null || !isFounding(founding, event));
  const names = new Names(all, new Set(own));
  const lines: Line[] = [];
  const byEntry = new Map<string, number>();
  for (const event of own) {
    const line = lineOf(event, names);
    const { id, measures = [] } = line;
    const before = byEntry.get(id);
    const same = before === undefined ? undefined : lines[before];
    // One entry for several measures became an event each.
    if (before !== undefined && same?.measures && isDeepStrictEqual({ ...same, measures }, line))
      lines[before] = { ...same, measures: [...same.measures, ...measures] };
    else {
      if (before === undefined) byEntry.set(id, lines.length);
      lines.push(before === undefined ? line : { ...line, id: anewOf(event) });
    }
  }
  return { events: own.length, lines };
}

async function eventsOf(log: EventLog): Promise<Recorded[]> {
  const { position } = await log.head();
  const events: Recorded[] = [];
  const enough = new AbortController();
  if (position > 0)
    for await (const event of log.tail(0, enough.signal)) {
      events.push(event);
      if (event.position >= position) break;
    }
  enough.abort();
  return events;
}

/** Returns the entry that an event becomes where no entry would give it its id. */
const anewOf = ({ id }: Recorded): string => `own-${id}`;

/** What events are called in entries. */
class Names {
  readonly #byId: ReadonlyMap<string, Recorded>;
  /** The events that an entry of their own gives their id. */
  readonly #derived = new Set<Recorded>();
  /** The correction that each event was given last. */
  readonly #corrected = new Map<string, Recorded>();

  constructor(
    all: readonly Recorded[],
    private readonly own: ReadonlySet<Recorded>,
  ) {
    this.#byId = new Map(all.map((event) => [event.id, event]));
    const first = new Map<string, Recorded>();
    for (const event of all) {
      const { id, type, stream, causation } = event;
      if (causation === null || !Slug.safeParse(causation).success || eventId(causation, type, stream) !== id) continue;
      const before = first.get(causation);
      // A key that was used for several acts is no one entry.
      if (before === undefined || (stream !== before.stream && isDeepStrictEqual(said(event), said(before)))) this.#derived.add(event);
      if (before === undefined) first.set(causation, event);
    }
  }

  /** Returns the entry that gives an event its id; else one of its own. */
  entryOf = (event: Recorded): string => (this.#derived.has(event) ? (event.causation as string) : anewOf(event));

  /** Returns what a reference to an event becomes: its entry, and its measure; an event that keeps its id is named by that. */
  reference(id: string, alone: boolean): string {
    const event = this.#byId.get(id);
    if (!event) return id;
    const entry = this.entryOf(event);
    if (entry === anewOf(event) && !this.own.has(event)) return id;
    return alone || subjectOf(event.type) !== 'measure' ? entry : `${entry}/${idOf(event.stream)}`;
  }

  /** Returns the event that a correction is to name: where it would be imported before an earlier one of the same event, that one. */
  target(correction: Recorded, id: string): string {
    const before = this.#corrected.get(id);
    this.#corrected.set(id, correction);
    return before && byPublication(correction, before) < 0 ? before.id : id;
  }
}

/** Returns what an entry says of all its events. */
const said = (event: Recorded): object => ({ ...draftOf(event), id: undefined, data: { ...event.data, suspension: undefined } });

function lineOf(event: Recorded, names: Names): Line {
  const { type, stream, publishedOn, sources, instrument, summary, note, confidence } = event;
  const subject = subjectOf(type);
  return {
    id: names.entryOf(event),
    [type]: dataOf(event, names),
    ...(subject === 'measure' ? { measures: [idOf(stream)] } : {}),
    ...(subject !== 'measure' && subject !== 'record' ? { of: idOf(stream) } : {}),
    publishedOn,
    sources,
    ...(instrument && { instrument }),
    ...(summary && { summary }),
    ...(note && { note }),
    ...(confidence && { confidence }),
  };
}

/** Returns the data of an event, with the events that it names called by entry. */
function dataOf(event: Recorded, names: Names): unknown {
  const { type, data } = event;
  if (type === 'record.retracted') return { ...data, event: names.reference(data.event, false) };
  if (type === 'record.corrected') return { ...data, event: names.reference(names.target(event, data.event), false) };
  const named = data as { readonly suspension?: string; readonly of?: string; readonly agreedAt?: string };
  return {
    ...data,
    ...(named.suspension !== undefined && { suspension: names.reference(named.suspension, true) }),
    ...(named.of !== undefined && { of: names.reference(named.of, true) }),
    ...(named.agreedAt !== undefined && { agreedAt: names.reference(named.agreedAt, true) }),
  };
}
