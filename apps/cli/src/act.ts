import type { Question } from '@in-force/answers';
import type { Answers } from '@in-force/engine';
import { compareIds } from '@in-force/events';
import { actText } from './act-text.js';
import type { Terminal } from './terminal.js';

/**
 * Asks about an act: itself, and each measure that it made or touched with its status.
 *
 * @throws {Unknown} where the record holds no act of this id.
 */
export async function askAct(answers: Answers, id: string, question: Question, terminal: Terminal) {
  const answer = await answers.instrument(id, question);
  const ids = [...new Set([...answer.measures.map((measure) => measure.id), ...(answer.touched ?? []).toSorted(compareIds)])];
  const measures = await Promise.all(ids.map((measure) => answers.measure(measure, question)));
  const text = () => actText(answer, measures, terminal);
  return { answer, text, is: answer.status !== 'not-known', release: answers.release(answer) };
}
