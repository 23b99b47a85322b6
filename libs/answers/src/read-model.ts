import { type Sections, sectionsUnder, withPrefix } from '@in-force/columns';
import { type MeasureId, measureOf, type Recorded, streamOf } from '@in-force/events';
import { ColumnIndex, EventIndex, type EventStore, type Events, type ReadView, readViewOf, SupposedEvents } from '@in-force/index';
import { asksDualUse, type Clocks, finish, Generations, inOneStep, RecordView, remember, type Steps } from '@in-force/rules';
import type { Asked } from './answer.schema.js';
import type { Control } from './control.js';
import { ControlCache } from './control-cache.js';
import { InvalidRequest, type Unknown } from './errors.js';
import { NamedMeasures } from './named-measures.js';
import { asked } from './parse-question.js';
import { PARAMETERS, type Question, spellItem } from './question.js';
import { demandMeasure, unknownMeasure } from './unknown-measure.js';

const NONE: ReadonlySet<MeasureId> = new Set();

/** The most views that are kept, each of one pair of clocks. */
const KEPT_CLOCKS = 8;

/** What answers are made from: the events applied so far, as views of them, and an index. Pure: the same events give the same answers. */
export class ReadModel {
  readonly events: Events;
  readonly #index: ColumnIndex;
  readonly #names: NamedMeasures;
  readonly #views = new Generations<string, RecordView>(KEPT_CLOCKS);
  /** The controls that were shown, by the maker of what was shown: there are as many as formats. */
  readonly #caches = new Map<unknown, ControlCache<unknown>>();
  /** The measures whose streams grew since the index took them in. */
  readonly #pending = new Set<MeasureId>();

  /** Begins empty; or with what sections hold of the events that the store has; or as what another model has made of a record by a position. */
  constructor(
    store?: EventStore,
    sections?: Sections,
    private readonly supposing: { readonly model: ReadModel; readonly head: number } | null = null,
  ) {
    this.events = supposing
      ? new SupposedEvents(supposing.model.events, supposing.head)
      : new EventIndex(store, sections && sectionsUnder(sections, 'eventIndex.'));
    this.#names = new NamedMeasures(this.events);
    this.#index = supposing?.model.index ?? new ColumnIndex(sections && sectionsUnder(sections, 'columnIndex.'));
  }

  /** Returns all that was made of the record, but for the events themselves. Everything pending must be indexed. */
  get sections(): Sections {
    if (!(this.events instanceof EventIndex)) throw new Error('What is supposed is not written down.');
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

  /** Lets go of what was made for questions and was not asked for since it was called before. */
  age(): void {
    this.#views.age();
    for (const cache of this.#caches.values()) cache.age();
    if (this.events instanceof EventIndex) this.events.age();
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

  /** The measures that the index knows nothing of, for what their streams hold is supposed. */
  get unindexed(): ReadonlySet<MeasureId> {
    return this.supposing ? this.#pending : NONE;
  }

  /** Returns where a view stands in what is indexed: what is supposed comes after it. */
  indexedView(view: RecordView): ReadView {
    const read = readViewOf(view);
    if (!this.supposing) return read;
    const { model, head } = this.supposing;
    const position = Math.min(view.clocks.position, head);
    return { ...read, clocks: { ...view.clocks, position }, latest: position === model.position, supposed: true };
  }

  /** Does the same in steps. What is applied meanwhile is left for the next question. */
  *indexInSteps(): Steps<ColumnIndex> {
    if (this.supposing) return yield* this.supposing.model.indexInSteps();
    for (const id of [...this.#pending]) {
      if (this.#pending.has(id)) this.#indexMeasure(id);
      yield;
    }
    return this.#index;
  }

  /** Finds the goods that a question names, in steps, and what `dual-use` contains where that is asked, of one measure or of any. */
  *findGoods(view: RecordView, { item }: Pick<Question, 'item'>, measure?: MeasureId): Steps<void> {
    if (item && !('slug' in item)) yield* this.viewAt({ recordedAt: null, knownOn: null }).findGoods(item);
    yield* view.findGoods(item);
    const goods = view.goods(item);
    const dependent = this.#index.dependsOnOthers();
    const asked = measure === undefined ? dependent.size > 0 : dependent.has(measure);
    if (goods !== null && !asksDualUse(goods) && asked) yield* view.findIssuers();
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
    return remember(this.#views, `${clocks.position} ${clocks.knownOn}`, () => new RecordView(this.events, clocks));
  }

  /** Returns the controls that were shown to one maker. What it made of a control is kept while nothing new is said of the measure. */
  cacheFor<Made>(make: (control: Control) => Made): ControlCache<Made> {
    return remember(this.#caches, make, () => new ControlCache<unknown>(this.events, make)) as ControlCache<Made>;
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

  /** Returns the id of the measure or act that a text names. @throws {Unknown} naming them where that is the number of several acts. */
  idNamed = (text: string): string => this.#names.idNamed(text);

  /** Returns a question with the id of the measure that it names. */
  withMeasureNamed = (question: Question): Question => this.#names.withMeasureNamed(question);

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
