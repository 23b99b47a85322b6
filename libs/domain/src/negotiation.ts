import type {
  NegotiationConcluded,
  NegotiationOpened,
  NegotiationRoundCalledOff,
  NegotiationRoundHeld,
  NegotiationRoundScheduled,
} from '@in-force/events';
import type { Admission } from './admission.js';
import { Refusal } from './refusal.js';

export type NegotiationEvent =
  | NegotiationOpened
  | NegotiationRoundScheduled
  | NegotiationRoundCalledOff
  | NegotiationRoundHeld
  | NegotiationConcluded;

/** A track is opened once; its rounds, held or not, and its end need the opening. */
export const negotiation: Admission<NegotiationEvent> = {
  admit({ type }, state) {
    if ((type === 'negotiation.opened') === state.holds('negotiation.opened'))
      throw new Refusal(type === 'negotiation.opened' ? 'negotiation-already-opened' : 'negotiation-not-opened');
  },
};
