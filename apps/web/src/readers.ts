import type { ControlsInForce } from '@in-force/answers';
import { is } from '@in-force/rules';

/** Returns the parties that have read any measure, in order of code. */
export function readersIn(model: ControlsInForce): readonly string[] {
  const view = model.viewAt({ recordedAt: null, knownOn: null });
  const said = view.record.streams('statement').flatMap((stream) => view.seen(stream).filter(is('statement.made')));
  return [...new Set(said.flatMap(({ data }) => (data.readings?.length && data.party ? [data.party] : [])))].sort();
}
