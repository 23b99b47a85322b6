import { compareIds, type Instrument, instrumentOf, type MeasureId } from '@in-force/events';
import type { Events } from '@in-force/index';
import { nearIds } from '@in-force/words';
import { InvalidRequest, Unknown } from './errors.js';
import type { Question } from './question.js';

/** Returns why there is no such measure, and what is near. */
export function unknownMeasure(events: Events, id: MeasureId): Unknown {
  const clauses = events
    .measures()
    .filter((measure) => instrumentOf(measure) === id)
    .toSorted(compareIds);
  if (clauses.length > 0)
    return new Unknown(
      `${id} is an act of ${clauses.length} measures: ${clauses.join(', ')}. For the act ask /v1/instruments/${id}.`,
      clauses,
    );
  if (events.byInstrument(id).length > 0)
    return new Unknown(`${id} is an act that made no measure. Ask /v1/instruments/${id} for what it touched.`);
  return new Unknown(`No measure "${id}" in this log.`, nearIds(id, events.measures()));
}

/** Refuses a question about a measure that the record does not hold. @throws {InvalidRequest} naming what is near. */
export function demandMeasure(events: Events, { measure }: Question): void {
  if (measure !== null && !events.has(measure))
    throw new InvalidRequest([{ pointer: '/measure', detail: unknownMeasure(events, measure).message }]);
}

/** Returns an act as the first event that names it has it. */
export function firstNamed(events: Events, id: string): Instrument | undefined {
  for (const stream of events.byInstrument(id))
    for (const { instrument } of events.streamOnce(stream)) if (instrument?.id === id) return instrument;
  return undefined;
}
