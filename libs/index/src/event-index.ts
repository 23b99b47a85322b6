import { Dictionary, HashIndex, IntVector, PostingLists, type Sections, sectionsUnder, textsOf, withPrefix } from '@in-force/columns';
import { type Instant, idOf, type MeasureId, type Reading, type Recorded, type Scope, type Subject, streamOf } from '@in-force/events';
import { Checks, measuresTouchedBy, type RecordReader, SHOWN, type Shown, subjectOfStream } from '@in-force/rules';
import { ArrayEventStore, type EventStore } from './event-store.js';

/** How many streams are kept at hand as they were read, at the most. */
const CACHED_STREAMS = 50_000;

/** Keeps the record by stream, and finds what bears on a measure or an act. Knows no rule, and holds no event itself. */
export class EventIndex implements RecordReader {
  readonly #streams: Dictionary;
  /** Of each event, by position: its stream, the one before it there (0: none), and when it was recorded. */
  readonly #streamAt: IntVector;
  readonly #before: IntVector;
  #instants: Float64Array;
  /** Of each stream: its last event, and how many it has. */
  readonly #last: IntVector;
  readonly #counts: IntVector;
  readonly #ids: HashIndex;
  /** The streams that speak of a measure, and the measures that a stream speaks of; likewise of acts. */
  readonly #measures: Dictionary;
  readonly #about: PostingLists;
  readonly #spoken: PostingLists;
  /** Of those, the ones that how a measure is shown hangs on: the statements that ever read it, in any form of them; words; easings. */
  readonly #shownWith: Readonly<Record<Shown, PostingLists>>;
  readonly #acts: Dictionary;
  readonly #byAct: PostingLists;
  readonly #actsIn: PostingLists;
  readonly #subjects = new Map<Subject, string[]>();
  readonly #readBy: Map<string, Set<MeasureId>>;
  readonly #coded: Set<MeasureId>;
  /** Streams as they were read last, and those read before them. */
  #atHand = new Map<number, readonly Recorded[]>();
  #earlier = new Map<number, readonly Recorded[]>();
  /** How far publications were read. */
  readonly checks = new Checks(this);

