import {
  dayBefore,
  type ExactDay,
  type Instant,
  idOf,
  instrumentOf,
  type MeasureId,
  type Recorded,
  type Region,
  type Scope,
  streamOf,
} from '@in-force/events';
import { assess } from './assess.js';
import { Checks } from './checks.js';
import { type Control, control } from './control.js';
import { derivation, type Step } from './derivation.js';
import { differences, type Side } from './diff.js';
import { explain } from './explain.js';
import { Facts } from './facts.js';
import { type Flips, flips } from './flips.js';
import { type HistoryEntry, historyEntry } from './history.js';
import { compareIds } from './ids.js';
import { type ActAnswer, act, near } from './instruments.js';
import { InvalidRequest, Unknown } from './invalid.js';
import { Known } from './known.js';
import { terms } from './life.js';
import { Lookup } from './lookup.js';
import { Counts, countriesAsked, daysOf } from './matrix.js';
import { DUAL_USE } from './parts.js';
import { type AskedStatus, asked, PARAMETERS, type Question, spellItem } from './question.js';
import { leftOut, Tally } from './selection.js';
import { dayOf, PLACES } from './spans.js';
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

/** Why a measure has its status, or why not the one expected. */
export interface ExplainAnswer extends Omit<Answer, 'asked'>, Control {
  readonly asked: Readonly<Record<string, unknown>>;
  /** Whether it has the status expected; null where none was named. */
  readonly holds: boolean | null;
  readonly derivation: readonly Step[];
  readonly flips: Flips;
  readonly explanation: readonly string[];
}

/** Days on which a measure has one status for some countries and items; null where they are open. */
export interface SpanRow {
  readonly measure: MeasureId;
  readonly title: string | null;
  readonly issuer: Region | null;
  readonly kind: string | null;
  readonly status: Control['status'];
  readonly from: ExactDay | null;
  readonly through: ExactDay | null;
  readonly countries: readonly Region[];
  readonly items: readonly string[];
}

export interface InstrumentAnswer extends Answer, ActAnswer {}

/** How many pairs of clocks are kept folded. */
const KEPT_CLOCKS = 8;

const MEASURES = streamOf('measure', '');

/** The states of what binds somebody, or did until its suspension. */
const BINDING: ReadonlySet<AskedStatus> = new Set<AskedStatus>(['in-force', 'suspended', 'unconfirmed']);

/** Answers which controls are in force, from the events applied so far. Pure: the same events and question give the same answer. */
export class Controls {
  readonly #facts = new Facts();
  readonly #known = new Map<string, Known>();
  readonly #lookup = new Lookup();
  readonly #checks = new Checks(this.#facts);
  /** The measures whose streams grew since the lookup took them in. */
  readonly #changed = new Set<MeasureId>();

  apply(event: Recorded): void {
    this.#facts.apply(event);
    if (event.stream.startsWith(MEASURES)) this.#changed.add(idOf(event.stream));
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
    const tally = this.#standing(known, question);
    const { selected, others, issuers } = tally;
    const after = selected.filter(({ id }) => question.after === null || compareIds(id, question.after) > 0);
    const rest = tally.folded ? after.sort((a, b) => compareIds(a.id, b.id)) : after;
    const page = rest.slice(0, question.limit);
    return {
      asked: { ...asked, status: question.status, kind: question.kind, issuer: question.issuer },
      controls: page.map(({ id }) => control(known, id, question).control),
      leftOut: leftOut(others, question),
      checkedThrough: this.#checkedThrough(known, issuers),
      recordedAt: this.#facts.recordedAt(known.clocks.position),
      next: rest.length > page.length ? (page.at(-1)?.id ?? null) : null,
    };
  }

