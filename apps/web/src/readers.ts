import { gather, is, type RecordView } from '@in-force/rules';
import type { PageAnswers } from './page.js';

const kept = new WeakMap<RecordView, readonly string[]>();

/** Returns the parties that have read any measure, in order of code. */
export async function readersIn({ readModel, turns }: PageAnswers): Promise<readonly string[]> {
  const view = readModel.viewAt({ recordedAt: null, knownOn: null });
  const known = kept.get(view);
  if (known) return known;
  const parties = gather(view.record.streams('statement'), (stream) =>
    view
      .seen(stream)
      .filter(is('statement.made'))
      .flatMap(({ data }) => (data.readings?.length && data.party ? [data.party] : [])),
  );
  const found = [...new Set(await turns.run(parties))].sort();
  kept.set(view, found);
  return found;
}
