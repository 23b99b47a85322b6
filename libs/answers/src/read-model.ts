import { type Sections, sectionsUnder, withPrefix } from '@in-force/columns';
import {
  compareIds,
  compareKeys,
  dayBefore,
  type ExactDay,
  dayNumber as epochDay,
  idKey,
  idOf,
  instrumentOf,
  type MeasureId,
  type Recorded,
  type Region,
  streamOf,
} from '@in-force/events';
import { ColumnIndex, dayOf, ELSEWHERE, EventIndex, type EventStore, type Hits, ITEM_NUMBERS, type ReadView } from '@in-force/index';
import {
  type AskedGoods,
  asksDualUse,
  assess,
  BINDING,
  beyondGoods,
  type Clocks,
  isFrameOn,
  type Life,
  type PartStatus,
  RecordView,
  terms,
} from '@in-force/rules';
import type { Answer, Asked, ControlsAnswer, ExplainAnswer, InstrumentAnswer, MeasureAnswer, SpanRow } from './answer.js';
import { type Control, control, coverage } from './control.js';
import { ControlCache } from './control-cache.js';
import { derivation } from './derivation.js';
import { differences, type Side } from './diff.js';
import { InvalidRequest, Unknown } from './errors.js';
import { explain } from './explanation.js';
import { flips } from './flips.js';
import { history } from './history.js';
import { act, near } from './instrument.js';
import { leftOut, type Standing, Tally } from './list.js';
import { Counts, daysOf, regionsAsked } from './matrix.js';
import { asked, PARAMETERS, type Question, spellItem } from './question.js';

/** The version of the rules and the vocabulary. Raised whenever either changes what any answer says. */
export const RULES = 2;

/** How many pairs of clocks are kept folded. */
const KEPT_CLOCKS = 8;

const MEASURES = streamOf('measure', '');

const asItIs = (control: Control): Control => control;

/** Answers which controls are in force, from the events applied so far. Pure: the same events and question give the same answer. */
export class ReadModel {
  readonly #events: EventIndex;
  readonly #views = new Map<string, RecordView>();
  readonly #index: ColumnIndex;
  /** What was made of controls, by who made it. */
  readonly #remembered = new Map<unknown, ControlCache<unknown>>();
  /** The measures whose streams grew since the lookup took them in. */
  readonly #pending = new Set<MeasureId>();

  /** Begins empty; or with the sections of a snapshot, which are of the events that the store has. */
  constructor(store?: EventStore, sections?: Sections) {
    this.#events = new EventIndex(store, sections && sectionsUnder(sections, 'eventIndex.'));
    this.#index = new ColumnIndex(sections && sectionsUnder(sections, 'columnIndex.'));
  }

