import type { FacilitationClosed, FacilitationOpened } from '@in-force/events';
import type { Admission } from './admission.js';
import { Refusal } from './refusal.js';

export type FacilitationEvent = FacilitationOpened | FacilitationClosed;

/** An easing is opened once, and closed only if it was opened. */
export const facilitation: Admission<FacilitationEvent> = {
  admit({ type }, state) {
    if ((type === 'facilitation.opened') === state.holds('facilitation.opened'))
      throw new Refusal(type === 'facilitation.opened' ? 'facilitation-already-opened' : 'facilitation-not-opened');
  },
};
