import { InvalidRequest, type Question, Unknown } from '@in-force/answers';

/** The facts that a citation names are not those that today's rules make of the record. Nobody can tell which of the two was changed. */
export class FactsChanged extends Error {
  override readonly name = 'FactsChanged';
  constructor(
    readonly cited: string,
    readonly now: string,
    /** The same question, answered by today's rules. */
    readonly today: string,
    message?: string,
  ) {
    super(
      message ??
        `The facts of this answer are ${now}, and the citation names ${cited}: it was made under other rules, or the link was changed after it was copied. The same question today: ${today}`,
    );
  }
}

/** So many digits of two digests differ by no chance: one of the two was mistyped. */
const SLIPS = 8;

/** Returns what is wrong with a digest that is nearly the right one, digit by digit; null where it is another one altogether. */
export function mistyped(name: 'facts' | 'log', cited: string, digest: string): InvalidRequest | null {
  if (cited.length !== digest.length) return null;
  const start = digest.indexOf('-') + 1;
  const wrong = [...digest].flatMap((digit, at) => (cited[at] === digit ? [] : [{ place: at - start + 1, given: cited[at], digit }]));
  if (wrong.length > SLIPS) return null;
  const said = wrong.map(({ place, given, digit }) => `digit ${place} is "${given}", and "${digit}" in the digest of this answer`);
  return new InvalidRequest([{ pointer: `/${name}`, detail: `The digest was mistyped: ${said.join('; ')}. Use the whole \`cite\` link.` }]);
}

/** A citation is of a record that is another one up to its position. */
export class OtherRecord extends Unknown {
  constructor(cited: string, head: string, position: number) {
    super(
      `This citation is of a record with the head ${cited}; this one has the head ${head} at position ${position}. Ask the service it came from.`,
    );
  }
}

/** Says that a citation names its facts in the form that earlier versions gave. */
export const former = (cited: string, now: string, today: string): FactsChanged =>
  new FactsChanged(
    cited,
    now,
    today,
    `This citation names its facts as ${cited}, in a form that is given no more: it cannot show whether they are those of this answer, which are ${now}. The same question, in a citation that can: ${today}`,
  );

/** Says that a citation is of the same question with another clock. */
export const altered = (name: string, cite: string): InvalidRequest =>
  new InvalidRequest([
    { pointer: `/${name}`, detail: `The digest is that of the same question with another ${name}, so one of the two was changed: ${cite}` },
  ]);

/** Returns a question at a position as it may have been before one of its clocks was changed by hand. */
export function guesses(question: Question, here: number, head: number): readonly (readonly [string, Question])[] {
  const positions = [here - 1, here + 1, head].filter((position) => position !== here && position >= 0 && position <= head);
  return [
    ...[...new Set(positions)].map((position) => ['recordedAt', { ...question, recordedAt: { position } }] as const),
    ...(question.knownOn === null ? [] : [['knownOn', { ...question, knownOn: null }] as const]),
  ];
}
