import { type Sections, sectionsUnder, withPrefix } from '@in-force/columns';
import { MeasureId, measureOf, type Recorded, streamOf } from '@in-force/events';
import { ColumnIndex, EventIndex, type EventStore } from '@in-force/index';
import { asksDualUse, type Clocks, finish, inOneStep, RecordView, remember, type Steps } from '@in-force/rules';
import { actsNumbered, asId, type KnownAct } from '@in-force/words';
import { LRUCache } from 'lru-cache';
import type { Asked } from './answer.schema.js';
import type { Control } from './control.js';
import { ControlCache } from './control-cache.js';
import { InvalidRequest, Unknown } from './errors.js';
import { asked } from './parse-question.js';
import { PARAMETERS, type Question, spellItem } from './question.js';
import { demandMeasure, firstNamed, unknownMeasure } from './unknown-measure.js';

/** How many pairs of clocks are kept folded. */
const KEPT_CLOCKS = 8;

/** What answers are made from: the events applied so far, as views of them, and an index. Pure: the same events give the same answers. */
export class ReadModel {
  readonly events: EventIndex;
  readonly #index: ColumnIndex;
  readonly #views = new LRUCache<string, RecordView>({ max: KEPT_CLOCKS });
  /** The controls that were shown, by the maker of what was shown: there are as many as formats. */
  readonly #caches = new Map<unknown, ControlCache<unknown>>();
  /** The measures whose streams grew since the index took them in. */
  readonly #pending = new Set<MeasureId>();

  /** Begins empty; or with what sections hold of the events that the store has. */
  constructor(store?: EventStore, sections?: Sections) {
    this.events = new EventIndex(store, sections && sectionsUnder(sections, 'eventIndex.'));
    this.#index = new ColumnIndex(sections && sectionsUnder(sections, 'columnIndex.'));
  }

  /** Returns all that was made of the record, but for the events themselves. Everything pending must be indexed. */
  get sections(): Sections {
    return new Map([...withPrefix('eventIndex.', this.events.sections), ...withPrefix('columnIndex.', this.index.sections)]);
  }

  /** Returns the position of the last event applied. */
  get position(): number {
    return this.events.position;
  }

  /** Returns the index, as far as it was brought: `indexAll` and `indexPending` bring it further. */
  get index(): ColumnIndex {
    return this.#index;
  }

  /** Returns the position of an event by its id; undefined if the record has none. */
  positionOfEvent(id: string): number | undefined {
    return this.events.positionOf(id);
  }

  /** Returns the event at a position that it has reached. */
  eventAt(position: number): Recorded {
    return this.events.at(position);
  }

