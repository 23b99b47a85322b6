import { type ExactDay, type Instant, instrumentOf, type MeasureId, type Recorded, type Region, type Scope } from '@in-force/events';
import { type Control, control } from './control.js';
import { explain } from './explain.js';
import { Facts } from './facts.js';
import { type HistoryEntry, historyEntry } from './history.js';
import { compareIds } from './ids.js';
import { type ActAnswer, act, near } from './instruments.js';
import { InvalidRequest, Unknown } from './invalid.js';
import { Known } from './known.js';
import { type AskedStatus, type Question, spellItem } from './question.js';
import { checked, leftOut, passes, selected } from './selection.js';
import type { Clocks } from './visible.js';

/** The version of the rules and the vocabulary. Raised whenever either changes what any answer says. */
export const RULES = 1;

/** The question as it was understood, with the defaults filled in. */
export interface Asked {
  readonly on: ExactDay;
  readonly region: Region | null;
  readonly item: string | null;
  readonly knownOn: ExactDay | null;
  /** The position of the record that answered. */
  readonly recordedAt: string;
  readonly reading: string | null;
}

/** What every answer carries. */
interface Answer {
  readonly asked: Asked;
  /** How far each issuer's publications were read; null if never. */
  readonly checkedThrough: Readonly<Record<Region, ExactDay | null>>;
  /** When the log got the last event that the answer saw. */
  readonly recordedAt: Instant | null;
}

export interface ControlsAnswer extends Answer {
  readonly asked: Asked & {
    readonly status: readonly AskedStatus[];
    readonly kind: readonly string[] | null;
    readonly issuer: readonly Region[] | null;
  };
  readonly controls: readonly Control[];
  readonly leftOut: Readonly<Partial<Record<AskedStatus, number>>>;
  /** The measure after which the next page begins; null on the last page. */
  readonly next: MeasureId | null;
}

export interface MeasureAnswer extends Answer, Control {
  /** The whole scope: every listed item with its codes, every entity; null where not known. */
  readonly scope: Scope | null;
  readonly explanation: readonly string[];
  readonly history: readonly HistoryEntry[];
}

export interface InstrumentAnswer extends Answer, ActAnswer {}

/** How many pairs of clocks are kept folded. */
const KEPT_CLOCKS = 8;

/** Answers which controls are in force, from the events applied so far. Pure: the same events and question give the same answer. */
export class Controls {
  readonly #facts = new Facts();
  readonly #known = new Map<string, Known>();

  apply(event: Recorded): void {
    this.#facts.apply(event);
  }

  /** The position of the last event applied. */
  get position(): number {
    return this.#facts.position;
  }

  /**
   * The controls in the states asked for, what was left out, and how far the sources were read.
   *
   * @throws {InvalidRequest} when nothing in the record is listed under the control code asked.
   */
  list(question: Question): ControlsAnswer {
    const known = this.#at(question);
    const asked = this.#asked(known, question);
    const passed = this.#facts
      .measures()
      .filter((id) => passes(known, id, question))
      .map((id) => control(known, id, question).control)
      .filter(({ status }) => question.status.includes(status) || (status !== 'not-known' && status !== 'not-applicable'))
      .sort((a, b) => compareIds(a.id, b.id));
    const selects = (one: Control) => question.status.includes(selected(one));
    const rest = passed.filter(selects).filter(({ id }) => question.after === null || compareIds(id, question.after) > 0);
    const page = rest.slice(0, question.limit);
    return {
      asked: { ...asked, status: question.status, kind: question.kind, issuer: question.issuer },
      controls: page,
      leftOut: leftOut(
        passed.filter((one) => !selects(one)),
        question,
      ),
      checkedThrough: checked(known, passed),
      recordedAt: this.#facts.recordedAt(known.clocks.position),
      next: rest.length > page.length ? (page.at(-1)?.id ?? null) : null,
    };
  }

  /**
   * One measure under one question, with its explanation and its history.
   *
   * @throws {Unknown} for an id that the log never held, and for an act that is several measures.
   */
  measure(id: MeasureId, question: Question): MeasureAnswer {
    if (!this.#facts.has(id)) throw this.#unknownMeasure(id);
    const known = this.#at(question);
    const { control: answer, assessed } = control(known, id, question);
    return {
      ...answer,
      asked: this.#asked(known, question),
      checkedThrough: checked(known, [answer]),
      recordedAt: this.#facts.recordedAt(known.clocks.position),
      scope: assessed.life && assessed.terms.scope,
      explanation: explain(known, assessed, answer, question),
      history: known.seen(`measure-${id}`).map(historyEntry),
    };
  }

  /**
   * One act: the measures it made, and those it touched.
   *
   * @throws {Unknown} for an act that the log never held.
   */
  instrument(id: string, question: Question): InstrumentAnswer {
    const known = this.#at(question);
    const answer = act(known, id, question);
    return {
      ...answer,
      asked: this.#asked(known, question),
      checkedThrough: checked(known, answer.measures),
      recordedAt: this.#facts.recordedAt(known.clocks.position),
    };
  }

  /** The position that a question's `recordedAt` means. A position past the head is the caller's to wait for. */
  positionOf({ recordedAt }: Pick<Question, 'recordedAt'>): number {
    if (recordedAt === null) return this.position;
    return 'position' in recordedAt ? recordedAt.position : this.#facts.positionAt(recordedAt.instant);
  }

  #at(question: Question): Known {
    const clocks: Clocks = { position: Math.min(this.positionOf(question), this.position), knownOn: question.knownOn };
    const key = `${clocks.position} ${clocks.knownOn}`;
    const kept = this.#known.get(key) ?? new Known(this.#facts, clocks);
    this.#known.delete(key);
    this.#known.set(key, kept);
    const [oldest] = this.#known.keys();
    if (this.#known.size > KEPT_CLOCKS && oldest !== undefined) this.#known.delete(oldest);
    return kept;
  }

  #asked(known: Known, { on, region, item, knownOn, reading }: Question): Asked {
    if (item && 'code' in item && new Known(this.#facts, { position: this.position, knownOn: null }).listedUnder(item).length === 0)
      throw new InvalidRequest([
        { pointer: '/item', detail: `No measure in this record lists anything under the control code ${item.code}.` },
      ]);
    return { on, region, item: item && spellItem(item), knownOn, recordedAt: String(known.clocks.position), reading };
  }

  #unknownMeasure(id: MeasureId): Unknown {
    const clauses = this.#facts
      .measures()
      .filter((measure) => instrumentOf(measure) === id)
      .toSorted(compareIds);
    if (clauses.length > 0)
      return new Unknown(
        `${id} is an act of ${clauses.length} measures: ${clauses.join(', ')}. For the act ask /v1/instruments/${id}.`,
        clauses,
      );
    if (this.#facts.byInstrument(id).length > 0)
      return new Unknown(`${id} is an act that made no measure. Ask /v1/instruments/${id} for what it touched.`);
    return new Unknown(`No measure "${id}" in this log.`, near(id, this.#facts.measures()));
  }
}
