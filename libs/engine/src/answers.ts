import { setImmediate } from 'node:timers/promises';
import {
  asked,
  type Comparison,
  type Control,
  type ControlsAnswer,
  type ControlsInForce,
  type ExplainAnswer,
  type InstrumentAnswer,
  type MeasureAnswer,
  PARAMETERS,
  type Question,
  RULES,
  STATUSES,
  spellComparison,
  spellQuestion,
  Unknown,
} from '@in-force/answers';
import { formerIdOf } from '@in-force/event-log';
import type { Instant } from '@in-force/events';
import type { Release } from '@in-force/formats';
import { COMMITMENT_STATUSES } from '@in-force/rules';
import { digestOf, digestOfParts, FORM, partsOf } from './digest.js';
import type { Engine } from './engine.js';
import { altered, FactsChanged, former, mistyped, OtherRecord } from './mistaken.js';
import { REGISTERS, type Register } from './registers.js';
import { releaseAt } from './releases.js';

/** What makes an answer citable: the log and the position that gave it, the rules, and a link that answers the same facts for ever. */
export interface Sealed {
  readonly log: { readonly id: string; readonly position: string; readonly recordedAt: Instant | null };
  readonly rules: number;
  readonly cite: string;
}

export type ControlsJson = Omit<ControlsAnswer, 'recordedAt'> & Sealed;
/** A list as bytes, and what stands in it beside its controls. */
export interface ControlsBytes {
  readonly answer: ControlsJson;
  readonly bytes: Buffer;
}
export type MeasureJson = Omit<MeasureAnswer, 'recordedAt'> & Sealed;
export type ExplainJson = Omit<ExplainAnswer, 'recordedAt'> & Sealed;
export type InstrumentJson = Omit<InstrumentAnswer, 'recordedAt'> & Sealed;

/** A list before its controls are shown. */
interface List extends Omit<ControlsAnswer, 'controls'> {
  readonly position: number;
  readonly pinned: Question;
  readonly ids: readonly string[];
  readonly show: (id: string) => Written;
}

/** The answers as every way in gives them: with the log, the rules and the citation. */
export class Answers {
  constructor(
    private readonly engine: Engine,
    readonly index: ControlsInForce,
    /** What links begin with: the public address of the service, or nothing. No digest knows it. */
    private readonly base = '',
    /** The releases of the record that the log may have begun with. */
    private readonly releases: readonly Release[] = [],
  ) {}

  /** The release that an answer rests on, in words; null where the log began otherwise. */
  release({ log: { position } }: Sealed): string | null {
    const found = releaseAt(this.releases, Number(position), (at) => this.engine.tree.head(at));
    if (!found) return null;
    const { name, since } = found;
    return since === 0 ? `release ${name}` : `release ${name} and ${since === 1 ? 'one event' : `${since} events`} recorded since`;
  }

  controls = async (question: Question): Promise<ControlsJson> => {
    const { answer, controls } = await this.#toldList(question);
    return { ...answer, controls: controls.map(({ json }) => JSON.parse(json.toString())) };
  };