  /** Returns all that was made of the record, except for the events themselves, as sections of a snapshot. */
  get sections(): Sections {
    return new Map([...withPrefix('eventIndex.', this.#events.sections), ...withPrefix('columnIndex.', this.#found().sections)]);
  }

  /** The position of an event by its id; undefined if the record has none. */
  positionOfEvent = (id: string): number | undefined => this.#events.positionOf(id);

  /** The event at a position that it has reached. */
  eventAt = (position: number): Recorded => this.#events.at(position);

  apply(event: Recorded): void {
    this.#events.apply(event);
    for (const remembered of this.#remembered.values()) remembered.apply(event);
    if (event.stream.startsWith(MEASURES)) this.#pending.add(idOf(event.stream));
  }

  /** The position of the last event applied. */
  get position(): number {
    return this.#events.position;
  }

  /**
   * The controls in the states asked for, what was left out, and how far the sources were read.
   *
   * @throws {InvalidRequest} when nothing in the record is listed under the control code asked.
   */
  list(question: Question): ControlsAnswer {
    const known = this.#viewAt(question);
    const { ids, asked, show: _, ...rest } = this.outline(question, asItIs);
    return { asked, controls: ids.map((id) => control(known, id, question).control), ...rest };
  }

  /**
   * A list with the ids of its controls in their place, and how to show each of them. What `make` made of a control is remembered for
   * the same `make`, while nothing new is said of the measure.
   *
   * @throws as `list` does.
   */
  outline<Made>(
    question: Question,
    make: (control: Control) => Made,
  ): Omit<ControlsAnswer, 'controls'> & { readonly ids: readonly MeasureId[]; readonly show: (id: MeasureId) => Made } {
    const known = this.#viewAt(question);
    const asked = this.#asked(known, question);
    const { status, kind, issuer, limit } = question;
    const { selected, ...others } = this.standing(question);
    const start = question.after === null ? 0 : firstAfter(selected, question.after, (id) => known.isFrame(id, question.on));
    const ids = selected.slice(start, start + limit).map(({ id }) => id);
    return {
      asked: { ...asked, status, kind, issuer },
      ids,
      show: this.#shower(known, question, make),
      ...others,
      recordedAt: this.#events.recordedAt(known.clocks.position),
      next: start + ids.length < selected.length ? (ids.at(-1) ?? null) : null,
    };
  }

  #shower<Made>(known: RecordView, question: Question, make: (control: Control) => Made): (id: MeasureId) => Made {
    const { item } = question;
    const remembered = this.#rememberedAs(make).shower(known, question);
    if (item === null) return remembered;
    const fresh = (id: MeasureId) => make(control(known, id, question).control);
    if (!('slug' in item)) return fresh;
    const fluid = this.#dependentOn(known, item);
    return (id) => (fluid.has(id) ? fresh(id) : remembered(id));
  }

  #rememberedAs<Made>(make: (control: Control) => Made): ControlCache<Made> {
    const remembered = this.#remembered.get(make) ?? new ControlCache(this.#events, make);
    this.#remembered.set(make, remembered);
    return remembered as ControlCache<Made>;
  }

  /** The measures in the states asked for, in order of id, with nothing of them but their status; and what the list says beside them. */
  standing(question: Question): { readonly selected: readonly Standing[] } & Pick<ControlsAnswer, 'leftOut' | keyof Read> {
    const known = this.#viewAt(question);
    const { selected, others, issuers } = this.#tally(known, question);
    return { selected, leftOut: leftOut(others, question), ...readOf(known, issuers, question.on) };
  }

  /**
   * The measures in the states asked for and nothing else of them: numbers, which `index.idOf` names, and the place of the status of each
   * in `ORDER`. In no order, and only what the index alone can tell: no readings, and nothing about an item of `dual-use`.
   */
  statuses(question: Question): Pick<Hits, 'measures' | 'ranks'> {
    const whole = question.status.some((status) => !BINDING.has(status));
    return this.#find(this.#viewAt(question), question, { whole, without: [], ordered: false });
  }

  /** The index itself, with all that was recorded since it was last used. */
  get index(): ColumnIndex {
    return this.#found();
  }

  /** Where a question stands in the record. */
  readView = (question: Pick<Question, 'recordedAt' | 'knownOn'>): ReadView => this.#readViewOf(this.#viewAt(question));

  /** The measures of which the question tells a status, in order of id; that is the reading where one is asked for. */
  #tally(known: RecordView, question: Question): Tally {
    const tally = new Tally(known, question);
    const alone = this.#judgedByRules(known, question);
    if (alone) tally.take(this.#find(known, question, { whole: true, without: alone, ordered: true }), this.#index);
    const judged = alone ?? this.#events.measures();
    for (const id of judged) tally.fold(id);
    return tally;
  }

  /** The measures that only the rules can judge, one by one: their answer hangs on more than their own acts. Null: all of them. */
  #judgedByRules(known: RecordView, { reading, item, status }: Question): readonly MeasureId[] | null {
    if (status.includes('not-known') || status.includes('not-applicable')) return null;
    const read = reading === null ? [] : this.#events.readBy(reading);
    // Only a code finds what is listed by codes alone.
    const bare = item === null || 'slug' in item ? [] : this.#found().listedByCodes();
    return [...new Set([...read, ...this.#dependentOn(known, item), ...bare])];
  }

  /** The measures of which the goods asked about hang on other measures. */
  #dependentOn(known: RecordView, item: Question['item']): ReadonlySet<MeasureId> {
    const goods = known.goods(item);
    return goods === null || asksDualUse(goods) ? NO_MEASURES : this.#found().dependsOnOthers();
  }

  #find(known: RecordView, question: Question, how: { whole: boolean; without: readonly MeasureId[]; ordered: boolean }): Hits {
    const { on, region, item, status: wanted, issuer, kind } = question;
    const { whole, without, ordered } = how;
    const items = this.#places(known, item);
    return this.#found().find({ on, region, items, issuer, kind, whole, wanted, without }, this.#readViewOf(known), ordered);
  }

  #readViewOf({ clocks }: RecordView): ReadView {
    return {
      clocks,
      latest: clocks.position === this.position,
      checked: (issuer, body) => this.#events.checks.through(issuer, body, clocks.position),
    };
  }

  /** The lookup, with all that was recorded since it was last used. */
  #found(): ColumnIndex {
    for (const id of this.#pending) this.#take(id);
    return this.#index;
  }

  #take(id: MeasureId): void {
    this.#index.index(id, this.#events.streamOnce(streamOf('measure', id)));
    this.#pending.delete(id);
  }

  /**
   * Does a little of what questions would else wait for: takes in one of the measures that changed, or puts a part of the index in
   * order.
   *
   * @returns whether there is more to do.
   */
  indexPending(): boolean {
    for (const id of this.#pending) {
      this.#take(id);
      return true;
    }
    return this.#index.compact();
  }

