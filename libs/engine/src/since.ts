import { type Comparison, type Question, STATUSES } from '@in-force/answers';
import { FactsChanged } from './mistaken.js';

/** What is asked of the answers. */
interface Asked<Difference> {
  readonly readModel: { idNamed(text: string): string };
  controls(question: Question): Promise<unknown>;
  measure(id: string, question: Question): Promise<unknown>;
  diff(comparison: Comparison): Promise<Difference>;
}

/**
 * Returns what has changed in an answer since it was cited, and why: the same question, of the record as it was and as it is now. With
 * `citedOtherwise` where the citation names other facts than today's rules give of what it saw.
 */
export async function changedSince<
  Difference extends { readonly differences: readonly { readonly measure: string }[]; readonly asked: object },
>(answers: Asked<Difference>, named: string | null, cited: Question) {
  const id = named && answers.readModel.idNamed(named);
  const citedOtherwise = await (id === null ? answers.controls(cited) : answers.measure(id, cited)).then(
    () => false,
    (error: unknown) => {
      if (error instanceof FactsChanged) return true;
      throw error;
    },
  );
  const a = { ...cited, log: null, facts: null, status: id === null ? cited.status : STATUSES };
  const { asked, differences, ...answer } = await answers.diff({ a, b: { ...a, recordedAt: null }, log: null, facts: null });
  const about: Difference['differences'] = id === null ? differences : differences.filter(({ measure }) => measure === id);
  return { asked, changed: citedOtherwise || about.length > 0, citedOtherwise, differences: about, ...answer };
}