  /** The same as bytes, with what stands in it beside the controls. Each control is written once, however many answers hold it. */
  controlsBytes = async (question: Question): Promise<ControlsBytes> => inBytes(await this.#toldList(question));

  /** The same without waiting for anything; null where the list is too long for that. */
  controlsAtOnce(question: Question): ControlsBytes | null {
    const list = this.#listed(question);
    return list.ids.length > AT_ONCE ? null : inBytes(this.#filled(question, list, list.ids.map(list.show)));
  }

  /** A long list is put together a little at a time, of the record as it stood at first. */
  #controls = async (question: Question) => {
    const list = this.#listed(question);
    const controls = await this.#inTurn(async () => {
      const shown: Written[] = [];
      for (const [at, id] of list.ids.entries()) {
        if (at > 0 && at % TURN === 0) await setImmediate();
        shown.push(list.show(id));
      }
      return shown;
    });
    return this.#filled(question, list, controls);
  };

  /** Lists are put together one after another: side by side, all of them would be as late as the last. */
  #inTurn<Made>(work: () => Promise<Made>): Promise<Made> {
    const made = this.#before.then(work);
    this.#before = made.catch(() => undefined);
    return made;
  }
  #before: Promise<unknown> = Promise.resolve();

  #listed(question: Question): List {
    const position = this.index.positionOf(question);
    const pinned: Question = { ...question, recordedAt: { position } };
    return { position, pinned, ...this.index.outline(pinned, write) };
  }

  /** A list, and apart from it its controls. */
  #filled(question: Question, list: List, controls: readonly Written[]) {
    const { position, pinned, ids: _, show: __, next, asked, ...rest } = list;
    const answer = this.#sealed(
      this.#link('/v1/controls', 'controls', pinned, position),
      question,
      position,
      { asked, controls: [] as ControlsAnswer['controls'], ...rest, next: this.#next('/v1/controls', 'controls', pinned, next) },
      { controls: controls.map(({ digest }) => digest) },
    );
    return { answer, controls };
  }

  measure = async (id: string, question: Question): Promise<MeasureJson> =>
    this.#told(question, (one) => this.#seal(`/v1/measures/${id}`, 'measure', one, this.index.measure(id, one)));

  instrument = async (id: string, question: Question): Promise<InstrumentJson> =>
    this.#told(question, (one) => this.#seal(`/v1/instruments/${id}`, 'instrument', one, this.index.instrument(id, one)));

  explain = async (id: string, question: Question): Promise<ExplainJson> =>
    this.#told(question, (one) => this.#seal(`/v1/explain/${id}`, 'explain', one, this.index.explain(id, one)));

  /** A list of the record beside the controls. */
  register = async (register: Register, question: Question) => {
    const { list, of } = REGISTERS[register];
    const { asked, recordedAt, entries, next } = this.index.answer(register, question, (known): Page => of(known, question));
    const path = `/v1/${register}`;
    return this.#seal(path, register, question, { asked, [list]: entries, recordedAt, next: this.#next(path, register, question, next) });
  };

  /**
   * One entry of a list, by its id.
   *
   * @throws {Unknown} where the record holds none of that id at the clocks asked.
   */
  entry = async (register: 'negotiations' | 'arrangements' | 'commitments', id: string, question: Question) => {
    const whole = { ...question, party: null, measure: null, standing: COMMITMENT_STATUSES, limit: Number.POSITIVE_INFINITY };
    const { asked, recordedAt, entries } = this.index.answer(register, question, (known): Page => REGISTERS[register].of(known, whole));
    const found = entries.find((entry) => (entry as { readonly id: string }).id === id);
    if (!found) throw new Unknown(`No "${id}" among the ${register} that are known at the clocks asked.`);
    return this.#seal(`/v1/${register}/${id}`, register, question, { asked, ...found, recordedAt });
  };

  matrix = async (question: Question) => this.#seal('/v1/matrix', 'matrix', question, this.index.matrix(question));

  /** What differs between two answers. */
  diff = async (comparison: Comparison) => {
    const { a, b, log, facts } = comparison;
    const positions = { a: this.index.positionOf(a), b: this.index.positionOf(b) };
    const link = `/v1/diff?${urlOf(spellComparison(comparison, positions))}`;
    const asked = Object.fromEntries((['a', 'b'] as const).map((side) => [side, askedOf(comparison[side], positions[side])]));
    return this.#sealed(link, { log, facts }, Math.max(positions.a, positions.b), { asked, ...this.index.diff(a, b) });
  };

  /**
   * What has changed in an answer since it was cited, and why: the same question, of the record as it was and as it is now. With
   * `citedOtherwise` where the citation names other facts than today's rules give of what it saw.
   */
  since = async (id: string | null, cited: Question) => {
    const citedOtherwise = await (id === null ? this.controls(cited) : this.measure(id, cited)).then(
      () => false,
      (error: unknown) => {
        if (error instanceof FactsChanged) return true;
        throw error;
      },
    );
    const a = { ...cited, log: null, facts: null, status: id === null ? cited.status : STATUSES };
    const { asked, differences, ...answer } = await this.diff({ a, b: { ...a, recordedAt: null }, log: null, facts: null });
    const about = id === null ? differences : differences.filter(({ measure }) => measure === id);
    return { asked, changed: citedOtherwise || about.length > 0, citedOtherwise, differences: about, ...answer };
  };

  /**
   * Gives an answer. Where a citation names other facts, looks whether it is that of the same question with another clock.
   *
   * @throws {InvalidRequest} naming the clock.
   */
  async #told<Answer>(
    question: Question,
    give: (question: Question) => Promise<Answer>,
    sealed: (answer: Answer) => Sealed = (answer) => answer as Sealed,
    cheap: () => boolean = () => true,
  ): Promise<Answer> {
    try {
      return await give(question);
    } catch (error) {
      if (!(error instanceof FactsChanged || error instanceof OtherRecord) || question.facts === null || !cheap()) throw error;
      for (const [name, other] of this.#guesses({ ...question, log: null, facts: null })) {
        const answer = sealed(await give(other));
        if (factsOf(answer) === question.facts) throw altered(name, answer.cite);
      }
      throw error;
    }
  }

  /** A long list is not made again for every guess. */
  #toldList = (question: Question) =>
    this.#told(
      question,
      this.#controls,
      ({ answer }) => answer,
      () => this.#listed(question).ids.length <= AT_ONCE,
    );

  /** The same question as it may have been before one of its clocks was changed by hand. */
  #guesses(question: Question): readonly (readonly [string, Question])[] {
    const { position: head } = this.index;
    const here = this.index.positionOf(question);
    const positions = [here - 1, here + 1, head].filter((position) => position !== here && position >= 0 && position <= head);
    return [
      ...[...new Set(positions)].map((position) => ['recordedAt', { ...question, recordedAt: { position } }] as const),
      ...(question.knownOn === null ? [] : [['knownOn', { ...question, knownOn: null }] as const]),
    ];
  }

  async #seal<Answer extends Stamped>(path: string, kind: Kind, question: Question, answer: Answer) {
    const position = this.index.positionOf(question);
    return this.#sealed(this.#link(path, kind, question, position), question, position, answer);
  }

  #sealed<Answer extends Stamped>(
    link: string,
    cited: Pick<Question, 'log' | 'facts'>,
    position: number,
    { recordedAt, ...answer }: Answer,
    digests: Readonly<Record<string, readonly string[]>> = {},
  ): Omit<Answer, 'recordedAt'> & Sealed {
    const id = this.engine.tree.head(position);
    const log = { id, position: String(position), recordedAt };
    const digest = digestOfParts(partsOf({ ...answer, log }, digests));
    this.#held(cited, { log: id, facts: digest }, position, `${this.base}${link}`);
    const { next } = answer as { readonly next?: string | null };
    return {
      ...answer,
      ...(next && { next: `${this.base}${next}` }),
      log,
      rules: RULES,
      cite: `${this.base}${link}&log=${id}&facts=${digest}`,
    };
  }

  /**
   * Holds what a citation names against what an answer gives.
   *
   * @throws {InvalidRequest} where a digit of it was mistyped.
   * @throws {Unknown} where it is of another record.
   * @throws {FactsChanged} where it names other facts.
   */
  #held({ log, facts }: Pick<Question, 'log' | 'facts'>, now: { readonly log: string; readonly facts: string }, at: number, today: string) {
    if (log !== null && log !== now.log) {
      const wrong = mistyped('log', log, now.log);
      if (wrong) throw wrong;
      const [first] = at > 0 ? [this.index.eventAt(1)] : [];
      if (!first || formerIdOf(first) !== log) throw new OtherRecord(log, now.log, at);
    }
    if (facts === null || facts === now.facts) return;
    if (!facts.startsWith(FORM)) throw former(facts, now.facts, today);
    throw mistyped('facts', facts, now.facts) ?? new FactsChanged(facts, now.facts, today);
  }

  #next = (path: string, kind: Kind, question: Question, after: string | null): string | null =>
    after === null ? null : this.#link(path, kind, { ...question, after }, this.index.positionOf(question));

  #link = (path: string, kind: Kind, question: Question, position: number): string =>
    `${path}?${urlOf(spellQuestion(question, position, PARAMETERS[kind]))}`;
}

