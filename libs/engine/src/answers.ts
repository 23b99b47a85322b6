import {
  asked as askedOf,
  type Comparison,
  type ControlsInForce,
  type DatedEntry,
  datesFor,
  type ExplainAnswer,
  type InstrumentAnswer,
  type MeasureAnswer,
  PARAMETERS,
  type Page,
  type Question,
  spellComparison,
  Unknown,
} from '@in-force/answers';
import type { Release } from '@in-force/formats';
import { COMMITMENT_STATUSES, type Steps } from '@in-force/rules';
import { Citations, type Cited, type Kind, linkOf, type Sealed, type Unsealed, writeQuery } from './citations.js';
import type { Engine } from './engine.js';
import { givenOrGuessed } from './given-or-guessed.js';
import { writeList } from './list-json.js';
import { type ControlsJson, Lists, type ShownList } from './lists.js';
import { REGISTERS, type Register } from './registers.js';
import { releaseAt } from './releases.js';
import { changedSince } from './since.js';
import { Turns } from './turns.js';

export type MeasureJson = Omit<MeasureAnswer, 'recordedAt'> & Sealed;
export type ExplainJson = Omit<ExplainAnswer, 'recordedAt'> & Sealed;
export type InstrumentJson = Omit<InstrumentAnswer, 'recordedAt'> & Sealed;

/** A list as bytes, and what stands in it beside its controls. */
export interface ControlsBytes {
  readonly answer: ControlsJson;
  readonly bytes: Buffer;
}

/** A part of a list; where nothing was found, with what is near. */
type Part = Page<object> & { readonly near?: readonly string[] };

/** How many controls an answer may hold that is given at once. */
const AT_ONCE = 100;

/** The answers as every way in gives them: with the log, the rules and the citation. A question goes: pin, find, page, show, cite. */
export class Answers {
  readonly #citations: Citations;
  readonly #lists: Lists;

  constructor(
    private readonly engine: Engine,
    readonly readModel: ControlsInForce,
    base = '',
    /** The releases of the record that the log may have begun with. */
    private readonly releases: readonly Release[] = [],
    /** Whoever asks takes turns with the others. */
    readonly turns: Turns = new Turns(),
  ) {
    this.#citations = new Citations(engine.tree, () => readModel.eventAt(1), base);
    this.#lists = new Lists(readModel, this.#citations, this.turns);
  }

  /** Returns the release that an answer rests on, in words; null where the log began otherwise. */
  release({ log: { position } }: Sealed): string | null {
    const found = releaseAt(this.releases, Number(position), (at) => this.engine.tree.head(at));
    if (!found) return null;
    const { name, since } = found;
    return since === 0 ? `release ${name}` : `release ${name} and ${since === 1 ? 'one event' : `${since} events`} recorded since`;
  }

  async controls(question: Question): Promise<ControlsJson> {
    const { answer, controls } = await this.#list(question);
    return { ...answer, controls: controls.map(({ json }) => JSON.parse(json.toString())) };
  }

  /** Returns the same as bytes, with what stands in it beside the controls. */
  async controlsBytes(question: Question): Promise<ControlsBytes> {
    const { answer, controls } = await this.#list(question);
    return { answer, bytes: writeList(answer, controls) };
  }

  /** Returns the same without waiting for anything; null where the list is too long for that. */
  controlsAtOnce(question: Question): ControlsBytes | null {
    const list = this.#lists.findAtOnce(question);
    if (list === null || list.ids.length > AT_ONCE) return null;
    const { answer, controls } = this.#lists.cite(question, list, list.ids.map(list.show));
    return { answer, bytes: writeList(answer, controls) };
  }

  /** A long list is not made again for every guess at what was mistyped. */
  #list(question: Question): Promise<ShownList> {
    return givenOrGuessed(
      this.readModel,
      question,
      (one) => this.#lists.show(one),
      ({ answer }) => answer,
      async () => (await this.#lists.find(question)).ids.length <= AT_ONCE,
    );
  }

  measure(id: string, question: Question): Promise<MeasureJson> {
    return this.#named('/v1/measures', 'measure', id, question, (known, one) => this.readModel.inSteps.measure(known, one));
  }

  instrument(id: string, question: Question): Promise<InstrumentJson> {
    return this.#named('/v1/instruments', 'instrument', id, question, (known, one) => this.readModel.inSteps.instrument(known, one));
  }

  explain(id: string, question: Question): Promise<ExplainJson> {
    return this.#named('/v1/explain', 'explain', id, question, (known, one) => this.readModel.inSteps.explain(known, one));
  }

