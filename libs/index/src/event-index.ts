import {
  Dictionary,
  FloatVector,
  floatsOf,
  HashIndex,
  IntVector,
  intsOf,
  PostingLists,
  type Sections,
  sectionsUnder,
  textsOf,
  withPrefix,
} from '@in-force/columns';
import {
  firstAfter,
  formOf,
  type Instant,
  idOf,
  type MeasureId,
  type Reading,
  type Recorded,
  type Scope,
  type Subject,
  streamOf,
  subjectOfStream,
} from '@in-force/events';
import { Checks, measuresTouchedBy, type RecordReader, SHOWN, type Shown } from '@in-force/rules';
import { ArrayEventStore, type EventStore } from './event-store.js';

/** How many streams are cached as they were read, at the most. */
const CACHED_STREAMS = 50_000;

/** What is kept in the snapshot as JSON. */
interface Metadata {
  readonly readBy: readonly (readonly [string, readonly MeasureId[]])[];
  readonly coded: readonly MeasureId[];
}

/** What the data of some events holds, in any form of them. */
interface DataOfSome {
  readonly party?: string;
  readonly readings?: readonly Reading[];
  readonly scope?: Partial<Scope>;
}

/**
 * The index of events: an inverted index from streams, measures and acts to events, which are linked backwards within their stream. It
 * knows no rule and holds no event itself. Applying an event costs amortised O(what it names), reading a stream O(its events).
 */
export class EventIndex implements RecordReader {
  /** How far publications were read. */
  readonly checks = new Checks(this);
  readonly #streams: Dictionary;
  /** Of each event, by position: its stream, the position of the event before it there (0: none), and when it was recorded. */
  readonly #streamAt: IntVector;
  readonly #previous: IntVector;
  readonly #instants: FloatVector;
  /** Of each stream: the position of its last event, and how many it has. */
  readonly #lastEvent: IntVector;
  readonly #counts: IntVector;
  readonly #ids: HashIndex;
  /** The streams that name a measure, and the measures that a stream names. */
  readonly #measures: Dictionary;
  readonly #streamsOfMeasure: PostingLists;
  readonly #measuresOfStream: PostingLists;
  /** Of the streams of a measure, those that it is shown with: statements that ever read it, in any form of them; commitments; easings. */
  readonly #shownWith: Readonly<Record<Shown, PostingLists>>;
  /** The streams that name an act, and the acts that a stream names. */
  readonly #acts: Dictionary;
  readonly #streamsOfAct: PostingLists;
  readonly #actsOfStream: PostingLists;
  readonly #subjects = new Map<Subject, string[]>();
  readonly #readBy: Map<string, Set<MeasureId>>;
  readonly #coded: Set<MeasureId>;
  /** The cache of streams in two generations: those read last, and those read before them. */
  #young = new Map<number, readonly Recorded[]>();
  #old = new Map<number, readonly Recorded[]>();

