import { type Control, causeOf, changeInWords, happenedTo, type Question, type Change as Told, turnOn } from '@in-force/answers';
import type { Recorded } from '@in-force/events';
import { asTold, type RecordView } from '@in-force/rules';
import { eventsOn } from './behind.js';
import { differing, type Facts, factsOf, type Judged } from './judged.js';
import type { Place } from './place.js';

/** A change before it has its link: that names the log, which is known outside. `on`: the day that the link asks about. */
export interface Change extends Omit<Told, 'cursor' | 'answer'> {
  readonly place: Place;
  readonly on: string | null;
}

/** What is told of a measure, and where. */
interface Telling {
  readonly view: RecordView;
  readonly question: Question;
  readonly place: Place;
  /** The events that were recorded together; null where a day came. */
  readonly run: readonly Recorded[] | null;
  /** Whether all facts are told: some were not told that follow from other measures alone. */
  readonly whole: boolean;
}

/** Returns the change between two sides of a measure; null where an answer says the same of it. */
export function changeOf(before: Judged, after: Judged, telling: Telling): Change | null {
  if (!before.answers && !after.answers) return null;
  const [was, is] = [factsOf(before.control), factsOf(after.control)];
  const [old, now] = differing(was, is);
  if (before.answers && after.answers && Object.keys(now).length === 0) return null;
  const how = !before.answers ? 'entered' : !after.answers ? 'left' : 'changed';
  const [from, to] = how === 'changed' && !telling.whole ? [old, now] : [was, is];
  const { view, place, run } = telling;
  const { id, control } = after;
  const behind = run && eventsBehind(before, after, view, run);
  const events = behind?.length === 0 ? run : behind; // it bears through what one of them changed
  const title = control.title ?? before.control.title;
  return {
    place,
    on: after.on,
    at: new Date(place.at).toISOString(),
    cause: causeBy(events),
    position: String(view.clocks.position),
    measure: id,
    measures: [id],
    title,
    before: before.answers ? from : null,
    after: after.answers ? to : null,
    became: how === 'left' ? control.status : null,
    due: null,
    lead: null,
    what: null,
    text: changeInWords({
      title,
      was: before.control.status,
      is: control.status,
      how,
      facts: Object.keys(now) as (keyof Facts & keyof Control)[],
      why: whyOf(after, telling, events),
    }),
    events: events === null ? (after.answers ? after : before).control.because : events.map((event) => event.id),
  };
}

/** Returns the events, of those recorded together, that speak of a measure on either side, or are of what it rests on. */
export const eventsBehind = (before: Judged, after: Judged, { record }: RecordView, run: readonly Recorded[]): readonly Recorded[] =>
  eventsOn(record, run, after.id, [...before.rests, ...after.rests]);

/** Returns the first cause of several: the world, or our knowledge of it; without events it is the clock. */
function causeBy(events: readonly Recorded[] | null): Change['cause'] {
  if (events === null) return 'clock';
  return events.some((event) => causeOf(event) === 'world') ? 'world' : 'knowledge';
}

/** Returns what happened, or what the calendar did, in a sentence. */
function whyOf({ id, on }: Judged, { view, question }: Telling, events: readonly Recorded[] | null): string | null {
  if (events === null) return turnOn(view, id, question, on, 'now')?.text ?? null;
  const [first] = events.toSorted(asTold);
  return first ? happenedTo(view, first, id) : null;
}