  async matrix(question: Question) {
    return this.#sealed('/v1/matrix', 'matrix', question, (pinned) => this.readModel.inSteps.matrix(pinned));
  }

  /** Returns a list of the record beside the controls. */
  async register(register: Register, written: Question) {
    const question = this.#pinned(this.readModel.withMeasureNamed(written));
    const { list, of } = REGISTERS[register];
    const found = await this.turns.run(this.readModel.compute(register, question, (view): Steps<Part> => of(view, question)));
    const { asked, recordedAt, entries, next, near } = found;
    const path = `/v1/${register}`;
    const more = next === null ? null : linkOf(path, register, { ...question, after: next }, this.readModel.positionOf(question));
    return this.#seal(path, register, question, { asked, [list]: entries, ...(near && { near }), recordedAt, next: more });
  }

  /**
   * Returns one entry of a list, by its id.
   *
   * @throws {Unknown} where the record holds none of that id at the clocks asked.
   */
  async entry(register: 'negotiations' | 'arrangements' | 'commitments', id: string, question: Question) {
    const pinned = this.#pinned(question);
    const whole = { ...pinned, party: null, measure: null, standing: COMMITMENT_STATUSES, limit: Number.POSITIVE_INFINITY };
    const all = this.readModel.compute(register, pinned, (view): Steps<Part> => REGISTERS[register].of(view, whole));
    const { asked, recordedAt, entries } = await this.turns.run(all);
    const found = entries.find((entry) => (entry as { readonly id: string }).id === id);
    if (!found) throw new Unknown(`No "${id}" among the ${register} that are known at the clocks asked.`);
    return this.#seal(`/v1/${register}/${id}`, register, pinned, { asked, ...found, recordedAt });
  }

  /** Returns the dates about to arrive, as calendar programs keep them. */
  async calendar(written: Question): Promise<readonly DatedEntry[]> {
    const question = this.#pinned(written);
    const dated = this.readModel.compute('upcoming', question, function* (known) {
      return { dates: yield* datesFor(known, question) };
    });
    return (await this.turns.run(dated)).dates;
  }

  /** Returns what differs between two answers. */
  async diff(comparison: Comparison) {
    const { a, b, log, facts } = comparison;
    const positions = { a: this.readModel.positionOf(a), b: this.readModel.positionOf(b) };
    const link = `/v1/diff?${writeQuery(spellComparison(comparison, positions))}`;
    const sideOf = (side: 'a' | 'b') => askedOf(comparison[side], positions[side], PARAMETERS.controls);
    const answer = {
      asked: { a: sideOf('a'), b: sideOf('b') },
      ...(await this.turns.run(this.readModel.inSteps.diff(this.#pinned(a), this.#pinned(b)))),
    };
    return this.turns.run(this.#citations.seal(link, { log, facts }, Math.max(positions.a, positions.b), answer));
  }

  /**
   * Returns what has changed in an answer since it was cited, and why: the same question, of the record as it was and as it is now. With
   * `citedOtherwise` where the citation names other facts than today's rules give of what it saw.
   */
  since = (named: string | null, cited: Question) => changedSince(this, named, cited);

  /** Gives the answer about the measure or act that a text names, under its own id. */
  async #named<A extends Unsealed>(
    path: string,
    kind: Kind,
    text: string,
    question: Question,
    give: (id: string, one: Question) => Steps<A>,
  ) {
    const id = this.readModel.idNamed(text);
    return givenOrGuessed(this.readModel, question, (one) => this.#sealed(`${path}/${id}`, kind, one, (pinned) => give(id, pinned)));
  }

  /** Gives an answer that is found in turns, of the record as it stood at first. */
  async #sealed<Answer extends Unsealed>(path: string, kind: Kind, question: Question, give: (pinned: Question) => Steps<Answer>) {
    const pinned = this.#pinned(question);
    return this.#seal(path, kind, pinned, await this.turns.run(give(pinned)));
  }

  /** Returns a question about the record at the position where it stands, or stood. */
  #pinned = <Asked extends Question>(question: Asked): Asked => ({
    ...question,
    recordedAt: { position: this.readModel.positionOf(question) },
  });

  async #seal<Answer extends Unsealed>(path: string, kind: Kind, question: Question & Cited, answer: Answer) {
    const position = this.readModel.positionOf(question);
    return this.turns.run(this.#citations.seal(linkOf(path, kind, question, position), question, position, answer));
  }
}
