import { firstAfter, type MeasureId, type Recorded, streamOf } from '@in-force/events';
import { basicDay } from '@in-force/index';
import {
  type CheckOf,
  knowledgeDays,
  measuresTouchedBy,
  type RecordReader,
  type RecordView,
  remember,
  SHOWN,
  visibilityMask,
} from '@in-force/rules';
import { LRUCache } from 'lru-cache';
import { daysNamedIn, publicationDays, wordingOf } from './cache-key.js';
import { type Control, control, scheduled } from './control.js';
import type { Question } from './question.js';
import { askedPlace, QuestionClasses, type Wording } from './question-classes.js';

/** How many controls are remembered, at the most: some hundreds of megabytes; and how many are left, once some were forgotten. */
const MOST = 250_000;
const LEFT = 220_000;
/** How many wordings are shared. */
const WORDINGS = 20_000;

/**
 * What is remembered of a measure while nothing more is said of it: all by which questions can be told apart that anything said of it
 * names, at whatever clock, and how it was shown.
 */
interface Memory<Made> {
  readonly streams: readonly string[];
  readonly positions: Int32Array;
  readonly published: Int32Array;
  /** The days beside those of publication that tell apart what is known by a day. */
  readonly learned: Int32Array;
  readonly alike: QuestionClasses;
  /** By where the clocks of a question stand among those; and by what they see, which is the same for many. */
  readonly at: Map<number, Sight<Made>>;
  readonly sights: Map<string, Sight<Made>>;
  size: number;
  /** True once a question shows the measure; `age` makes it false again. */
  asked: boolean;
}

/** How a measure was shown to those who see the same of it. */
interface Sight<Made> {
  /** The days on which anything changes. */
  readonly days: Int32Array;
  /** By the days between which a question asks, and the classes of its place and item. */
  readonly shown: Map<number, Made | VariantsByCheck<Made>>;
}

/** A measure of which what is shown rests on checks: shown anew after each of them. */
class VariantsByCheck<Made> {
  readonly shown = new Map<string, Made>();

  constructor(private readonly rests: readonly CheckOf[]) {}

  /** Returns what tells apart the checks that it rests on. */
  keyAt = (known: RecordView): string => this.rests.map(({ issuer, body }) => known.checkKey(issuer, body)).join();
}

/** Places and items are numbered from 0; a measure that tells more of them apart than this is not of this world. */
const CLASSES = 2 ** 16;

/** Remembers what was made of controls: the same for all questions between which nothing said of a measure can tell. */
export class ControlCache<Made> {
  readonly #memories = new Map<MeasureId, Memory<Made>>();
  /** The measures that a stream of another subject speaks of, of those remembered. */
  readonly #spokenOf = new Map<string, Set<MeasureId>>();
  readonly #alike = new LRUCache<string, QuestionClasses>({ max: WORDINGS });
  #size = 0;

  constructor(
    private readonly facts: RecordReader,
    private readonly make: (control: Control) => Made,
  ) {}