  /** The facts of an image, if one is given, are those of the events that the store holds already. */
  constructor(
    private readonly store: EventStore = new ArrayEventStore(),
    sections?: Sections,
  ) {
    const part = (name: string) => sections && sectionsUnder(sections, `${name}.`);
    const places = (name: string) => new IntVector((sections?.get(name) as Int32Array | undefined) ?? 16);
    this.#streams = new Dictionary(part('streams'));
    this.#streamAt = places('streamAt');
    this.#before = places('before');
    this.#instants = (sections?.get('instants') as Float64Array | undefined) ?? new Float64Array(16);
    this.#last = places('last');
    this.#counts = places('counts');
    this.#ids = new HashIndex(part('ids'));
    this.#measures = new Dictionary(part('measures'));
    this.#about = new PostingLists(part('about'));
    this.#spoken = new PostingLists(part('spoken'));
    const links = (shown: Shown) => new PostingLists(part(shown));
    this.#shownWith = { reading: links('reading'), commitment: links('commitment'), facilitation: links('facilitation') };
    this.#acts = new Dictionary(part('acts'));
    this.#byAct = new PostingLists(part('byAct'));
    this.#actsIn = new PostingLists(part('actsIn'));
    const rest = sections ? (JSON.parse(textsOf(sections, 'rest')[0] as string) as Rest) : { readBy: [], coded: [] };
    this.#readBy = new Map(rest.readBy.map(([party, measures]) => [party, new Set(measures)]));
    this.#coded = new Set(rest.coded);
    for (const stream of this.#streams.all) this.#list(stream);
  }

  /** What can be written down of it. */
  get image(): Sections {
    const rest: Rest = { readBy: [...this.#readBy].map(([party, measures]) => [party, [...measures]]), coded: [...this.#coded] };
    return new Map([
      ...withPrefix('streams.', this.#streams.image),
      ['streamAt', this.#streamAt.view()],
      ['before', this.#before.view()],
      ['instants', this.#instants.subarray(0, this.position)],
      ['last', this.#last.copy()],
      ['counts', this.#counts.copy()],
      ...withPrefix('ids.', this.#ids.image),
      ...withPrefix('measures.', this.#measures.image),
      ...withPrefix('about.', this.#about.image),
      ...withPrefix('spoken.', this.#spoken.image),
      ...SHOWN.flatMap((shown) => [...withPrefix(`${shown}.`, this.#shownWith[shown].image)]),
      ...withPrefix('acts.', this.#acts.image),
      ...withPrefix('byAct.', this.#byAct.image),
      ...withPrefix('actsIn.', this.#actsIn.image),
      ['rest', [JSON.stringify(rest)]],
    ]);
  }

  /** The event at a position that it has reached. */
  at = (position: number): Recorded => this.store.at(position);

  apply(event: Recorded): void {
    const { stream, position, recordedAt } = event;
    if (position !== this.position + 1) throw new Error(`Event ${position} came after event ${this.position}.`);
    if (this.#instants.length < position) {
      const grown = new Float64Array(2 * position);
      grown.set(this.#instants);
      this.#instants = grown;
    }
    this.#instants[position - 1] = Date.parse(recordedAt);
    const number = this.#streams.numberOf(stream);
    if (number === this.#last.size) {
      this.#last.add(0);
      this.#counts.add(0);
      this.#list(stream);
    }
    this.#streamAt.add(number);
    this.#before.add(this.#last.values[number] as number);
    this.#last.values[number] = position;
    this.#counts.values[number] = (this.#counts.values[number] as number) + 1;
    this.#ids.add(event.id);
    this.store.add(event);
    const subject = subjectOfStream(stream);
    for (const measure of measuresTouchedBy(event)) {
      const spokenOf = this.#measures.numberOf(measure);
      if (link(this.#about, this.#spoken, spokenOf, number) && (subject === 'commitment' || subject === 'facilitation'))
        this.#shownWith[subject].add(spokenOf, number);
    }
    const said = event.type === 'record.corrected' ? event.data.replacement : event;
    for (const { instrument } of said === event ? [event] : [event, said])
      if (instrument) link(this.#byAct, this.#actsIn, this.#acts.numberOf(instrument.id), number);
    const { party, readings, scope } = said.data as Telling;
    for (const { measures } of readings ?? [])
      for (const measure of measures) {
        add(this.#readBy, party as string, measure);
        const read = this.#measures.numberOf(measure);
        if (!this.#shownWith.reading.has(read, number)) this.#shownWith.reading.add(read, number);
      }
    if (scope && scope.items !== 'all' && scope.items?.some(({ hs, codes }) => hs || codes)) this.#coded.add(idOf(stream));
  }

  /** The number of events, which is the position of the last one. */
  get position(): number {
    return this.#streamAt.size;
  }

  /** When the log got the event at this position; null before the first one. */
  recordedAt = (position: number): Instant | null =>
    position < 1 || position > this.position ? null : new Date(this.#instants[position - 1] as number).toISOString();

  /** The position of the last event recorded by an instant; 0 if there was none. */
  positionAt(instant: Instant): number {
    const moment = Date.parse(instant);
    let low = 0;
    let high = this.position;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#instants[middle] as number) <= moment) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The position of an event by its id, and the stream that holds it, if the record does. */
  positionOf(event: string): number | undefined {
    const found = this.#ids.find(event, (number) => this.store.at(number + 1).id === event);
    return found === undefined ? undefined : found + 1;
  }
  streamOf(event: string): string | undefined {
    const position = this.positionOf(event);
    return position === undefined ? undefined : this.#streams.all[this.#streamAt.values[position - 1] as number];
  }

  /** The events of a stream, oldest first. Kept at hand for the next who asks. */
  stream(name: string): readonly Recorded[] {
    const number = this.#streams.find(name);
    if (number === undefined) return [];
    const count = this.#counts.values[number] as number;
    const known = this.#atHand.get(number);
    if (known?.length === count) return known;
    const earlier = this.#earlier.get(number);
    const events = earlier?.length === count ? earlier : this.#read(number, count);
    if (this.#atHand.size >= CACHED_STREAMS / 2) [this.#earlier, this.#atHand] = [this.#atHand, new Map()];
    this.#atHand.set(number, events);
    return events;
  }

  /** The same for who asks once: whoever goes through all streams would else fill the memory with them. */
  streamOnce(name: string): readonly Recorded[] {
    const number = this.#streams.find(name);
    if (number === undefined) return [];
    const count = this.#counts.values[number] as number;
    const known = this.#atHand.get(number) ?? this.#earlier.get(number);
    return known?.length === count ? known : this.#read(number, count);
  }

  #read(number: number, count: number): readonly Recorded[] {
    const events = new Array<Recorded>(count);
    let position = this.#last.values[number] as number;
    for (let place = count - 1; place >= 0; place--) {
      events[place] = this.store.at(position);
      position = this.#before.values[position - 1] as number;
    }
    return events;
  }

  /** How many events a stream has. */
  length(name: string): number {
    const number = this.#streams.find(name);
    return number === undefined ? 0 : (this.#counts.values[number] as number);
  }

  /** The streams of a subject, in the order they began. */
  streams = (subject: Subject): readonly string[] => this.#subjects.get(subject) ?? [];

  /** The ids of all measures that the log ever held. */
  measures = (): readonly MeasureId[] => this.streams('measure').map(idOf);

  has = (measure: MeasureId): boolean => this.#streams.find(streamOf('measure', measure)) !== undefined;

  /** Every stream in which something speaks of a measure. */
  streamsAbout = (measure: MeasureId): readonly string[] => this.#linked(this.#measures, this.#about, measure);

  /** The streams beside its own on which it hangs how a measure is shown: the statements that ever read it, words, easings. */
  shownWith = (measure: MeasureId, shown: Shown): readonly string[] => this.#linked(this.#measures, this.#shownWith[shown], measure);

  /** The measures that a party ever read, in any form of any statement. */
  readBy = (party: string): ReadonlySet<MeasureId> => this.#readBy.get(party) ?? new Set();

  /** The measures that ever listed anything with an HS heading or a control code. */
  coded = (): ReadonlySet<MeasureId> => this.#coded;

  /** The streams that hold an event of an act, and the ids of all acts. */
  byInstrument = (instrument: string): readonly string[] => this.#linked(this.#acts, this.#byAct, instrument);
  instruments = (): readonly string[] => this.#acts.all;

  #linked(names: Dictionary, links: PostingLists, name: string): string[] {
    const number = names.find(name);
    return number === undefined ? [] : links.of(number).map((stream) => this.#streams.all[stream] as string);
  }

  #list(stream: string): void {
    const subject = subjectOfStream(stream);
    const streams = this.#subjects.get(subject);
    if (streams) streams.push(stream);
    else this.#subjects.set(subject, [stream]);
  }
}

/** Links both ways, once. A stream speaks of few things, a thing is spoken of in many streams. @returns whether it was new. */
function link(there: PostingLists, back: PostingLists, thing: number, stream: number): boolean {
  if (back.has(stream, thing)) return false;
  back.add(stream, thing);
  there.add(thing, stream);
  return true;
}

/** What an image holds in words. */
interface Rest {
  readonly readBy: readonly (readonly [string, readonly MeasureId[]])[];
  readonly coded: readonly MeasureId[];
}

/** What some events say, in any form of them. */
interface Telling {
  readonly party?: string;
  readonly readings?: readonly Reading[];
  readonly scope?: Partial<Scope>;
}

function add<Key>(map: Map<Key, Set<string>>, key: Key, value: string): void {
  const values = map.get(key);
  if (values) values.add(value);
  else map.set(key, new Set([value]));
}