  /** Takes an event in. What it changes in the index is done later, by `indexPending` or before the next question. */
  apply(event: Recorded): void {
    this.events.apply(event);
    for (const cache of this.#caches.values()) cache.apply(event);
    const measure = measureOf(event.stream);
    if (measure !== null) this.#pending.add(measure);
  }

  /**
   * Does a little of what questions would else wait for: indexes one of the measures that changed, or compacts a part of the index.
   *
   * @returns whether there is more to do.
   */
  indexPending(): boolean {
    for (const id of this.#pending) {
      this.#indexMeasure(id);
      return true;
    }
    return this.#index.compact();
  }

  /** Indexes all measures that changed, so that a question sees every event applied. Returns the index. */
  indexAll(): ColumnIndex {
    for (const id of this.#pending) this.#indexMeasure(id);
    return this.#index;
  }

  /** Does the same in steps. What is applied meanwhile is left for the next question. */
  *indexInSteps(): Steps<ColumnIndex> {
    for (const id of [...this.#pending]) {
      if (this.#pending.has(id)) this.#indexMeasure(id);
      yield;
    }
    return this.#index;
  }

  /** Finds the goods that a question names, in steps, and what `dual-use` contains where that is asked. */
  *findGoods(view: RecordView, { item }: Pick<Question, 'item'>): Steps<void> {
    if (item && !('slug' in item)) yield* this.viewAt({ recordedAt: null, knownOn: null }).findGoods(item);
    yield* view.findGoods(item);
    const goods = view.goods(item);
    if (goods !== null && !asksDualUse(goods) && this.#index.dependsOnOthers().size > 0) yield* view.findIssuers();
  }

  #indexMeasure(id: MeasureId): void {
    this.#index.index(id, this.events.streamOnce(streamOf('measure', id)));
    this.#pending.delete(id);
  }

  /** Returns the position that a question's `recordedAt` means. A position past the head is the caller's to wait for. */
  positionOf({ recordedAt }: Pick<Question, 'recordedAt'>): number {
    if (recordedAt === null) return this.position;
    return 'position' in recordedAt ? recordedAt.position : this.events.positionAt(recordedAt.instant);
  }

  /** Returns the record as it shows at the clocks of a question. The last pairs of clocks are kept folded. */
  viewAt(question: Pick<Question, 'recordedAt' | 'knownOn'>): RecordView {
    const clocks: Clocks = { position: Math.min(this.positionOf(question), this.position), knownOn: question.knownOn };
    const key = `${clocks.position} ${clocks.knownOn}`;
    return remember(this.#views, key, () => new RecordView(this.events, clocks));
  }

  /** Returns the controls that were shown to one maker. What it made of a control is kept while nothing new is said of the measure. */
  cacheFor<Made>(make: (control: Control) => Made): ControlCache<Made> {
    const cache = this.#caches.get(make) ?? new ControlCache(this.events, make);
    this.#caches.set(make, cache);
    return cache as ControlCache<Made>;
  }

  /**
   * Returns the question as an answer repeats it.
   *
   * @throws {InvalidRequest} when nothing in the record is listed under the control code asked.
   */
  asked(view: RecordView, { on, at, region, item, knownOn, reading }: Question): Asked {
    if (item && 'code' in item && this.viewAt({ recordedAt: null, knownOn: null }).goods(item)?.items.length === 0)
      throw new InvalidRequest([
        { pointer: '/item', detail: `No measure in this record lists anything under the control code ${item.code}.` },
      ]);
    const when = at === null ? { on } : { on, at };
    return { ...when, region, item: item && spellItem(item), knownOn, recordedAt: String(view.clocks.position), reading };
  }

  /**
   * Returns the id of the measure or act that a text names: by its id, in whatever case, or by the number of the act. What names none is
   * returned as it is.
   *
   * @throws {Unknown} naming them where that is the number of several acts.
   */
  idNamed(text: string): string {
    const id = asId(text);
    for (const known of [text, id]) if (this.events.has(known) || this.events.byInstrument(known).length > 0) return known;
    if (MeasureId.safeParse(text).success) return text;
    const acts = actsNumbered(text, this.#acts());
    if (acts.length > 1) throw new Unknown(`"${text}" is the number of ${acts.length} acts: ${acts.join(', ')}. Name one.`, acts);
    return acts[0] ?? text;
  }

  /** Returns a question with the id of the measure that it names. */
  withMeasureNamed(question: Question): Question {
    const { measure } = question;
    if (measure === null || this.events.has(measure)) return question;
    try {
      return { ...question, measure: this.idNamed(measure) };
    } catch (error) {
      throw error instanceof Unknown ? new InvalidRequest([{ pointer: '/measure', detail: error.message }]) : error;
    }
  }

  #actsAt: { readonly position: number; readonly acts: readonly KnownAct[] } | undefined;

  /** Returns every act that is named, as it was named first. Kept while the record stands. */
  #acts(): readonly KnownAct[] {
    const { position, events } = this;
    if (this.#actsAt?.position !== position) {
      this.#actsAt = { position, acts: events.instruments().flatMap((id) => firstNamed(events, id) ?? []) };
    }
    return this.#actsAt.acts;
  }

  /** Returns why there is no such measure, and what is near. */
  unknownMeasure = (id: MeasureId): Unknown => unknownMeasure(this.events, id);

  /** Refuses a question about a measure that the record does not hold. @throws {InvalidRequest} naming what is near. */
  demandMeasure = (question: Question): void => demandMeasure(this.events, question);

  /** Returns whatever else is asked of the record, at once: a function of what it shows at the clocks of the question. */
  answer<Given extends object>(kind: keyof typeof PARAMETERS, question: Question, compute: (view: RecordView) => Given) {
    return finish(this.compute(kind, question, (view) => inOneStep(() => compute(view))));
  }

  /** Returns whatever else is asked of the record, in steps: what is computed of what it shows at the clocks of the question. */
  *compute<Given extends object>(kind: keyof typeof PARAMETERS, question: Question, compute: (view: RecordView) => Steps<Given>) {
    this.demandMeasure(question);
    const view = this.viewAt(question);
    const { position } = view.clocks;
    yield* this.findGoods(view, question);
    const computed = yield* compute(view);
    return { asked: asked(question, position, PARAMETERS[kind]), ...computed, recordedAt: this.events.recordedAt(position) };
  }
}
