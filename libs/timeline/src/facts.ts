import { type Instant, idOf, type MeasureId, type Reading, type Recorded, type Scope, type Subject, streamOf } from '@in-force/events';
import { subjectOfStream, touched } from './touched.js';

/** Keeps the record by stream, and finds what bears on a measure or an act. Knows no rule. */
export class Facts {
  readonly #streams = new Map<string, Recorded[]>();
  /** The streams of each subject, in the order they began. */
  readonly #subjects = new Map<Subject, string[]>();
  readonly #about = new Map<MeasureId, Set<string>>();
  readonly #byInstrument = new Map<string, Set<string>>();
  readonly #recordedAt: Instant[] = [];
  readonly #streamOf = new Map<string, string>();
  readonly #readBy = new Map<string, Set<MeasureId>>();
  readonly #coded = new Set<MeasureId>();

  apply(event: Recorded): void {
    const { stream, position, recordedAt } = event;
    if (position !== this.position + 1) throw new Error(`Event ${position} came after event ${this.position}.`);
    this.#recordedAt.push(recordedAt);
    this.#streamOf.set(event.id, stream);
    let events = this.#streams.get(stream);
    if (!events) {
      events = [];
      this.#streams.set(stream, events);
      const subject = subjectOfStream(stream);
      const streams = this.#subjects.get(subject);
      if (streams) streams.push(stream);
      else this.#subjects.set(subject, [stream]);
    }
    events.push(event);
    for (const measure of touched(event)) add(this.#about, measure, stream);
    if (event.instrument) add(this.#byInstrument, event.instrument.id, stream);
    const said = event.type === 'record.corrected' ? event.data.replacement : event;
    if (said !== event && said.instrument) add(this.#byInstrument, said.instrument.id, stream);
    const { party, readings, scope } = said.data as Telling;
    for (const { measures } of readings ?? []) for (const measure of measures) add(this.#readBy, party as string, measure);
    if (scope && scope.items !== 'all' && scope.items?.some(({ hs, codes }) => hs || codes)) this.#coded.add(idOf(stream));
  }

  /** The number of events, which is the position of the last one. */
  get position(): number {
    return this.#recordedAt.length;
  }

  /** When the log got the event at this position; null before the first one. */
  recordedAt = (position: number): Instant | null => this.#recordedAt[position - 1] ?? null;

  /** The position of the last event recorded by an instant; 0 if there was none. */
  positionAt(instant: Instant): number {
    let low = 0;
    let high = this.#recordedAt.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#recordedAt[middle] as Instant) <= instant) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The stream that holds an event, if the record does. */
  streamOf = (event: string): string | undefined => this.#streamOf.get(event);

  stream = (name: string): readonly Recorded[] => this.#streams.get(name) ?? [];

  /** The streams of a subject. */
  streams = (subject: Subject): readonly string[] => this.#subjects.get(subject) ?? [];

  /** The ids of all measures that the log ever held. */
  measures = (): readonly MeasureId[] => this.streams('measure').map(idOf);

  has = (measure: MeasureId): boolean => this.#streams.has(streamOf('measure', measure));

  /** The streams of a subject in which something speaks of a measure. */
  about(measure: MeasureId, subject: Subject): readonly string[] {
    return [...(this.#about.get(measure) ?? [])].filter((stream) => subjectOfStream(stream) === subject);
  }

  /** Every stream in which something speaks of a measure. */
  streamsAbout = (measure: MeasureId): readonly string[] => [...(this.#about.get(measure) ?? [])];

  /** The measures that a party ever read, in any form of any statement. */
  readBy = (party: string): ReadonlySet<MeasureId> => this.#readBy.get(party) ?? new Set();

  /** The measures that ever listed anything with an HS heading or a control code. */
  coded = (): ReadonlySet<MeasureId> => this.#coded;

  /** The streams that hold an event of an act, and the ids of all acts. */
  byInstrument = (instrument: string): readonly string[] => [...(this.#byInstrument.get(instrument) ?? [])];
  instruments = (): readonly string[] => [...this.#byInstrument.keys()];
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