  /**
   * One measure under one question, with its explanation and its history.
   *
   * @throws {Unknown} for an id that the log never held, and for an act that is several measures.
   */
  measure(id: MeasureId, question: Question): MeasureAnswer {
    if (!this.#events.has(id)) throw this.#unknownMeasure(id);
    const known = this.#viewAt(question);
    const { control: answer, assessed } = control(known, id, question);
    return {
      ...answer,
      asked: this.#asked(known, question),
      ...readOf(known, [answer.issuer], question.on),
      recordedAt: this.#events.recordedAt(known.clocks.position),
      scope: assessed.life && assessed.terms.scope,
      explanation: explain(known, assessed, answer, question),
      history: history(known, id),
    };
  }

  /**
   * One act: the measures it made, and those it touched.
   *
   * @throws {Unknown} for an act that the log never held.
   */
  instrument(id: string, question: Question): InstrumentAnswer {
    const known = this.#viewAt(question);
    const answer = act(known, id, question);
    return {
      ...answer,
      asked: this.#asked(known, question),
      ...readOf(
        known,
        answer.measures.map(({ issuer }) => issuer),
        question.on,
      ),
      recordedAt: this.#events.recordedAt(known.clocks.position),
    };
  }

  /**
   * Why a measure has its status, or why not the one expected: the rules in the order in which they were asked, and what would make
   * another answer.
   *
   * @throws {Unknown} as `measure` does.
   */
  explain(id: MeasureId, question: Question): ExplainAnswer {
    const { expect } = question;
    const { explanation, history: _, scope: __, asked: ___, ...answer } = this.measure(id, question);
    const known = this.#viewAt(question);
    const assessed = assess(known, id, question);
    return {
      ...answer,
      asked: asked(question, known.clocks.position, PARAMETERS.explain),
      holds: expect === null ? null : answer.status === expect,
      derivation: assessed.life === null ? [] : derivation(known, assessed, question),
      flips: flips(known, id, question, answer.status, expect),
      explanation,
    };
  }

  /** What anything else that is asked of the record answers: a function of what is known at the clocks of the question. */
  answer<Given extends object>(kind: keyof typeof PARAMETERS, question: Question, compute: (known: RecordView) => Given) {
    const { measure } = question;
    if (measure !== null && !this.#events.has(measure))
      throw new InvalidRequest([{ pointer: '/measure', detail: this.#unknownMeasure(measure).message }]);
    const known = this.#viewAt(question);
    const { position } = known.clocks;
    return { asked: asked(question, position, PARAMETERS[kind]), ...compute(known), recordedAt: this.#events.recordedAt(position) };
  }

  /** Counts of distinct measures by day, region, status and coverage. */
  matrix(question: Question) {
    const days = daysOf(question);
    const regions = regionsAsked(question, days);
    return this.answer('matrix', question, (known) => {
      const counts = new Counts();
      const { item, frames, kind, issuer } = question;
      const passes = (life: Life) =>
        (kind?.includes(life.announced.data.kind) ?? true) && (issuer?.includes(life.announced.data.issuer) ?? true);
      const counted = (life: Life, day: ExactDay) => passes(life) && (frames || !isFrameOn(life, day));
      const alone = new Set(this.#judgedByRules(known, { ...question, reading: null, status: [] }));
      const items = this.#places(known, item);
      this.#found().fullScan.countByDay(
        this.#readViewOf(known),
        { days, regions, items, without: alone },
        (id, day, region, status, whole) => {
          const life = known.life(id);
          if (life && counted(life, day))
            counts.add(
              day,
              region,
              status,
              terms(life, day).scope.limit?.to ?? (whole ? this.#coverageOf(life, day, known.goods(item)) : 'partial'),
            );
        },
      );
      for (const id of alone) {
        const life = known.life(id);
        if (!life || !passes(life)) continue;
        for (const on of days)
          for (const region of counted(life, on) ? regions : []) {
            const assessed = assess(known, id, { ...question, on, region });
            if (assessed.life !== null && assessed.states.length > 0)
              counts.add(on, region, assessed.status as PartStatus, coverage(assessed));
          }
      }
      return { days, regions, cells: counts.cells() };
    });
  }

  /** Whether a scope covers all of the goods asked about. */
  #coverageOf = (life: Life, day: ExactDay, goods: AskedGoods | null): 'full' | 'partial' =>
    beyondGoods(terms(life, day).scope, goods) ? 'partial' : 'full';

  /** The places in the vocabulary of the items asked about, null for any. */
  #places = (known: RecordView, item: Question['item']): readonly number[] | null =>
    known.goods(item)?.items.map((one) => ITEM_NUMBERS.get(one) ?? ELSEWHERE) ?? null;

  /**
   * The panel of the record at some clocks: for each measure the days on which it has a status, for which countries and items. What
   * hangs on other measures (`dual-use`) is told without its content.
   */
  *spans(question: Question): Generator<SpanRow> {
    const known = this.#viewAt(question);
    for (const { id, from, to, countries, items, itemsMet, status } of this.#found().fullScan.spans(this.#readViewOf(known))) {
      const data = known.life(id)?.announced.data;
      const end = dayOf(to);
      const through = end && dayBefore(end);
      yield {
        measure: id,
        title: data?.title ?? null,
        issuer: data?.issuer ?? null,
        kind: data?.kind ?? null,
        status,
        from: dayOf(from),
        through,
        countries,
        items,
        itemsMet,
      };
    }
  }

  /** What differs between the controls of two questions, each difference with its cause. */
  diff(a: Question, b: Question) {
    const side = (question: Question): Side => {
      const { controls } = this.list({ ...question, limit: Number.POSITIVE_INFINITY });
      return { known: this.#viewAt(question), question, controls };
    };
    return {
      differences: differences(side(a), side(b)),
      recordedAt: this.#events.recordedAt(Math.max(this.positionOf(a), this.positionOf(b))),
    };
  }

  /** The position that a question's `recordedAt` means. A position past the head is the caller's to wait for. */
  positionOf({ recordedAt }: Pick<Question, 'recordedAt'>): number {
    if (recordedAt === null) return this.position;
    return 'position' in recordedAt ? recordedAt.position : this.#events.positionAt(recordedAt.instant);
  }

  #viewAt(question: Pick<Question, 'recordedAt' | 'knownOn'>): RecordView {
    const clocks: Clocks = { position: Math.min(this.positionOf(question), this.position), knownOn: question.knownOn };
    const key = `${clocks.position} ${clocks.knownOn}`;
    const kept = this.#views.get(key) ?? new RecordView(this.#events, clocks);
    this.#views.delete(key);
    this.#views.set(key, kept);
    const [oldest] = this.#views.keys();
    if (this.#views.size > KEPT_CLOCKS && oldest !== undefined) this.#views.delete(oldest);
    return kept;
  }

  #asked(known: RecordView, { on, region, item, knownOn, reading }: Question): Asked {
    if (item && 'code' in item && this.#viewAt({ recordedAt: null, knownOn: null }).goods(item)?.items.length === 0)
      throw new InvalidRequest([
        { pointer: '/item', detail: `No measure in this record lists anything under the control code ${item.code}.` },
      ]);
    return { on, region, item: item && spellItem(item), knownOn, recordedAt: String(known.clocks.position), reading };
  }

  #unknownMeasure(id: MeasureId): Unknown {
    const clauses = this.#events
      .measures()
      .filter((measure) => instrumentOf(measure) === id)
      .toSorted(compareIds);
    if (clauses.length > 0)
      return new Unknown(
        `${id} is an act of ${clauses.length} measures: ${clauses.join(', ')}. For the act ask /v1/instruments/${id}.`,
        clauses,
      );
    if (this.#events.byInstrument(id).length > 0)
      return new Unknown(`${id} is an act that made no measure. Ask /v1/instruments/${id} for what it touched.`);
    return new Unknown(`No measure "${id}" in this log.`, near(id, this.#events.measures()));
  }
}

type Read = Pick<Answer, 'checkedThrough' | 'daysSinceChecked'>;

/** How far the publications of each issuer in question were read, and how long before the day asked about that was. */
function readOf(known: RecordView, issuers: Iterable<Region | null>, on: ExactDay): Read {
  const sorted = [...new Set(issuers)].filter((issuer) => issuer !== null).sort();
  const read = sorted.map((issuer) => [issuer, known.through(issuer)] as const);
  const days = (through: ExactDay | null) => (through === null ? null : Math.max(0, epochDay(on) - epochDay(through)));
  return {
    checkedThrough: Object.fromEntries(read),
    daysSinceChecked: Object.fromEntries(read.map(([issuer, through]) => [issuer, days(through)])),
  };
}

const NO_MEASURES: ReadonlySet<MeasureId> = new Set();

/** Where in a list, in order of id with frames last, the entries begin that come after an id. */
function firstAfter(selected: readonly Standing[], after: MeasureId, isLast: (id: MeasureId) => boolean): number {
  const key = idKey(after);
  const last = isLast(after);
  const isBefore = (id: MeasureId) => (isLast(id) === last ? compareKeys(idKey(id), key) <= 0 : last);
  let [low, high] = [0, selected.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore((selected[middle] as Standing).id)) low = middle + 1;
    else high = middle;
  }
  return low;
}
