import { gather, is } from '@in-force/rules';
import type { PageAnswers } from './page.js';

/** Returns the parties that have read any measure, in order of code. */
export async function readersIn({ readModel, turns }: PageAnswers): Promise<readonly string[]> {
  const view = readModel.viewAt({ recordedAt: null, knownOn: null });
  const said = await turns.run(gather(view.record.streams('statement'), (stream) => view.seen(stream).filter(is('statement.made'))));
  return [...new Set(said.flatMap(({ data }) => (data.readings?.length && data.party ? [data.party] : [])))].sort();
}
