import { asked, PARAMETERS, parseComparison, parseQuestion, Unknown } from '@in-force/answers';
import type { Answers } from './answers.js';
import type { Sealed } from './citations.js';
import { REGISTERS, type Register } from './registers.js';

/** A citation's link, taken apart. */
export interface CitedLink {
  /** What stands before the path: the public address of a service, or nothing. */
  readonly base: string;
  /** The link without that. */
  readonly link: string;
  /** What is asked: the first part of the path. */
  readonly kind: string;
  readonly id: string | null;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Takes the link of a citation apart; null where it is none. */
export function citedLink(text: string): CitedLink | null {
  const [, base = '', link = '', kind = '', id, query = ''] =
    /^([^?]*?)(\/v1\/([a-z-]+)(?:\/([\w.-]+))?\?(\S*facts=\S+))$/.exec(text) ?? [];
  return link === '' ? null : { base, link, kind, id: id ?? null, parameters: Object.fromEntries(new URLSearchParams(query)) };
}

/** Returns the links of citations that stand in a text. */
export const linksIn = (text: string): string[] => text.match(/[^\s"'<>(){}]*\/v1\/[^\s"'<>(){}]*?facts=(?:t1|sha256)-[0-9a-f]{64}/g) ?? [];

/** The name by which the parameters of each kind of answer go. */
const KINDS: Readonly<Record<string, keyof typeof PARAMETERS>> = {
  controls: 'controls',
  matrix: 'matrix',
  ...Object.fromEntries(Object.keys(REGISTERS).map((register) => [register, register as Register])),
};

/** The kinds of answers about one thing that are no entry of a list. */
const KINDS_OF_ONE: Readonly<Record<string, keyof typeof PARAMETERS>> = {
  measures: 'measure',
  instruments: 'instrument',
  explain: 'explain',
};

/**
 * Says what a link asks, as its answer repeats it.
 *
 * @throws {InvalidRequest} for parameters that no question has, and {Unknown} for another kind of answer.
 */
export function askedBy({ kind, id, parameters }: CitedLink, now: string): unknown {
  if (kind === 'diff') {
    const comparison = parseComparison(parameters, now);
    return Object.fromEntries(
      (['a', 'b'] as const).map((side) => [side, asked(comparison[side], Number(parameters[`${side}.recordedAt`]), PARAMETERS.controls)]),
    );
  }
  const name = nameOf(kind, id);
  return asked(parseQuestion(parameters, now, PARAMETERS[name]), Number(parameters.recordedAt), PARAMETERS[name]);
}

function nameOf(kind: string, id: string | null): keyof typeof PARAMETERS {
  const name = (id === null ? null : KINDS_OF_ONE[kind]) ?? KINDS[kind];
  if (!name) throw new Unknown(`There are no answers of the kind "${kind}".`);
  return name;
}

/**
 * Gives the answer that a citation is of.
 *
 * @throws {InvalidRequest}, {Unknown} or {FactsChanged} as the question does.
 */
export async function answerTo(answers: Answers, { kind, id, parameters }: CitedLink, now: string): Promise<Sealed> {
  if (kind === 'diff') return answers.diff(parseComparison(parameters, now));
  const name = nameOf(kind, id);
  const question = parseQuestion(parameters, now, PARAMETERS[name]);
  switch (name) {
    case 'controls':
      return answers.controls(question);
    case 'measure':
      return answers.measure(id ?? '', question);
    case 'instrument':
      return answers.instrument(id ?? '', question);
    case 'explain':
      return answers.explain(id ?? '', question);
    case 'matrix':
      return answers.matrix(question);
    default:
      if (id === null) return answers.register(name as Register, question);
      return answers.entry(name as 'commitments', id, question);
  }
}
