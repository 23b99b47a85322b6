import { InvalidRequest } from '@in-force/timeline';

/** The facts that a citation names are not those that today's rules make of the record. Nobody can tell which of the two was changed. */
export class FactsChanged extends Error {
  override readonly name = 'FactsChanged';
  constructor(
    readonly cited: string,
    readonly now: string,
    /** The same question, answered by today's rules. */
    readonly today: string,
  ) {
    super(
      `The facts of this answer are ${now}, and the citation names ${cited}: it was made under other rules, or the link was changed after it was copied. The same question today: ${today}`,
    );
  }
}

/** So many digits of two digests differ by no chance: one of the two was mistyped. */
const SLIPS = 8;

/** What is wrong with a digest that is nearly the right one, digit by digit; null where it is another one altogether. */
export function mistyped(cited: string, digest: string): InvalidRequest | null {
  const start = cited.indexOf('-') + 1;
  const wrong = [...digest].flatMap((digit, at) => (cited[at] === digit ? [] : [{ place: at - start + 1, given: cited[at], digit }]));
  if (wrong.length > SLIPS) return null;
  const said = wrong.map(({ place, given, digit }) => `digit ${place} is "${given}", and "${digit}" in the digest of this answer`);
  return new InvalidRequest([{ pointer: '/facts', detail: `The digest was mistyped: ${said.join('; ')}. Use the whole \`cite\` link.` }]);
}

/** Says that a citation is of the same question with another clock. */
export const altered = (name: string, cite: string): InvalidRequest =>
  new InvalidRequest([
    { pointer: `/${name}`, detail: `The digest is that of the same question with another ${name}, so one of the two was changed: ${cite}` },
  ]);
