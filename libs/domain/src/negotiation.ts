import type {
  NegotiationConcluded,
  NegotiationOpened,
  NegotiationRoundCalledOff,
  NegotiationRoundHeld,
  NegotiationRoundScheduled,
} from '@in-force/events';
import type { Command, Decider } from './decider.js';
import { Refusal } from './refusal.js';
import { type Held, hold, holds, NOTHING } from './written.js';

export type NegotiationEvent =
  | NegotiationOpened
  | NegotiationRoundScheduled
  | NegotiationRoundCalledOff
  | NegotiationRoundHeld
  | NegotiationConcluded;

/** A track is opened once; its rounds and its end need the opening. */
export const negotiation: Decider<Held, Command<NegotiationEvent['type']>, NegotiationEvent> = {
  initial: NOTHING,
  evolve: hold,
  decide(command, held): NegotiationEvent[] {
    const opened = holds(held, ['negotiation.opened']);
    if (command.type === 'negotiation.open') {
      if (opened) throw new Refusal('negotiation-already-opened');
      return [{ type: 'negotiation.opened', data: command.data }];
    }
    if (!opened) throw new Refusal('negotiation-not-opened');
    switch (command.type) {
      case 'negotiation.schedule-round':
        return [{ type: 'negotiation.round-scheduled', data: command.data }];
      case 'negotiation.call-off-round':
        return [{ type: 'negotiation.round-called-off', data: command.data }];
      case 'negotiation.hold-round':
        return [{ type: 'negotiation.round-held', data: command.data }];
      case 'negotiation.conclude':
        return [{ type: 'negotiation.concluded', data: command.data }];
    }
  },
};
