import { Dictionary, IntVector, intsOf, type Sections, sectionsUnder, withPrefix } from '@in-force/columns';
import { type Subject, subjectOfStream } from '@in-force/events';

/**
 * The streams of a record, by number in the order in which they began: the positions of the events of each, linked backwards. Adding an
 * event costs amortised O(1), reading a stream O(its events).
 */
export class LinkedStreams {
  readonly #names: Dictionary;
  /** Of each event, by position: its stream, and the position of the event before it there (0: none). */
  readonly #streamAt: IntVector;
  readonly #previous: IntVector;
  /** Of each stream: the position of its last event, and how many it has. */
  readonly #lastEvent: IntVector;
  readonly #counts: IntVector;
  readonly #bySubject = new Map<Subject, string[]>();

  constructor(sections?: Sections) {
    const vector = (name: string) => new IntVector(sections ? intsOf(sections, name) : 16);
    this.#names = new Dictionary(sections && sectionsUnder(sections, 'streams.'));
    this.#streamAt = vector('streamAt');
    this.#previous = vector('previous');
    this.#lastEvent = vector('lastEvent');
    this.#counts = vector('counts');
    for (const stream of this.#names.names) this.#addToSubject(stream);
  }

  /** Returns the streams as sections of a snapshot. */
  get sections(): Sections {
    return new Map([
      ...withPrefix('streams.', this.#names.sections),
      ['streamAt', this.#streamAt.view()],
      ['previous', this.#previous.view()],
      ['lastEvent', this.#lastEvent.copy()],
      ['counts', this.#counts.copy()],
    ]);
  }

  /** Returns the number of events, which is the position of the last one. */
  get position(): number {
    return this.#streamAt.size;
  }

  /** Adds the next event to a stream. @returns the number of the stream. */
  add(stream: string): number {
    const number = this.#names.numberOf(stream);
    if (number === this.#lastEvent.size) {
      this.#lastEvent.add(0);
      this.#counts.add(0);
      this.#addToSubject(stream);
    }
    this.#streamAt.add(number);
    this.#previous.add(this.#lastEvent.values[number] as number);
    this.#lastEvent.values[number] = this.position;
    this.#counts.values[number] = (this.#counts.values[number] as number) + 1;
    return number;
  }

  /** Returns the number of a stream by its name; undefined where there is none. */
  find(name: string): number | undefined {
    return this.#names.find(name);
  }

  /** Returns the name of a stream by its number. */
  nameOf(number: number): string {
    return this.#names.names[number] as string;
  }

  /** Returns the number of the stream that holds the event at a position. */
  streamAt(position: number): number {
    return this.#streamAt.values[position - 1] as number;
  }

  /** Returns how many events a stream has. */
  length(number: number): number {
    return this.#counts.values[number] as number;
  }

  /** Returns the names of the streams of a subject, in the order in which they began. */
  of(subject: Subject): readonly string[] {
    return this.#bySubject.get(subject) ?? [];
  }

  /** Returns what is at the positions of a stream, oldest first. */
  read<Event>(number: number, at: (position: number) => Event): Event[] {
    const count = this.length(number);
    const events = new Array<Event>(count);
    let position = this.#lastEvent.values[number] as number;
    for (let index = count - 1; index >= 0; index--) {
      events[index] = at(position);
      position = this.#previous.values[position - 1] as number;
    }
    return events;
  }

  #addToSubject(stream: string): void {
    const subject = subjectOfStream(stream);
    const streams = this.#bySubject.get(subject);
    if (streams) streams.push(stream);
    else this.#bySubject.set(subject, [stream]);
  }
}
