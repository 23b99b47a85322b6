import type { NegotiationConcluded, NegotiationOpened, NegotiationRoundHeld } from '@in-force/events';
import type { Command, Decider } from './decider.js';
import { Refusal } from './refusal.js';
import { type Held, hold, holds, NOTHING } from './written.js';

export type NegotiationEvent = NegotiationOpened | NegotiationRoundHeld | NegotiationConcluded;

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
      case 'negotiation.hold-round':
        return [{ type: 'negotiation.round-held', data: command.data }];
      case 'negotiation.conclude':
        return [{ type: 'negotiation.concluded', data: command.data }];
    }
  },
};