type Kind = keyof typeof PARAMETERS;
type Stamped = { readonly recordedAt: Instant | null };
interface Page {
  readonly entries: readonly object[];
  readonly next: string | null;
}

/** How many controls an answer may hold that is given at once, and how many are shown before others have their turn. */
const AT_ONCE = 100;
const TURN = 32;

/** A control as bytes, and its digest. */
interface Written {
  readonly json: Buffer;
  readonly digest: string;
}

const write = (control: Control): Written => ({
  json: Buffer.from(JSON.stringify(control)),
  digest: digestOf(control),
});

const EMPTY = '"controls":[]';
const COMMA = ','.charCodeAt(0);

/** A list as bytes, with what stands in it beside its controls. */
const inBytes = ({ answer, controls }: { readonly answer: ControlsJson; readonly controls: readonly Written[] }): ControlsBytes => ({
  answer,
  bytes: filled(
    JSON.stringify(answer),
    controls.map(({ json }) => json),
  ),
});

/** The text of a list, its controls in their place. */
function filled(text: string, controls: readonly Buffer[]): Buffer {
  const place = text.indexOf(EMPTY) + EMPTY.length - 1;
  const [head, tail] = [text.slice(0, place), text.slice(place)];
  const size = controls.reduce((sum, { length }) => sum + length + 1, Buffer.byteLength(text));
  const bytes = Buffer.allocUnsafe(controls.length > 0 ? size - 1 : size);
  let at = bytes.write(head);
  for (const [number, control] of controls.entries()) {
    if (number > 0) bytes[at++] = COMMA;
    at += control.copy(bytes, at);
  }
  bytes.write(tail, at);
  return bytes;
}

/** Words that a URL holds as they are, which is nearly all that is asked. */
const PLAIN = /^[\w.,*-]*$/;

const urlOf = (spelled: [string, string][]): string =>
  spelled.every(([, value]) => PLAIN.test(value))
    ? spelled.map(([name, value]) => `${name}=${value}`).join('&')
    : String(new URLSearchParams(spelled)).replaceAll('%2C', ',');
const askedOf = (question: Question, position: number) => asked(question, position, PARAMETERS.controls);

/** The digest of an answer's facts, as its citation names it. */
export const factsOf = ({ cite }: Sealed): string => cite.slice(cite.lastIndexOf('=') + 1);