  /** Forgets what an event may change. A check changes nothing that is not asked by it. */
  apply(event: Recorded): void {
    if (this.#memories.size === 0) return;
    for (const id of [...measuresTouchedBy(event), ...(this.#spokenOf.get(event.stream) ?? [])]) this.#forget(id);
  }

  /** Forgets the measures that nobody asked for since it was called before. */
  age(): void {
    for (const [id, memory] of this.#memories)
      if (memory.asked) memory.asked = false;
      else this.#forget(id);
  }

  /** Shows measures under one question, as `control` does. Right only where the answer does not hang on other measures. */
  shower(known: RecordView, question: Question): (id: MeasureId) => Made {
    const { on, region, item, reading } = question;
    const { position } = known.clocks;
    const [day, knownOn] = [basicDay(on), known.clocks.knownOn === null ? null : basicDay(known.clocks.knownOn)];
    const place = askedPlace(region, on);
    const goods = item && 'slug' in item ? item.slug : '';
    const ahead = scheduled(known, on) ? 1 : 0;
    const fresh = (id: MeasureId) => control(known, id, question);
    if (reading !== null) return (id) => this.make(fresh(id).control);
    return (id) => {
      const memory = this.#memories.get(id) ?? this.#begin(id);
      memory.asked = true;
      const { positions, published, alike } = memory;
      const at = firstAfter(positions, position) * (published.length + 2) + (knownOn === null ? 0 : 1 + firstAfter(published, knownOn));
      const { days, shown } = memory.at.get(at) ?? this.#look(memory, at, known);
      const asked = ((2 * firstAfter(days, day) + ahead) * CLASSES + alike.placeOf(place)) * CLASSES + alike.itemOf(goods);
      const found = shown.get(asked);
      if (found === undefined) return this.#keep(id, known, shown, asked, fresh(id));
      if (!(found instanceof VariantsByCheck)) return found;
      const check = found.keyAt(known);
      return found.shown.get(check) ?? this.#count(id, found.shown, check, this.make(fresh(id).control));
    };
  }

  /** Returns what clocks see of a measure. */
  #look(memory: Memory<Made>, at: number, known: RecordView): Sight<Made> {
    const seen = memory.streams.map((stream) => visibilityMask(this.facts.stream(stream), known.clocks));
    const { knownOn } = known.clocks;
    const learned = knownOn === null ? 'all' : firstAfter(memory.learned, basicDay(knownOn));
    const key = seen.includes(null) ? `at ${at}` : `${seen.join()}${memory.learned.length > 0 ? ` ${learned}` : ''}`;
    let sight = memory.sights.get(key);
    if (!sight) {
      const days = Int32Array.from(daysNamedIn(memory.streams.flatMap((stream) => known.seen(stream))), basicDay);
      memory.sights.set(key, (sight = { days, shown: new Map() }));
    }
    memory.at.set(at, sight);
    return sight;
  }

  /** Remembers what was made of a control; of one that rests on checks, with those that it was judged by. */
  #keep(
    id: MeasureId,
    known: RecordView,
    shown: Map<number, Made | VariantsByCheck<Made>>,
    asked: number,
    { control: judged, rests }: ReturnType<typeof control>,
  ): Made {
    const made = this.make(judged);
    if (rests.length === 0) return this.#count(id, shown, asked, made);
    const awaiting = new VariantsByCheck<Made>(rests);
    shown.set(asked, awaiting);
    return this.#count(id, awaiting.shown, awaiting.keyAt(known), made);
  }

  /** Keeps one more, and forgets the measures that were begun first, where there is too much. */
  #count<Key>(id: MeasureId, shown: { set(key: Key, made: Made): unknown }, key: Key, made: Made): Made {
    shown.set(key, made);
    (this.#memories.get(id) as Memory<Made>).size++;
    if (++this.#size > MOST)
      for (const oldest of this.#memories.keys()) {
        if (this.#size <= LEFT) break;
        this.#forget(oldest);
      }
    return made;
  }

  #begin(id: MeasureId): Memory<Made> {
    const spoken = SHOWN.flatMap((shown) => this.facts.shownWith(id, shown));
    const streams = [streamOf('measure', id), ...spoken];
    const said = streams.flatMap((stream) => this.facts.stream(stream));
    const learned = knowledgeDays(said).map(basicDay);
    const memory: Memory<Made> = {
      streams,
      positions: Int32Array.from(said, ({ position }) => position).sort(),
      published: Int32Array.from(new Set([...publicationDays(said), ...learned])).sort(),
      learned: Int32Array.from(learned).sort(),
      alike: this.#alikeBy(wordingOf(said)),
      at: new Map(),
      sights: new Map(),
      size: 0,
      asked: true,
    };
    this.#memories.set(id, memory);
    for (const stream of spoken) {
      const measures = this.#spokenOf.get(stream);
      if (measures) measures.add(id);
      else this.#spokenOf.set(stream, new Set([id]));
    }
    return memory;
  }

  #alikeBy(wording: Wording): QuestionClasses {
    return remember(this.#alike, JSON.stringify(wording), () => new QuestionClasses(wording));
  }

  #forget(id: MeasureId): void {
    const memory = this.#memories.get(id);
    if (!memory) return;
    this.#size -= memory.size;
    this.#memories.delete(id);
    for (const stream of memory.streams) {
      const measures = this.#spokenOf.get(stream);
      if (measures?.delete(id) && measures.size === 0) this.#spokenOf.delete(stream);
    }
  }
}
