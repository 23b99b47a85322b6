import type { Instant } from '@in-force/events';
import { InvalidRequest, type Problem } from './errors.js';
import { parseQuestion, type Spelled, spellQuestion, unknown } from './parse-question.js';
import type { Question } from './question.js';

/** The clocks and the reading that each side of a comparison may have of its own. */
const SIDED = ['on', 'at', 'knownOn', 'recordedAt', 'reading'] as const;
const SHARED = ['region', 'item', 'issuer', 'kind', 'status'] as const;
export const DIFF_PARAMETERS = [
  ...(['a', 'b'] as const).flatMap((side) => SIDED.map((name) => `${side}.${name}`)),
  ...SHARED,
  'log',
  'facts',
] as const;

/** A question about two answers, and the log and digest of a citation. */
export interface Comparison {
  readonly a: Question;
  readonly b: Question;
  readonly log: string | null;
  readonly facts: string | null;
}

/**
 * Reads the two sides of a comparison: `a.on`, `b.knownOn`; what bears no side is shared.
 *
 * @throws {InvalidRequest} naming every parameter that is unknown or cannot be read.
 */
export function parseComparison(parameters: Readonly<Record<string, unknown>>, now: Instant): Comparison {
  const errors: Problem[] = [];
  const others = Object.keys(parameters).filter((name) => !(DIFF_PARAMETERS as readonly string[]).includes(name));
  for (const name of others) errors.push({ pointer: `/${name}`, detail: unknown(name, DIFF_PARAMETERS) });
  const side = (letter: 'a' | 'b'): Question | null => {
    const own = SIDED.map((name) => [name, parameters[`${letter}.${name}`]] as const);
    const shared = [...SHARED, 'log', 'facts'].map((name) => [name, parameters[name]] as const);
    try {
      return parseQuestion(Object.fromEntries([...own, ...shared]), now, [...SIDED, ...SHARED, 'log', 'facts']);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      const sided = ({ pointer, detail }: Problem) => ({
        pointer: (SIDED as readonly string[]).includes(pointer.slice(1)) ? `/${letter}.${pointer.slice(1)}` : pointer,
        detail,
      });
      errors.push(...error.errors.map(sided));
      return null;
    }
  };
  const [a, b] = [side('a'), side('b')];
  if (!a || !b || errors.length > 0) {
    const distinct = new Map(errors.map((error) => [error.pointer, error]));
    throw new InvalidRequest([...distinct.values()]);
  }
  return { a, b, log: a.log, facts: a.facts };
}

/** A comparison as the parameters of a URL, both positions fixed. */
export function spellComparison({ a, b }: Comparison, positions: { readonly a: number; readonly b: number }): Spelled {
  const sided = (letter: 'a' | 'b', question: Question) =>
    spellQuestion(question, positions[letter], SIDED).map(([name, value]): [string, string] => [`${letter}.${name}`, value]);
  return [...sided('a', a), ...sided('b', b), ...spellQuestion(a, 0, SHARED)];
}
