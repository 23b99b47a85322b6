import { type Event, idOf, isMending, streamOf, subjectOf } from '@in-force/events';
import type { Entry } from '@in-force/formats';
import type { Engine } from './engine.js';
import { eventId } from './ids.js';
import { inTurns } from './turns.js';

/** Where an event stands, or will. */
interface Found {
  readonly id: string;
  readonly stream: string;
}

type Mending = Extract<Entry, { type: 'record.corrected' | 'record.retracted' }>;
type Extension = Extract<Event, { type: 'measure.suspension-extended' }>['data'];

/** Finds what the entries of a set mean when they name each other, or entries and events that the log holds already. */
export class References {
  readonly #entries = new Map<string, Entry>();
  /** The events each entry becomes, by stream; of a correction only once its event is found. */
  readonly #ids = new Map<string, Map<string, string>>();
  /** What each correction or retraction names; null where that leads nowhere. */
  readonly #targets = new Map<string, Found | null>();
  /** The events that entries recorded earlier became. */
  #recorded: Map<string, [stream: string, id: string][]> | null = null;

  constructor(
    private readonly engine: Engine,
    entries: readonly Entry[],
    private readonly tell: (entry: Entry, problem: string) => void,
  ) {
    for (const entry of entries) {
      if (this.#entries.has(entry.id))
        tell(entry, `The entry "${entry.id}" stands twice in these files; a second event of an entry adds .2, .3 to its id.`);
      this.#entries.set(entry.id, entry);
      this.#ids.set(entry.id, new Map(streamsOf(entry).map((stream) => [stream, eventId(entry.id, entry.type, stream)])));
    }
  }

  /** Returns the data of an entry for each of its streams, with references to entries turned into ids; null where one leads nowhere. */
  async resolved(entry: Entry): Promise<{ readonly stream: string; readonly data: unknown }[] | null> {
    if (isMending(entry)) {
      const found = await this.#target(entry);
      if (!found) return null;
      const data = { ...entry.data, event: found.id };
      if (!('replacement' in data) || data.replacement.type !== 'measure.suspension-extended') return [{ stream: found.stream, data }];
      const replacement = { ...data.replacement, data: this.#extension(entry, found.stream, data.replacement.data as Extension) };
      return [{ stream: found.stream, data: { ...data, replacement } }];
    }
    const { type, data } = entry;
    return streamsOf(entry).map((stream) => ({
      stream,
      data: type === 'measure.suspension-extended' ? this.#extension(entry, stream, data) : data,
    }));
  }

  /** An extension with the entry of its suspension turned into the id of that event. */
  #extension(entry: Entry, stream: string, data: Extension): Extension {
    const of = data.suspension;
    if (of === undefined || UUID.test(of)) return data;
    const suspension = ['measure.suspended', 'measure.suspension-extended']
      .map((type) => eventId(of, type, stream))
      .find((id) => this.#ids.get(of)?.get(stream) === id || this.engine.follower.positionOf(id) !== undefined);
    if (suspension === undefined) this.tell(entry, `No suspension of ${idOf(stream)} in an entry "${of}".`);
    return { ...data, ...(suspension && { suspension }) };
  }

  /**
   * Returns the event that a correction or retraction names. What it leads through is found from the end, so that it may lead as far as it
   * will.
   */
  async #target(entry: Mending): Promise<Found | null> {
    const way = new Map<string, Mending>();
    for (let at: Mending | undefined = entry; at && !this.#targets.has(at.id); at = this.#mendingNamedBy(at)) {
      if (way.has(at.id)) {
        this.tell(at, `These entries name each other in a circle: ${shortened([...way.keys(), at.id]).join(', ')}.`);
        this.#targets.set(at.id, null);
        break;
      }
      way.set(at.id, at);
    }
    for (const at of [...way.values()].reverse()) {
      if (this.#targets.has(at.id)) continue;
      const found = await this.#find(at);
      this.#targets.set(at.id, found);
      if (!found) continue;
      const id = eventId(at.id, at.type, found.stream);
      this.#ids.set(at.id, new Map([[found.stream, id]]));
      this.#streams?.set(id, found.stream);
    }
    return this.#targets.get(entry.id) ?? null;
  }

  /** Returns the correction or retraction of the set that one names by its entry. */
  #mendingNamedBy({ data: { event } }: Mending): Mending | undefined {
    const named = UUID.test(event) ? undefined : this.#entries.get(event.split('/', 1)[0] as string);
    return named && isMending(named) ? named : undefined;
  }

  /** The stream of each event of the set by its id, as far as they are known. */
  #streams: Map<string, string> | null = null;

  /** Finds the event that a reference means: a UUID, an entry, or an entry and a measure after a slash. */
  async #find(entry: Mending): Promise<Found | null> {
    const reference = entry.data.event;
    if (UUID.test(reference)) {
      this.#streams ??= new Map([...this.#ids.values()].flatMap((ids) => [...ids].map(([stream, id]) => [id, stream] as const)));
      const inSet = this.#streams.get(reference);
      if (inSet !== undefined) return { id: reference, stream: inSet };
      const known = await this.engine.event(reference);
      if (!known) this.tell(entry, `No event ${reference} in this log or in these files.`);
      return known ? { id: known.id, stream: known.stream } : null;
    }
    const [name = '', measure] = reference.split('/');
    const named = this.#mendingNamedBy(entry);
    if (named && !this.#targets.get(named.id)) return null; // told there, by its own line
    const candidates = [...(this.#ids.get(name) ?? (await this.#eventsOf(name)))]
      .map(([stream, id]) => ({ stream, id }))
      .filter(({ stream }) => measure === undefined || stream === streamOf('measure', measure));
    const [only] = candidates;
    if (!only) this.tell(entry, `No entry "${reference}" in this log or in these files.`);
    if (candidates.length > 1)
      this.tell(
        entry,
        `"${reference}" became ${candidates.length} events; name one: ${candidates.map(({ stream }) => `${name}/${idOf(stream)}`).join(', ')}.`,
      );
    return only && candidates.length === 1 ? only : null;
  }

  async #eventsOf(name: string): Promise<[stream: string, id: string][]> {
    if (!this.#recorded) {
      this.#recorded = new Map();
      const done = new AbortController();
      const { position: last } = this.engine;
      for await (const { causation, stream, id, position } of last > 0 ? inTurns(this.engine.follower.stream(0, done.signal)) : []) {
        if (causation) this.#recorded.set(causation, [...(this.#recorded.get(causation) ?? []), [stream, id]]);
        if (position >= last) break;
      }
      done.abort();
    }
    return this.#recorded.get(name) ?? [];
  }
}

/** Returns the first and the last of many names. */
const shortened = (names: readonly string[]): readonly string[] =>
  names.length <= 20 ? names : [...names.slice(0, 10), `${names.length - 20} more`, ...names.slice(-10)];

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Returns the streams an entry goes into. Of a correction or retraction none is known before its event is found. */
export function streamsOf(entry: Entry): string[] {
  const { type, id, of, measures, instrument, track } = entry;
  switch (subjectOf(type)) {
    case 'measure':
      return (measures ?? (instrument ? [instrument.id] : [])).map((measure) => streamOf('measure', measure));
    case 'negotiation':
      return [streamOf('negotiation', of ?? track ?? id)];
    case 'licensing':
      return [streamOf('licensing', of ?? (type === 'licensing.reported' ? (entry.data.regions[0] ?? id) : id))];
    case 'record':
      return type === 'record.checked' ? [streamOf('record', entry.data.issuer)] : [];
    default:
      return [streamOf(subjectOf(type), of ?? id)];
  }
}