  /** The ids of the measures in the states asked for, with their status and nothing else of them. */
  statuses(question: Question): readonly { readonly id: MeasureId; readonly status: AskedStatus }[] {
    return this.#standing(
      this.#at(question),
      question,
      question.status.some((status) => !BINDING.has(status)),
    ).selected;
  }

  /** The measures of which the question tells a status; that is the reading where one is asked for. */
  #standing(known: Known, question: Question, whole = true): Tally {
    const tally = new Tally(known, question);
    const places = placesOf(question);
    if (question.reading !== null || places === undefined) {
      for (const id of this.#facts.measures()) tally.fold(id);
      return tally;
    }
    const { on, region } = question;
    const { clocks } = known;
    const present = clocks.knownOn === null && clocks.position === this.position;
    const checked = (issuer: Region, body: string | null) => this.#checks.through(issuer, body, clocks.position);
    const lookup = this.#found();
    const fluid = new Set(places === null ? [] : lookup.fluid());
    const wanted = tally.filters || fluid.size > 0 ? null : new Set(question.status);
    const others = lookup.find({ on, region, items: places, clocks, present, whole, wanted, checked }, (id, issuer, status) => {
      if (!fluid.has(id)) tally.add(id, issuer, status);
    });
    if (wanted) tally.count(others);
    for (const id of fluid) tally.fold(id);
    return tally;
  }

  /** How far the publications of each issuer in question were read. */
  #checkedThrough({ clocks }: Known, issuers: Iterable<Region | null>): Answer['checkedThrough'] {
    const named = [...new Set([...issuers].flatMap((issuer) => issuer ?? []))].sort();
    return Object.fromEntries(named.map((issuer) => [issuer, this.#checks.through(issuer, null, clocks.position)]));
  }

  /** The lookup, with all that was recorded since it was last used. */
  #found(): Lookup {
    this.prepare(Number.POSITIVE_INFINITY);
    return this.#lookup;
  }

  /**
   * Takes in some of the measures that changed since the last question, so that the next one need not.
   *
   * @returns whether there are more.
   */
  prepare(count: number): boolean {
    let left = count;
    for (const id of this.#changed) {
      if (left-- <= 0) return true;
      this.#lookup.put(id, this.#facts.stream(streamOf('measure', id)));
      this.#changed.delete(id);
    }
    return false;
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
      checkedThrough: this.#checkedThrough(known, [answer.issuer]),
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
      checkedThrough: this.#checkedThrough(
        known,
        answer.measures.map(({ issuer }) => issuer),
      ),
      recordedAt: this.#facts.recordedAt(known.clocks.position),
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
    const known = this.#at(question);
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
  answer<Given extends object>(kind: keyof typeof PARAMETERS, question: Question, compute: (known: Known) => Given) {
    const { measure } = question;
    if (measure !== null && !this.#facts.has(measure))
      throw new InvalidRequest([{ pointer: '/measure', detail: this.#unknownMeasure(measure).message }]);
    const known = this.#at(question);
    const { position } = known.clocks;
    return { asked: asked(question, position, PARAMETERS[kind]), ...compute(known), recordedAt: this.#facts.recordedAt(position) };
  }

  /** Counts of controls by day, country, status and coverage. */
  matrix(question: Question) {
    const days = daysOf(question);
    const countries = countriesAsked(question, days);
    return this.answer('matrix', question, (known) => {
      const { clocks } = known;
      const counts = new Counts();
      const present = clocks.knownOn === null && clocks.position === this.position;
      const checked = (issuer: Region, body: string | null) => this.#checks.through(issuer, body, clocks.position);
      this.#found().sweep({ clocks, present, checked }, days, countries, (id, day, country, status, differ) => {
        const life = known.life(id);
        if (
          !life ||
          !(question.kind?.includes(life.announced.data.kind) ?? true) ||
          !(question.issuer?.includes(life.announced.data.issuer) ?? true)
        )
          return;
        counts.add(day, country, status, terms(life, day).scope.limit?.to ?? (differ ? 'partial' : 'full'));
      });
      return { days, regions: countries, cells: counts.cells() };
    });
  }

  /**
   * The panel of the record at some clocks: for each measure the days on which it has a status, for which countries and items. What
   * hangs on other measures (`dual-use`) is told without its content.
   */
  *spans(question: Question): Generator<SpanRow> {
    const known = this.#at(question);
    const { clocks } = known;
    const present = clocks.knownOn === null && clocks.position === this.position;
    const checked = (issuer: Region, body: string | null) => this.#checks.through(issuer, body, clocks.position);
    for (const { id, from, to, countries, items, status } of this.#found().spans({ clocks, present, checked })) {
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
      };
    }
  }

  /** What differs between the controls of two questions, each difference with its cause. */
  diff(a: Question, b: Question) {
    const side = (question: Question): Side => {
      const { controls } = this.list({ ...question, limit: Number.POSITIVE_INFINITY });
      return { known: this.#at(question), question, controls };
    };
    return {
      differences: differences(side(a), side(b)),
      recordedAt: this.#facts.recordedAt(Math.max(this.positionOf(a), this.positionOf(b))),
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

/**
 * The places in the vocabulary of the items asked about, null for any. Undefined where only the rules themselves can tell: what
 * `dual-use`, a control code or an HS prefix stands for hangs on other measures.
 */
function placesOf({ item, status }: Question): readonly number[] | null | undefined {
  if (status.includes('not-known') || status.includes('not-applicable')) return undefined;
  if (item === null) return null;
  return 'slug' in item && item.slug !== DUAL_USE ? [PLACES.get(item.slug) as number] : undefined;
}
