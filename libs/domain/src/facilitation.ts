import type { FacilitationClosed, FacilitationOpened } from '@in-force/events';
import type { Command, Decider } from './decider.js';
import { Refusal } from './refusal.js';
import { type Held, hold, holds, NOTHING } from './written.js';

export type FacilitationEvent = FacilitationOpened | FacilitationClosed;

/** An easing is opened once, and closed only if it was opened. */
export const facilitation: Decider<Held, Command<FacilitationEvent['type']>, FacilitationEvent> = {
  initial: NOTHING,
  evolve: hold,
  decide(command, held): FacilitationEvent[] {
    const opened = holds(held, ['facilitation.opened']);
    switch (command.type) {
      case 'facilitation.open':
        if (opened) throw new Refusal('facilitation-already-opened');
        return [{ type: 'facilitation.opened', data: command.data }];
      case 'facilitation.close':
        if (!opened) throw new Refusal('facilitation-not-opened');
        return [{ type: 'facilitation.closed', data: command.data }];
    }
  },
};
