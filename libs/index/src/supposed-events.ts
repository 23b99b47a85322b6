import { Dictionary } from '@in-force/columns';
import {
  formOf,
  type Instant,
  idOf,
  type MeasureId,
  type Recorded,
  type Region,
  type Subject,
  streamOf,
  subjectOfStream,
} from '@in-force/events';
import { Checks, type RecordReader, type Shown } from '@in-force/rules';
import type { Events } from './event-index.js';
import { MeasureMentions } from './measure-mentions.js';
import { Mentions } from './mentions.js';

/**
 * The events of a record as it would be if more were recorded: those of another index up to a position, and after them what is applied
 * here (copy on write: a stream is copied once it grows). The other index is only read, and may go on. Costs what is supposed, however
 * long the record is.
 */
export class SupposedEvents implements Events {
  readonly #added: Recorded[] = [];
  /** The streams that grew, whole. */
  readonly #streams = new Map<string, readonly Recorded[]>();
  readonly #names = new Dictionary();
  readonly #measures = new MeasureMentions();
  readonly #acts = new Mentions({ names: 'acts', streams: 'streamsOfAct', mentioned: 'actsOfStream' });
  readonly #checks = new Checks(this);
  readonly checks: RecordReader['checks'];

  constructor(
    private readonly base: Events,
    /** The position of the last event that is not supposed. */
    readonly head: number,
  ) {
    // Where no look at publications is supposed, the courses of the record serve.
    const checksOf = (issuer: Region) => (this.#streams.has(streamOf('record', issuer)) ? this.#checks : this.base.checks);
    const within = (issuer: Region, position: number) => (checksOf(issuer) === this.#checks ? position : Math.min(position, this.head));
    this.checks = {
      through: (issuer, body, position) => checksOf(issuer).through(issuer, body, within(issuer, position)),
      furthest: (issuer, body, position) => checksOf(issuer).furthest(issuer, body, within(issuer, position)),
    };
  }

  get position(): number {
    return this.head + this.#added.length;
  }

  /** Takes in the next event that is supposed. Costs what its stream holds, when it is the first there. */
  apply(event: Recorded): void {
    const { stream, position } = event;
    if (position !== this.position + 1) throw new Error(`Event ${position} came after event ${this.position}.`);
    this.#streams.set(stream, [...this.stream(stream), event]);
    this.#added.push(event);
    const number = this.#names.numberOf(stream);
    this.#measures.add(event, number);
    for (const { instrument } of [event, formOf(event)]) if (instrument) this.#acts.add(this.#acts.numberOf(instrument.id), number);
  }

  at(position: number): Recorded {
    return position > this.head ? (this.#added[position - this.head - 1] as Recorded) : this.base.at(position);
  }

  stream(name: string): readonly Recorded[] {
    return this.#streams.get(name) ?? this.#before(this.base.stream(name));
  }

  streamOnce(name: string): readonly Recorded[] {
    return this.#streams.get(name) ?? this.#before(this.base.streamOnce(name));
  }

  length(name: string): number {
    return this.#streams.get(name)?.length ?? this.#before(this.base.streamOnce(name)).length;
  }

  streams(subject: Subject): readonly string[] {
    return this.#with(this.base.streams(subject), (stream) => subjectOfStream(stream) === subject);
  }

  measures(): readonly MeasureId[] {
    return this.streams('measure').map(idOf);
  }

  has(measure: MeasureId): boolean {
    return this.base.has(measure) || this.#streams.has(streamOf('measure', measure));
  }

  streamOf(event: string): string | undefined {
    return this.#added.find(({ id }) => id === event)?.stream ?? this.base.streamOf(event);
  }

  positionOf(event: string): number | undefined {
    return this.#added.find(({ id }) => id === event)?.position ?? this.base.positionOf(event);
  }

  streamsAbout(measure: MeasureId): readonly string[] {
    return union(this.base.streamsAbout(measure), this.#named(this.#measures.streamsOf(measure)));
  }

  shownWith(measure: MeasureId, shown: Shown): readonly string[] {
    return union(this.base.shownWith(measure, shown), this.#named(this.#measures.shownWith(measure, shown)));
  }

  readBy(party: string): ReadonlySet<MeasureId> {
    return new Set([...this.base.readBy(party), ...this.#measures.readBy(party)]);
  }

  coded(): ReadonlySet<MeasureId> {
    return new Set([...this.base.coded(), ...this.#measures.coded()]);
  }

  byInstrument(instrument: string): readonly string[] {
    return union(this.base.byInstrument(instrument), this.#named(this.#acts.streamsOf(instrument)));
  }

  instruments(): readonly string[] {
    return union(this.base.instruments(), this.#acts.names);
  }

  recordedAt(position: number): Instant | null {
    return position > this.head ? (this.#added[position - this.head - 1]?.recordedAt ?? null) : this.base.recordedAt(position);
  }

  positionAt(instant: Instant): number {
    const later = this.#added.findLast(({ recordedAt }) => Date.parse(recordedAt) <= Date.parse(instant));
    return later?.position ?? Math.min(this.base.positionAt(instant), this.head);
  }

  /** Returns the events of a stream that were recorded by the head: nearly always all of them, as they are. */
  #before(events: readonly Recorded[]): readonly Recorded[] {
    const last = events.at(-1);
    return last === undefined || last.position <= this.head ? events : events.filter(({ position }) => position <= this.head);
  }

  #named = (streams: readonly number[]): string[] => streams.map((stream) => this.#names.names[stream] as string);

  /** Returns streams of the record, and those that are begun here. */
  #with = (streams: readonly string[], passes: (stream: string) => boolean): readonly string[] =>
    union(streams, this.#names.names.filter(passes));
}

const union = (some: readonly string[], more: readonly string[]): readonly string[] =>
  more.length === 0 ? some : [...new Set([...some, ...more])];
