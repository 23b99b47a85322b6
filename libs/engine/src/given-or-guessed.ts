import type { Question, ReadModel } from '@in-force/answers';
import { factsOf, type Sealed } from './citations.js';
import { altered, FactsChanged, guesses, OtherRecord } from './mistaken.js';

/**
 * Gives an answer. Where a citation names other facts, looks whether it is that of the same question with another clock.
 *
 * @throws {InvalidRequest} naming the clock.
 */
export async function givenOrGuessed<Answer>(
  readModel: ReadModel,
  question: Question,
  give: (question: Question) => Promise<Answer>,
  sealed: (answer: Answer) => Sealed = (answer) => answer as Sealed,
  cheap: () => Promise<boolean> = async () => true,
): Promise<Answer> {
  try {
    return await give(question);
  } catch (error) {
    const otherwise = error instanceof FactsChanged || error instanceof OtherRecord;
    if (!otherwise || question.facts === null || !(await cheap())) throw error;
    const uncited = { ...question, log: null, facts: null };
    for (const [name, other] of guesses(uncited, readModel.positionOf(question), readModel.position)) {
      const answer = sealed(await give(other));
      if (factsOf(answer) === question.facts) throw altered(name, answer.cite);
    }
    throw error;
  }
}
