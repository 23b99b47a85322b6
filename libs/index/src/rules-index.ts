import { compareIds, type MeasureId, type Region } from '@in-force/events';
import { assess, finish, isAskedAbout, type RecordView, type Steps, sortInSteps } from '@in-force/rules';
import type { MeasureStatus, Statuses, StatusIndex, StatusQuery } from './status-index.js';

/**
 * Judges measures by the rules, one after another: what every other index is held to, and what is asked where an answer rests on more
 * than a measure's own acts. Costs a fold for each measure that was not folded at these clocks before.
 */
export class RulesIndex implements StatusIndex {
  /** `measures` are those to be judged; all of the record where they are left out. `passes` says which of them. */
  constructor(
    private readonly passes: (id: MeasureId) => boolean = () => true,
    private readonly measures?: Iterable<MeasureId>,
  ) {}

  statuses(query: StatusQuery, view: RecordView): Statuses {
    return finish(this.judge(query, view));
  }

  /** Does the same in steps, a measure each. */
  judge(query: StatusQuery, view: RecordView): Steps<Statuses> {
    const measures = [...(this.measures ?? view.record.measures())].filter(this.passes);
    return sortStatuses(view, measures, query, ({ status }) => status);
  }
}

/** Judges some measures, one a step, and sorts them by whether their status is wanted. `statusOf` makes a status of what the rules say. */
export function* sortStatuses<S extends string>(
  view: RecordView,
  measures: Iterable<MeasureId>,
  query: StatusQuery,
  statusOf: (assessed: ReturnType<typeof assess>) => S,
): Steps<Statuses<S>> {
  const named: MeasureStatus<S>[] = [];
  const counted = new Map<S, number>();
  const issuers = new Set<Region>();
  for (const id of measures) {
    yield;
    const assessed = assess(view, id, query);
    const announced = assessed.life?.announced.data ?? null;
    if (!isAskedAbout(query, announced)) continue;
    // What bears on nothing that was asked is told only to who asks for it.
    const unmet = assessed.status === 'not-known' || assessed.status === 'not-applicable';
    if (unmet && !query.status.includes(assessed.status)) continue;
    if (announced !== null) issuers.add(announced.issuer);
    const status = statusOf(assessed);
    if (query.status.includes(status)) named.push({ id, status, frame: view.isFrame(id, query.on) });
    else counted.set(status, (counted.get(status) ?? 0) + 1);
  }
  return { named: yield* sortInSteps(named, (a, b) => compareIds(a.id, b.id)), counted, issuers };
}
