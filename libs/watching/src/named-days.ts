import { daysNamedIn, type ReadModel } from '@in-force/answers';
import {
  type ExactDay,
  formOf,
  type MeasureId,
  measureOf,
  partitionPoint,
  type Recorded,
  type Region,
  streamOf,
  subjectOfStream,
} from '@in-force/events';
import { measuresTouchedBy, SHOWN, type Steps } from '@in-force/rules';
import { wordDaysOf } from './word-days.js';

const NONE: ReadonlySet<MeasureId> = new Set();

/** Words that name a day: their stream, and the party at whose seat it is counted. */
export interface WordsOn {
  readonly stream: string;
  readonly party: Region;
}

/**
 * The index of days: which measures a day may change, and which words name it, by all that was ever said of them, in any form. More than
 * needed does no harm, so one index serves every position of the record. Brought up to date in O(what was said of what new events touch).
 */
export class NamedDays {
  readonly #measures = new Map<ExactDay, Set<MeasureId>>();
  readonly #words = new Map<ExactDay, Map<string, WordsOn>>();
  readonly #days = new Map<MeasureId, readonly ExactDay[]>();
  readonly #spokenOf = new Map<string, Set<MeasureId>>();
  readonly #bodies = new Map<Region, Set<string | null>>();
  #sorted: readonly ExactDay[] | null = [];
  #position = 0;
  /** The measures, and the streams of words, of which something new was said that was not read yet. */
  readonly #changed = new Set<MeasureId>();
  readonly #changedWords = new Set<string>();

  constructor(readonly model: ReadModel) {}

  /** Takes in what was recorded since, in steps. Several may do so at once: what one has begun the other goes on with. */
  *update(): Steps<void> {
    const { model } = this;
    while (this.#position < model.position) {
      this.#read(model.eventAt(this.#position + 1));
      this.#position += 1;
      yield;
    }
    for (const measure of this.#changed) {
      this.#changed.delete(measure);
      this.#readMeasure(measure);
      yield;
    }
    for (const stream of this.#changedWords) {
      this.#changedWords.delete(stream);
      this.#readWords(stream);
      yield;
    }
  }

  #read(event: Recorded): void {
    const { stream } = event;
    this.#readBodies(event);
    const spoken = measureOf(stream) === null ? setOf(this.#spokenOf, stream) : null;
    for (const measure of measuresTouchedBy(event)) {
      spoken?.add(measure);
      this.#changed.add(measure);
    }
    for (const measure of spoken ?? []) this.#changed.add(measure);
    if (WORDS.has(subjectOfStream(stream))) this.#changedWords.add(stream);
  }

  #readBodies(event: Recorded): void {
    const form = formOf(event);
    const { issuer } = form.data as { readonly issuer?: Region };
    for (const instrument of [form.instrument, event.instrument])
      for (const one of instrument ? [instrument.issuer, issuer] : []) if (one) setOf(this.#bodies, one).add(instrument?.body ?? null);
  }

  #readMeasure(measure: MeasureId): void {
    const { events } = this.model;
    const streams = [streamOf('measure', measure), ...SHOWN.flatMap((shown) => events.shownWith(measure, shown))];
    const days = daysNamedIn(streams.flatMap((stream) => events.streamOnce(stream)));
    for (const day of this.#days.get(measure) ?? []) this.#measures.get(day)?.delete(measure);
    this.#days.set(measure, days);
    for (const day of days) setOf(this.#of(day, this.#measures), day).add(measure);
  }

  #readWords(stream: string): void {
    for (const { day, party } of wordDaysOf(this.model.events.streamOnce(stream))) {
      const words = this.#of(day, this.#words).get(day) ?? new Map<string, WordsOn>();
      this.#words.set(day, words.set(stream, { stream, party }));
    }
  }

  /** Returns the map that is to hold a day; where the day is new, days are put in order anew. */
  #of<Held extends ReadonlyMap<ExactDay, unknown>>(day: ExactDay, held: Held): Held {
    if (!held.has(day)) this.#sorted = null;
    return held;
  }

  /** Returns the measures that a day may change. */
  on = (day: ExactDay): ReadonlySet<MeasureId> => this.#measures.get(day) ?? NONE;

  /** Returns the words that name a day, in order of their streams. */
  wordsOn = (day: ExactDay): readonly WordsOn[] =>
    [...(this.#words.get(day)?.values() ?? [])].sort((a, b) => (a.stream < b.stream ? -1 : 1));

  /** Returns the days from one through another that anything names, in order. O(log days) and what is found. */
  between(from: ExactDay, through: ExactDay): readonly ExactDay[] {
    const sorted = (this.#sorted ??= [...new Set([...this.#measures.keys(), ...this.#words.keys()])].sort());
    const start = partitionPoint(0, sorted.length, (at) => (sorted[at] as ExactDay) < from);
    const end = partitionPoint(start, sorted.length, (at) => (sorted[at] as ExactDay) <= through);
    return sorted.slice(start, end);
  }

  /** Returns the measures that a stream of another subject ever spoke of. */
  spokenOf = (stream: string): ReadonlySet<MeasureId> => this.#spokenOf.get(stream) ?? NONE;

  /** Returns the bodies that the acts of an issuer name, and null for those that name none. */
  bodiesOf = (issuer: Region): ReadonlySet<string | null> => new Set([null, ...(this.#bodies.get(issuer) ?? [])]);
}

const WORDS: ReadonlySet<string> = new Set(['commitment', 'negotiation']);

/** Returns the set of a key, begun where there is none. */
function setOf<Key, Value>(sets: Map<Key, Set<Value>>, key: Key): Set<Value> {
  let set = sets.get(key);
  if (!set) sets.set(key, (set = new Set()));
  return set;
}
