import { PARAMETERS, type Question, RULES, type Sealed, spellQuestion } from '@in-force/answers';
import { formerIdOf, type MerkleTree } from '@in-force/event-log';
import type { Instant, Recorded } from '@in-force/events';
import type { Steps } from '@in-force/rules';
import { digestParts, FORM, findParts } from './digest.js';
import { FactsChanged, former, mistyped, OtherRecord } from './mistaken.js';

export type { Sealed };

/** An answer that bears no citation yet. */
export type Unsealed = { readonly recordedAt: Instant | null };

/** What a question names of the citation that it was taken from. */
export type Cited = Pick<Question, 'log' | 'facts'>;

export type Kind = keyof typeof PARAMETERS;

/** Gives answers their citations, and holds answers to those that they are asked by. */
export class Citations {
  constructor(
    private readonly tree: MerkleTree,
    private readonly first: () => Recorded,
    /** What links begin with: the public address of the service, or nothing. No digest knows it. */
    private readonly base: string,
  ) {}

  /**
   * Gives an answer at a position its citation, in steps. `digests` are those of its lists that were made before.
   *
   * @throws {InvalidRequest} where a digit of the citation asked by was mistyped.
   * @throws {Unknown} where that is of another record.
   * @throws {FactsChanged} where it names other facts.
   */
  *seal<Answer extends Unsealed>(
    link: string,
    cited: Cited,
    position: number,
    { recordedAt, ...answer }: Answer,
    digests: Readonly<Record<string, readonly string[]>> = {},
  ): Steps<Omit<Answer, 'recordedAt'> & Sealed> {
    const id = this.tree.head(position);
    const log = { id, position: String(position), recordedAt };
    const facts = yield* digestParts(yield* findParts({ ...answer, log }, digests));
    this.#hold(cited, { log: id, facts }, position, `${this.base}${link}`);
    const { next } = answer as { readonly next?: string | null };
    return {
      ...answer,
      ...(next && { next: `${this.base}${next}` }),
      log,
      rules: RULES,
      cite: `${this.base}${link}&log=${id}&facts=${facts}`,
    };
  }

  #hold({ log, facts }: Cited, now: { readonly log: string; readonly facts: string }, position: number, today: string): void {
    if (log !== null && log !== now.log) {
      const slip = mistyped('log', log, now.log);
      if (slip) throw slip;
      if (position === 0 || formerIdOf(this.first()) !== log) throw new OtherRecord(log, now.log, position);
    }
    if (facts === null || facts === now.facts) return;
    if (!facts.startsWith(FORM)) throw former(facts, now.facts, today);
    throw mistyped('facts', facts, now.facts) ?? new FactsChanged(facts, now.facts, today);
  }
}

/** Returns the digest of an answer's facts, as its citation names it. */
export const factsOf = ({ cite }: Sealed): string => cite.slice(cite.lastIndexOf('=') + 1);

/** Returns the link of a question at a position, without what stands before its path. */
export const linkOf = (path: string, kind: Kind, question: Question, position: number): string =>
  `${path}?${writeQuery(spellQuestion(question, position, PARAMETERS[kind]))}`;

/** Words that a URL holds as they are, which is nearly all that is asked. */
const PLAIN = /^[\w.,*-]*$/;

/** Writes parameters as a URL has them, commas as they are. */
export const writeQuery = (spelled: readonly [string, string][]): string =>
  spelled.every(([name, value]) => PLAIN.test(name) && PLAIN.test(value))
    ? spelled.map(([name, value]) => `${name}=${value}`).join('&')
    : String(new URLSearchParams([...spelled])).replaceAll('%2C', ',');
