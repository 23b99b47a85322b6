import { createHash } from 'node:crypto';
import type { Instant } from '@in-force/events';
import {
  type Controls,
  type ControlsAnswer,
  type InstrumentAnswer,
  type MeasureAnswer,
  PARAMETERS,
  type Question,
  RULES,
  spellQuestion,
  Unknown,
} from '@in-force/timeline';
import canonicalizeModule from 'canonicalize';
import type { Engine } from './engine.js';

/** RFC 8785. The package is CommonJS: its types promise a default export that Node gives as the module itself. */
const canonicalize = canonicalizeModule as unknown as (value: unknown) => string;

/** What makes an answer citable: the log and the position that gave it, the rules, and a link that answers the same facts for ever. */
export interface Sealed {
  readonly log: { readonly id: string | null; readonly position: string; readonly recordedAt: Instant | null };
  readonly rules: number;
  readonly cite: string;
}

export type ControlsJson = Omit<ControlsAnswer, 'recordedAt'> & Sealed;
export type MeasureJson = Omit<MeasureAnswer, 'recordedAt'> & Sealed;
export type InstrumentJson = Omit<InstrumentAnswer, 'recordedAt'> & Sealed;

/** Today's rules make other facts of the record than the citation says. */
export class FactsChanged extends Error {
  override readonly name = 'FactsChanged';
  constructor(
    readonly cited: string,
    readonly now: string,
    /** The same question, answered by today's rules. */
    readonly today: string,
  ) {
    super(`The rules have changed since this was cited: the facts were ${cited} and are ${now} now. The same question today: ${today}`);
  }
}

/** The answers as every way in gives them: with the log, the rules and the citation. */
export class Answers {
  constructor(
    private readonly engine: Engine,
    readonly index: Controls,
  ) {}

  controls = async (question: Question): Promise<ControlsJson> => {
    const { next, ...answer } = this.index.list(question);
    const link = next && this.#link('/v1/controls', 'controls', { ...question, after: next }, this.index.positionOf(question));
    return this.#seal('/v1/controls', 'controls', question, { ...answer, next: link });
  };

  measure = async (id: string, question: Question): Promise<MeasureJson> => {
    return this.#seal(`/v1/measures/${id}`, 'measure', question, this.index.measure(id, question));
  };

  instrument = async (id: string, question: Question): Promise<InstrumentJson> => {
    return this.#seal(`/v1/instruments/${id}`, 'instrument', question, this.index.instrument(id, question));
  };

  async #seal<Answer extends { readonly recordedAt: Instant | null }>(
    path: string,
    kind: keyof typeof PARAMETERS,
    question: Question,
    { recordedAt, ...answer }: Answer,
  ): Promise<Omit<Answer, 'recordedAt'> & Sealed> {
    const { id } = await this.engine.head();
    if (question.log !== null && question.log !== id)
      throw new Unknown(`This citation is of log ${question.log}; this is log ${id ?? 'empty'}. Ask the service it came from.`);
    const position = this.index.positionOf(question);
    const log = { id, position: String(position), recordedAt };
    const link = this.#link(path, kind, question, position);
    const digest = `sha256-${createHash('sha256')
      .update(canonicalize(factsOf({ ...answer, log })))
      .digest('hex')}`;
    if (question.facts !== null && question.facts !== digest) throw new FactsChanged(question.facts, digest, link);
    return { ...answer, log, rules: RULES, cite: `${link}&log=${id ?? ''}&facts=${digest}` };
  }

  #link(path: string, kind: keyof typeof PARAMETERS, question: Question, position: number): string {
    return `${path}?${String(new URLSearchParams(spellQuestion(question, position, PARAMETERS[kind]))).replaceAll('%2C', ',')}`;
  }
}

/** What a citation answers for: an answer as it is given, but for its sentences. */
function factsOf(answer: object): object {
  const { explanation: _, history, ...facts } = answer as Partial<Pick<MeasureAnswer, 'explanation' | 'history'>>;
  return history === undefined ? facts : { ...facts, history: history.map(({ text: _, ...entry }) => entry) };
}

/** The digest of an answer's facts, as its citation names it. */
export const digestOf = ({ cite }: Sealed): string => cite.slice(cite.lastIndexOf('sha256-'));
