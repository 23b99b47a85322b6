import { type Event, type Subject, subjectOf } from '@in-force/events';
import { commitment } from './commitment.js';
import { type Command, type Decider, VERBS } from './decider.js';
import { facilitation } from './facilitation.js';
import { licensing } from './licensing.js';
import { measure } from './measure.js';
import { negotiation } from './negotiation.js';
import { record } from './record.js';
import { statement } from './statement.js';
import type { Held } from './written.js';

const deciders = { measure, negotiation, commitment, statement, licensing, facilitation, record } as const satisfies Record<
  Subject,
  unknown
>;

/** The decider for a subject. Corrections and retractions are `record`'s, whatever stream they go into. */
const deciderOf = (subject: Subject) => deciders[subject] as Decider<Held, Command, Event>;

/** The command that asks for what an event says. */
const commandFor = ({ type, data }: Event): Command => ({ type: VERBS[type], data }) as Command;

/**
 * Decides whether an event may be added to what a stream holds.
 *
 * @returns the event, or nothing where there is nothing to add.
 * @throws {Refusal} for what no later fact can mend.
 */
export const decide = (event: Event, held: Held): readonly Event[] => deciderOf(subjectOf(event.type)).decide(commandFor(event), held);
