import { FloatVector, floatsOf, HashIndex, type Sections, sectionsUnder, withPrefix } from '@in-force/columns';
import { firstAfter, formOf, type Instant, idOf, type MeasureId, type Recorded, type Subject, streamOf } from '@in-force/events';
import { Checks, type RecordReader, type Shown } from '@in-force/rules';
import { ArrayEventStore, type EventStore } from './event-store.js';
import { LinkedStreams } from './linked-streams.js';
import { MeasureMentions } from './measure-mentions.js';
import { Mentions } from './mentions.js';
import { StreamCache } from './stream-cache.js';

/** The events of a record by their streams, and by what they name: an index of them, or one that supposes more. */
export interface Events extends RecordReader {
  apply(event: Recorded): void;
  /** Returns the event at a position that was applied. */
  at(position: number): Recorded;
  /** Returns the position of an event by its id. */
  positionOf(event: string): number | undefined;
  /** Returns whether the log ever held a measure. */
  has(measure: MeasureId): boolean;
  /** Returns the measures that a party ever read, in any form of any statement. */
  readBy(party: string): ReadonlySet<MeasureId>;
}

/**
 * The index of events: an inverted index from streams, measures and acts to events. It knows no rule and holds no event itself. Applying
 * an event costs amortised O(what it names), reading a stream O(its events).
 */
export class EventIndex implements Events {
  /** The looks at publications, by how far they reached. */
  readonly checks = new Checks(this);
  readonly #streams: LinkedStreams;
  /** The moment at which each event was recorded, by position. */
  readonly #instants: FloatVector;
  readonly #ids: HashIndex;
  readonly #measures: MeasureMentions;
  readonly #acts: Mentions;
  readonly #cache = new StreamCache();

  /** Begins empty, or with the sections of a snapshot, which are of the events that the store holds already. */
  constructor(
    private readonly store: EventStore = new ArrayEventStore(),
    sections?: Sections,
  ) {
    this.#streams = new LinkedStreams(sections);
    this.#instants = new FloatVector(sections ? floatsOf(sections, 'instants') : 16);
    this.#ids = new HashIndex(sections && sectionsUnder(sections, 'ids.'));
    this.#measures = new MeasureMentions(sections);
    this.#acts = new Mentions({ names: 'acts', streams: 'streamsOfAct', mentioned: 'actsOfStream' }, sections);
  }

  /** Returns the index as sections of a snapshot. */
  get sections(): Sections {
    return new Map([
      ...this.#streams.sections,
      ['instants', this.#instants.view()],
      ...withPrefix('ids.', this.#ids.sections),
      ...this.#measures.sections,
      ...this.#acts.sections,
    ]);
  }

  /** Returns the number of events, which is the position of the last one. */
  get position(): number {
    return this.#streams.position;
  }

  /** Returns the event at a position that was applied. */
  at(position: number): Recorded {
    return this.store.at(position);
  }

  /** Indexes the next event, and stores it. */
  apply(event: Recorded): void {
    const { id, stream, position, recordedAt } = event;
    if (position !== this.position + 1) throw new Error(`Event ${position} came after event ${this.position}.`);
    this.#instants.add(Date.parse(recordedAt));
    const number = this.#streams.add(stream);
    this.#ids.add(id);
    this.store.add(event);
    this.#measures.add(event, number);
    for (const { instrument } of new Set<Pick<Recorded, 'instrument'>>([event, formOf(event)]))
      if (instrument) this.#acts.add(this.#acts.numberOf(instrument.id), number);
  }

  /** Returns when the log got the event at a position; null before the first one. */
  recordedAt(position: number): Instant | null {
    if (position < 1 || position > this.position) return null;
    return new Date(this.#instants.values[position - 1] as number).toISOString();
  }

  /** Returns the position of the last event recorded by an instant; 0 if there was none. O(log events). */
  positionAt(instant: Instant): number {
    return firstAfter(this.#instants.values, Date.parse(instant), 0, this.position);
  }

  /** Returns the position of an event by its id; undefined where the record has none. */
  positionOf(event: string): number | undefined {
    const number = this.#ids.find(event, (one) => this.store.at(one + 1).id === event);
    return number === undefined ? undefined : number + 1;
  }

  /** Returns the stream of an event by its id; undefined where the record has none. */
  streamOf(event: string): string | undefined {
    const position = this.positionOf(event);
    return position === undefined ? undefined : this.#streams.nameOf(this.#streams.streamAt(position));
  }

  /** Returns the events of a stream, oldest first, and caches them. */
  stream(name: string): readonly Recorded[] {
    const number = this.#streams.find(name);
    if (number === undefined) return [];
    const cached = this.#cache.get(number, this.#streams.length(number));
    if (cached) return cached;
    const events = this.#read(number);
    this.#cache.set(number, events);
    return events;
  }

  /** Returns the same and caches nothing: whoever reads all streams would else fill the cache with them. */
  streamOnce(name: string): readonly Recorded[] {
    const number = this.#streams.find(name);
    if (number === undefined) return [];
    return this.#cache.peek(number, this.#streams.length(number)) ?? this.#read(number);
  }

  /** Lets go of the streams that nobody asked for since it was called before. */
  age(): void {
    this.#cache.age();
  }

  /** Returns how many events a stream has. */
  length(name: string): number {
    const number = this.#streams.find(name);
    return number === undefined ? 0 : this.#streams.length(number);
  }

  /** Returns the streams of a subject, in the order in which they began. */
  streams(subject: Subject): readonly string[] {
    return this.#streams.of(subject);
  }

  /** Returns the ids of all measures that the log ever held. */
  measures(): readonly MeasureId[] {
    return this.streams('measure').map(idOf);
  }

  /** Returns whether the log ever held a measure. */
  has(measure: MeasureId): boolean {
    return this.#streams.find(streamOf('measure', measure)) !== undefined;
  }

  /** Returns every stream that names a measure. */
  streamsAbout(measure: MeasureId): readonly string[] {
    return this.#named(this.#measures.streamsOf(measure));
  }

  /** Returns those of them that the measure is shown with, beside its own: statements that ever read it, commitments, easings. */
  shownWith(measure: MeasureId, shown: Shown): readonly string[] {
    return this.#named(this.#measures.shownWith(measure, shown));
  }

  /** Returns the measures that a party ever read, in any form of any statement. */
  readBy(party: string): ReadonlySet<MeasureId> {
    return this.#measures.readBy(party);
  }

  /** Returns the measures that ever listed anything with an HS heading or a control code. */
  coded(): ReadonlySet<MeasureId> {
    return this.#measures.coded();
  }

  /** Returns the streams that hold an event of an act. */
  byInstrument(instrument: string): readonly string[] {
    return this.#named(this.#acts.streamsOf(instrument));
  }

  /** Returns the ids of all acts. */
  instruments(): readonly string[] {
    return this.#acts.names;
  }

  #read(stream: number): readonly Recorded[] {
    return this.#streams.read(stream, (position) => this.store.at(position));
  }

  #named(streams: readonly number[]): string[] {
    return streams.map((stream) => this.#streams.nameOf(stream));
  }
}
