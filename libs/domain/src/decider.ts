import type { Event, EventType } from '@in-force/events';

/** The verb in which a command asks for what an event says happened. */
export const VERBS = {
  'measure.announced': 'measure.announce',
  'measure.amended': 'measure.amend',
  'measure.took-effect': 'measure.take-effect',
  'measure.expired': 'measure.expire',
  'measure.suspended': 'measure.suspend',
  'measure.suspension-extended': 'measure.extend-suspension',
  'measure.resumed': 'measure.resume',
  'measure.revoked': 'measure.revoke',
  'negotiation.opened': 'negotiation.open',
  'negotiation.round-scheduled': 'negotiation.schedule-round',
  'negotiation.round-called-off': 'negotiation.call-off-round',
  'negotiation.round-held': 'negotiation.hold-round',
  'negotiation.concluded': 'negotiation.conclude',
  'commitment.made': 'commitment.make',
  'commitment.fulfilled': 'commitment.fulfil',
  'commitment.narrowed': 'commitment.narrow',
  'commitment.broken': 'commitment.break',
  'statement.made': 'statement.make',
  'licensing.reported': 'licensing.report',
  'facilitation.opened': 'facilitation.open',
  'facilitation.closed': 'facilitation.close',
  'record.checked': 'record.check',
  'record.corrected': 'record.correct',
  'record.retracted': 'record.retract',
} as const satisfies Record<EventType, string>;

/** A wish that something be recorded. */
export type Command<Type extends EventType = EventType> = Type extends EventType
  ? { readonly type: (typeof VERBS)[Type]; readonly data: Extract<Event, { type: Type }>['data'] }
  : never;

/** An event of a stream, as far as a decision cares. */
export type Written = Event & { readonly id: string };

/** Decides what may happen next in one stream. `evolve` never refuses: the past is what it is. */
export interface Decider<State, C extends { readonly type: string }, E> {
  readonly initial: State;
  evolve(state: State, event: Written): State;
  /** Returns what happens, or nothing where there is nothing to add. Throws a `Refusal` for what no later fact can mend. */
  decide(command: C, state: State): readonly E[];
}
