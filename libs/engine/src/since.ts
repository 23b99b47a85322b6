import { type Question, STATUSES } from '@in-force/answers';
import type { Answers } from './answers.js';
import { FactsChanged } from './mistaken.js';

/**
 * Returns what has changed in an answer since it was cited, and why: the same question, of the record as it was and as it is now. With
 * `citedOtherwise` where the citation names other facts than today's rules give of what it saw.
 */
export async function changedSince(answers: Answers, named: string | null, cited: Question) {
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
  const about = id === null ? differences : differences.filter(({ measure }) => measure === id);
  return { asked, changed: citedOtherwise || about.length > 0, citedOtherwise, differences: about, ...answer };
}