  /** Begins empty, or with the sections of a snapshot, which are of the events that the store holds already. */
  constructor(
    private readonly store: EventStore = new ArrayEventStore(),
    sections?: Sections,
  ) {
    const part = (name: string) => sections && sectionsUnder(sections, `${name}.`);
    const vector = (name: string) => new IntVector(sections ? intsOf(sections, name) : 16);
    this.#streams = new Dictionary(part('streams'));
    this.#streamAt = vector('streamAt');
    this.#previous = vector('previous');
    this.#instants = new FloatVector(sections ? floatsOf(sections, 'instants') : 16);
    this.#lastEvent = vector('lastEvent');
    this.#counts = vector('counts');
    this.#ids = new HashIndex(part('ids'));
    this.#measures = new Dictionary(part('measures'));
    this.#streamsOfMeasure = new PostingLists(part('streamsOfMeasure'));
    this.#measuresOfStream = new PostingLists(part('measuresOfStream'));
    const lists = (shown: Shown) => new PostingLists(part(shown));
    this.#shownWith = { reading: lists('reading'), commitment: lists('commitment'), facilitation: lists('facilitation') };
    this.#acts = new Dictionary(part('acts'));
    this.#streamsOfAct = new PostingLists(part('streamsOfAct'));
    this.#actsOfStream = new PostingLists(part('actsOfStream'));
    const metadata = sections ? (JSON.parse(textsOf(sections, 'metadata')[0] as string) as Metadata) : { readBy: [], coded: [] };
    this.#readBy = new Map(metadata.readBy.map(([party, measures]) => [party, new Set(measures)]));
    this.#coded = new Set(metadata.coded);
    for (const stream of this.#streams.names) this.#addToSubject(stream);
  }

  /** Returns the index as sections of a snapshot. */
  get sections(): Sections {
    const metadata: Metadata = { readBy: [...this.#readBy].map(([party, measures]) => [party, [...measures]]), coded: [...this.#coded] };
    return new Map([
      ...withPrefix('streams.', this.#streams.sections),
      ['streamAt', this.#streamAt.view()],
      ['previous', this.#previous.view()],
      ['instants', this.#instants.view()],
      ['lastEvent', this.#lastEvent.copy()],
      ['counts', this.#counts.copy()],
      ...withPrefix('ids.', this.#ids.sections),
      ...withPrefix('measures.', this.#measures.sections),
      ...withPrefix('streamsOfMeasure.', this.#streamsOfMeasure.sections),
      ...withPrefix('measuresOfStream.', this.#measuresOfStream.sections),
      ...SHOWN.flatMap((shown) => [...withPrefix(`${shown}.`, this.#shownWith[shown].sections)]),
      ...withPrefix('acts.', this.#acts.sections),
      ...withPrefix('streamsOfAct.', this.#streamsOfAct.sections),
      ...withPrefix('actsOfStream.', this.#actsOfStream.sections),
      ['metadata', [JSON.stringify(metadata)]],
    ]);
  }

  /** Returns the number of events, which is the position of the last one. */
  get position(): number {
    return this.#streamAt.size;
  }

  /** Returns the event at a position that was applied. */
  at(position: number): Recorded {
    return this.store.at(position);
  }

  /** Indexes the next event, and stores it. */
  apply(event: Recorded): void {
    const { stream, position, recordedAt } = event;
    if (position !== this.position + 1) throw new Error(`Event ${position} came after event ${this.position}.`);
    this.#instants.add(Date.parse(recordedAt));
    const number = this.#streams.numberOf(stream);
    if (number === this.#lastEvent.size) {
      this.#lastEvent.add(0);
      this.#counts.add(0);
      this.#addToSubject(stream);
    }
    this.#streamAt.add(number);
    this.#previous.add(this.#lastEvent.values[number] as number);
    this.#lastEvent.values[number] = position;
    this.#counts.values[number] = (this.#counts.values[number] as number) + 1;
    this.#ids.add(event.id);
    this.store.add(event);
    const subject = subjectOfStream(stream);
    for (const id of measuresTouchedBy(event)) {
      const measure = this.#measures.numberOf(id);
      const added = addBothWays(this.#streamsOfMeasure, this.#measuresOfStream, measure, number);
      if (added && (subject === 'commitment' || subject === 'facilitation')) this.#shownWith[subject].add(measure, number);
    }
    const form = formOf(event);
    for (const { instrument } of new Set<Pick<Recorded, 'instrument'>>([event, form]))
      if (instrument) addBothWays(this.#streamsOfAct, this.#actsOfStream, this.#acts.numberOf(instrument.id), number);
    const { party, readings, scope } = form.data as DataOfSome;
    for (const { measures } of readings ?? [])
      for (const id of measures) {
        addTo(this.#readBy, party as string, id);
        const measure = this.#measures.numberOf(id);
        if (!this.#shownWith.reading.has(measure, number)) this.#shownWith.reading.add(measure, number);
      }
    if (scope && scope.items !== 'all' && scope.items?.some(({ hs, codes }) => hs || codes)) this.#coded.add(idOf(stream));
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
    return position === undefined ? undefined : this.#streams.names[this.#streamAt.values[position - 1] as number];
  }

  /** Returns the events of a stream, oldest first, and caches them. */
  stream(name: string): readonly Recorded[] {
    const number = this.#streams.find(name);
    if (number === undefined) return [];
    const count = this.#counts.values[number] as number;
    const young = this.#young.get(number);
    if (young?.length === count) return young;
    const old = this.#old.get(number);
    const events = old?.length === count ? old : this.#read(number, count);
    if (this.#young.size >= CACHED_STREAMS / 2) [this.#old, this.#young] = [this.#young, new Map()];
    this.#young.set(number, events);
    return events;
  }

  /** Returns the same and caches nothing: whoever reads all streams would else fill the cache with them. */
  streamOnce(name: string): readonly Recorded[] {
    const number = this.#streams.find(name);
    if (number === undefined) return [];
    const count = this.#counts.values[number] as number;
    const cached = this.#young.get(number) ?? this.#old.get(number);
    return cached?.length === count ? cached : this.#read(number, count);
  }

  /** Returns how many events a stream has. */
  length(name: string): number {
    const number = this.#streams.find(name);
    return number === undefined ? 0 : (this.#counts.values[number] as number);
  }

  /** Returns the streams of a subject, in the order in which they began. */
  streams(subject: Subject): readonly string[] {
    return this.#subjects.get(subject) ?? [];
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
    return this.#streamsIn(this.#measures, this.#streamsOfMeasure, measure);
  }

  /** Returns those of them that the measure is shown with, beside its own: statements that ever read it, commitments, easings. */
  shownWith(measure: MeasureId, shown: Shown): readonly string[] {
    return this.#streamsIn(this.#measures, this.#shownWith[shown], measure);
  }

  /** Returns the measures that a party ever read, in any form of any statement. */
  readBy(party: string): ReadonlySet<MeasureId> {
    return this.#readBy.get(party) ?? new Set();
  }

  /** Returns the measures that ever listed anything with an HS heading or a control code. */
  coded(): ReadonlySet<MeasureId> {
    return this.#coded;
  }

  /** Returns the streams that hold an event of an act. */
  byInstrument(instrument: string): readonly string[] {
    return this.#streamsIn(this.#acts, this.#streamsOfAct, instrument);
  }

  /** Returns the ids of all acts. */
  instruments(): readonly string[] {
    return this.#acts.names;
  }

  #read(number: number, count: number): readonly Recorded[] {
    const events = new Array<Recorded>(count);
    let position = this.#lastEvent.values[number] as number;
    for (let at = count - 1; at >= 0; at--) {
      events[at] = this.store.at(position);
      position = this.#previous.values[position - 1] as number;
    }
    return events;
  }

  #streamsIn(names: Dictionary, lists: PostingLists, name: string): string[] {
    const number = names.find(name);
    return number === undefined ? [] : lists.of(number).map((stream) => this.#streams.names[stream] as string);
  }

  #addToSubject(stream: string): void {
    const subject = subjectOfStream(stream);
    const streams = this.#subjects.get(subject);
    if (streams) streams.push(stream);
    else this.#subjects.set(subject, [stream]);
  }
}

/**
 * Adds a stream to the list of what it names, and the other way round, once: a stream names few things, a thing is named in many streams.
 *
 * @returns whether it was added.
 */
function addBothWays(streamsOf: PostingLists, namedIn: PostingLists, named: number, stream: number): boolean {
  if (namedIn.has(stream, named)) return false;
  namedIn.add(stream, named);
  streamsOf.add(named, stream);
  return true;
}

function addTo<Key>(map: Map<Key, Set<string>>, key: Key, value: string): void {
  const values = map.get(key);
  if (values) values.add(value);
  else map.set(key, new Set([value]));
}
