import { type Event, type Subject, subjectOf } from '@in-force/events';
import type { Admission, Asking, Proposed } from './admission.js';
import { refuseAhead } from './ahead.js';
import { commitment } from './commitment.js';
import { facilitation } from './facilitation.js';
import { licensing } from './licensing.js';
import { measure } from './measure.js';
import { negotiation } from './negotiation.js';
import { record } from './record.js';
import { statement } from './statement.js';
import type { StreamState } from './stream-state.js';

/** Whose word it is for each subject. Corrections and retractions are `record`'s, whatever stream they go into. */
const ADMISSIONS = { measure, negotiation, commitment, statement, licensing, facilitation, record } as const satisfies Record<
  Subject,
  unknown
>;

/**
 * Decides whether an event may be added to what a stream holds.
 *
 * @returns null where it is new; else the id of the event that says the same already.
 * @throws {Refusal} for what no later fact can mend.
 */
export function decide(event: Proposed, state: StreamState, { today, again = false }: Asking): string | null {
  const known = again ? null : state.findSame(event);
  if (known !== null) return known;
  (ADMISSIONS[subjectOf(event.type)] as Admission<Event>).admit(event, state);
  refuseAhead(event, state, today);
  return null;
}
